"""The annual report as files: each module lays out one format."""
