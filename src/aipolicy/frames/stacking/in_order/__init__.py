"""Rows in order of time: each decided on what was paid before it, the k-th row of all at once.

One award against sums that are paid has a closed form, so no choice is searched. What is paid of
a row is its sum less the sums of the distinct rows paid before that conflict with it, as far as
the joint caps over it leave room; nothing, if a rule allows no difference and one of these was
paid. `pairs` has the rows that conflict, `caps` those that share a cap, `levels` pays them level
by level, and `reasons` says why a row is not paid in full. Components in which another rule
decides go to the resolver for awards, one row after another.
"""
