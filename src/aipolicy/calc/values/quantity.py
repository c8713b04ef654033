"""What a fact can be: a sum, a running sum, an area, a count, a year, a multiple or a condition.

Each quantity knows how to read a value, in which whole unit it is computed (`scale` of them make
one), and its bounds. The public types (`Yuan`, `Area`, ...) are plain numbers to a type checker
and carry their quantity at run time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from operator import index
from typing import Annotated, TypeAlias

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from aipolicy._words import Words
from aipolicy.calc.values.foreign import as_python
from aipolicy.calc.values.money import (
    MOST_FEN,
    canonical,
    fen_of,
    number_of,
    rate_fault,
    share_of,
    yuan_of,
)
from aipolicy.calc.values.names import FULL_WIDTH, visible
from aipolicy.errors import Code, UnreadableValue, fault
from aipolicy.errors.validation import custom_error

FactValue: TypeAlias = Decimal | int | bool
"""A fact as a clause holds it: `Decimal` for sums, rates and areas, `int`, or `bool`."""


class QuantityKind(StrEnum):
    """What a quantity is: a sum, an area, a count, a condition ..."""

    SUM = "sum"
    RECEIVED = "received"
    RATE = "rate"
    AREA = "area"
    COUNT = "count"
    YEAR = "year"
    MULTIPLE = "multiple"
    CONDITION = "condition"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A kind of fact: how it is read, its unit, and its bounds in minor units.

    `scale` minor units make one unit (100 fen a yuan); `least` and `most` are in minor units.
    """

    kind: QuantityKind
    unit: str
    scale: int
    least: int
    most: int
    read: Callable[[object], FactValue]

    def canonical(self, value: FactValue) -> FactValue:
        """Return a read value in its one form, by which awards keep it.

        >>> SUM.canonical(Decimal("8E+5")), COUNT.canonical(5)
        (Decimal('800000.00'), 5)
        """
        return canonical(value) if isinstance(value, Decimal) else value

    def to_minor(self, value: FactValue) -> int:
        """Return a read value in minor units (fen, hundredths of a square metre, ...).

        >>> SUM.to_minor(Decimal("12.34"))
        1234
        """
        numerator, denominator = value.as_integer_ratio()
        return numerator * self.scale // denominator

    def from_minor(self, minor: int) -> FactValue:
        """Return minor units as a value.

        >>> SUM.from_minor(1234), COUNT.from_minor(5)
        (Decimal('12.34'), 5)
        """
        if self.kind is QuantityKind.CONDITION:
            return bool(minor)
        return yuan_of(minor) if self.scale == 100 else minor

    def __get_pydantic_core_schema__(
        self, _source: object, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        def check(value: object) -> FactValue:
            try:
                return self.read(value)
            except UnreadableValue as bad:
                raise custom_error(bad.fault) from None

        serialization = (
            core_schema.plain_serializer_function_ser_schema(_plain, when_used="json")
            if self.scale == 100
            else None
        )
        return core_schema.no_info_plain_validator_function(check, serialization=serialization)

    def __get_pydantic_json_schema__(
        self, _schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        from aipolicy.calc.values import number_schema  # noqa: PLC0415  (seldom needed)

        if self.kind is QuantityKind.CONDITION:
            return {"type": "boolean"}
        if self.scale == 1:
            return number_schema.schema_in(self)
        if handler.mode == "serialization":
            return {**number_schema.schema_out(self), "description": f"in {self.unit}"}
        said = f"in {self.unit}, at most two decimals"
        return {**number_schema.schema_in(self), "description": said}


def _plain(value: Decimal) -> str:
    """Return a number in the plain digits of its one form: what was `8E+6` is 8000000.00."""
    return f"{canonical(value):f}"


def _read_sum(value: object) -> Decimal:
    if type(value) is Decimal and value.is_finite() and -9 < value.adjusted() < 15:
        numerator, denominator = value.as_integer_ratio()  # the common case: no new object
        if numerator >= 0 and 100 % denominator == 0:
            return value
    return yuan_of(fen_of(value))


def _read_rate(value: object) -> Decimal:
    text = as_python(value)
    plain = visible(text).translate(FULL_WIDTH) if isinstance(text, str) else ""
    in_percent = plain.endswith("%")
    try:
        rate = number_of(plain[:-1].rstrip()) / 100 if in_percent else number_of(value)
    except UnreadableValue as bad:
        raise UnreadableValue(bad.fault.stating(value=value)) from None
    if rate > 1:
        raise UnreadableValue(rate_fault(value, meant=None if in_percent else rate))
    return share_of(rate, value)


def _read_multiple(value: object) -> Decimal:
    multiple = number_of(value)
    if multiple < 0:
        raise UnreadableValue(fault(Code.MULTIPLE_RANGE, value=value))
    return share_of(multiple, value)


def _read_multiple_in_hundredths(value: object) -> Decimal:
    multiple = _read_multiple(value)
    if 100 % multiple.as_integer_ratio()[1]:
        raise UnreadableValue(fault(Code.MULTIPLE_FRACTION, value=value))
    return multiple


def _read_area(value: object) -> Decimal:
    area = number_of(value)
    if area <= 0:
        raise UnreadableValue(fault(Code.AREA_NOT_POSITIVE, value=value))
    if 100 % area.denominator:
        raise UnreadableValue(fault(Code.AREA_FRACTION, value=value))
    if area > MOST_AREA:
        raise UnreadableValue(fault(Code.AREA_TOO_LARGE, value=value, most=MOST_AREA))
    return yuan_of(int(area * 100))


def _reader_of_whole_numbers(least: int, most: int, noun: Words) -> Callable[[object], int]:
    def read(value: object) -> int:
        plain = value if type(value) is int else as_python(value)
        if isinstance(plain, bool):
            raise UnreadableValue(fault(Code.WHOLE_TRUTH, value=value, noun=noun))
        try:
            number = index(plain)  # type: ignore[arg-type]  # asks for __index__
        except TypeError:
            kind = type(value).__name__
            wrong = fault(Code.WHOLE_TYPE, value=value, type=kind, noun=noun, least=least)
            raise UnreadableValue(wrong) from None
        if not least <= number <= most:
            wrong = fault(Code.WHOLE_RANGE, value=value, noun=noun, least=least, most=most)
            raise UnreadableValue(wrong)
        return number

    return read


def _read_condition(value: object) -> bool:
    if isinstance(value, bool):
        return value
    plain = as_python(value)
    if isinstance(plain, bool):
        return plain
    raise UnreadableValue(fault(Code.CONDITION_TYPE, value=value, type=type(value).__name__))


A_COUNT = Words("整数", "a count")
A_YEAR = Words("第几年", "the number of a year")

MOST_AREA = 100_000_000
MOST_COUNT = 10**15
MOST_YEAR = 1000

SUM = Quantity(QuantityKind.SUM, "yuan", 100, 0, MOST_FEN, _read_sum)
RECEIVED = Quantity(QuantityKind.RECEIVED, "yuan", 100, 0, MOST_FEN, _read_sum)
RATE = Quantity(QuantityKind.RATE, "share", 100, 0, 100, _read_rate)
MULTIPLE = Quantity(QuantityKind.MULTIPLE, "times", 100, 0, 100_000, _read_multiple)
MULTIPLE_FACT = Quantity(
    QuantityKind.MULTIPLE, "times", 100, 0, 100_000, _read_multiple_in_hundredths
)
"""A multiple that is stated: facts are computed in hundredths. A figure may have more decimals."""
AREA = Quantity(QuantityKind.AREA, "square metres", 100, 1, MOST_AREA * 100, _read_area)
COUNT = Quantity(
    QuantityKind.COUNT,
    "items",
    1,
    0,
    MOST_COUNT,
    _reader_of_whole_numbers(0, MOST_COUNT, A_COUNT),
)
YEAR = Quantity(
    QuantityKind.YEAR,
    "year",
    1,
    1,
    MOST_YEAR,
    _reader_of_whole_numbers(1, MOST_YEAR, A_YEAR),
)
CONDITION = Quantity(QuantityKind.CONDITION, "yes or no", 1, 0, 1, _read_condition)

Yuan: TypeAlias = Annotated[Decimal, SUM]
"""A sum in yuan: 0 or more, whole fen, at most 1,000,000,000,000,000."""

Received: TypeAlias = Annotated[Decimal, RECEIVED]
"""A running sum in yuan: what was received under the clause to date."""

Rate: TypeAlias = Annotated[Decimal, RATE]
"""A share from 0 to 1: 30% is `Decimal("0.30")`, written `percent(30)` or `"30%"`."""

Multiple: TypeAlias = Annotated[Decimal, MULTIPLE]
"""A multiple from 0 to 1,000, which may be above 1: one and a half times is `Decimal("1.5")`."""

Area: TypeAlias = Annotated[Decimal, AREA]
"""Square metres: above 0, at most two decimals."""

Count: TypeAlias = Annotated[int, COUNT]
"""A whole number, 0 or more."""

Year: TypeAlias = Annotated[int, YEAR]
"""Which year of the support this is: 1 is the first."""
