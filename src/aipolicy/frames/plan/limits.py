"""How large facts may be before a whole number overflows: bounds from the decision table.

NumPy, Polars, pandas and PyArrow wrap silently beyond 64 bits. So every total that a clause forms
is bounded here, and rows that could exceed the bound are refused before they are computed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import prod

from aipolicy.calc.values.frozen import ReadOnly
from aipolicy.calc.values.money import MOST_FEN
from aipolicy.calc.values.quantity import Quantity
from aipolicy.frames.plan.sums import Conditional, Rounded, Sum, Total, comparisons, roundings

INT64 = 2**63 - 1
"""The largest signed whole number of 64 bits."""

DOUBLE = 2**53
"""Up to here every whole number is a double: the limit where an engine divides in doubles."""

_MARGIN = 2.0**-40


@dataclass(frozen=True, slots=True)
class Risk:
    """A total that could exceed its limit for large facts, and where its facts are clamped."""

    total: Total
    clamps: ReadOnly[str, int]
    limit: int

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that take part, in alphabetical order."""
        return tuple(sorted({fact for monomial, _ in self.total.terms for fact in monomial}))

    def size(self, most: Mapping[str, int]) -> int:
        """Return a bound on the total, and on all that is formed on the way, for facts up to these.

        >>> Risk(Total(((("cost",), 3),), 5), ReadOnly({}), INT64).size({"cost": 10})
        35
        """
        ends = {fact: min(most[fact], self.clamps.get(fact, INT64)) for fact in self.facts}
        return abs(self.total.constant) + sum(
            abs(factor) * prod(ends[fact] for fact in monomial)
            for monomial, factor in self.total.terms
        )

    def fits(self, most: Mapping[str, int]) -> bool:
        """Return whether the total stays within its limit for facts up to these."""
        return self.size(most) <= self.limit

    @property
    def bound(self) -> int | None:
        """How large facts may be so that the total fits, where it is a sum of multiples of them.

        For a single fact it is exact; of several, none may be larger.

        >>> Risk(Total(((("cost",), 3),), 5), ReadOnly({}), 35).bound
        10
        """
        terms = self.total.terms
        if any(len(monomial) > 1 for monomial, _ in terms):
            return None
        return (self.limit - abs(self.total.constant)) // sum(abs(factor) for _, factor in terms)

    @property
    def allowed(self) -> float:
        """The largest size allowed where it is computed in doubles, a little below the limit."""
        return self.limit * (1 - _MARGIN)


def risks(
    sum_: Sum, facts: Mapping[str, Quantity], largest_dividend: int = INT64
) -> Iterator[Risk]:
    """Yield the totals that could exceed 64 bits, or the largest sum, for the largest facts.

    `largest_dividend` is the limit for totals that an engine divides, which it then does not shift.

    >>> from aipolicy.rules import harbin_2022
    >>> from aipolicy.frames.plan.plan import plan
    >>> clause = harbin_2022.application_scenario
    >>> list(risks(plan(clause.table.tree, clause.facts, {})[1], clause.facts))
    []
    """
    most = {name: quantity.most for name, quantity in facts.items()}
    formed = [
        Risk(one.shifted, ReadOnly(one.clamps), INT64)
        if one.under == 1 or largest_dividend == INT64
        else Risk(one.total, ReadOnly(one.clamps), largest_dividend)
        for one in roundings(sum_)
    ]
    formed += [Risk(one.total, ReadOnly({}), INT64) for one in comparisons(sum_)]
    formed += [_paid_risk(one) for one in _paid(sum_) if _varies(one)]
    for risk in dict.fromkeys(formed):
        if risk.facts and risk.limit <= INT64 and not risk.fits(most):
            yield risk


def _paid_risk(one: Rounded) -> Risk:
    """Return the risk that a sum exceeds the largest allowed; subtracted terms add none."""
    more = tuple((monomial, factor) for monomial, factor in one.total.terms if factor > 0)
    total = Total(more, max(0, one.total.constant))
    return Risk(total, ReadOnly(one.clamps), MOST_FEN * one.under + one.under - 1)


def _paid(sum_: Sum) -> Iterator[Rounded]:
    """Yield every sum that may be what is paid, unless a fixed one caps it."""
    if isinstance(sum_, Rounded):
        if sum_.most is None or sum_.where_terms_are(sum_.most) > MOST_FEN:
            yield sum_
    elif isinstance(sum_, Conditional):
        yield from _paid(sum_.met)
        yield from _paid(sum_.unmet)
    elif not sum_.is_least or all(map(_varies, sum_.of)):
        for one in sum_.of:
            yield from _paid(one)


def _varies(sum_: Sum) -> bool:
    return not isinstance(sum_, Rounded) or bool(sum_.total.terms)


def has_number_too_large(sum_: Sum) -> bool:
    """Return whether a number of the clause exceeds 64 bits, or a sum of it the largest allowed."""
    if any(one.at({}) > MOST_FEN for one in _paid(sum_) if not _varies(one)):
        return True
    formed = [one.shifted for one in roundings(sum_)]
    formed += [one.total for one in comparisons(sum_)]
    numbers = [one.under for one in roundings(sum_)]
    for total in formed:
        numbers += [total.constant, *(factor for _, factor in total.terms)]
    return any(abs(number) > INT64 for number in numbers)
