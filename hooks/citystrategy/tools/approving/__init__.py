"""What an approval asks for, and how it is answered."""
