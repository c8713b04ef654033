"""Sums in whole numbers: the result of a clause as a tree of a few operations of any engine.

Facts are in minor units (fen, hundredths of a square metre, items), sums in fen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import gcd, prod
from typing import TypeAlias

from aipolicy.calc.symbolic.polynomial import Monomial


@dataclass(frozen=True, slots=True)
class Total:
    """A whole number: a constant and whole multiples of products of facts."""

    terms: tuple[tuple[Monomial, int], ...]
    constant: int

    @property
    def common(self) -> int:
        """The greatest common factor of the terms; 1 where there is none."""
        return gcd(*(factor for _, factor in self.terms)) or 1

    @property
    def over_common(self) -> tuple[tuple[Monomial, int], ...]:
        """The terms over their common factor."""
        common = self.common
        return tuple((monomial, factor // common) for monomial, factor in self.terms)

    def at(self, facts: Mapping[str, int]) -> int:
        """Return the value at these facts."""
        total = self.constant
        for monomial, factor in self.terms:
            total += factor * prod(facts[fact] for fact in monomial)
        return total


@dataclass(frozen=True, slots=True)
class Rounded:
    """A sum in fen: `total // under`, rounded down.

    The terms of the total, divided by their common factor, are clamped at `most`.

    `shift` times `under` keeps the total at 0 or more, for engines that floor only such quotients;
    the shift is then subtracted from the quotient. Where the shift is 0, the total is 0 or more
    wherever it is used.
    """

    total: Total
    under: int = 1
    shift: int = 0
    most: int | None = None

    @property
    def shifted(self) -> Total:
        """The total with the shift added: never negative."""
        return Total(self.total.terms, self.total.constant + self.shift * self.under)

    @property
    def clamps(self) -> dict[str, int]:
        """Where a single fact is clamped; larger products need not be formed."""
        facts = [fact for monomial, _ in self.total.terms for fact in monomial]
        return {} if self.most is None or len(facts) > 1 else dict.fromkeys(facts, self.most)

    def at(self, facts: Mapping[str, int]) -> int:
        """Return the sum at these facts."""
        over = Total(self.total.over_common, 0).at(facts)
        return self.where_terms_are(over if self.most is None else min(over, self.most))

    def where_terms_are(self, over: int) -> int:
        """Return the sum where the terms, divided by their common factor, are `over`.

        >>> Rounded(Total(((("cost",), 3),), 5), 10).where_terms_are(15)
        5
        """
        return (over * self.total.common + self.total.constant) // self.under


@dataclass(frozen=True, slots=True)
class Extreme:
    """The least of several sums, or the greatest."""

    is_least: bool
    of: tuple[Sum, ...]


@dataclass(frozen=True, slots=True)
class AtLeastZero:
    """A condition: a total is 0 or more."""

    total: Total


@dataclass(frozen=True, slots=True)
class Answer:
    """A condition: a yes-or-no fact has this value."""

    fact: str
    value: bool


@dataclass(frozen=True, slots=True)
class Conditional:
    """One sum where all conditions are met, another where one of them is not."""

    conditions: tuple[AtLeastZero | Answer, ...]
    met: Sum
    unmet: Sum


Sum: TypeAlias = Rounded | Extreme | Conditional
"""A sum in fen, as a tree of operations."""

NOTHING = Rounded(Total((), 0))


def roundings(sum_: Sum) -> Iterator[Rounded]:
    """Yield every rounded sum in a tree."""
    if isinstance(sum_, Rounded):
        yield sum_
    elif isinstance(sum_, Extreme):
        for one in sum_.of:
            yield from roundings(one)
    else:
        yield from roundings(sum_.met)
        yield from roundings(sum_.unmet)


def comparisons(sum_: Sum) -> Iterator[AtLeastZero]:
    """Yield every comparison in a tree."""
    if isinstance(sum_, Extreme):
        for one in sum_.of:
            yield from comparisons(one)
    elif isinstance(sum_, Conditional):
        yield from (c for c in sum_.conditions if isinstance(c, AtLeastZero))
        yield from comparisons(sum_.met)
        yield from comparisons(sum_.unmet)
