"""Sums as expressions of an engine: the same steps as in memory, written for Narwhals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from math import gcd
from operator import add, mul

import narwhals as nw

from aipolicy.calc.polynomial import Monomial
from aipolicy.frames.limits import Risk
from aipolicy.frames.plan import Answer, AtLeastZero, Extreme, Rounded, Sum, Total


def sum_expression(sum_: Sum, facts: Mapping[str, nw.Expr], *, in_doubles: bool) -> nw.Expr:
    """Return a sum in fen as an expression over facts in whole parts.

    `in_doubles` says that the engine divides in doubles: exact below 2**53, negative or not.
    """
    if isinstance(sum_, Rounded):
        return _rounded(sum_, facts, in_doubles=in_doubles)
    if isinstance(sum_, Extreme):
        of = (sum_expression(one, facts, in_doubles=in_doubles) for one in sum_.of)
        return reduce(_lesser if sum_.is_least else _greater, of)
    conditions = all_of(_condition(one, facts) for one in sum_.conditions)
    met = sum_expression(sum_.met, facts, in_doubles=in_doubles)
    unmet = sum_expression(sum_.unmet, facts, in_doubles=in_doubles)
    return nw.when(conditions).then(met).otherwise(unmet)


def all_of(conditions: Iterable[nw.Expr]) -> nw.Expr:
    """Return whether all of some conditions are met."""
    one, *others = conditions
    return nw.all_horizontal(one, *others, ignore_nulls=False) if others else one


def any_of(conditions: Iterable[nw.Expr]) -> nw.Expr:
    """Return whether any of some conditions is met."""
    one, *others = conditions
    return nw.any_horizontal(one, *others, ignore_nulls=False) if others else one


def too_large(risk: Risk, facts: Mapping[str, nw.Expr]) -> nw.Expr:
    """Return where a total could pass its limit.

    Multiples of single facts are held below one bound; products are worked out in doubles, which
    cannot wrap.
    """
    terms, constant = risk.total.terms, abs(risk.total.constant)
    if all(len(monomial) == 1 for monomial, _ in terms):
        bound = (risk.limit - constant) // sum(abs(factor) for _, factor in terms)
        return any_of(facts[fact] > bound for fact in risk.facts)
    doubles = {fact: facts[fact].cast(nw.Float64) for fact in risk.facts}
    sizes = (
        reduce(mul, (doubles[fact] for fact in monomial)) * float(abs(factor))
        for monomial, factor in terms
    )
    return reduce(add, sizes) + float(constant) > risk.allowed


def _lesser(one: nw.Expr, other: nw.Expr) -> nw.Expr:
    return nw.when(one < other).then(one).otherwise(other)


def _greater(one: nw.Expr, other: nw.Expr) -> nw.Expr:
    return nw.when(one > other).then(one).otherwise(other)


def _rounded(sum_: Rounded, facts: Mapping[str, nw.Expr], *, in_doubles: bool) -> nw.Expr:
    if not sum_.total.terms:
        return nw.lit(sum_.at({}), nw.Int64)
    if sum_.under == 1:
        quotient = _total(sum_.total, facts)
    elif in_doubles:
        quotient = (_total(sum_.total, facts) / sum_.under).floor().cast(nw.Int64)
    else:
        quotient = _total(sum_.shifted, facts) // sum_.under
        quotient = quotient - sum_.shift if sum_.shift else quotient
    for fact, end in sum_.clamps:
        capped = nw.lit(sum_.at({fact: end}), nw.Int64)
        quotient = nw.when(facts[fact] >= end).then(capped).otherwise(quotient)
    return quotient


def _total(total: Total, facts: Mapping[str, nw.Expr]) -> nw.Expr:
    common = gcd(*(factor for _, factor in total.terms))
    more, less = (
        [(monomial, abs(factor) // common) for monomial, factor in total.terms if sign * factor > 0]
        for sign in (1, -1)
    )
    if not less:
        whole = _times(_added(more, facts), common)
    elif not more:
        whole = _times(_added(less, facts), -common)
    else:
        whole = _times(_added(more, facts) - _added(less, facts), common)
    return whole + total.constant if total.constant else whole


def _added(terms: Iterable[tuple[Monomial, int]], facts: Mapping[str, nw.Expr]) -> nw.Expr:
    products = ((reduce(mul, (facts[fact] for fact in m)), factor) for m, factor in terms)
    return reduce(add, (_times(product, factor) for product, factor in products))


def _times(one: nw.Expr, factor: int) -> nw.Expr:
    return one if factor == 1 else one * factor


def _condition(condition: AtLeastZero | Answer, facts: Mapping[str, nw.Expr]) -> nw.Expr:
    if isinstance(condition, Answer):
        answer = facts[condition.fact]
        return answer if condition.value else ~answer
    total = condition.total
    more = [(monomial, factor) for monomial, factor in total.terms if factor > 0]
    less = [(monomial, -factor) for monomial, factor in total.terms if factor < 0]
    if not less:
        return _added(more, facts) >= -total.constant
    if not more:
        return _added(less, facts) <= total.constant
    left = _added(more, facts)
    return (left + total.constant if total.constant else left) >= _added(less, facts)
