"""A large part made smaller in linear time, before it becomes masks.

Masks of a hundred thousand bits are slow and large. Most items of a large part need none: of
items in the same units under the same caps only the heaviest can be kept, and items that no
other item excludes are kept in any case. A small part is left as it is: there masks cost less.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import Final

from aipolicy.calc.choice.bitmasks import Tangle, bits
from aipolicy.calc.choice.components import Part
from aipolicy.calc.choice.problem import Exclusion, JointCap

SMALL: Final = 64
"""The most items of a part that needs no shrinking."""


@dataclass(frozen=True, slots=True)
class Shrunk:
    """What is left to choose.

    Attributes:
        part: the contested items and, for each set of caps, one item that stands for all
            uncontested ones under it.
        amounts: the sum of each of these items in fen; of one that stands for others, their
            sum together.
        uncontested: the items that are kept in any case.
    """

    part: Part
    amounts: Mapping[int, int]
    uncontested: Sequence[int]


def shrunk(part: Part, amounts: Sequence[int], *, each: int = 1) -> Shrunk:
    """Return a part without the items whose lot is plain, if it is large.

    With `each` above 1, as many items are left of each kind: enough for so many of the best
    choices instead of the best one alone.

    >>> unit, cap = Exclusion(frozenset(range(70))), JointCap(frozenset({0, 1}), 8)
    >>> small = shrunk(Part(list(range(80)), [unit], [cap], []), range(80))
    >>> small.part.items, len(small.uncontested)
    ([1, 69, 70], 10)
    """
    if len(part.items) <= SMALL:
        return Shrunk(part, {item: amounts[item] for item in part.items}, ())
    alive = _heaviest_of_each_kind(part, amounts, each)
    exclusions = [
        Exclusion(members) for rule in part.exclusions if len(members := rule.members & alive) > 1
    ]
    conflicts = [pair for pair in part.conflicts if alive.issuperset(pair)]
    contested = {item for rule in exclusions for item in rule.members}
    contested.update(item for pair in conflicts for item in pair)
    sums = {item: amounts[item] for item in part.items if item in contested}

    above = _numbers(part.caps)
    uncontested = [item for item in part.items if item in alive and item not in contested]
    stands_for: dict[tuple[int, ...], int] = {}
    for item in uncontested:
        first = stands_for.setdefault(tuple(above[item]), item)
        sums[first] = sums.get(first, 0) + amounts[item]
    caps = [JointCap(cap.members.intersection(sums), cap.most) for cap in part.caps]
    return Shrunk(Part(sorted(sums), exclusions, caps, conflicts), sums, uncontested)


def _heaviest_of_each_kind(part: Part, amounts: Sequence[int], each: int) -> set[int]:
    """Return the heaviest items of each kind; items are of a kind if the same rules bind them.

    Items of a kind in a unit exclude each other and can take each other's place, so a set that
    keeps one of them is better than the same set with a lighter one, or a later of equal ones.
    """
    units, above = _numbers(part.exclusions), _numbers(part.caps)
    rivals: dict[int, set[int]] = defaultdict(set)
    for one, other in part.conflicts:
        rivals[one].add(other)
        rivals[other].add(one)
    kinds: dict[tuple[tuple[int, ...], tuple[int, ...], frozenset[int]], list[int]]
    kinds = defaultdict(list)
    for item in units:
        kinds[tuple(units[item]), tuple(above[item]), frozenset(rivals[item])].append(item)
    alive = set(part.items).difference(units)
    for items in kinds.values():
        alive.update(nsmallest(each, items, key=lambda item: (-amounts[item], item)))
    return alive


def _numbers(rules: Sequence[Exclusion | JointCap]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for number, rule in enumerate(rules):
        for item in rule.members:
            found[item].append(number)
    return found


def reduced(tangle: Tangle) -> tuple[int, int]:
    """Return the items surely kept and those still open, as masks.

    Two rules, used until neither says more. An item is kept if it is worth more than all its
    rivals together and each of them is under every cap that it is under. An item is left out
    if a rival is worth more, excludes nothing that the item does not exclude, and is under no
    cap that the item is not under. Both hold for the total, the uncut sums and the order alike,
    since the one item can take the place, and the money, of the other.

    >>> from aipolicy.calc.choice.components import Part
    >>> from aipolicy.calc.choice.bitmasks import tangle
    >>> reduced(tangle(Part([0, 1], [], [], [(0, 1)]), {0: 5, 1: 6}))
    (1, 0)
    """
    reach, under, worth = tangle.reach, tangle.under, tangle.worth
    kept, open_ = 0, sum(worth)
    todo = open_
    while todo:
        one = todo & -todo
        todo ^= one
        closed = reach[one] & open_
        caps, value = under[one], worth[one]
        needed, beaten, surely = 0, 0, True
        rivals = closed ^ one
        while rivals:
            rival = rivals & -rivals
            rivals ^= rival
            if caps & ~under[rival]:
                surely = False
                continue
            needed += worth[rival]
            if rival > one and not closed & ~reach[rival]:
                beaten |= rival
        if surely and needed < value:
            kept |= one
            beaten = closed ^ one
            open_ ^= one
        if beaten:
            # Whoever had one of the beaten as a rival is looked at again.
            open_ ^= beaten
            for bit in bits(beaten):
                todo |= reach[bit]
            todo &= open_
    return kept, open_
