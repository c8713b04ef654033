"""Gomory's dual simplex cuts: small integer programs, solved exactly.

Joint caps that overlap in an odd ring (a and b, b and c, c and a) can make the best division of
money a fraction of a fen. Then the best division in whole fen is found by Gomory's method of
integer forms: solve the linear relaxation, cut off the fraction, solve again. The lexicographic
dual simplex method ends after finitely many cuts, at the lexicographic maximum. The fractions of
a table are whole numbers over one denominator.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeAlias

from aipolicy.calc.choice.budget import Budget

Row: TypeAlias = list[int]
"""A value, and the rate at which each variable at zero lowers it."""

SumBounds: TypeAlias = Sequence[tuple[Collection[int], int]]
"""Groups of numbers, each with a bound on their sum."""


class Infeasible(Exception):
    """No whole numbers under the caps reach the floors."""


def lexicographic_maximum(
    limits: Sequence[int], caps: SumBounds, budget: Budget, floors: SumBounds = ()
) -> list[int]:
    """Return the whole numbers with the largest sum; of those the largest first, then second ...

    Args:
        limits: the most of each number; the least is 0.
        caps: groups of numbers, and the most each group may sum to.
        budget: the steps left.
        floors: groups of numbers, and the least each group must sum to.

    Raises:
        Infeasible: no numbers reach the floors.
        TooEntangled: the budget is used up.

    >>> ring = [((0, 1), 3), ((1, 2), 3), ((0, 2), 3)]
    >>> lexicographic_maximum([9, 9, 9], ring, Budget((0, 1, 2), steps=1_000))
    [2, 1, 1]
    >>> lexicographic_maximum([9, 9, 9], ring, Budget((0, 1, 2), steps=1_000), floors=[((2,), 2)])
    [1, 1, 2]
    """
    count = len(limits)
    wide = count * (count >> 8)
    budget.spend(2 * count * wide)
    return whole_maximum(_initial_table(limits, caps, floors), count, budget)[1:]


def whole_maximum(table: list[Row], count: int, budget: Budget) -> list[int]:
    """Return the largest first value of a table in whole numbers, and the `count` values after it.

    Args:
        table: the value that is to be largest, then values of which none may be below 0; in every
            column the first rate that is not 0 is positive.
        count: how many of the values must be whole numbers.
        budget: the steps left.

    Raises:
        Infeasible: no whole numbers keep all values at 0 or more.
        TooEntangled: the budget is used up.

    The most of `3x` where `x` is at most 7 and `2x` at most 9, from `x = 7` downwards:

    >>> whole_maximum([[21, 3], [7, 1], [0, -1], [-5, -2]], 1, Budget((0,), steps=100))
    [12, 4]
    """
    columns, denominator = len(table[0]) - 1, 1
    cost = columns * (1 + (columns >> 8))  # a wide table takes more than one look at each entry
    while True:
        violated = next((row for row in table[1:] if row[0] < 0), None)
        if violated is None:
            split = next((row for row in table[: count + 1] if row[0] % denominator), None)
            if split is None:
                return [row[0] // denominator for row in table[: count + 1]]
            violated = [-(entry % denominator) for entry in split]
        budget.spend(len(table) * cost)
        table, denominator = _pivoted(table, denominator, violated)


def _initial_table(limits: Sequence[int], caps: SumBounds, floors: SumBounds) -> list[Row]:
    """Return the table with all numbers at their limits.

    Its rows: the sum, the numbers, the slack of each limit (all zero), the slack of each cap
    (negative where the cap is exceeded), and the surplus over each floor.
    """
    count = len(limits)
    units = [[int(j == k) for k in range(count)] for j in range(count)]
    table = [[sum(limits), *(1 for _ in limits)]]
    table += [[limit, *unit] for limit, unit in zip(limits, units, strict=True)]
    table += [[0, *(-entry for entry in unit)] for unit in units]
    for members, most in caps:
        rates = (-int(j in members) for j in range(count))
        table.append([most - sum(limits[j] for j in members), *rates])
    for members, least in floors:
        rates = (int(j in members) for j in range(count))
        table.append([sum(limits[j] for j in members) - least, *rates])
    return table


def _pivoted(table: list[Row], denominator: int, violated: Row) -> tuple[list[Row], int]:
    """Return the table with the violated row raised to zero at the least loss, and its denominator.

    Every division here is exact, as in Bareiss elimination: every entry
    stays a subdeterminant of the whole numbers in the first table.
    """
    helping = [k for k in range(1, len(violated)) if violated[k] < 0]
    if not helping:
        raise Infeasible
    column, *others = helping
    for other in others:
        ours, theirs = violated[column], violated[other]
        if [row[other] * -ours for row in table] < [row[column] * -theirs for row in table]:
            column = other
    lead = -violated[column]
    changed: list[Row] = []
    for row in table:
        rate = row[column]
        new = [(a * lead + rate * b) // denominator for a, b in zip(row, violated, strict=True)]
        new[column] = rate
        changed.append(new)
    return changed, lead
