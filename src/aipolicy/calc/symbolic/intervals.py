"""Comparisons as people read them: one quantity between two bounds, or one side against another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

from aipolicy.calc.symbolic.polynomial import Polynomial
from aipolicy.calc.symbolic.terms import (
    NOTHING,
    Fact,
    Number,
    Product,
    Term,
    Total,
    leaves,
    minus,
    plus,
    polynomial,
    signed,
)
from aipolicy.calc.symbolic.tree import Above, Condition, Holds
from aipolicy.calc.symbolic.written import term_of


@dataclass(frozen=True, slots=True)
class Bound:
    """One end of an interval, as written and as a value, and whether the end is inside."""

    term: Term
    value: Fraction
    included: bool


@dataclass(frozen=True, slots=True)
class Interval:
    """A condition: what is compared lies between two bounds, of which one may be missing.

    Where both sides of a comparison have facts, `other` is the second side; the quantity is then
    their difference, and its bounds are 0.
    """

    term: Term
    other: Term | None
    quantity: Polynomial
    low: Bound | None = None
    high: Bound | None = None

    def at(self, facts: Mapping[str, Fraction]) -> bool:
        """Return whether the condition is met at these facts."""
        value = self.quantity.at(facts)
        above = self.low is None or value > self.low.value
        below = self.high is None or value < self.high.value
        return (above or _is_end(self.low, value)) and (below or _is_end(self.high, value))

    def within(self, other: Interval) -> Interval:
        """Return what is in both of two intervals of one quantity."""
        low, high = self.low, self.high
        if other.low is not None and (low is None or _floor(other.low) > _floor(low)):
            low = other.low
        if other.high is not None and (high is None or _ceiling(other.high) < _ceiling(high)):
            high = other.high
        return replace(self, low=low, high=high)

    def ends_where(self, later: Interval) -> bool:
        """Return whether the other interval begins just where this one ends."""
        return touch(self.high, later.low)


Constraint: TypeAlias = Holds | Interval
Key: TypeAlias = object
"""What a constraint is about: a yes-or-no fact, or a quantity."""


def touch(end: Bound | None, begin: Bound | None) -> bool:
    """Return whether one bound ends just where the other begins: nothing between, nothing twice."""
    if end is None or begin is None:
        return False
    return end.value == begin.value and end.included is not begin.included


def constraints(conditions: Iterable[Condition], order: Sequence[str]) -> dict[Key, Constraint]:
    """Return conditions as constraints, those on one quantity as one interval.

    `order` are the facts as the clause declares them.

    >>> from aipolicy.calc.symbolic.tree import Above
    >>> cost = Polynomial.fact("cost")
    >>> above, below = (Above(cost - Polynomial.constant(Fraction(n)), True) for n in (5, 9))
    >>> (one,) = constraints([above, below.negated()], ["cost"]).values()
    >>> one.low.value, one.high.value, one.high.included
    (Fraction(5, 1), Fraction(9, 1), False)
    """
    found: dict[Key, Constraint] = {}
    for condition in conditions:
        if isinstance(condition, Holds):
            found[condition.fact] = condition
            continue
        interval = interval_of(condition, order)
        key = interval.quantity.terms
        known = found.get(key)
        found[key] = known.within(interval) if isinstance(known, Interval) else interval
    return found


def interval_of(condition: Above, order: Sequence[str]) -> Interval:
    """Return a comparison as an interval, with the number on the right where there is one."""
    left, right, is_above = _sides(condition, order)
    if isinstance(right, Number) or not _facts(right):
        bound = Bound(right, polynomial(right).constant_part, condition.or_equal)
        interval = Interval(left, None, polynomial(left))
    else:
        bound = Bound(NOTHING, Fraction(0), condition.or_equal)
        interval = Interval(left, right, polynomial(minus(left, right)))
    return replace(interval, low=bound) if is_above else replace(interval, high=bound)


def _sides(condition: Above, order: Sequence[str]) -> tuple[Term, Term, bool]:
    """Return the two sides and whether the first is the larger one."""
    difference = condition.difference
    left, right = getattr(difference, "sides", None) or (term_of(difference), NOTHING)
    if NOTHING in (left, right):
        left, right = _apart(minus(left, right))
    if not _facts(left):
        return right, left, False
    if _facts(right) and _weight(right, order) < _weight(left, order):
        return right, left, False
    return left, right, True


def _apart(term: Term) -> tuple[Term, Term]:
    """Return the two sides of a term that is compared with zero, its number on the right."""
    if isinstance(term, Total) and len(term.addends) == 1:  # what is taken off, and nothing else
        left, right = _apart(term.addends[0][1])
        return right, left
    if isinstance(term, Product):  # 50% × (spend − 400,000) is above 0 where spend is above 400,000
        factors = tuple(one for one in term.factors if not isinstance(one, Number))
        if len(factors) == 1:
            return _apart(factors[0])
    added: Term = NOTHING
    taken: Term = NOTHING
    number: Term = NOTHING
    for sign, addend in signed(term):
        if not _facts(addend):
            number = plus(number, addend) if sign > 0 else minus(number, addend)
        elif sign > 0:
            added = plus(added, addend)
        else:
            taken = plus(taken, addend)
    return (added, minus(taken, number)) if added != NOTHING else (number, taken)


def _weight(side: Term, order: Sequence[str]) -> tuple[int, int]:
    """Return what puts a side first: few numbers, then facts that are declared early."""
    numbers = sum(isinstance(leaf, Number) for leaf in leaves(side))
    return numbers, min(order.index(name) for name in _facts(side))


def _facts(term: Term) -> list[str]:
    return [leaf.name for leaf in leaves(term) if isinstance(leaf, Fact)]


def _is_end(bound: Bound | None, value: Fraction) -> bool:
    return bound is not None and bound.included and value == bound.value


def _floor(bound: Bound) -> tuple[Fraction, bool]:
    return bound.value, not bound.included


def _ceiling(bound: Bound) -> tuple[Fraction, bool]:
    return bound.value, bound.included


def united(intervals: Sequence[Interval]) -> Interval | None:
    """Return intervals of one quantity, in rising order, as one; None where there is a gap."""
    if not all(one.ends_where(later) for one, later in pairwise(intervals)):
        return None
    return replace(intervals[0], high=intervals[-1].high)


def rising(intervals: Iterable[Interval]) -> list[Interval]:
    """Return intervals of one quantity from the lowest up."""
    return sorted(intervals, key=lambda one: (one.low is not None, one.low and _floor(one.low)))
