"""What the templates are given: data in words, tables, addresses. Must not know HTML or MkDocs."""
