"""Offsets by max flow (Ford-Fulkerson): from which awards the sums paid before are deducted.

The sums paid before are sources, the awards that replace them sinks, and a fen deducted is a fen
of flow. So only differences are paid.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise


def offsets(
    replaced: Mapping[int, Sequence[int]],
    paid_before: Mapping[int, int] | Sequence[int],
    gross: Mapping[int, int],
) -> Mapping[int, Mapping[int, int]]:
    """Return for each award how much of it was paid before, under each sum that it replaces.

    As much as possible is deducted, from the first awards first.

    Args:
        replaced: the sums paid before that are replaced, each with the awards that replace it.
        paid_before: how much was paid, in fen.
        gross: what each award comes to before offsets, in fen.

    >>> offsets({0: [1, 2]}, {0: 7}, {1: 5, 2: 4})
    {1: {0: 5}, 2: {0: 2}}
    >>> offsets({0: [2, 3], 1: [2]}, {0: 5, 1: 5}, {2: 5, 3: 5})
    {2: {1: 5}, 3: {0: 5}}
    """
    flow = _Flow(replaced, gross)
    for source in replaced:
        missing = paid_before[source]
        while missing and (fen := flow.augment(source, missing)):
            missing -= fen
    return flow.offsets()


class _Flow:
    """A flow from sums paid before into the awards that replace them."""

    def __init__(self, replaced: Mapping[int, Sequence[int]], gross: Mapping[int, int]) -> None:
        self._awards = replaced
        self._capacity = {award: gross[award] for awards in replaced.values() for award in awards}
        self._flow: defaultdict[int, defaultdict[int, int]]
        self._flow = defaultdict(lambda: defaultdict(int))

    def augment(self, source: int, most: int) -> int:
        """Push up to so many fen along an augmenting path; return how many, 0 where none is."""
        path = self._augmenting_path(source)
        if not path:
            return 0
        reversible = (self._flow[award][moved] for (_, award), (moved, _) in pairwise(path))
        fen = min(most, self._capacity[path[-1][1]], *reversible)
        self._capacity[path[-1][1]] -= fen
        for one, award in path:
            self._flow[award][one] += fen
        for (_, award), (moved, _) in pairwise(path):
            self._flow[award][moved] -= fen
        return fen

    def _augmenting_path(self, source: int) -> list[tuple[int, int]]:
        """Return an augmenting path: each sum on it, and the award into which it is pushed.

        A depth-first search. At an award without capacity, sums that flow into it may be pushed
        elsewhere. Each sum is on the path once: to reroute it through itself would gain little.
        """
        tried: set[int] = set()
        on_path = {source}
        sums = [(source, iter(self._awards[source]))]  # each with the awards still to try
        full: list[tuple[int, Iterator[int]]] = []  # each with the sums that may be rerouted
        while sums:
            awards = sums[-1][1]
            award = next((award for award in awards if award not in tried), None)
            if award is not None:
                tried.add(award)
                if self._capacity[award]:
                    pushed = (one for one, _ in sums)
                    return list(zip(pushed, [*(at for at, _ in full), award], strict=True))
                others = [other for other, fen in self._flow[award].items() if fen]
                full.append((award, (other for other in others if other not in on_path)))
            else:
                sums.pop()
            other = next(full[-1][1], None) if full else None
            if other is not None:
                on_path.add(other)
                sums.append((other, iter(self._awards[other])))
            elif full:
                full.pop()
        return []

    def offsets(self) -> Mapping[int, Mapping[int, int]]:
        """Return the flow into each award, by the sums it comes from."""
        found = {award: {i: f for i, f in by.items() if f} for award, by in self._flow.items()}
        return {award: by for award, by in sorted(found.items()) if by}
