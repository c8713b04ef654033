"""Whether what was paid before is held: kept whole, or covered by what takes its place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TypeAlias

from aipolicy.calc.stacking.history.offsets import taken_off

Caps: TypeAlias = Sequence[tuple[Collection[int], int]]
"""Joint caps: the members of each, and its fen."""


def rivals_of(
    before: frozenset[int], conflicts: Iterable[tuple[int, int]]
) -> Mapping[int, set[int]]:
    """Return for each item paid before the items that exclude it."""
    rivals: dict[int, set[int]] = {item: set() for item in sorted(before)}
    for one, other in conflicts:
        for item, rival in ((one, other), (other, one)):
            if item in before:
                rivals[item].add(rival)
    return rivals


def not_held(
    rivals: Mapping[int, AbstractSet[int]],
    amounts: Sequence[int],
    caps: Caps,
    paid: Mapping[int, int],
) -> frozenset[int]:
    """Return what was paid before and is cut or undervalued, or with others replaced by less."""
    wrong = {item for item in rivals if paid.get(item, amounts[item]) < amounts[item]}
    for members, most in caps:
        under = rivals.keys() & members
        if sum(amounts[item] for item in under) > most:
            wrong |= under  # paid beyond the cap already: the plain choice counts it for less
    by = {one: sorted(rivals[one] & paid.keys()) for one in rivals if one not in paid}
    short = uncovered(by, {one: amounts[one] for one in by}, paid)
    return frozenset(wrong | short)


def uncovered(
    by: Mapping[int, Sequence[int]], before: Mapping[int, int], paid: Mapping[int, int]
) -> set[int]:
    """Return sums that are together more than all that takes their place; none where all fit.

    Args:
        by: what was paid before and is replaced, with the items that take its place.
        before: how much was paid.
        paid: what the items come to.

    It is one that is not covered, and whatever it could not push aside: by the theorem of the
    largest flow and the least cut, what takes their place is used up, and by them alone.

    >>> sorted(uncovered({0: [2], 1: [2], 3: [4]}, {0: 5, 1: 5, 3: 5}, {2: 9, 4: 5}))
    [0, 1]
    """
    taken = taken_off(by, before, paid)
    off = dict.fromkeys(by, 0)
    for parts in taken.values():
        for one, fen in parts.items():
            off[one] += fen
    short = {one for one in by if off[one] < before[one]}
    todo = list(short)
    while todo:
        for item in by[todo.pop()]:
            new = taken.get(item, {}).keys() - short
            short |= new
            todo += new
    return short
