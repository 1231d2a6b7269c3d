"""From files to the model: text and YAML with line numbers, and where each file lies."""
