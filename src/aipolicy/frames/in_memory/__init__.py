"""Frames in memory: NumPy on blocks of rows, on several threads."""
