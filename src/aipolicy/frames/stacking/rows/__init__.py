"""Rows of awards, read from the columns of a frame."""
