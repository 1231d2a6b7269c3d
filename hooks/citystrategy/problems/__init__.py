"""Problems as values: their codes, their form, and how they are printed."""
