"""The arguments of a call, checked against the frame and turned into tasks."""
