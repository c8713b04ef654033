"""From which awards the sums paid before are taken off, so that only differences are paid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise


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
        while need and (part := netting.take(paid, need)):
            need -= part
    return netting.parts()


class _Netting:
    """A flow of what was paid before into the awards that take its place."""

    def __init__(self, displaced: Mapping[int, Sequence[int]], gross: Mapping[int, int]) -> None:
        self._awards = displaced
        self._room = {award: gross[award] for awards in displaced.values() for award in awards}
        self._taken: defaultdict[int, defaultdict[int, int]]
        self._taken = defaultdict(lambda: defaultdict(int))

    def take(self, paid: int, need: int) -> int:
        """Take up to `need` off one award, moving other sums aside where that makes room."""
        steps = self._steps(paid)
        if not steps:
            return 0
        movable = (self._taken[award][moved] for (_, award), (moved, _) in pairwise(steps))
        part = min(need, self._room[steps[-1][1]], *movable)
        self._room[steps[-1][1]] -= part
        for one, award in steps:
            self._taken[award][one] += part
        for (_, award), (moved, _) in pairwise(steps):
            self._taken[award][moved] -= part
        return part

    def _steps(self, paid: int) -> list[tuple[int, int]]:
        """Return which sums to take off which awards, each making room for the one before.

        Awards are tried in order, each with what could be moved aside there before the next one.
        A sum looks for room once: it never moves itself aside, which would gain little at a time.
        """
        tried: set[int] = set()
        looking = {paid}
        waiting = [(paid, iter(self._awards[paid]))]  # sums that look for room, each for the last
        crowded: list[tuple[int, Iterator[int]]] = []  # where they do, and whom else to move there
        while waiting:
            awards = waiting[-1][1]
            award = next((award for award in awards if award not in tried), None)
            if award is not None:
                tried.add(award)
                if self._room[award]:
                    ones = (one for one, _ in waiting)
                    return list(zip(ones, [*(at for at, _ in crowded), award], strict=True))
                others = [other for other, fen in self._taken[award].items() if fen]
                crowded.append((award, (other for other in others if other not in looking)))
            else:
                waiting.pop()
            other = next(crowded[-1][1], None) if crowded else None
            if other is not None:
                looking.add(other)
                waiting.append((other, iter(self._awards[other])))
            elif crowded:
                crowded.pop()
        return []

    def parts(self) -> Mapping[int, Mapping[int, int]]:
        found = {award: {i: s for i, s in by.items() if s} for award, by in self._taken.items()}
        return {award: by for award, by in sorted(found.items()) if by}
