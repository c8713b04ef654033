"""The calculus of subsidy law: money, days, clauses, tables and awards; it knows no policy."""
