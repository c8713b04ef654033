"""Polynomials with whole coefficients in minor units: the arithmetic of partly known facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, prod
from typing import TypeAlias

from aipolicy.calc.symbolic.polynomial import Monomial, Polynomial
from aipolicy.calc.symbolic.tree import Above

Box: TypeAlias = Mapping[str, tuple[int, int]]
"""The least and the most of each fact, in minor units; no fact is negative."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A polynomial in the facts with whole coefficients: its terms, and its constant.

    >>> x = Whole.of([(("x",), 3), ((), -5)])
    >>> x.given({"x": 2}), x.names
    (Whole(terms=(), constant=1), frozenset({'x'}))
    """

    terms: tuple[tuple[Monomial, int], ...]
    constant: int

    @classmethod
    def of(cls, terms: Iterable[tuple[Monomial, int]]) -> Whole:
        """Return the polynomial of these terms, like ones added and zeros dropped."""
        added: dict[Monomial, int] = {}
        for monomial, coefficient in terms:
            added[monomial] = added.get(monomial, 0) + coefficient
        constant = added.pop((), 0)
        return cls(tuple(sorted((m, c) for m, c in added.items() if c)), constant)

    @classmethod
    def of_polynomial(cls, polynomial: Polynomial, scales: Mapping[str, int]) -> tuple[Whole, int]:
        """Return a polynomial in minor units as whole coefficients and their denominator."""
        whole, under = polynomial.in_minor_units(scales).whole()
        return cls.of((m, int(c)) for m, c in whole.terms), under

    @classmethod
    def of_condition(cls, condition: Above, scales: Mapping[str, int]) -> Whole:
        """Return what is 0 or more exactly where a condition is met."""
        whole, _ = cls.of_polynomial(condition.difference, scales)
        return whole if condition.or_equal else cls(whole.terms, whole.constant - 1)

    @property
    def names(self) -> frozenset[str]:
        """The facts in the polynomial."""
        return frozenset(name for monomial, _ in self.terms for name in monomial)

    @property
    def is_linear(self) -> bool:
        """Whether no term multiplies facts."""
        return all(len(monomial) == 1 for monomial, _ in self.terms)

    def given(self, known: Mapping[str, int]) -> Whole:
        """Return the polynomial with these facts set to numbers, the others left open."""
        constant, open_ = self.constant, dict[Monomial, int]()
        for monomial, coefficient in self.terms:
            left: Monomial = ()
            for name in monomial:
                value = known.get(name)
                if value is None:
                    left = (*left, name)
                else:
                    coefficient *= value  # noqa: PLW2901  (as much as is known of the term)
            if not left:
                constant += coefficient
            elif coefficient:
                open_[left] = open_.get(left, 0) + coefficient
        return Whole(tuple(sorted(item for item in open_.items() if item[1])), constant)

    def at(self, facts: Mapping[str, int]) -> int:
        """Return the value at these facts."""
        value = self.constant
        for monomial, coefficient in self.terms:
            for name in monomial:
                coefficient *= facts[name]  # noqa: PLW2901  (the term so far)
            value += coefficient
        return value

    def negated(self) -> Whole:
        """Return what is 0 or more exactly where this is below 0."""
        return Whole(tuple((m, -c) for m, c in self.terms), -self.constant - 1)

    def opposite(self) -> Whole:
        """Return the polynomial with the other sign."""
        return Whole(tuple((m, -c) for m, c in self.terms), -self.constant)

    def reduced(self) -> Whole:
        """Return the condition that this is 0 or more with its coefficients in lowest terms.

        >>> Whole.of([(("x",), 3), (("y",), -3), ((), 5)]).reduced()
        Whole(terms=((('x',), 1), (('y',), -1)), constant=1)
        """
        common = gcd(*(c for _, c in self.terms))
        if common <= 1:
            return self
        return Whole(tuple((m, c // common) for m, c in self.terms), self.constant // common)

    def bounds(self, box: Box) -> tuple[int, int]:
        """Return a least and a most value in a box; no value in it lies beyond them."""
        least = most = self.constant
        for monomial, c in self.terms:
            one, other = (c * prod(box[n][end] for n in monomial) for end in (0, 1))
            least, most = least + min(one, other), most + max(one, other)
        return least, most

    def corner(self, box: Box) -> dict[str, int] | None:
        """Return the corner of a box at which the value is largest.

        None where a fact has terms of both signs, so that no corner need be the best.
        """
        rising: dict[str, bool] = {}
        for monomial, c in self.terms:
            for name in monomial:
                if rising.setdefault(name, c > 0) is not (c > 0):
                    return None
        return {name: box[name][rises] for name, rises in rising.items()}

    def bound_by(self, other: Whole) -> int | None:
        """Return the most this can be where `other` is 0 or more, if that alone bounds it.

        >>> Whole.of([(("x",), 2), (("y",), -2)]).bound_by(
        ...     Whole.of([(("x",), -3), (("y",), 3), ((), 7)])
        ... )
        4
        """
        theirs = dict(other.terms)
        if not self.terms or len(self.terms) != len(theirs):
            return None
        monomial, coefficient = self.terms[0]
        times = -Fraction(coefficient, theirs.get(monomial, coefficient))
        if times <= 0 or any(c + times * theirs.get(m, 0) for m, c in self.terms):
            return None
        return (self.constant + times * other.constant).__floor__()
