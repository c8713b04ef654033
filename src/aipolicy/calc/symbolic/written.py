"""The decision tree once more, each sum and comparison as the law's function writes it.

The function is run again with its figures passed in as symbols too, so that what is computed keeps
a record of how: `rate * (spend - threshold)` is known to be that. The tree is the same; where a
function cannot be run so, such as one that looks a figure up in a dictionary, sums are written
from what they are worth.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import cast

from aipolicy.calc.symbolic.explorer import Explorer, Symbol
from aipolicy.calc.symbolic.polynomial import Polynomial
from aipolicy.calc.symbolic.terms import (
    Fact,
    Number,
    Term,
    leaves,
    minus,
    negative,
    plus,
    spelled,
    times,
)
from aipolicy.calc.symbolic.tree import Tree
from aipolicy.calc.values.quantity import Quantity, QuantityKind
from aipolicy.errors import InvalidClause


@dataclass(frozen=True, slots=True, eq=False)
class Written(Polynomial):
    """A polynomial that knows its term, and its two sides where it is what a comparison asks.

    It equals a plain polynomial of the same worth.
    """

    term: Term
    sides: tuple[Term, Term] | None = None

    def __eq__(self, other: object) -> bool:
        return self.terms == other.terms if isinstance(other, Polynomial) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.terms,))

    def __add__(self, other: Polynomial) -> Polynomial:
        return _written(Polynomial.__add__(self, other), plus(self.term, term_of(other)))

    def __radd__(self, other: Polynomial) -> Polynomial:
        return _written(Polynomial.__add__(other, self), plus(term_of(other), self.term))

    def __neg__(self) -> Polynomial:
        turned = None if self.sides is None else (self.sides[1], self.sides[0])
        return _written(Polynomial.__neg__(self), negative(self.term), turned)

    def __sub__(self, other: Polynomial) -> Polynomial:
        return _difference(self, other)

    def __rsub__(self, other: Polynomial) -> Polynomial:
        return _difference(other, self)

    def __mul__(self, other: Polynomial) -> Polynomial:
        return _written(Polynomial.__mul__(self, other), times(self.term, term_of(other)))

    def __rmul__(self, other: Polynomial) -> Polynomial:
        return _written(Polynomial.__mul__(other, self), times(term_of(other), self.term))


def _difference(one: Polynomial, other: Polynomial) -> Written:
    sides = term_of(one), term_of(other)
    worth = Polynomial.of((*one.terms, *((monomial, -c) for monomial, c in other.terms)))
    return _written(worth, minus(*sides), sides)


def _written(worth: Polynomial, term: Term, sides: tuple[Term, Term] | None = None) -> Written:
    """Return a polynomial with its term; facts that cancel out are not written."""
    if worth.is_constant and any(isinstance(leaf, Fact) for leaf in leaves(term)):
        term = Number(worth.constant_part)
    return Written(worth.terms, term, sides)


def term_of(worth: Polynomial) -> Term:
    """Return the term of a polynomial: as written, or else from what it is worth."""
    return worth.term if isinstance(worth, Written) else spelled(worth)


def written_tree(
    where: str,
    law: Callable[..., object],
    facts: Mapping[str, Quantity],
    settings: Mapping[str, object],
    kinds: Mapping[str, QuantityKind],
) -> Tree | None:
    """Return the tree of a clause as its function writes it, or None where it cannot be run so.

    `settings` are its figures and readings by name, `kinds` what its figures are.

    >>> from aipolicy.calc.values.quantity import SUM
    >>> law = lambda spend, free: spend - free
    >>> kinds = {"free": QuantityKind.SUM}
    >>> tree = written_tree("here", law, {"spend": SUM}, {"free": Decimal(5)}, kinds)
    >>> [term for _, term in tree.most.term.addends]  # doctest: +NORMALIZE_WHITESPACE
    [Fact(name='spend'),
     Number(value=Fraction(5, 1), kind=<QuantityKind.SUM: 'sum'>, name='free')]
    """
    try:
        return _Recorder(where, law, facts, settings, kinds).tree()
    except InvalidClause:
        return None


class _Recorder(Explorer):
    """An explorer to whom figures are symbols as well: numbers that remember their names."""

    def __init__(
        self,
        where: str,
        law: Callable[..., object],
        facts: Mapping[str, Quantity],
        settings: Mapping[str, object],
        kinds: Mapping[str, QuantityKind],
    ) -> None:
        super().__init__(where, law, facts, settings)
        self._figures = {
            name: self._figure(value, kinds.get(name), name) for name, value in settings.items()
        }

    def _fact(self, name: str) -> Polynomial:
        return Written(Polynomial.fact(name).terms, Fact(name))

    def _figure(self, value: object, kind: QuantityKind | None, name: str) -> object:
        if isinstance(value, tuple):
            each = cast("tuple[object, ...]", value)
            return tuple(self._figure(one, kind, "") for one in each)
        if not isinstance(value, Decimal):
            return value  # a whole number counts steps as well, which no symbol can
        number = Number(Fraction(value), kind, name)
        return Symbol(Written(Polynomial.constant(number.value).terms, number), self)
