"""Which of several stretches of a text, listed in one order, appear in another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence


def out_of_order(places: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Return the indices of the places, each its start and its end, that are out of order.

    In order are the places that belong to every longest rising run of them: what moved is what
    must be removed so that the rest rises. Where two neighbours changed places, either may
    have moved, and both are out of order. The time is n log n.

    >>> sorted(out_of_order([(10, 20), (90, 95), (30, 40), (50, 60)]))
    [1]
    >>> sorted(out_of_order([(30, 40), (10, 20), (50, 60)]))
    [0, 1]
    """
    ranks = {at: rank for rank, at in enumerate(sorted(range(len(places)), key=places.__getitem__))}
    rising = [ranks[at] for at in range(len(places))]
    up_to = _longest_runs(rising)
    onward = _longest_runs(-rank for rank in reversed(rising))[::-1]
    longest = max(up_to, default=0)
    steps: dict[int, list[int]] = {}
    for at, (before, behind) in enumerate(zip(up_to, onward, strict=True)):
        if before + behind - 1 == longest:
            steps.setdefault(before, []).append(at)
    in_order = {at for candidates in steps.values() if len(candidates) == 1 for at in candidates}
    return frozenset(range(len(places))) - in_order


def _longest_runs(numbers: Iterable[int]) -> list[int]:
    """Return how long the longest rising run is that ends at each number."""
    lowest_ends: list[int] = []
    lengths: list[int] = []
    for number in numbers:
        at = bisect_left(lowest_ends, number)
        lowest_ends[at : at + 1] = [number]
        lengths.append(at + 1)
    return lengths
