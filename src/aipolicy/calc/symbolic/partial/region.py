"""The facts that are still possible on one way through a clause, and the ends of a sum there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import TypeAlias

from aipolicy.calc.choice.budget import Budget
from aipolicy.calc.choice.integer_program import Row, whole_maximum
from aipolicy.calc.symbolic.partial.search import searched_maximum
from aipolicy.calc.symbolic.partial.whole import Box, Whole
from aipolicy.errors import TooEntangled

STEPS = 20_000
"""How much work an exact end may take where several unknown facts are tied; then a bound is given
that no sum exceeds."""

_FURTHER = 4

Fen: TypeAlias = Callable[[int], int]
"""How a whole number becomes fen; it never falls as the number rises."""


@dataclass(frozen=True, slots=True)
class Region:
    """Whole numbers in a box, subject to conditions that tie several facts.

    `ties` are 0 or more in the region. `tops` has the facts that only the library bounds, each
    with that bound.

    >>> cost, paid = Whole.of([(("cost",), 1)]), Whole.of([(("paid",), -1), ((), 9)])
    >>> box = {"cost": (0, 100), "paid": (0, 100)}
    >>> one = region_of((cost, paid), box, {"cost": 100})
    >>> one.box["paid"], one.largest(cost, int), one.largest(paid, int)
    ((0, 9), None, 9)
    """

    box: Box
    ties: tuple[Whole, ...]
    tops: Mapping[str, int]

    def smallest(self, value: Whole, fen: Fen) -> int:
        """Return the least that a sum comes to, in fen.

        Raises:
            Infeasible: no facts are possible.
        """
        return -_most(value.opposite(), self.box, self.ties, lambda number: -fen(-number))

    def largest(self, value: Whole, fen: Fen) -> int | None:
        """Return the most that a sum comes to, in fen; None where only the library bounds it.

        Raises:
            Infeasible: no facts are possible.
        """
        most = _most(value, self.box, self.ties, fen)
        if not value.terms:
            return most
        if not self.ties and (best := value.corner(self.box)) is not None:
            risen = any(
                best[name] == self.tops.get(name) and prod(best[other] for other in monomial)
                for monomial, c in value.terms
                if c > 0
                for name in monomial
            )
            return None if risen else most
        lifted = [n for n in self.box if self.box[n][1] == self.tops.get(n)]
        box = {**self.box, **{n: (self.box[n][0], _FURTHER * self.box[n][1]) for n in lifted}}
        return most if not lifted or _most(value, box, self.ties, fen) == most else None


def region_of(conditions: Iterable[Whole], box: Box, tops: Mapping[str, int]) -> Region | None:
    """Return the region in which conditions are 0 or more; None where a box alone is empty."""
    narrowed, ties = dict(box), list[Whole]()
    for condition in conditions:
        if len(condition.terms) == 1 and condition.is_linear:
            ((name,), coefficient), constant = condition.terms[0], condition.constant
            low, high = narrowed[name]
            if coefficient > 0:
                low = max(low, -(constant // coefficient))
            else:
                high = min(high, constant // -coefficient)
            if low > high:
                return None
            narrowed[name] = low, high
        else:
            ties.append(condition.reduced())
    left = list[Whole]()
    for tie in ties:
        least, most = tie.bounds(narrowed)
        if most < 0:
            return None
        if least < 0:
            left.append(tie)
    return Region(narrowed, tuple(left), tops)


def _most(value: Whole, box: Box, ties: Sequence[Whole], fen: Fen) -> int:
    if not ties:
        best = value.corner(box)
        if best is not None:
            return fen(value.at(best))
    elif value.is_linear and all(tie.is_linear for tie in ties):
        try:
            return fen(_linear_maximum(value, box, ties))
        except TooEntangled:
            pass
    return fen(searched_maximum(value, box, ties, fen))


def _linear_maximum(value: Whole, box: Box, ties: Sequence[Whole]) -> int:
    """Return the most a linear sum comes to, by Gomory's cuts.

    Raises:
        Infeasible: no whole numbers meet the conditions.
        TooEntangled: it takes too long.
    """
    names = sorted(value.names.union(*(tie.names for tie in ties)))
    rises = {name: c > 0 for (name,), c in value.terms}
    start = {name: box[name][rises.get(name, True)] for name in names}

    def row(of: Whole) -> Row:
        # Every fact moves from its better end, so the sum only falls.
        rates = {name: c for (name,), c in of.terms}
        moves = (rates.get(n, 0) * (1 if rises.get(n, True) else -1) for n in names)
        return [of.at(start), *moves]

    ends = [
        one
        for name in names
        for one in (
            Whole((((name,), 1),), -box[name][0]),
            Whole((((name,), -1),), box[name][1]),
        )
    ]
    table = [row(value), *map(row, [*ends, *ties])]
    return whole_maximum(table, len(ends), Budget(range(len(names)), STEPS))[0]
