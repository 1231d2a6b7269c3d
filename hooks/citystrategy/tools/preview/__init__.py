"""The pages of the site while somebody writes: made as the build makes them, one at a time."""
