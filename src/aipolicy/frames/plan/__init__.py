"""What columns have to compute: a decision table as sums in whole numbers."""
