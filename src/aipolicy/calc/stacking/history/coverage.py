"""Coverage by min cut: whether sums paid before are kept whole, or covered by what replaces them.

A sum is covered by the flow of `offsets`. Where the max flow leaves some sum uncovered, a minimum
cut names all the sums that compete for the same awards.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TypeAlias

from aipolicy.calc.choice import Sides
from aipolicy.calc.stacking.history.alike import alike
from aipolicy.calc.stacking.history.offsets import offsets

Caps: TypeAlias = Sequence[tuple[Collection[int], int]]
"""Joint caps: the members of each, and its fen."""


def rivals_of(
    before: AbstractSet[int], conflicts: Iterable[tuple[int, int]], sides: Iterable[Sides] = ()
) -> Mapping[int, frozenset[int]]:
    """Return for each item paid before the items that exclude it.

    Items on the same sides of the same groups share one set.

    >>> from aipolicy.calc.choice.problem import Sides
    >>> rivals_of({0}, [(0, 1), (2, 3)], [Sides((frozenset({0, 2}), frozenset({4})))])
    {0: frozenset({1, 4})}
    """
    paired: defaultdict[int, set[int]] = defaultdict(set)
    for one, other in conflicts:
        for item, rival in ((one, other), (other, one)):
            if item in before:
                paired[item].add(rival)
    places: defaultdict[int, list[int]] = defaultdict(list)
    opposite: list[frozenset[int]] = []
    for group in sides:
        for side in group.sides:
            for item in side & before:
                places[item].append(len(opposite))
            if not side.isdisjoint(before):
                opposite.append(group.members - side)
    known: dict[tuple[tuple[int, ...], frozenset[int]], frozenset[int]] = {}
    found: dict[int, frozenset[int]] = {}
    for item in sorted(before):
        key = tuple(places.get(item, ())), frozenset(paired.get(item, ()))
        if key not in known:
            known[key] = key[1].union(*(opposite[place] for place in key[0]))
        found[item] = known[key]
    return found


def replacing(
    rivals: Mapping[int, AbstractSet[int]], items: Iterable[int], some: AbstractSet[int]
) -> dict[int, Sequence[int]]:
    """Return for items paid before, in order, those of their rivals that are among some items.

    Items that share their rivals share one list.

    >>> replacing({0: {2, 1}, 3: {4}}, [0], {1, 2, 4})
    {0: [1, 2]}
    """
    known: dict[int, Sequence[int]] = {}
    found: dict[int, Sequence[int]] = {}
    for item in items:
        key = id(rivals[item])
        if key not in known:
            known[key] = sorted(rivals[item] & some)
        found[item] = known[key]
    return found


def uncovered(
    rivals: Mapping[int, AbstractSet[int]],
    amounts: Sequence[int],
    caps: Caps,
    gross: Mapping[int, int],
) -> frozenset[int]:
    """Return the items paid before that a choice does not cover, or does not value in full.

    Args:
        rivals: the items paid before, each with the items that exclude it.
        amounts: the sum of each item, in fen.
        caps: the joint caps.
        gross: what each kept item comes to.

    >>> sorted(uncovered({0: {1}}, (5, 4), [], {1: 4}))
    [0]
    """
    found = {item for item in rivals if gross.get(item, amounts[item]) < amounts[item]}
    for members, most in caps:
        under = rivals.keys() & members
        if sum(amounts[item] for item in under) > most:
            found |= under  # paid beyond the cap already: the plain choice values it for less
    replaced = replacing(rivals, (one for one in rivals if one not in gross), gross.keys())
    cut = min_cut(replaced, {one: amounts[one] for one in replaced}, gross)
    return frozenset(found | cut)


def min_cut(
    replaced: Mapping[int, Sequence[int]], paid_before: Mapping[int, int], gross: Mapping[int, int]
) -> set[int]:
    """Return sums that together exceed all that replaces them: the source side of a minimum cut.

    It is empty where every sum is covered. By the max-flow min-cut theorem, the sums returned use
    up everything that replaces any of them.

    Args:
        replaced: the sums paid before that are replaced, each with the items that replace it.
        paid_before: how much was paid, in fen.
        gross: what each item comes to, in fen.

    >>> sorted(min_cut({0: [2], 1: [2], 3: [4]}, {0: 5, 1: 5, 3: 5}, {2: 9, 4: 5}))
    [0, 1]
    """
    sums, awards, of_sums = alike(replaced)
    paid = [sum(paid_before[one] for one in ones) for ones in sums]
    together = {number: sum(gross[one] for one in some) for number, some in enumerate(awards)}
    found = _cut_off(of_sums, paid, together)
    return {one for number in found for one in sums[number] if paid_before[one]}


def _cut_off(
    replaced: Mapping[int, Sequence[int]], paid_before: Sequence[int], gross: Mapping[int, int]
) -> set[int]:
    """Return the sums on the source side of a minimum cut."""
    flow = offsets(replaced, paid_before, gross)
    deducted = dict.fromkeys(replaced, 0)
    for by in flow.values():
        for one, fen in by.items():
            deducted[one] += fen
    found = {one for one in replaced if deducted[one] < paid_before[one]}
    todo = list(found)
    seen: set[int] = set()
    while todo:
        for item in replaced[todo.pop()]:
            if item in seen:
                continue
            seen.add(item)
            new = flow.get(item, {}).keys() - found
            found |= new
            todo += new
    return found
