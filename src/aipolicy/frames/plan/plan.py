"""From a clause's decision table to sums in whole numbers, which columns then compute.

Facts that are the same on every row are substituted first, so conditions on them are decided once.
Every rounding becomes one division of a number that is never negative, with the half added before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from aipolicy.calc.symbolic.formula import Expression, Greatest, Least, formula
from aipolicy.calc.symbolic.polynomial import Monomial, Polynomial
from aipolicy.calc.symbolic.tree import Above, Condition, Holds, Outcome, Tree, fork
from aipolicy.calc.values.quantity import Quantity
from aipolicy.frames.plan.sums import Answer, AtLeastZero, Conditional, Extreme, Rounded, Sum, Total


def plan(
    tree: Tree, facts: Mapping[str, Quantity], constants: Mapping[str, int]
) -> tuple[Sum, Sum]:
    """Return the lower and the upper end of the result of a tree, in fen.

    `constants` are facts that are the same on every row, in minor units.

    >>> from aipolicy.frames.plan.sums import NOTHING
    >>> from aipolicy.rules import harbin_2022
    >>> clause = harbin_2022.application_scenario
    >>> ends = plan(clause.table.tree, clause.facts, {"review_passed": 0})
    >>> ends == (NOTHING, NOTHING)
    True
    """
    values = {name: Fraction(part, facts[name].scale) for name, part in constants.items()}
    settled = _settled(tree, values)
    write = _Planner(facts).sum
    return (
        write(formula(settled, lambda outcome: outcome.least)),
        write(formula(settled, lambda outcome: outcome.most)),
    )


def _settled(tree: Tree, values: Mapping[str, Fraction]) -> Tree:
    """Return a tree with some facts substituted, and the conditions they decide removed."""
    if isinstance(tree, Outcome):
        return Outcome(tree.least.given(values), tree.most.given(values))
    condition: Condition = tree.condition
    if isinstance(condition, Above):
        condition = Above(condition.difference.given(values), condition.or_equal)
        if condition.difference.is_constant:
            return _settled(tree.met if condition.at({}) else tree.unmet, values)
    elif condition.fact in values:
        return _settled(tree.met if condition.at(values) else tree.unmet, values)
    return fork(condition, _settled(tree.met, values), _settled(tree.unmet, values))


class _Planner:
    """Writes formulas in yuan and square metres as sums in minor units.

    A sum is computed on every row, but is used only where its comparisons are met.
    """

    def __init__(self, facts: Mapping[str, Quantity], known: tuple[Above, ...] = ()) -> None:
        self._facts = facts
        self._known = known
        self._scales = {name: quantity.scale for name, quantity in facts.items()}

    def sum(self, expression: Expression) -> Sum:
        """Return an expression in yuan as a sum in fen."""
        if isinstance(expression, Polynomial):
            return self._rounded(expression)
        if isinstance(expression, Least | Greatest):
            of = tuple(self.sum(part) for part in expression.of)
            return (
                self._least(of) if isinstance(expression, Least) else Extreme(is_least=False, of=of)
            )
        conditions = tuple(self._condition(condition) for condition in expression.conditions)
        compared = tuple(one for one in expression.conditions if isinstance(one, Above))
        met = _Planner(self._facts, (*self._known, *compared)).sum(expression.met)
        return Conditional(conditions, met, self.sum(expression.unmet))

    def _rounded(self, yuan: Polynomial) -> Rounded:
        whole, under = (
            (yuan * Polynomial.constant(Fraction(100))).in_minor_units(self._scales).whole()
        )
        if under == 1:
            return Rounded(_total(whole))
        half = Polynomial.constant(Fraction(under, 2))
        if under % 2:
            whole, half, under = whole + whole, Polynomial.constant(Fraction(under)), 2 * under
        total = _total(whole + half)
        if any(yuan.follows(condition.difference) for condition in self._known):
            return Rounded(total, under)
        return Rounded(total, under, max(0, -(self._lowest(total) // under)))

    def _lowest(self, total: Total) -> int:
        return total.constant + self._at_most(term for term in total.terms if term[1] < 0)

    def _highest(self, terms: Iterable[tuple[Monomial, int]]) -> int:
        return self._at_most(term for term in terms if term[1] > 0)

    def _at_most(self, terms: Iterable[tuple[Monomial, int]]) -> int:
        """Return the value of terms where their facts are the largest."""
        most = {name: quantity.most for name, quantity in self._facts.items()}
        return Total(tuple(terms), 0).at(most)

    def _condition(self, condition: Condition) -> AtLeastZero | Answer:
        if isinstance(condition, Holds):
            return Answer(condition.fact, condition.value)
        total = _total(condition.difference.in_minor_units(self._scales).whole()[0])
        if not condition.or_equal:  # above 0 is at least 1 in whole numbers
            total = Total(total.terms, total.constant - 1)
        if len(total.terms) != 1:
            return AtLeastZero(total)
        monomial, factor = total.terms[0]
        sign = 1 if factor > 0 else -1
        return AtLeastZero(Total(((monomial, sign),), total.constant // abs(factor)))

    def _least(self, of: tuple[Sum, ...]) -> Sum:
        """Return the least of sums, with terms clamped where a fixed sum is reached anyway.

        `min(30% × x, cap)` is `30% × min(x, kink)`: no product of a large sum is ever formed,
        and a rate of at most 100% needs no comparison with the cap any more.
        """
        fixed = [one for one in of if isinstance(one, Rounded) and not one.total.terms]
        if not fixed:
            return Extreme(is_least=True, of=of)
        cap = min(one.at({}) for one in fixed)
        clamped = [self._clamped(one, cap) for one in of if one not in fixed]
        kept = [one for one, _ in clamped]
        if not any(capped for _, capped in clamped):
            kept.append(Rounded(Total((), cap)))
        return kept[0] if len(kept) == 1 else Extreme(is_least=True, of=tuple(kept))

    def _clamped(self, one: Sum, cap: int) -> tuple[Sum, bool]:
        """Return a sum clamped where it reaches the cap, and whether it then never exceeds it."""
        if not isinstance(one, Rounded) or all(factor < 0 for _, factor in one.total.terms):
            return one, False
        enough = cap * one.under - one.total.constant
        kink = max(0, -(-enough // one.total.common))
        most = min(kink, self._highest(one.total.over_common))
        return replace(one, most=most), one.where_terms_are(most) <= cap


def _total(whole: Polynomial) -> Total:
    terms = tuple((monomial, int(factor)) for monomial, factor in whole.terms if monomial)
    return Total(terms, int(whole.constant_part))
