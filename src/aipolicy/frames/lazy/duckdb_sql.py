"""The dialect of DuckDB: short SQL text, with brackets only where precedence asks for them.

DuckDB parses the text of a column several times before rows come out. The nested text that Narwhals
writes took as long to parse as half a million rows take to compute.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, auto

import narwhals as nw
from narwhals.dtypes import DType

from aipolicy.frames.lazy.dialect import Constant, Dialect
from aipolicy.frames.plan.limits import INT64


class Precedence(IntEnum):
    """The precedence of operators in SQL, lowest first."""

    OR = auto()
    AND = auto()
    NOT = auto()
    COMPARISON = auto()
    SUM = auto()
    PRODUCT = auto()
    ATOM = auto()


@dataclass(frozen=True, slots=True)
class Sql:
    """A value of every row as SQL text, with the precedence of its outermost operator.

    >>> fee = Sql('"fee"')
    >>> str((fee + 5) * 3 >= fee)
    '("fee" + 5) * 3 >= "fee"'
    """

    text: str
    precedence: Precedence = Precedence.ATOM
    is_case: bool = False

    def __str__(self) -> str:
        return self.text

    def __add__(self, other: Sql | float, /) -> Sql:
        return self._with("+", other, Precedence.SUM)

    def __sub__(self, other: Sql | float, /) -> Sql:
        return self._with("-", other, Precedence.SUM)

    def __mul__(self, other: Sql | float, /) -> Sql:
        return self._with("*", other, Precedence.PRODUCT)

    def __truediv__(self, other: Sql | float, /) -> Sql:
        return self._with("/", other, Precedence.PRODUCT)

    def __floordiv__(self, other: Sql | float, /) -> Sql:
        return self._with("//", other, Precedence.PRODUCT)

    def __lt__(self, other: Sql | float, /) -> Sql:
        return self._with("<", other, Precedence.COMPARISON)

    def __le__(self, other: Sql | float, /) -> Sql:
        return self._with("<=", other, Precedence.COMPARISON)

    def __gt__(self, other: Sql | float, /) -> Sql:
        return self._with(">", other, Precedence.COMPARISON)

    def __ge__(self, other: Sql | float, /) -> Sql:
        return self._with(">=", other, Precedence.COMPARISON)

    def __invert__(self) -> Sql:
        return Sql(f"not {self.bracketed(Precedence.NOT)}", Precedence.NOT)

    def bracketed(self, precedence: Precedence) -> str:
        """Return the text, in brackets where its precedence is lower than a given one."""
        return self.text if self.precedence >= precedence else f"({self.text})"

    def _with(self, word: str, other: Sql | float, precedence: Precedence) -> Sql:
        """Return a binary operation; operators of one precedence are left-associative."""
        closer = Precedence(precedence + 1)
        left = self.bracketed(closer if precedence is Precedence.COMPARISON else precedence)
        right = other.bracketed(closer) if isinstance(other, Sql) else _number(other)
        return Sql(f"{left} {word} {right}", precedence)


def _number(value: float) -> str:
    """Return a number as text that DuckDB reads as that type: a float not as a decimal."""
    written = f"{value!r}::double" if isinstance(value, float) else str(value)
    return f"({written})" if value < 0 else written


@dataclass(frozen=True)
class InDuckDB(Dialect[Sql]):
    """DuckDB's SQL.

    >>> sql = InDuckDB()
    >>> str(sql.case(sql.column("paid"), sql.constant(5)))
    'case when "paid" then 5::bigint end'
    """

    @property
    def largest_dividend(self) -> int:
        """The largest whole number that is divided exactly: any of 64 bits."""
        return INT64

    def column(self, name: str) -> Sql:
        """Return a column; its name may hold any character."""
        return Sql('"{}"'.format(name.replace('"', '""')))

    def constant(self, value: Constant) -> Sql:
        """Return a value that is the same on every row."""
        if isinstance(value, bool):
            return Sql("true" if value else "false")
        if isinstance(value, int):
            return Sql(f"{value}::bigint" if value >= 0 else f"({value})::bigint")
        if isinstance(value, date):
            return Sql(f"date '{value}'")
        if isinstance(value, str):
            return Sql("'{}'".format(value.replace("'", "''")))
        return Sql(str(value))

    def case(self, condition: Sql, met: Sql, unmet: Sql | None = None) -> Sql:
        """Return one value where a condition is met, and another or null where it is not."""
        first = f"case when {condition} then {met}"
        if unmet is None:
            return Sql(f"{first} end", is_case=True)
        if unmet.is_case:  # one more branch instead of a nested case
            return Sql(f"{first} {unmet.text.removeprefix('case ')}", is_case=True)
        return Sql(f"{first} else {unmet} end", is_case=True)

    def all_of(self, conditions: Iterable[Sql]) -> Sql:
        """Return whether all of some conditions are met."""
        return _joined("and", Precedence.AND, conditions)

    def any_of(self, conditions: Iterable[Sql]) -> Sql:
        """Return whether any of some conditions is met."""
        return _joined("or", Precedence.OR, conditions)

    def is_missing(self, value: Sql) -> Sql:
        """Return whether a value is null."""
        return Sql(f"{value.bracketed(Precedence.SUM)} is null", Precedence.COMPARISON)

    def is_given(self, value: Sql) -> Sql:
        """Return whether a value is not null."""
        return Sql(f"{value.bracketed(Precedence.SUM)} is not null", Precedence.COMPARISON)

    def is_finite(self, value: Sql) -> Sql:
        """Return whether a float is a finite number."""
        return Sql(f"isfinite({value})")

    def is_within(self, value: Sql, least: int | date, most: int | date) -> Sql:
        """Return whether a value lies between two others, both included; null where it is null."""
        ends = " and ".join(
            str(self.constant(one)) if isinstance(one, date) else _number(one)
            for one in (least, most)
        )
        between = f"{value.bracketed(Precedence.SUM)} between {ends}"
        return Sql(between, Precedence.COMPARISON)

    def differs(self, one: Sql, other: Sql) -> Sql:
        """Return whether two values differ."""
        return Sql(
            f"{one.bracketed(Precedence.SUM)} <> {other.bracketed(Precedence.SUM)}",
            Precedence.COMPARISON,
        )

    def nearest(self, value: Sql) -> Sql:
        """Return a float rounded to the nearest whole number."""
        return Sql(f"round({value})")

    def floor(self, value: Sql) -> Sql:
        """Return a float rounded down to a whole number."""
        return Sql(f"floor({value})")

    def ratio(self, value: Sql, under: int) -> Sql:
        """Return a float divided by a whole number."""
        return value / under

    def quotient(self, total: Sql, under: int) -> Sql:
        """Return a whole number, 0 or more, divided by another and rounded down."""
        return total // under

    def cast(self, value: Sql, dtype: DType) -> Sql:
        """Return a value in another type."""
        if isinstance(dtype, nw.Decimal):
            kind = f"decimal({dtype.precision}, {dtype.scale})"
        else:
            kind = "double" if dtype.is_float() else "bigint"
        return Sql(f"{value.bracketed(Precedence.ATOM)}::{kind}")

    def shown_day(self, value: Sql) -> Sql:
        """Return a day as text, such as `infinity`."""
        return Sql(f"{value.bracketed(Precedence.ATOM)}::varchar")

    def count(self, condition: Sql) -> Sql:
        """Return how many rows meet a condition."""
        return Sql(f"coalesce(count_if({condition}), 0)")

    def unmet(self, condition: Sql) -> Sql:
        """Return how many rows do not meet a condition, those where it is null included."""
        return Sql("count(*)") - self.count(condition)


def _joined(word: str, precedence: Precedence, conditions: Iterable[Sql]) -> Sql:
    one, *others = conditions
    if not others:
        return one
    words = f" {word} ".join(each.bracketed(precedence) for each in (one, *others))
    return Sql(words, precedence)
