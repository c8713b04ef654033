"""A plain function becomes a decision table: it is run on symbols, once for every branch."""
