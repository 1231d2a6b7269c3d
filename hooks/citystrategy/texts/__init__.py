"""The chapters as text: their structure, their markup, and whether both languages say the same."""
