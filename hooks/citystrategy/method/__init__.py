"""How far a strategy has come: the method of assessment. Must not know words, pages or files."""
