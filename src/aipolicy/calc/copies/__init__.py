"""A copy of an official text: its normal form, its body, and where a document's words are in it."""
