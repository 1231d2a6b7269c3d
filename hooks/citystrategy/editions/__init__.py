"""Approved editions: what a seal covers, how it is written, and what differs between two."""
