"""Rivals: which of some awards an award conflicts with, looked up by groups.

Awards on the same sides of the same groups have the same rivals, so that these are found once and
shared: thousands of awards with thousands of rivals need no list each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TypeAlias

from aipolicy.calc.stacking.ties import Opposed

Places: TypeAlias = tuple[tuple[int, int], ...]
"""The groups an award is in, each with its side; both by number."""


def places_of(opposed: Sequence[Opposed]) -> Mapping[int, Places]:
    """Return for each award that is in a group its groups and sides, in order.

    >>> places_of([Opposed(None, ((3, 4), (5,)))])
    {3: ((0, 0),), 4: ((0, 0),), 5: ((0, 1),)}
    """
    found: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for number, group in enumerate(opposed):
        for place, side in enumerate(group.sides):
            for index in side:
                found[index].append((number, place))
    known: dict[Places, Places] = {}
    places = {index: tuple(some) for index, some in found.items()}
    return {index: known.setdefault(some, some) for index, some in places.items()}


class Rivals:
    """The rivals of awards among some others.

    >>> rivals = Rivals([Opposed(None, ((3, 4), (5,)))], {4, 5}, before=frozenset())
    >>> rivals.of(3), rivals.of(5), rivals.of(8)
    ((5,), (4,), ())
    """

    def __init__(
        self, opposed: Sequence[Opposed], some: AbstractSet[int], before: AbstractSet[int]
    ) -> None:
        self.places = places_of(opposed)
        self._before = before
        self._sides = [[[i for i in side if i in some] for side in one.sides] for one in opposed]
        self._known: dict[tuple[Places, bool], tuple[int, ...]] = {}

    def of(self, index: int) -> tuple[int, ...]:
        """Return those of the others with which an award conflicts, in order.

        Sums paid before have no sums paid before among their rivals.
        """
        return self.at(self.places.get(index, ()), before=index in self._before)

    def at(self, places: Places, *, before: bool = False) -> tuple[int, ...]:
        """Return the rivals of an award on some sides; the same tuple for the same sides."""
        key = places, before
        if key not in self._known:
            found = {
                other
                for number, own in places
                for place, side in enumerate(self._sides[number])
                if place != own
                for other in side
            }
            self._known[key] = tuple(sorted(found - self._before if before else found))
        return self._known[key]
