"""Sums paid before: what stays paid, what is replaced, and what is offset."""
