"""Claims held against history: years, firsts, figures that count once, and sums received."""
