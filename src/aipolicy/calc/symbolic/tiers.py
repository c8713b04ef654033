"""Lines that are the tiers of one quantity: found, and put in rising order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from aipolicy.calc.symbolic.intervals import Constraint, Interval, rising, united
from aipolicy.calc.symbolic.lines import Line
from aipolicy.calc.symbolic.polynomial import Polynomial
from aipolicy.calc.symbolic.terms import leaves
from aipolicy.calc.symbolic.tree import Holds


@dataclass(frozen=True, slots=True)
class Tiers:
    """Lines that are the tiers of one quantity, the lowest first.

    `below` is a second quantity that must not have reached the tier; `besides` is what all tiers
    ask. Below the first tier, and where one of these is not met, nothing is given.
    """

    lines: tuple[Line, ...]
    intervals: tuple[Interval, ...]
    below: Interval | None
    besides: tuple[Constraint, ...]


def tiers_of(lines: Sequence[Line]) -> Tiers | None:
    """Return the lines that give something as tiers, where they are that."""
    paid = [line for line in lines if not line.otherwise and line.most != Polynomial(())]
    rest = [line for line in lines if line not in paid]
    if (
        len(paid) < 2
        or any(line.is_range for line in paid)
        or any(line.most != Polynomial(()) for line in rest)
    ):
        return None
    for condition in paid[0].conditions:
        if isinstance(condition, Interval) and (found := _tiers_on(condition, paid)):
            return found
    return None


def _tiers_on(of: Interval, paid: Sequence[Line]) -> Tiers | None:
    each = [(line, _on_quantity(line, of.quantity)) for line in paid]
    placed = [(interval, line) for line, interval in each if interval is not None]
    if len(placed) < len(paid):
        return None
    intervals = rising(interval for interval, _ in placed)
    lines = [next(line for one, line in placed if one == interval) for interval in intervals]
    if intervals[0].low is None or intervals[-1].high is not None or united(intervals) is None:
        return None
    others = [
        [one for one in line.conditions if one != interval]
        for line, interval in zip(lines, intervals, strict=True)
    ]
    below: list[Interval] = []
    for left, interval in zip(others, intervals, strict=True):
        for one in left:
            if isinstance(one, Interval) and one.low is None and one.ends_where(interval):
                below.append(one)
                left.remove(one)
                break
    same = all(left == others[0] for left in others)
    one_quantity = len({one.quantity for one in below}) == 1 and len(below) == len(lines)
    if not same or (below and not one_quantity):
        return None
    return Tiers(tuple(lines), tuple(intervals), below[0] if below else None, tuple(others[0]))


def _on_quantity(line: Line, quantity: Polynomial) -> Interval | None:
    found = (c for c in line.conditions if isinstance(c, Interval) and c.quantity == quantity)
    return next(found, None)


def tiers_rising(lines: list[Line], order: Sequence[str]) -> tuple[Line, ...]:
    """Put tiers first, from the lowest up, with conditions in the order of their facts."""
    tiers = tiers_of(lines)
    if tiers is None:
        return tuple(lines)

    def place(condition: Constraint) -> int:
        if isinstance(condition, Holds):
            return -1
        return min(order.index(leaf.name) for leaf in leaves(condition.term) if leaf.name in order)

    paid = (
        replace(line, conditions=tuple(sorted(line.conditions, key=place))) for line in tiers.lines
    )
    return (*paid, *(line for line in lines if line not in tiers.lines))
