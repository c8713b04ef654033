"""From a claim to a decision with its reasons."""
