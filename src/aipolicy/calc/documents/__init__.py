"""What a document says that is not arithmetic: its provisions, days, terms and stacking rules."""
