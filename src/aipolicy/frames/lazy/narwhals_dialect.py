"""The dialect of Narwhals expressions, for lazy Polars and PySpark."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import narwhals as nw
from narwhals.dtypes import DType

from aipolicy.frames.lazy.dialect import Constant, Dialect
from aipolicy.frames.plan.limits import DOUBLE, INT64


@dataclass(frozen=True)
class InNarwhals(Dialect[nw.Expr]):
    """Narwhals expressions; `in_doubles` means that the engine divides whole numbers in doubles.

    >>> InNarwhals(in_doubles=True).largest_dividend == 2**53
    True
    """

    in_doubles: bool

    @property
    def largest_dividend(self) -> int:
        """The largest whole number that the engine divides exactly."""
        return DOUBLE if self.in_doubles else INT64

    def column(self, name: str) -> nw.Expr:
        """Return a column."""
        return nw.col(name)

    def constant(self, value: Constant) -> nw.Expr:
        """Return a value that is the same on every row."""
        return nw.lit(value, nw.Int64) if type(value) is int else nw.lit(value)

    def case(self, condition: nw.Expr, met: nw.Expr, unmet: nw.Expr | None = None) -> nw.Expr:
        """Return one value where a condition is met, and another or null where it is not."""
        then = nw.when(condition).then(met)
        return then if unmet is None else then.otherwise(unmet)

    def all_of(self, conditions: Iterable[nw.Expr]) -> nw.Expr:
        """Return whether all of some conditions are met."""
        one, *others = conditions
        return nw.all_horizontal(one, *others, ignore_nulls=False) if others else one

    def any_of(self, conditions: Iterable[nw.Expr]) -> nw.Expr:
        """Return whether any of some conditions is met."""
        one, *others = conditions
        return nw.any_horizontal(one, *others, ignore_nulls=False) if others else one

    def is_missing(self, value: nw.Expr) -> nw.Expr:
        """Return whether a value is null."""
        return value.is_null()

    def is_given(self, value: nw.Expr) -> nw.Expr:
        """Return whether a value is not null."""
        return ~value.is_null()

    def is_finite(self, value: nw.Expr) -> nw.Expr:
        """Return whether a float is a finite number."""
        return value.is_finite()

    def is_within(self, value: nw.Expr, least: int | date, most: int | date) -> nw.Expr:
        """Return whether a value lies between two others, both included; null where it is null."""
        return value.is_between(self._day(least), self._day(most))

    def _day(self, value: int | date) -> nw.Expr | int | date:
        """Return a day as Spark reads it before the year 1000: from text."""
        if self.in_doubles and isinstance(value, date):
            return nw.lit(value.isoformat()).str.to_date("%Y-%m-%d")
        return value

    def differs(self, one: nw.Expr, other: nw.Expr) -> nw.Expr:
        """Return whether two values differ."""
        return one != other

    def nearest(self, value: nw.Expr) -> nw.Expr:
        """Return a float rounded to the nearest whole number."""
        return value.round(0)

    def floor(self, value: nw.Expr) -> nw.Expr:
        """Return a float rounded down to a whole number."""
        return value.floor()

    def ratio(self, value: nw.Expr, under: int) -> nw.Expr:
        """Return a float divided by a whole number, as the nearest float to the exact ratio.

        Polars multiplies by the inverse of a divisor that is the same on every row, which rounds
        twice; so there the divisor is written as one that could vary.
        """
        return value / under if self.in_doubles else value / (value * 0.0 + under)

    def quotient(self, total: nw.Expr, under: int) -> nw.Expr:
        """Return a whole number, 0 or more, divided by another and rounded down."""
        if self.in_doubles:  # `//` would go through doubles too, and be longer
            return (total / under).floor().cast(nw.Int64)
        return total // under

    def cast(self, value: nw.Expr, dtype: DType) -> nw.Expr:
        """Return a value in another type."""
        return value.cast(dtype)

    def shown_day(self, value: nw.Expr) -> nw.Expr:
        """Return a day as text, or for Polars as a number of days: it has no other text for it."""
        return value.cast(nw.String if self.in_doubles else nw.Int32)

    def count(self, condition: nw.Expr) -> nw.Expr:
        """Return how many rows meet a condition; null or 0 where there are no rows."""
        return nw.when(condition).then(nw.lit(1)).otherwise(nw.lit(0)).sum()

    def unmet(self, condition: nw.Expr) -> nw.Expr:
        """Return how many rows do not meet a condition, those where it is null included."""
        return nw.when(condition).then(nw.lit(0)).otherwise(nw.lit(1)).sum()
