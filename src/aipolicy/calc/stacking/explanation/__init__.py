"""A result explained: why an award is not paid in full, which awards are named, in which words."""
