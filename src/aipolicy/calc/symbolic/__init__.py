"""A plain function becomes a decision table: run on symbols, once for every branch."""
