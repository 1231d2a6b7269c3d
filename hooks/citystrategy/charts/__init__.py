"""What a chart shows, and how it is drawn, trimmed and kept."""
