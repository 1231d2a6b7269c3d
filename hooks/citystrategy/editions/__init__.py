"""Approved editions: what a seal covers, what differs between two, and how they are published."""
