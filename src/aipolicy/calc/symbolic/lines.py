"""The lines of a table, as data: what is printed for people, and can be computed as well.

Lines are exact: to any facts just one applies, and it gives what the clause gives. The last one
may be "otherwise". The tree and its rows stay as they are; lines are only how they are shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias

from aipolicy.calc.symbolic.intervals import Bound, Constraint, Interval
from aipolicy.calc.symbolic.polynomial import Polynomial
from aipolicy.calc.symbolic.terms import NOTHING, Term, polynomial, signed, without


@dataclass(frozen=True, slots=True)
class Steps:
    """What the tiers that a quantity has reached come to: that of the highest, or of all added."""

    of: Interval
    steps: tuple[tuple[Bound, Term], ...]

    @property
    def added(self) -> tuple[Term, ...] | None:
        """What each tier adds to those before it, where each keeps what they give."""
        found: list[Term] = []
        before: Term = NOTHING
        for _, amount in self.steps:
            more = without(amount, before)
            if len(signed(amount)) != len(signed(before)) + len(signed(more)):
                return None
            found.append(more)
            before = amount
        return tuple(found) if len(found) > 1 else None

    def at(self, facts: Mapping[str, Fraction]) -> Fraction:
        """Return the sum of the tiers reached at these facts, in yuan."""
        amount: Term = NOTHING
        for begin, reached in self.steps:
            if replace(self.of, low=begin, high=None).at(facts):
                amount = reached
        return polynomial(amount).at(facts)


@dataclass(frozen=True, slots=True)
class Less:
    """A sum less what the tiers come to that a quantity has reached."""

    base: Polynomial
    taken: Steps

    def at(self, facts: Mapping[str, Fraction]) -> Fraction:
        """Return the sum at these facts, in yuan."""
        return self.base.at(facts) - self.taken.at(facts)


Given: TypeAlias = Polynomial | Less


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: its conditions, and the sum or the two ends of the range it gives.

    The line that says otherwise has no conditions: it applies where no other line does.
    """

    conditions: tuple[Constraint, ...]
    least: Given
    most: Given
    is_range: bool = False
    otherwise: bool = False

    def at(self, facts: Mapping[str, Fraction]) -> bool:
        """Return whether all conditions are met at these facts."""
        return all(condition.at(facts) for condition in self.conditions)
