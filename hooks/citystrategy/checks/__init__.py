"""What a strategy must contain, checked against the order. Must not read files, print, or word messages."""
