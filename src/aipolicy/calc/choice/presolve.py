"""Presolve: drop items whose fate is decided, before the search.

`presolved` makes a large component smaller in linear time, before it becomes masks, since masks
of a hundred thousand bits are slow. Of items in the same groups under the same caps only the
heaviest can be kept, and items without rivals are kept in any case. A small component stays as it
is: there masks cost less. `kept_and_open` applies two dominance rules to the conflict graph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import Final

from aipolicy.calc.choice.bitmasks import ConflictGraph, bits
from aipolicy.calc.choice.components import Component
from aipolicy.calc.choice.problem import Exclusion, JointCap

SMALL: Final = 64
"""Components of at most so many items are not presolved."""


@dataclass(frozen=True, slots=True)
class Presolved:
    """A component after presolve.

    Attributes:
        component: the contested items and, for each set of caps, one item that represents all
            uncontested ones under it.
        amounts: the sum of each of these items in fen; of a representative, the sum of all that
            it represents.
        uncontested: the items without rivals, kept in any case.
    """

    component: Component
    amounts: Mapping[int, int]
    uncontested: Sequence[int]


def presolved(component: Component, amounts: Sequence[int], *, each: int = 1) -> Presolved:
    """Return a component without the items whose fate is decided, if it is large.

    Args:
        component: the items and their rules.
        amounts: the sum of each item of the problem, in fen.
        each: how many items stay of each kind; k for the k best choices.

    >>> group, cap = Exclusion(frozenset(range(70))), JointCap(frozenset({0, 1}), 8)
    >>> small = presolved(Component(list(range(80)), [group], [cap], []), range(80))
    >>> small.component.items, len(small.uncontested)
    ([1, 69, 70], 10)
    """
    if len(component.items) <= SMALL:
        return Presolved(component, {item: amounts[item] for item in component.items}, ())
    alive = _heaviest_of_each_kind(component, amounts, each)
    exclusions = [
        Exclusion(members)
        for rule in component.exclusions
        if len(members := rule.members & alive) > 1
    ]
    conflicts = [pair for pair in component.conflicts if alive.issuperset(pair)]
    contested = {item for rule in exclusions for item in rule.members}
    contested.update(item for pair in conflicts for item in pair)
    sums = {item: amounts[item] for item in component.items if item in contested}

    above = _numbers(component.caps)
    uncontested = [item for item in component.items if item in alive and item not in contested]
    represented: dict[tuple[int, ...], int] = {}
    for item in uncontested:
        first = represented.setdefault(tuple(above[item]), item)
        sums[first] = sums.get(first, 0) + amounts[item]
    caps = [JointCap(cap.members.intersection(sums), cap.most) for cap in component.caps]
    return Presolved(Component(sorted(sums), exclusions, caps, conflicts), sums, uncontested)


def _heaviest_of_each_kind(component: Component, amounts: Sequence[int], each: int) -> set[int]:
    """Return the heaviest items of each kind; items bound by the same rules are of one kind.

    Items of a kind in a group exclude each other and can replace each other, so a set that keeps
    one of them is better than the same set with a lighter one, or with a later one of equals.
    """
    groups, above = _numbers(component.exclusions), _numbers(component.caps)
    rivals: dict[int, set[int]] = defaultdict(set)
    for one, other in component.conflicts:
        rivals[one].add(other)
        rivals[other].add(one)
    kinds: dict[tuple[tuple[int, ...], tuple[int, ...], frozenset[int]], list[int]]
    kinds = defaultdict(list)
    for item in groups:
        kinds[tuple(groups[item]), tuple(above[item]), frozenset(rivals[item])].append(item)
    alive = set(component.items).difference(groups)
    for items in kinds.values():
        alive.update(nsmallest(each, items, key=lambda item: (-amounts[item], item)))
    return alive


def _numbers(rules: Sequence[Exclusion | JointCap]) -> dict[int, list[int]]:
    """Return for each item the numbers of the rules that name it."""
    found: dict[int, list[int]] = defaultdict(list)
    for number, rule in enumerate(rules):
        for item in rule.members:
            found[item].append(number)
    return found


def kept_and_open(graph: ConflictGraph) -> tuple[int, int]:
    """Return the items certain to be kept and those still open, as masks.

    Two dominance rules apply until neither decides more. An item is kept if it is worth more
    than all its rivals together and each of them is under every cap that it is under. An item is
    left out if a rival is worth more, excludes nothing that the item does not exclude, and is
    under no cap that the item is not under. Both rules hold for the total, the uncut sums and the
    order alike, since the one item can replace the other and be paid its sum.

    >>> from aipolicy.calc.choice.components import Component
    >>> from aipolicy.calc.choice.bitmasks import conflict_graph
    >>> kept_and_open(conflict_graph(Component([0, 1], [], [], [(0, 1)]), {0: 5, 1: 6}))
    (1, 0)
    """
    neighbours, under, worth = graph.neighbours, graph.under, graph.worth
    kept, open_ = 0, sum(worth)
    todo = open_
    while todo:
        one = todo & -todo
        todo ^= one
        closed = neighbours[one] & open_
        caps, value = under[one], worth[one]
        needed, dominated, certain = 0, 0, True
        rivals = closed ^ one
        while rivals:
            rival = rivals & -rivals
            rivals ^= rival
            if caps & ~under[rival]:
                certain = False
                continue
            needed += worth[rival]
            if rival > one and not closed & ~neighbours[rival]:
                dominated |= rival
        if certain and needed < value:
            kept |= one
            dominated = closed ^ one
            open_ ^= one
        if dominated:
            # Look again at every rival of a dominated item.
            open_ ^= dominated
            for bit in bits(dominated):
                todo |= neighbours[bit]
            todo &= open_
    return kept, open_
