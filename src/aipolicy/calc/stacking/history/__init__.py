"""What a sum paid before changes: what stays paid, what is replaced, and what is offset."""
