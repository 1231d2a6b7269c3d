"""The commands of those who keep the strategies: one module for each."""
