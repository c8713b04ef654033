"""Sums as expressions in any dialect: the same steps as in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import add, mul

import narwhals as nw

from aipolicy.calc.symbolic.polynomial import Monomial
from aipolicy.frames.lazy.dialect import Dialect, E
from aipolicy.frames.plan.limits import INT64, Risk
from aipolicy.frames.plan.sums import Answer, AtLeastZero, Extreme, Rounded, Sum, Total


def sum_expression(sum_: Sum, facts: Mapping[str, E], dialect: Dialect[E]) -> E:
    """Return a sum in fen as an expression over facts in minor units."""
    if isinstance(sum_, Rounded):
        return _rounded(sum_, facts, dialect)
    if isinstance(sum_, Extreme):
        of = (sum_expression(one, facts, dialect) for one in sum_.of)
        if sum_.is_least:
            return reduce(lambda one, other: dialect.case(one < other, one, other), of)
        return reduce(lambda one, other: dialect.case(one > other, one, other), of)
    conditions = dialect.all_of(_condition(one, facts) for one in sum_.conditions)
    met = sum_expression(sum_.met, facts, dialect)
    return dialect.case(conditions, met, sum_expression(sum_.unmet, facts, dialect))


def too_large(risk: Risk, facts: Mapping[str, E], dialect: Dialect[E]) -> E:
    """Return where a total could exceed its limit.

    Multiples of single facts are compared with one bound; products are computed in doubles, which
    cannot wrap.
    """
    terms, constant, bound = risk.total.terms, abs(risk.total.constant), risk.bound
    if bound is not None:
        return dialect.any_of(facts[fact] > bound for fact in risk.facts)
    doubles = {fact: dialect.cast(facts[fact], nw.Float64()) for fact in risk.facts}
    sizes = (
        reduce(mul, (doubles[fact] for fact in monomial)) * float(abs(factor))
        for monomial, factor in terms
    )
    return reduce(add, sizes) + float(constant) > risk.allowed


def _rounded(sum_: Rounded, facts: Mapping[str, E], dialect: Dialect[E]) -> E:
    if not sum_.total.terms:
        return dialect.constant(sum_.at({}))
    if sum_.under == 1:
        quotient = _total(sum_.total, facts)
    elif dialect.largest_dividend == INT64:  # rounded towards 0, so never a negative one
        quotient = dialect.quotient(_total(sum_.shifted, facts), sum_.under)
        quotient = quotient - sum_.shift if sum_.shift else quotient
    else:
        quotient = dialect.quotient(_total(sum_.total, facts), sum_.under)
    if sum_.most is None:
        return quotient
    capped = dialect.constant(sum_.where_terms_are(sum_.most))
    return dialect.case(_over_common(sum_.total, facts) >= sum_.most, capped, quotient)


def _total(total: Total, facts: Mapping[str, E]) -> E:
    whole = _times(_over_common(total, facts), total.common)
    return whole + total.constant if total.constant else whole


def _over_common(total: Total, facts: Mapping[str, E]) -> E:
    more, less = (
        [(monomial, abs(factor)) for monomial, factor in total.over_common if sign * factor > 0]
        for sign in (1, -1)
    )
    if not less:
        return _added(more, facts)
    return _added(more, facts) - _added(less, facts) if more else _added(less, facts) * -1


def _added(terms: Iterable[tuple[Monomial, int]], facts: Mapping[str, E]) -> E:
    products = ((reduce(mul, (facts[fact] for fact in m)), factor) for m, factor in terms)
    return reduce(add, (_times(product, factor) for product, factor in products))


def _times(one: E, factor: int) -> E:
    return one if factor == 1 else one * factor


def _condition(condition: AtLeastZero | Answer, facts: Mapping[str, E]) -> E:
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
