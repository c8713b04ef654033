"""What a clause gives on facts alone, with the steps: no claim, no day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from aipolicy._words import Language, Words
from aipolicy.calc.calculations.step import Step, StepKind
from aipolicy.calc.symbolic.notation import digits, money, yes_or_no
from aipolicy.calc.symbolic.polynomial import Polynomial
from aipolicy.calc.values.money import as_fraction, checked_sum, yuan_of
from aipolicy.calc.values.quantity import FactValue, QuantityKind
from aipolicy.calc.values.rounding import Rounding
from aipolicy.calc.words.glossary import named

if TYPE_CHECKING:
    from aipolicy.calc.calculations.calculation import AnyCalculation
    from aipolicy.calc.symbolic.comparison import Comparison


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Both ends of what a clause gives, in yuan, and the steps that led there."""

    least: Decimal
    most: Decimal
    steps: tuple[Step, ...]


def evaluate(clause: AnyCalculation, values: Mapping[str, FactValue]) -> Evaluation:
    """Return what a clause gives on checked facts, with its steps.

    Raises:
        Overflow: the sum is larger than the library holds.
    """
    minor = {name: quantity.to_minor(values[name]) for name, quantity in clause.facts.items()}
    number = clause.arithmetic.row(**minor)
    row = clause.table.rows[number]
    exact = {name: Fraction(value, clause.facts[name].scale) for name, value in minor.items()}
    least, most = (_rounded(end.at(exact)) for end in (row.outcome.least, row.outcome.most))
    steps = (
        *_facts(clause, values),
        *(_condition(one, exact) for one in clause.table.drawing.comparisons(number)),
        *_sums(clause, number, exact),
    )
    return Evaluation(checked_sum(clause.id, least), checked_sum(clause.id, most), steps)


def _rounded(yuan: Fraction) -> int:
    return Rounding.HALF_UP.whole((yuan * 100).numerator, (yuan * 100).denominator)


def _facts(clause: AnyCalculation, values: Mapping[str, FactValue]) -> Iterator[Step]:
    for name, quantity in clause.facts.items():
        value = values[name]
        zh, en = (
            f"{named(name, language)} = {_written(value, quantity.kind, language)}"
            for language in ("zh", "en")
        )
        yield Step(kind=StepKind.FACT, zh=zh, en=en)


def _written(value: FactValue, kind: QuantityKind, language: Language) -> str:
    if kind is QuantityKind.CONDITION:
        return yes_or_no(value, language)
    if isinstance(value, int):
        return f"{value:,}"
    if kind is QuantityKind.AREA:
        return f"{digits(as_fraction(value))} m²"
    return money(as_fraction(value))


def _condition(comparison: Comparison, exact: Mapping[str, Fraction]) -> Step:
    zh, en = comparison.at(exact)
    return Step(kind=StepKind.CONDITION, zh=zh, en=en)


def _sums(clause: AnyCalculation, number: int, exact: Mapping[str, Fraction]) -> Iterator[Step]:
    for end, written in clause.table.drawing.ends(number):
        value = end.at(exact)
        amount = yuan_of(_rounded(value))
        zh, en = _said(clause, number, end, written, value)
        yield Step(kind=StepKind.SUM, zh=zh, en=en, amount=amount)
        if as_fraction(amount) != value:
            yield Step(
                kind=StepKind.ROUNDED,
                zh=f"四舍五入到分：{money(value)} → {money(as_fraction(amount))}",
                en=f"rounded half up to the fen: {money(value)} → {money(as_fraction(amount))}",
                amount=amount,
            )


def _said(
    clause: AnyCalculation, number: int, end: Polynomial, written: Words | None, value: Fraction
) -> Words:
    """Return a sum with its value: worked out, or a figure by its name, or nothing and why."""
    given = money(value)
    if end.is_constant and not value:
        return _nothing(clause.table.drawing.last_condition(number))
    if written is None:
        return Words(given, given)
    return Words(f"{written.zh} = {given}", f"{written.en} = {given}")


def _nothing(because: Words | None) -> Words:
    if because is None:
        return Words("不给予", "nothing is given")
    return Words(f"不给予：{because.zh}", f"nothing is given: {because.en}")
