"""A sum as the law's function writes it: its figures and facts, and how they are put together.

A polynomial says what a sum is worth, a term how it is written: 50% × (spend − 400,000) stays so,
and no product such as 200,000, which no law prints, is shown. Numbers are never worked out here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import reduce
from math import prod
from typing import TypeAlias

from aipolicy.calc.symbolic.polynomial import Polynomial
from aipolicy.calc.values.quantity import QuantityKind


@dataclass(frozen=True, slots=True)
class Number:
    """A figure of the law, with its kind and name, or a number of the function itself."""

    value: Fraction
    kind: QuantityKind | None = None
    name: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class Product:
    """A product of two or more factors."""

    factors: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of addends, each with its sign: 1 or -1."""

    addends: tuple[tuple[int, Term], ...]


Term: TypeAlias = Number | Fact | Product | Total

NOTHING = Number(Fraction(0))


def plus(one: Term, other: Term) -> Term:
    """Return the sum of two terms; zero is left out.

    >>> plus(Fact("a"), NOTHING)
    Fact(name='a')
    """
    return _total((*signed(one), *signed(other)))


def minus(one: Term, other: Term) -> Term:
    """Return the difference of two terms."""
    return plus(one, negative(other))


def negative(term: Term) -> Term:
    """Return a term with its sign changed."""
    return _total(tuple((-sign, one) for sign, one in signed(term)))


def times(one: Term, other: Term) -> Term:
    """Return the product of two terms: numbers first, without what multiplies by 1.

    >>> times(Fact("rent"), Number(Fraction(1, 2), QuantityKind.RATE)).factors[1]
    Fact(name='rent')
    """
    signs, factors = zip(*(_unsigned(term) for term in (one, other)), strict=True)
    each = [factor for term in factors for factor in _factors(term)]
    numbers = [factor for factor in each if isinstance(factor, Number)]
    if any(not number.value for number in numbers):
        return NOTHING
    kept: list[Term] = [number for number in _worked_out(numbers) if number.value != 1]
    kept += [factor for factor in each if not isinstance(factor, Number)]
    product = Product(tuple(kept)) if len(kept) > 1 else kept[0] if kept else Number(Fraction(1))
    return product if signs[0] == signs[1] else negative(product)


def _worked_out(numbers: list[Number]) -> list[Number]:
    """Return factors with the function's own numbers as one, where the first of them stands."""
    plain = [number for number in numbers if number.kind is None]
    if len(plain) < 2:
        return numbers
    whole = Number(prod((number.value for number in plain), start=Fraction(1)))
    first = numbers.index(plain[0])
    behind = [number for number in numbers[first:] if number.kind is not None]
    return [*numbers[:first], whole, *behind]


def without(whole: Term, part: Term) -> Term:
    """Return a sum without the addends of another; those that it lacks are taken off."""
    left = list(signed(whole))
    missing: list[tuple[int, Term]] = []
    for addend in signed(part):
        if addend in left:
            left.remove(addend)
        else:
            missing.append((-addend[0], addend[1]))
    return _total((*left, *missing))


def signed(term: Term) -> tuple[tuple[int, Term], ...]:
    """Return the addends of a term, each with its sign; none where it is zero."""
    if isinstance(term, Total):
        return term.addends
    if isinstance(term, Number):
        return ((1 if term.value > 0 else -1, _positive(term)),) if term.value else ()
    return ((1, term),)


def polynomial(term: Term) -> Polynomial:
    """Return what a term is worth.

    >>> polynomial(times(Number(Fraction(2)), plus(Fact("a"), Number(Fraction(3)))))
    Polynomial(terms=(((), Fraction(6, 1)), (('a',), Fraction(2, 1))))
    """
    if isinstance(term, Number):
        return Polynomial.constant(term.value)
    if isinstance(term, Fact):
        return Polynomial.fact(term.name)
    if isinstance(term, Product):
        return reduce(lambda one, other: one * other, map(polynomial, term.factors))
    found = (polynomial(one) if sign > 0 else -polynomial(one) for sign, one in term.addends)
    return reduce(lambda one, other: one + other, found, Polynomial(()))


def spelled(worth: Polynomial) -> Term:
    """Return a polynomial as a term, its number last and what is taken off behind the rest."""
    ordered = sorted(worth.terms, key=lambda term: (term[1] < 0, term[0] == ()))
    whole: Term = NOTHING
    for monomial, coefficient in ordered:
        each: Term = Number(coefficient)
        for name in monomial:
            each = times(each, Fact(name))
        whole = plus(whole, each)
    return whole


def leaves(term: Term) -> Iterator[Number | Fact]:
    """Yield the numbers and facts of a term, from left to right."""
    if isinstance(term, Number | Fact):
        yield term
    elif isinstance(term, Product):
        for factor in term.factors:
            yield from leaves(factor)
    else:
        for _, addend in term.addends:
            yield from leaves(addend)


def _total(addends: tuple[tuple[int, Term], ...]) -> Term:
    if not addends:
        return NOTHING
    if len(addends) == 1 and addends[0][0] > 0:
        return addends[0][1]
    return Total(addends)


def _unsigned(term: Term) -> tuple[int, Term]:
    """Return a term that has only one addend without its sign."""
    addends = signed(term)
    return addends[0] if len(addends) == 1 else (1, term)


def _factors(term: Term) -> tuple[Term, ...]:
    return term.factors if isinstance(term, Product) else (term,)


def _positive(number: Number) -> Number:
    return number if number.value > 0 else Number(-number.value, number.kind, number.name)
