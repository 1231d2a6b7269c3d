"""A strategy as one document to take away."""
