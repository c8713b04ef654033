"""Branch and bound on boxes: the most that products of unknown facts come to under conditions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from heapq import heappop, heappush
from itertools import count, product
from math import isqrt

from aipolicy.calc.choice.integer_program import Infeasible
from aipolicy.calc.symbolic.partial.whole import Box, Whole

MOST_BOXES = 2_000
"""After so many boxes the bound found so far is given."""

_MOST_CORNERS = 64


def searched_maximum(
    value: Whole, box: Box, ties: Sequence[Whole], fen: Callable[[int], int]
) -> int:
    """Return the most a polynomial comes to at whole numbers of a box, or a bound above it.

    The box is split until what is best in it comes to the same fen as the best point found.

    Args:
        value: the polynomial.
        box: the facts' ends.
        ties: what is 0 or more.
        fen: how a value becomes fen; it never falls as the value rises.

    Raises:
        Infeasible: no whole numbers meet the conditions.

    >>> area_times_rent = Whole.of([(("area", "rent"), 1)])
    >>> at_most_50 = Whole.of([(("area", "rent"), -1), ((), 50)])
    >>> searched_maximum(area_times_rent, {"area": (3, 9), "rent": (0, 99)}, [at_most_50], int)
    50
    """
    names = sorted(value.names.union(*(tie.names for tie in ties)))
    order, boxes = count(), list[tuple[int, int, Box]]()
    best: int | None = None

    def open_(one: Box) -> None:
        nonlocal best
        if any(tie.bounds(one)[1] < 0 for tie in ties):
            return
        for point in _points(one, names, ties):
            here = value.at(point)
            best = here if best is None else max(best, here)
        heappush(boxes, (-_bound(value, one, ties), next(order), one))

    open_({name: box[name] for name in names})
    while boxes:
        bound, tried, one = heappop(boxes)
        if best is not None and fen(-bound) <= fen(best):
            return best
        if tried > MOST_BOXES:
            return -bound
        widest = max(names, key=lambda name: one[name][1] - one[name][0])
        low, high = one[widest]  # they differ, since a single point is as good as its bound
        middle = isqrt(low * high) if high > 4 * (low + 1) else (low + high) // 2
        open_({**one, widest: (low, middle)})
        open_({**one, widest: (middle + 1, high)})
    raise Infeasible


def _bound(value: Whole, box: Box, ties: Sequence[Whole]) -> int:
    bounds = [bound for tie in ties if (bound := value.bound_by(tie)) is not None]
    return min([value.bounds(box)[1], *bounds])


def _points(box: Box, names: Sequence[str], ties: Sequence[Whole]) -> Iterator[dict[str, int]]:
    """Yield possible points: each fact at both its ends, the others at corners of the box."""
    for name in names:
        others = [other for other in names if other != name]
        corners = product(*(sorted(set(box[other])) for other in others))
        for _, corner in zip(range(_MOST_CORNERS), corners, strict=False):
            fixed = dict(zip(others, corner, strict=True))
            for end in set(_along(name, box[name], [tie.given(fixed) for tie in ties])):
                point = {**fixed, name: end}
                if all(tie.at(point) >= 0 for tie in ties):
                    yield point


def _along(name: str, ends: tuple[int, int], ties: Sequence[Whole]) -> tuple[int, int]:
    """Return the ends of one fact where all others are fixed, as far as linear conditions say."""
    low, high = ends
    for tie in ties:
        if tie.terms and tie.is_linear:
            coefficient = dict(tie.terms)[(name,)]
            if coefficient > 0:
                low = max(low, -(tie.constant // coefficient))
            else:
                high = min(high, tie.constant // -coefficient)
    return (low, high) if low <= high else ends
