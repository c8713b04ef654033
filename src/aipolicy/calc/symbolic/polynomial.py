"""Exact polynomials in the facts of a clause: what a sum is computed as.

Coefficients are fractions in the facts' own units (yuan, square metres, items), so 30% of an
investment is `3/10 × total_investment`. Facts are never negative, which makes bounds simple.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm, prod
from typing import TypeAlias

Monomial: TypeAlias = tuple[str, ...]
"""The facts multiplied, by name, in alphabetical order; `()` is the constant."""


@dataclass(frozen=True, slots=True)
class Polynomial:
    """A sum of exact multiples of products of facts.

    >>> rate, investment = Polynomial.constant(Fraction(3, 10)), Polynomial.fact("investment")
    >>> (rate * investment + Polynomial.constant(Fraction(5))).at({"investment": Fraction(10)})
    Fraction(8, 1)
    """

    terms: tuple[tuple[Monomial, Fraction], ...]

    @classmethod
    def of(cls, terms: Iterable[tuple[Monomial, Fraction]]) -> Polynomial:
        """Return the polynomial of these terms, like ones added and zeros dropped."""
        added: dict[Monomial, Fraction] = {}
        for monomial, coefficient in terms:
            added[monomial] = added.get(monomial, Fraction(0)) + coefficient
        return cls(tuple(sorted((m, c) for m, c in added.items() if c)))

    @classmethod
    def constant(cls, value: Fraction) -> Polynomial:
        """Return a polynomial that is the same number whatever the facts."""
        return cls.of([((), value)])

    @classmethod
    def fact(cls, name: str) -> Polynomial:
        """Return a polynomial that is one fact itself."""
        return cls((((name,), Fraction(1)),))

    def __add__(self, other: Polynomial) -> Polynomial:
        return Polynomial.of([*self.terms, *other.terms])

    def __neg__(self) -> Polynomial:
        return Polynomial(tuple((monomial, -c) for monomial, c in self.terms))

    def __sub__(self, other: Polynomial) -> Polynomial:
        return self + -other

    def __mul__(self, other: Polynomial) -> Polynomial:
        return Polynomial.of(
            (tuple(sorted(m + n)), c * d) for m, c in self.terms for n, d in other.terms
        )

    @property
    def is_constant(self) -> bool:
        """Whether the polynomial is a number without facts."""
        return all(not monomial for monomial, _ in self.terms)

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts in the polynomial, by name, in alphabetical order."""
        return tuple(sorted({name for monomial, _ in self.terms for name in monomial}))

    @property
    def constant_part(self) -> Fraction:
        """The part that no fact multiplies."""
        return next((c for monomial, c in self.terms if not monomial), Fraction(0))

    @property
    def without_constant(self) -> Polynomial:
        """The part that facts multiply."""
        return Polynomial(tuple((m, c) for m, c in self.terms if m))

    def at(self, facts: Mapping[str, Fraction]) -> Fraction:
        """Return the value at these facts, exactly."""
        # Every award is written out by this, so no sum or product begins with 0 or 1.
        total: Fraction | None = None
        for monomial, coefficient in self.terms:
            term = coefficient
            for name in monomial:
                term *= facts[name]
            total = term if total is None else total + term
        return Fraction(0) if total is None else total

    def given(self, facts: Mapping[str, Fraction]) -> Polynomial:
        """Return the polynomial with these facts set to numbers, the others left open."""
        return Polynomial.of(
            (
                tuple(n for n in monomial if n not in facts),
                c * prod((facts[n] for n in monomial if n in facts), start=Fraction(1)),
            )
            for monomial, c in self.terms
        )

    def in_minor_units(self, scales: Mapping[str, int]) -> Polynomial:
        """Return the same value written in minor units of the facts (fen instead of yuan)."""
        return Polynomial(tuple((m, c / prod(scales[n] for n in m)) for m, c in self.terms))

    def whole(self) -> tuple[Polynomial, int]:
        """Return whole coefficients and their common denominator."""
        under = lcm(*(c.denominator for _, c in self.terms))
        return Polynomial(tuple((m, c * under) for m, c in self.terms)), under

    def bounds(self, box: Mapping[str, tuple[int, int]]) -> tuple[Fraction, Fraction]:
        """Return the least and the most value where each fact lies in its own bounds.

        Facts are never negative, so each term is bounded by its ends.
        """
        least = most = Fraction(0)
        for monomial, c in self.terms:
            low = c * prod(box[n][0] for n in monomial)
            high = c * prod(box[n][1] for n in monomial)
            least, most = least + min(low, high), most + max(low, high)
        return least, most

    def follows(self, known: Polynomial) -> bool:
        """Return whether this is surely 0 or more wherever `known` is; no may mean either.

        It is, where a multiple of `known` can be taken off and no term left is negative.

        >>> now, before = Polynomial.fact("now"), Polynomial.fact("before")
        >>> doubled = now - Polynomial.constant(Fraction(2)) * before
        >>> (now - before).follows(doubled), doubled.follows(now - before)
        (True, False)
        """
        falling = [(monomial, c) for monomial, c in self.terms if c < 0]
        theirs = {monomial: c for monomial, c in known.terms if c < 0}
        if not all(monomial in theirs for monomial, _ in falling):
            return False
        times = max((c / theirs[monomial] for monomial, c in falling), default=Fraction(0))
        rest = self - Polynomial.constant(times) * known
        return all(c > 0 for _, c in rest.terms)
