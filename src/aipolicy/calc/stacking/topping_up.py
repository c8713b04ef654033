"""From which awards the sums paid before are taken off, so that only differences are paid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence


def taken_off(
    displaced: Mapping[int, Sequence[int]], paid_before: Mapping[int, int], gross: Mapping[int, int]
) -> Mapping[int, Mapping[int, int]]:
    """Return, for each award, what was paid before under the ones whose place it takes.

    Args:
        displaced: what was paid before, with the awards that take its place.
        paid_before: how much was paid, in fen.
        gross: what each award comes to before anything is taken off, in fen.

    As much as possible is taken off, and the first awards bear it first.

    >>> taken_off({0: [1, 2]}, {0: 7}, {1: 5, 2: 4})
    {1: {0: 5}, 2: {0: 2}}
    >>> taken_off({0: [2, 3], 1: [2]}, {0: 5, 1: 5}, {2: 5, 3: 5})
    {2: {1: 5}, 3: {0: 5}}
    """
    netting = _Netting(displaced, gross)
    for paid in displaced:
        need = paid_before[paid]
        while need and (part := netting.take(paid, need, set())):
            need -= part
    return netting.parts()


class _Netting:
    """A flow of what was paid before into the awards that take its place."""

    def __init__(self, displaced: Mapping[int, Sequence[int]], gross: Mapping[int, int]) -> None:
        self._awards = displaced
        self._room = {award: gross[award] for awards in displaced.values() for award in awards}
        self._taken: defaultdict[int, defaultdict[int, int]]
        self._taken = defaultdict(lambda: defaultdict(int))

    def take(self, paid: int, need: int, tried: set[int]) -> int:
        """Take up to `need` off one award, moving other sums aside where that makes room."""
        for award in self._awards[paid]:
            if award in tried:
                continue
            tried.add(award)
            part = min(need, self._room[award])
            self._room[award] -= part
            if part or (part := self._moved_aside(award, need, tried)):
                self._taken[award][paid] += part
                return part
        return 0

    def _moved_aside(self, award: int, need: int, tried: set[int]) -> int:
        for other, sum_ in [*self._taken[award].items()]:
            if sum_ and (moved := self.take(other, min(need, sum_), tried)):
                self._taken[award][other] -= moved
                return moved
        return 0

    def parts(self) -> Mapping[int, Mapping[int, int]]:
        found = {award: {i: s for i, s in by.items() if s} for award, by in self._taken.items()}
        return {award: by for award, by in sorted(found.items()) if by}
