"""The decision tree of a clause: conditions on the facts, and what each way leads to.

A tree is what symbolic execution finds; the table, the formula, the compiled arithmetic and the
columns are readings of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from aipolicy.calc.symbolic.polynomial import Polynomial


@dataclass(frozen=True, slots=True)
class Holds:
    """A condition: a yes-or-no fact is as given."""

    fact: str
    value: bool = True

    def negated(self) -> Holds:
        """Return the opposite condition."""
        return Holds(self.fact, not self.value)

    def at(self, facts: Mapping[str, Fraction]) -> bool:
        """Return whether the condition is met at these facts."""
        return bool(facts[self.fact]) is self.value


@dataclass(frozen=True, slots=True)
class Above:
    """A condition: `difference` is above 0, or with `or_equal` at least 0."""

    difference: Polynomial
    or_equal: bool

    def negated(self) -> Above:
        """Return the opposite condition."""
        return Above(-self.difference, not self.or_equal)

    def at(self, facts: Mapping[str, Fraction]) -> bool:
        """Return whether the condition is met at these facts."""
        value = self.difference.at(facts)
        return value >= 0 if self.or_equal else value > 0


Condition: TypeAlias = Holds | Above


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a way through a clause gives, in yuan: one sum, or the two ends of a range."""

    least: Polynomial
    most: Polynomial
    is_range: bool = False


@dataclass(frozen=True, slots=True)
class Fork:
    """A condition and the trees that follow where it is met and where it is not."""

    condition: Condition
    met: Tree
    unmet: Tree


Tree: TypeAlias = Outcome | Fork


@dataclass(frozen=True, slots=True)
class Row:
    """One way through a clause: all its conditions, and its outcome."""

    conditions: tuple[Condition, ...]
    outcome: Outcome


def fork(condition: Condition, met: Tree, unmet: Tree) -> Tree:
    """Return the tree of a condition; where both ways are the same, the condition is dropped."""
    return met if met == unmet else Fork(condition, met, unmet)


def rows(tree: Tree, path: tuple[Condition, ...] = ()) -> Iterator[Row]:
    """Yield the ways through a tree, in the order in which the clause tries them."""
    if isinstance(tree, Outcome):
        yield Row(path, tree)
    else:
        yield from rows(tree.met, (*path, tree.condition))
        yield from rows(tree.unmet, (*path, tree.condition.negated()))
