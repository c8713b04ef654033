"""How one value of a column becomes whole minor units, or why it does not."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from math import isfinite

from aipolicy._words import Words
from aipolicy.calc.values.money import exact
from aipolicy.calc.values.quantity import A_YEAR, Quantity, QuantityKind
from aipolicy.calc.values.written_sums import read_sum
from aipolicy.errors import Code, Fault, UnreadableValue, fault
from aipolicy.errors.fault import Shown
from aipolicy.frames.columns.unit import Unit, fen_per, is_unit
from aipolicy.frames.faults import Reason

MONEY = {QuantityKind.SUM, QuantityKind.RECEIVED}

EPOCH = date(1970, 1, 1).toordinal()
"""The day from which days in columns are counted."""

FIRST_DAY, LAST_DAY = date.min.toordinal() - EPOCH, date.max.toordinal() - EPOCH
"""The first and the last day of the calendar, counted so."""

NOUNS = {
    QuantityKind.SUM: Words("金额", "a sum"),
    QuantityKind.RECEIVED: Words("金额", "a sum"),
    QuantityKind.RATE: Words("比例", "a rate"),
    QuantityKind.MULTIPLE: Words("倍数", "a multiple"),
    QuantityKind.AREA: Words("面积", "an area"),
    QuantityKind.COUNT: Words("数量", "a count"),
    QuantityKind.YEAR: A_YEAR,
    QuantityKind.CONDITION: Words("条件", "a condition"),
}
"""How faults call a value of each kind."""

A_DAY = Words("日期", "a day")

_ANOTHER_TYPE = Words("其他类型的值", "a value of another type")

_WAN = fen_per("wan")
_BARE_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII)
_STATED_UNIT = re.compile("[元圆圓万萬亿億]")

_UNREADABLE = {
    QuantityKind.COUNT: Code.WHOLE_TEXT,
    QuantityKind.YEAR: Code.WHOLE_TEXT,
    QuantityKind.AREA: Code.NUMBER_UNREADABLE,
    QuantityKind.RATE: Code.NUMBER_UNREADABLE,
    QuantityKind.MULTIPLE: Code.NUMBER_UNREADABLE,
}


@dataclass(frozen=True, slots=True)
class Decoder:
    """How a column of facts is decoded into whole minor units, and within which bounds.

    Minor units are fen for sums, 0.01 m² for areas, single items for counts and years. Where the
    column is in 万元, a written number without a unit is one of 万元, as every number there is.

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
        in_unit = quantity.kind in MONEY and is_unit(unit)  # another unit is a fault elsewhere
        factor = fen_per(unit) if in_unit else quantity.scale
        return cls(quantity.kind, factor, quantity.least, quantity.most)

    @property
    def most_of_floats(self) -> int:
        """The largest float that is read, in minor units.

        Up to it floats lie closer together than minor units, so that each stands for one of them.

        >>> from aipolicy.calc.values.quantity import SUM
        >>> [Decoder.of(SUM, unit).most_of_floats for unit in ("fen", "yuan", "wan")]
        [9007199254740992, 7036874417766400, 8589934592000000]
        """
        largest: int = 2**53
        return self.factor << (largest // self.factor).bit_length() - 1

    @property
    def takes_text(self) -> bool:
        """Whether numbers may be written out as text, such as `800万元`."""
        return self.factor > 1

    def wrong(self, reason: Reason) -> Fault:
        """Return what is wrong with a bad value.

        >>> Decoder(QuantityKind.COUNT, 1, 0, 10).wrong(Reason.TOO_LARGE).text("en")
        'a count must be between 0 and 10; give a whole number in that range'
        """
        match reason:
            case Reason.MISSING:
                return fault(Code.COLUMN_VALUE_MISSING)
            case Reason.NOT_A_NUMBER:
                return fault(Code.NUMBER_NOT_FINITE)
            case Reason.UNREADABLE if self.kind is QuantityKind.CONDITION:
                return fault(Code.CONDITION_TYPE, type=_ANOTHER_TYPE)
            case Reason.UNREADABLE:
                return fault(_UNREADABLE.get(self.kind, Code.SUM_UNREADABLE))
            case _:
                return self._out_of_bounds(reason)

    def _out_of_bounds(self, reason: Reason) -> Fault:
        """Return what is wrong with a number that is too small, too large or a fraction."""
        fraction, large = reason is Reason.FRACTION, reason is Reason.TOO_LARGE
        if self.kind is QuantityKind.RATE:
            if fraction:
                return fault(Code.RATE_DECIMALS)
            return fault(Code.RATE_RANGE, share=Shown("0.30"), hundredths=Shown("30"))
        if self.kind is QuantityKind.MULTIPLE:
            return fault(Code.MULTIPLE_FRACTION if fraction else Code.MULTIPLE_RANGE)
        if self.kind is QuantityKind.AREA:
            if large:
                return fault(Code.AREA_TOO_LARGE, most=self.most // 100)
            return fault(Code.AREA_FRACTION if fraction else Code.AREA_NOT_POSITIVE)
        if self.kind not in MONEY:
            noun = NOUNS[self.kind]
            if fraction:
                return fault(Code.WHOLE_FRACTION, noun=noun)
            return fault(Code.WHOLE_RANGE, noun=noun, least=self.least, most=self.most)
        if reason is Reason.BEYOND_FLOATS:
            return fault(Code.SUM_FLOAT_TOO_LARGE)
        if large:
            return fault(Code.SUM_TOO_LARGE, most=self.most // 100)
        if fraction:
            if self.factor == 1:
                return fault(Code.COLUMN_FEN_FRACTION)
            return fault(Code.COLUMN_WAN_FRACTION if self.factor == _WAN else Code.SUM_FRACTION)
        return fault(Code.SUM_NEGATIVE)

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
                return self.whole(self._written(value) * self.factor)
            except UnreadableValue:
                return Reason.UNREADABLE
        try:
            units = exact(value) * self.factor
        except UnreadableValue:
            if not isinstance(value, float | Decimal):
                return Reason.UNREADABLE
            if not (value.is_finite() if isinstance(value, Decimal) else isfinite(value)):
                return Reason.NOT_A_NUMBER
            if value < 0:
                return Reason.NEGATIVE
            return Reason.TOO_LARGE if value > 1 else Reason.FRACTION
        if isinstance(value, float) and units > self.most_of_floats:
            return Reason.BEYOND_FLOATS
        return self.whole(units)

    def _written(self, text: str) -> Fraction:
        """Return a written number, counted as the column is.

        Raises:
            UnreadableValue: it is not a number, or its unit is in doubt.
        """
        number = read_sum(text)
        if self.factor != _WAN:
            return number
        if _BARE_NUMBER.fullmatch(unicodedata.normalize("NFKC", text).strip()):
            return number
        if _STATED_UNIT.search(text):
            return number / 10_000
        raise UnreadableValue(fault(Code.SUM_UNREADABLE, value=text))

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
