"""Every word, number and date that anybody reads, by language, and how they are told apart in a text."""
