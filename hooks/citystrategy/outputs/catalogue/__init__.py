"""The catalogue of all datasets, as portals harvest it: DCAT-AP in Turtle and JSON-LD."""
