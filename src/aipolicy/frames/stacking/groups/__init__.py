"""Groups of rows, and what the rules decide in each."""
