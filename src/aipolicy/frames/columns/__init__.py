"""The columns of a frame: how they are found, decoded and added."""
