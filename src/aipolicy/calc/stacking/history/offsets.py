"""Offsets by max flow (Ford-Fulkerson): from which awards the sums paid before are deducted.

The sums paid before are sources, the awards that replace them sinks, and a fen deducted is a fen
of flow. So only differences are paid.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from aipolicy.calc.choice.components import connected
from aipolicy.calc.stacking.history.alike import alike

_MANY: Final = 1_000  # so many pairs of a sum and an award are still looked at one by one


def offsets(
    replaced: Mapping[int, Sequence[int]],
    paid_before: Mapping[int, int] | Sequence[int],
    gross: Mapping[int, int],
) -> Mapping[int, Mapping[int, int]]:
    """Return for each award how much of it was paid before, under each sum that it replaces.

    As much as possible is deducted, from the first awards first. Where thousands of sums and
    awards are connected, those that are alike are offset together, and then one after another.

    Args:
        replaced: the sums paid before that are replaced, each with the awards that replace it.
        paid_before: how much was paid, in fen.
        gross: what each award comes to before offsets, in fen.

    >>> offsets({0: [1, 2]}, {0: 7}, {1: 5, 2: 4})
    {1: {0: 5}, 2: {0: 2}}
    >>> offsets({0: [2, 3], 1: [2]}, {0: 5, 1: 5}, {2: 5, 3: 5})
    {2: {1: 5}, 3: {0: 5}}
    """
    found: dict[int, Mapping[int, int]] = {}
    for some in _connected(replaced):
        longest = max({id(awards): len(awards) for awards in some.values()}.values(), default=0)
        many = len(some) * longest > _MANY
        found |= (_by_classes if many else _one_by_one)(some, paid_before, gross)
    return dict(sorted(found.items()))


def _connected(replaced: Mapping[int, Sequence[int]]) -> Iterator[Mapping[int, Sequence[int]]]:
    """Yield the sums that share awards, directly or by others."""
    lists = {id(awards): awards for awards in replaced.values()}
    if len(replaced) * sum(map(len, lists.values())) <= _MANY:
        yield replaced
        return
    home = {
        award: number for number, awards in enumerate(connected(lists.values())) for award in awards
    }
    found: defaultdict[int, dict[int, Sequence[int]]] = defaultdict(dict)
    for one, awards in replaced.items():
        if awards:
            found[home[awards[0]]][one] = awards
    yield from found.values()


def _by_classes(
    replaced: Mapping[int, Sequence[int]],
    paid_before: Mapping[int, int] | Sequence[int],
    gross: Mapping[int, int],
) -> Mapping[int, Mapping[int, int]]:
    """Return the offsets of classes of sums and awards, divided one after another."""
    sums, awards, classes = alike(replaced)
    paid = [sum(paid_before[one] for one in ones) for ones in sums]
    together = {number: sum(gross[one] for one in some) for number, some in enumerate(awards)}
    flow = _one_by_one(classes, paid, together)
    return divided(flow, sums, awards, paid_before, gross)


def divided(
    flow: Mapping[int, Mapping[int, int]],
    sums: Sequence[Sequence[int]],
    awards: Sequence[Sequence[int]],
    paid_before: Mapping[int, int] | Sequence[int],
    gross: Mapping[int, int],
) -> Mapping[int, Mapping[int, int]]:
    """Return the offsets of awards, given those of their classes.

    Args:
        flow: what each class of awards replaces of each class of sums, in fen.
        sums: the sums paid before of each class.
        awards: the awards of each class.
        paid_before: how much was paid, in fen.
        gross: what each award comes to before offsets, in fen.

    >>> divided({0: {0: 9}}, [[0, 1]], [[5, 6]], {0: 4, 1: 8}, {5: 6, 6: 7})
    {5: {0: 4, 1: 2}, 6: {1: 3}}
    """
    left = [[[one, paid_before[one]] for one in reversed(ones)] for ones in sums]
    room = [[[one, gross[one]] for one in reversed(some)] for some in awards]
    found: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for award, by in flow.items():
        for source, fen in sorted(by.items()):
            missing = fen
            while missing:
                one, into = left[source][-1], room[award][-1]
                part = min(missing, one[1], into[1])
                if part:
                    found[into[0]][one[0]] = found[into[0]].get(one[0], 0) + part
                missing -= part
                one[1] -= part
                into[1] -= part
                for some in (left[source], room[award]):
                    if not some[-1][1]:
                        some.pop()
    return dict(found)


def _one_by_one(
    replaced: Mapping[int, Sequence[int]],
    paid_before: Mapping[int, int] | Sequence[int],
    gross: Mapping[int, int],
) -> Mapping[int, Mapping[int, int]]:
    """Return the offsets by augmenting the flow of one sum after another."""
    flow = _Flow(replaced, gross)
    exhausted: set[int] = set()  # lists of awards into which no more can be pushed
    for source, awards in replaced.items():
        missing = paid_before[source] if id(awards) not in exhausted else 0
        while missing and (fen := flow.augment(source, missing)):
            missing -= fen
        if missing:
            exhausted.add(id(awards))
    return flow.offsets()


class _Flow:
    """A flow from sums paid before into the awards that replace them."""

    def __init__(self, replaced: Mapping[int, Sequence[int]], gross: Mapping[int, int]) -> None:
        self._awards = replaced
        distinct = {id(awards): awards for awards in replaced.values()}
        self._capacity = {award: gross[award] for awards in distinct.values() for award in awards}
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
                others = self._flow[award].items()
                full.append((award, (one for one, fen in others if fen and one not in on_path)))
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
