"""Groups of rows: which rows conflict or share a joint cap, and what the rules decide there."""
