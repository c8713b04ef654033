"""How sums, conditions and formulas are written for people, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction

from aipolicy._words import Language
from aipolicy.calc.symbolic.formula import Expression, Greatest, Least, Where
from aipolicy.calc.symbolic.intervals import Bound, Constraint, Interval, constraints
from aipolicy.calc.symbolic.notation import (
    counted,
    digits,
    figure,
    money,
    percentage,
    surface,
    yes_or_no,
)
from aipolicy.calc.symbolic.polynomial import Polynomial
from aipolicy.calc.symbolic.terms import Fact, Number, Product, Term, Total
from aipolicy.calc.symbolic.tree import Condition, Holds
from aipolicy.calc.symbolic.written import term_of
from aipolicy.calc.values.quantity import Quantity, QuantityKind
from aipolicy.calc.words.glossary import named


class Unit(IntEnum):
    """What a number without a kind of its own counts, from the weakest to the strongest."""

    NUMBER = 0
    SHARE = 1
    AREA = 2
    MONEY = 3


_UNITS = {
    QuantityKind.SUM: Unit.MONEY,
    QuantityKind.RECEIVED: Unit.MONEY,
    QuantityKind.AREA: Unit.AREA,
    QuantityKind.RATE: Unit.SHARE,
}


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes a clause's sums and conditions; `facts` gives the quantity of each name.

    Sums are written as a text prints them (5 million, 500万元), or, with `in_full`, as they are
    computed (5,000,000.00).
    """

    facts: Mapping[str, Quantity]
    language: Language = "en"
    in_full: bool = False

    def condition(self, condition: Condition) -> str:
        """Return a condition with its quantity on the left and its number on the right."""
        return self.conditions([condition])[0]

    def conditions(self, conditions: Iterable[Condition]) -> tuple[str, ...]:
        """Return conditions, those on one quantity as one interval."""
        return tuple(map(self.constraint, constraints(conditions, tuple(self.facts)).values()))

    def constraint(self, constraint: Constraint) -> str:
        """Return a yes-or-no fact, an interval, or one side of a comparison against the other."""
        if isinstance(constraint, Holds):
            name = named(constraint.fact, self.language)
            return f"{name} = {yes_or_no(constraint.value, self.language)}"
        return "".join(self.pieces(constraint))

    def pieces(self, interval: Interval) -> tuple[str, str, str]:
        """Return an interval in three pieces: what stands before its quantity, it, and behind."""
        low, high = interval.low, interval.high
        unit = self.unit(interval)
        quantity = self.term(interval.term, unit)
        if interval.other is not None:
            other = self.term(interval.other, unit)
            return "", quantity, f" {_sign(low, high)} {other}"
        if isinstance(interval.term, Fact):
            unit = self._unit(interval.term)  # a tier may count jobs, though tiers are sums
        if high is not None and self._is_one_value(interval, low, high):
            return "", quantity, f" = {self._end(high, unit)}"
        ends = [self._end(bound, unit) for bound in (low, high) if bound is not None]
        if low is None or high is None:
            return "", quantity, f" {_sign(low, high)} {''.join(ends)}"
        before = f"{ends[0]} {'≤' if low.included else '<'} "
        return before, quantity, f" {_sign(None, high)} {ends[1]}"

    def unit(self, interval: Interval) -> Unit:
        """Return what the numbers of a comparison count that have no kind of their own."""
        ends = (bound.term for bound in (interval.low, interval.high) if bound is not None)
        sides = (
            (interval.term, *ends) if interval.other is None else (interval.term, interval.other)
        )
        return max(map(self._unit, sides))

    def _end(self, bound: Bound, unit: Unit) -> str:
        is_number = isinstance(bound.term, Number)
        return self.number(bound.value, unit) if is_number else self.term(bound.term, unit)

    def _is_one_value(self, interval: Interval, low: Bound | None, high: Bound) -> bool:
        """Return whether just one value is left: both ends, or the least that a fact can be."""
        if low is not None:
            return low.value == high.value
        if not isinstance(interval.term, Fact) or not high.included:
            return False
        quantity = self.facts[interval.term.name]
        return high.value * quantity.scale == quantity.least

    def sum(self, worth: Polynomial) -> str:
        """Return a sum of money as the law's function writes it."""
        return self.term(term_of(worth), Unit.MONEY)

    def term(self, term: Term, unit: Unit) -> str:
        """Return a term; numbers without a kind of their own are in this unit."""
        if isinstance(term, Fact):
            return named(term.name, self.language)
        if isinstance(term, Number):
            return self.number(term.value, unit if term.kind is None else _unit_of(term.kind))
        return self._product(term, unit) if isinstance(term, Product) else self._total(term, unit)

    def number(self, size: Fraction, unit: Unit) -> str:
        """Return a number in a unit."""
        if unit is Unit.MONEY:
            return money(size) if self.in_full else figure(size, self.language)
        if unit is Unit.AREA:
            return f"{digits(size)} m²" if self.in_full else surface(size, self.language)
        if unit is Unit.SHARE:
            return percentage(size)
        return digits(size) if self.in_full else counted(size, self.language)

    def _total(self, total: Total, unit: Unit) -> str:
        addends = list(total.addends)
        if unit is Unit.SHARE:  # 1 + 50%, in whichever order Python adds them
            addends.sort(key=lambda addend: not _is_plain(addend[1]))
        if addends[0][0] < 0:
            addends.sort(key=lambda addend: addend[0] < 0)
        pieces = [("+" if sign > 0 else "−", self.term(one, unit)) for sign, one in addends]
        head = pieces[0][1] if pieces[0][0] == "+" else f"−{pieces[0][1]}"
        return "".join([head, *(f" {sign} {one}" for sign, one in pieces[1:])])

    def _product(self, product: Product, unit: Unit) -> str:
        units = [self._unit(one) for one in product.factors if not _is_plain(one)]
        is_price = unit is Unit.MONEY and Unit.MONEY not in units
        per_area = Unit.AREA in units
        of_money = unit is Unit.MONEY or Unit.MONEY in units
        pieces = list[str]()
        for factor in product.factors:
            if isinstance(factor, Total):
                inner = self._total(factor, self._unit(factor))
                pieces.append(f"（{inner}）" if self.language == "zh" else f"({inner})")
            elif not isinstance(factor, Number):
                pieces.append(self.term(factor, unit))
            elif _is_plain(factor) and not is_price:
                pieces.append(_multiple(factor.value) if of_money else digits(factor.value))
            elif _is_plain(factor) or self._unit(factor) is Unit.MONEY:
                is_bare = all(isinstance(one, Number) for one in product.factors)
                pieces.append(self._price(factor.value, per_area=per_area, is_bare=is_bare))
            else:
                pieces.append(self.term(factor, unit))
        return " × ".join(pieces).replace("× （", "×（").replace("） ×", "）×")

    def _price(self, yuan: Fraction, *, per_area: bool, is_bare: bool) -> str:
        """Return a sum for each square metre or each item, with its unit."""
        written = self.number(yuan, Unit.MONEY)
        if self.language == "zh":
            named_ = written if written.endswith("元") else f"{written}元"
            return f"每平方米{named_}" if per_area else written if is_bare else named_
        return f"{written} yuan per m²" if per_area else written if is_bare else f"{written} yuan"

    def _unit(self, term: Term) -> Unit:
        """Return what a term counts; nothing that is known of a plain number is a number."""
        if isinstance(term, Fact):
            return _unit_of(self.facts[term.name].kind)
        if isinstance(term, Number):
            return Unit.NUMBER if term.kind is None else _unit_of(term.kind)
        if isinstance(term, Total):
            return max(self._unit(addend) for _, addend in term.addends)
        found = max(self._unit(factor) for factor in term.factors)
        is_share = found is Unit.SHARE and any(
            self._unit(one) is Unit.NUMBER and not _is_plain(one) for one in term.factors
        )
        return Unit.NUMBER if is_share else found

    def expression(self, expression: Expression) -> str:
        """Return a formula on one line."""
        if isinstance(expression, Polynomial):
            return self.sum(expression)
        if isinstance(expression, Least | Greatest):
            operands = [self.expression(one) for one in expression.of]
            least = isinstance(expression, Least)
            if self.language == "zh":
                return f"{'孰低' if least else '孰高'}（{'，'.join(operands)}）"
            return f"{'min' if least else 'max'}({', '.join(operands)})"
        met, unmet = self.expression(expression.met), self.expression(expression.unmet)
        if isinstance(expression.met, Where):
            met = f"（{met}）" if self.language == "zh" else f"({met})"
        return self.where(self.conditions(expression.conditions), met, unmet)

    def where(self, conditions: Sequence[str], met: str, unmet: str) -> str:
        """Return one sum where all conditions are met, another where one of them is not."""
        if self.language == "zh":
            return f"如 {' 且 '.join(conditions)}：{met}；否则 {unmet}"
        return f"{met} if {' and '.join(conditions)} else {unmet}"


def _unit_of(kind: QuantityKind) -> Unit:
    return _UNITS.get(kind, Unit.NUMBER)


def _is_plain(term: Term) -> bool:
    """Return whether a term is a number of the function itself, of which no kind is known."""
    return isinstance(term, Number) and term.kind is None


def _multiple(size: Fraction) -> str:
    """Return how many times a sum of money is taken."""
    return digits(size) if size.denominator == 1 else percentage(size)


def _sign(low: Bound | None, high: Bound | None) -> str:
    """Return the sign between a quantity and its one bound."""
    if low is not None and high is not None:
        return "="
    if low is not None:
        return "≥" if low.included else ">"
    return "≤" if high is not None and high.included else "<"
