"""Sheets of paper: what all PDFs share."""
