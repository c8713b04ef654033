"""What a clause can give on facts known in part: the decision table, read three-valued."""
