"""Texts in Markdown: parsed once, and what is parsed is what is checked, sealed, compared and published."""
