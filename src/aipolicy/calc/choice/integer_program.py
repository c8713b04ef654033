"""Small divisions in whole numbers, solved exactly.

Joint caps that overlap in an odd ring (a and b, b and c, c and a) can make the best division of
money a fraction of a fen. Then the best division in whole fen is found by Gomory's method of
integer forms: solve with fractions allowed, cut off the fraction, solve again. With the dual
simplex method in lexicographic order it ends after finitely many cuts, at the one division that
is wanted. The fractions of a table are kept as whole numbers over one denominator.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from aipolicy.calc.choice.budget import Effort

_Row = list[int]  # a value, and the rate at which each variable at zero lowers it

Sums = Sequence[tuple[Collection[int], int]]
"""Groups of numbers, each with a bound on their sum."""


class OutOfReach(Exception):
    """No whole numbers under the caps reach the floors."""


def largest(limits: Sequence[int], caps: Sums, effort: Effort, floors: Sums = ()) -> list[int]:
    """Return whole numbers with the largest sum; of those, the first largest, then the second ...

    Each number is between 0 and its limit, under each cap the members sum to at most the cap, and
    over each floor to at least the floor. Limits and caps are 0 or more.

    Raises:
        OutOfReach: where no numbers reach the floors.
        TooEntangled: where it takes more effort than is left.

    >>> ring = [((0, 1), 3), ((1, 2), 3), ((0, 2), 3)]
    >>> largest([9, 9, 9], ring, Effort((0, 1, 2), steps=1_000))
    [2, 1, 1]
    >>> largest([9, 9, 9], ring, Effort((0, 1, 2), steps=1_000), floors=[((2,), 2)])
    [1, 1, 2]
    """
    count = len(limits)
    table, whole = _start(limits, caps, floors), 1
    while True:
        broken = next((row for row in table[1:] if row[0] < 0), None)
        if broken is None:
            split = next((row for row in table[: count + 1] if row[0] % whole), None)
            if split is None:
                return [row[0] // whole for row in table[1 : count + 1]]
            broken = [-(entry % whole) for entry in split]
        effort.spend(len(table) * count)
        table, whole = _pivoted(table, whole, broken)


def _start(limits: Sequence[int], caps: Sums, floors: Sums) -> list[_Row]:
    """Return the table at the limits: the sum, the numbers, what each lacks, what caps leave.

    What the numbers lack to their limits is at zero, and what breaks a cap is below zero. What is
    above a floor comes last.
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


def _pivoted(table: list[_Row], whole: int, broken: _Row) -> tuple[list[_Row], int]:
    """Return the table with the broken row at zero, at the least loss, and its denominator.

    All that is divided here divides evenly, as in the elimination of Bareiss: every entry
    stays a subdeterminant of the whole numbers that the table began with.
    """
    helping = [k for k in range(1, len(broken)) if broken[k] < 0]
    if not helping:
        raise OutOfReach
    column, *others = helping
    for other in others:
        ours, theirs = broken[column], broken[other]
        if [row[other] * -ours for row in table] < [row[column] * -theirs for row in table]:
            column = other
    lead = -broken[column]
    changed: list[_Row] = []
    for row in table:
        rate = row[column]
        new = [(a * lead + rate * b) // whole for a, b in zip(row, broken, strict=True)]
        new[column] = rate
        changed.append(new)
    return changed, lead
