"""The few operations in which clauses are written for lazy engines.

The same functions write a clause as Narwhals expressions or as SQL text for DuckDB; a dialect
writes each operation.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Generic, Protocol, Self, TypeAlias, TypeVar

from narwhals.dtypes import DType

Constant: TypeAlias = int | bool | str | date | Decimal
"""A value that is the same on every row; whole numbers are of 64 bits."""


class EngineExpression(Protocol):
    """A value of every row, with the arithmetic and comparisons of Python."""

    def __add__(self, other: Self | float, /) -> Self: ...
    def __sub__(self, other: Self | float, /) -> Self: ...
    def __mul__(self, other: Self | float, /) -> Self: ...
    def __truediv__(self, other: Self | float, /) -> Self: ...
    def __lt__(self, other: Self | float, /) -> Self: ...
    def __le__(self, other: Self | float, /) -> Self: ...
    def __gt__(self, other: Self | float, /) -> Self: ...
    def __ge__(self, other: Self | float, /) -> Self: ...
    def __invert__(self) -> Self: ...


E = TypeVar("E", bound=EngineExpression)


class Dialect(ABC, Generic[E]):
    """How expressions are written for an engine."""

    @property
    @abstractmethod
    def largest_dividend(self) -> int:
        """The largest whole number that the engine divides exactly."""

    @abstractmethod
    def column(self, name: str) -> E:
        """Return a column."""

    @abstractmethod
    def constant(self, value: Constant) -> E:
        """Return a value that is the same on every row."""

    @abstractmethod
    def case(self, condition: E, met: E, unmet: E | None = None) -> E:
        """Return one value where a condition is met, and another or null where it is not."""

    @abstractmethod
    def all_of(self, conditions: Iterable[E]) -> E:
        """Return whether all of some conditions are met."""

    @abstractmethod
    def any_of(self, conditions: Iterable[E]) -> E:
        """Return whether any of some conditions is met."""

    @abstractmethod
    def is_missing(self, value: E) -> E:
        """Return whether a value is null."""

    @abstractmethod
    def is_given(self, value: E) -> E:
        """Return whether a value is not null."""

    @abstractmethod
    def is_finite(self, value: E) -> E:
        """Return whether a float is a finite number."""

    @abstractmethod
    def is_within(self, value: E, least: int | date, most: int | date) -> E:
        """Return whether a value lies between two others, both included; null where it is null."""

    @abstractmethod
    def differs(self, one: E, other: E) -> E:
        """Return whether two values differ."""

    @abstractmethod
    def nearest(self, value: E) -> E:
        """Return a float rounded to the nearest whole number; halves may be rounded either way."""

    @abstractmethod
    def floor(self, value: E) -> E:
        """Return a float rounded down to a whole number."""

    @abstractmethod
    def ratio(self, value: E, under: int) -> E:
        """Return a float divided by a whole number, as the nearest float to the exact ratio."""

    @abstractmethod
    def quotient(self, total: E, under: int) -> E:
        """Return a whole number divided by another and rounded down.

        It is 0 or more, except where the engine divides in doubles.
        """

    @abstractmethod
    def cast(self, value: E, dtype: DType) -> E:
        """Return a value in another type."""

    @abstractmethod
    def shown_day(self, value: E) -> E:
        """Return a day as Python can hold it, also where it is outside the calendar of Python."""

    @abstractmethod
    def count(self, condition: E) -> E:
        """Return how many rows meet a condition; null or 0 where there are no rows."""

    @abstractmethod
    def unmet(self, condition: E) -> E:
        """Return how many rows do not meet a condition, those where it is null included."""
