"""Which of the awards that displaced another are named: all of them, or the weightiest of many."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nsmallest
from typing import Final

from aipolicy.calc.awards.award import Award
from aipolicy.calc.stacking.entry import Entry

MOST_NAMED: Final = 100
"""The most awards that one reason names."""


class Names:
    """The awards that reasons name; of many, found once for each tuple of awards.

    Thousands of awards may displace each of thousands of others. Of more than `MOST_NAMED` the
    weightiest are named: those whose sum is not determined first, since on these the reason hangs,
    then the highest.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._known: dict[int, tuple[tuple[int, ...], tuple[Award, ...]]] = {}

    def of(self, by: tuple[int, ...]) -> tuple[Award, ...]:
        """Return the awards that are named of those at some indices, in document order."""
        if len(by) <= MOST_NAMED:
            return tuple([self._entries[index].award for index in by])
        if id(by) not in self._known:
            named = sorted(nsmallest(MOST_NAMED, by, key=self._weight))
            awards = tuple([self._entries[index].award for index in named])
            self._known[id(by)] = by, awards
        return self._known[id(by)][1]

    def _weight(self, index: int) -> tuple[bool, int, int]:
        entry = self._entries[index]
        return entry.award.amount is not None, -entry.fen, index
