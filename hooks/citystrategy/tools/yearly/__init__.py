"""The workbook of a monitoring officer's yearly round: what it asks, how it is written and how it is read."""
