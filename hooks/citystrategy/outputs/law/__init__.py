"""The text of a strategy as law for machines: Akoma Ntoso 3.0 (OASIS LegalDocML)."""
