"""A comparison with the values that it has for one award."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from aipolicy._words import Language, Words
from aipolicy.calc.symbolic.intervals import Interval
from aipolicy.calc.symbolic.polynomial import Polynomial
from aipolicy.calc.symbolic.terms import polynomial
from aipolicy.calc.symbolic.writer import Unit, Writer
from aipolicy.calc.values.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison as it is written: its pieces in both languages, and what has a value.

    It is made once for a row of a table and says itself for the facts of many awards.
    """

    left: Polynomial
    right: Polynomial | None
    unit: Unit
    pieces: Mapping[Language, tuple[str, str, str]]
    other: Words
    number: Writer

    @classmethod
    def of(cls, interval: Interval, facts: Mapping[str, Quantity]) -> Comparison:
        """Return an interval as a comparison of the facts of a clause."""
        zh, en = (Writer(facts, language, in_full=True) for language in ("zh", "en"))
        unit, other = en.unit(interval), interval.other
        return cls(
            polynomial(interval.term),
            None if other is None else polynomial(other),
            unit,
            {"zh": zh.pieces(interval), "en": en.pieces(interval)},
            Words("", "") if other is None else Words(zh.term(other, unit), en.term(other, unit)),
            en,
        )

    def at(self, facts: Mapping[str, Fraction]) -> Words:
        """Return the comparison with the value that each side has at these facts."""
        left = self.number.number(self.left.at(facts), self.unit)
        right = None if self.right is None else self.number.number(self.right.at(facts), self.unit)
        return Words(self._said("zh", left, right), self._said("en", left, right))

    def _said(self, language: Language, left: str, right: str | None) -> str:
        before, quantity, behind = self.pieces[language]
        if right is None and behind.startswith(" ="):
            return f"{quantity}{behind}"
        text = f"{before}{_with(quantity, left)}{behind}"
        return text if right is None or self.other.text(language) == right else f"{text} = {right}"


def _with(written: str, value: str) -> str:
    return written if written == value else f"{written} = {value}"
