"""How one value of a column becomes whole minor units, or why it does not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from typing import Literal, TypeAlias

from aipolicy.calc.values.money import exact
from aipolicy.calc.values.quantity import Quantity, QuantityKind
from aipolicy.calc.values.written_sums import read_sum
from aipolicy.errors import UnreadableValue
from aipolicy.frames.faults import Reason

Unit: TypeAlias = Literal["fen", "yuan"]
"""The unit of columns of money."""

MONEY = {QuantityKind.SUM, QuantityKind.RECEIVED}

EPOCH = date(1970, 1, 1).toordinal()
"""The day from which days in columns are counted."""

NOUNS = {
    QuantityKind.SUM: "a sum",
    QuantityKind.RECEIVED: "a sum",
    QuantityKind.RATE: "a rate",
    QuantityKind.AREA: "an area",
    QuantityKind.COUNT: "a count",
    QuantityKind.YEAR: "a year's number",
    QuantityKind.CONDITION: "a condition",
}


@dataclass(frozen=True, slots=True)
class Decoder:
    """How a column of facts is decoded into whole minor units, and within which bounds.

    Minor units are fen for sums, 0.01 m² for areas, single items for counts and years.

    Attributes:
        kind: the kind of the fact.
        factor: how many minor units are 1 in the column.
        least: the least minor units allowed.
        most: the most minor units allowed.
    """

    kind: QuantityKind
    factor: int
    least: int
    most: int

    @classmethod
    def of(cls, quantity: Quantity, unit: Unit) -> Decoder:
        """Return the decoder of a quantity, with money in `unit`."""
        in_fen = quantity.kind in MONEY and unit == "fen"
        factor = 1 if in_fen else quantity.scale
        return cls(quantity.kind, factor, quantity.least, quantity.most)

    @property
    def takes_text(self) -> bool:
        """Whether numbers may be written out as text, such as `800万元`."""
        return self.factor > 1

    def limit(self, reason: Reason) -> str:
        """Return the limit that a bad value breaks, in words."""
        noun = NOUNS[self.kind]
        money = self.kind in MONEY
        unit = (
            "yuan" if money else "square metres" if self.kind is QuantityKind.AREA else "in number"
        )
        scale = 100 if unit != "in number" else 1
        match reason:
            case Reason.MISSING:
                return "this fact is required on every row"
            case Reason.NOT_A_NUMBER:
                return "this is not a finite number"
            case Reason.UNREADABLE if self.kind is QuantityKind.CONDITION:
                return "this is not a truth value"
            case Reason.UNREADABLE:
                return f"this is not {noun}"
            case Reason.NEGATIVE:
                return f"{noun} is {self.least if scale == 1 else 0} or more"
            case Reason.FRACTION if scale == 1:
                return f"{noun} is a whole number"
            case Reason.FRACTION:
                return f"{noun} is whole fen" if money else f"{noun} has at most two decimals"
            case Reason.TOO_SMALL:
                return f"{noun} is at least {Decimal(self.least) / scale} {unit}"
            case Reason.BEYOND_FLOATS:
                return f"a float is exact only up to {Decimal(2**53) / scale:,} {unit}"
            case _:
                return f"{noun} is at most {self.most // scale:,} {unit}"

    def decoded(self, value: object) -> int | Reason:
        """Return one value in minor units, or why it has none.

        >>> Decoder(QuantityKind.SUM, 100, 0, 10**17).decoded("800万元")
        800000000
        """
        if is_missing(value):
            return Reason.MISSING
        if self.kind is QuantityKind.CONDITION:
            # A truth value of NumPy is not a `bool`; a number is not a truth value.
            truth = isinstance(value, bool) or type(value).__name__ in {"bool", "bool_"}
            return int(bool(value)) if truth else Reason.UNREADABLE
        if isinstance(value, str):
            if not self.takes_text:
                return Reason.UNREADABLE
            try:
                return self.whole(read_sum(value) * self.factor)
            except UnreadableValue:
                return Reason.UNREADABLE
        try:
            return self.whole(exact(value, "") * self.factor)
        except UnreadableValue:
            if not isinstance(value, float | Decimal):
                return Reason.UNREADABLE
            if not isfinite(value):
                return Reason.NOT_A_NUMBER
            if value < 0:
                return Reason.NEGATIVE
            return Reason.TOO_LARGE if value > 1 else Reason.FRACTION

    def whole(self, units: Fraction) -> int | Reason:
        """Return exact minor units as a whole number within bounds, or the first reason why not."""
        if units < 0:
            return Reason.NEGATIVE
        if units > self.most:
            return Reason.TOO_LARGE
        if units.denominator != 1:
            return Reason.FRACTION
        return Reason.TOO_SMALL if units < self.least else units.numerator


def is_missing(value: object) -> bool:
    """Return whether a value in a column of objects means that there is none.

    >>> is_missing(None), is_missing(float("nan")), is_missing(0)
    (True, True, False)
    """
    if value is None or type(value).__name__ in {"NAType", "NaTType"}:
        return True
    return isinstance(value, float) and value != value  # noqa: PLR0124  (only NaN differs from itself)


def day_number(value: object) -> int | Reason:
    """Return a day counted from 1970-01-01, or why there is none: a time of day, for one.

    >>> day_number(date(1970, 1, 2))
    1
    """
    if is_missing(value):
        return Reason.MISSING
    if isinstance(value, datetime):
        if value != value.replace(hour=0, minute=0, second=0, microsecond=0):
            return Reason.NOT_A_DAY
        return value.toordinal() - EPOCH
    return value.toordinal() - EPOCH if isinstance(value, date) else Reason.UNREADABLE
