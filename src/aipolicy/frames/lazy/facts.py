"""Columns of facts as expressions: their whole parts, and checks of rows that cannot be taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic

import narwhals as nw
from narwhals.dtypes import DType

from aipolicy.frames.faults import JOINT, BadRows, Reason, day_limit
from aipolicy.frames.lazy.dialect import E, Language
from aipolicy.frames.request.task import Source


@dataclass(frozen=True, slots=True)
class Check(Generic[E]):
    """Rows of some columns that cannot be taken for one reason, unless another was met before."""

    columns: tuple[str, ...]
    reason: Reason
    limit: str
    met: E

    def bad_rows(self, count: int, first: Sequence[tuple[object, ...]]) -> BadRows:
        """Return so many rows that it found, and the values of the first of them."""
        values = tuple(row[0] if len(row) == 1 else row for row in first)
        return BadRows(JOINT.join(self.columns), self.reason, self.limit, count, values, None)


@dataclass(frozen=True, slots=True)
class Fact(Generic[E]):
    """A column of facts: its parts, and where these can be taken (false or null elsewhere)."""

    parts: E
    taken: E
    checks: tuple[Check[E], ...]


def fact(source: Source, dtype: DType, language: Language[E]) -> Fact[E]:
    """Return a column of facts as expressions.

    >>> from aipolicy.calc.values.quantity import COUNT
    >>> from aipolicy.frames.lazy.duckdb_sql import InDuckDB
    >>> from aipolicy.frames.columns.decoder import Reading
    >>> found = fact(Source("robots", Reading.of(COUNT, "fen")), nw.Int64(), InDuckDB())
    >>> [check.reason.name for check in found.checks]
    ['MISSING', 'NEGATIVE', 'TOO_LARGE']
    """
    column, reading = language.column(source.column), source.reading
    found: list[tuple[Reason, E]] = [(Reason.MISSING, language.is_missing(column))]
    if dtype.is_boolean():
        return Fact(column, language.is_given(column), _checks(source, found))
    if dtype.is_float():
        found.append((Reason.NOT_A_NUMBER, ~language.is_finite(column)))
        column = language.cast(column, nw.Float64())  # the products of shorter ones are rounded
    found.append((Reason.NEGATIVE, column < 0))
    most = reading.most // reading.factor
    if dtype.is_float() and reading.most > 2**53:
        found.append((Reason.BEYOND_FLOATS, column > 2**53 / reading.factor))
    elif not isinstance(dtype, nw.Decimal) or _whole_digits(dtype) >= len(str(most)):
        found.append((Reason.TOO_LARGE, column > most))
    if dtype.is_integer():
        least = -(-reading.least // reading.factor)
        taken, too_small = language.is_within(column, least, most), column < least
        whole = column
        if dtype != nw.Int64:
            whole = language.cast(language.case(taken, column), nw.Int64())
        parts = whole if reading.factor == 1 else whole * reading.factor
    else:
        within = language.case(~language.any_of(met for _, met in found), column)
        parts, uneven = (
            _of_decimals(within, dtype, reading.factor, language)
            if isinstance(dtype, nw.Decimal)
            else _of_floats(within, reading.factor, language)
        )
        found.append((Reason.FRACTION, uneven))
        taken, too_small = language.all_of([parts >= reading.least, ~uneven]), parts < reading.least
    if reading.least:
        found.append((Reason.TOO_SMALL, too_small))
    return Fact(parts, taken, _checks(source, found))


def day(column: str, language: Language[E]) -> Fact[E]:
    """Return a column of days as expressions."""
    days = language.column(column)
    limit = day_limit(Reason.MISSING)
    check = Check((column,), Reason.MISSING, limit, language.is_missing(days))
    return Fact(days, language.is_given(days), (check,))


def _of_floats(within: E, factor: int, language: Language[E]) -> tuple[E, E]:
    """Return floats within bounds in whole parts, and where they are no whole parts."""
    nearest = language.nearest(within * factor)
    return language.cast(nearest, nw.Int64()), language.differs(nearest / factor, within)


def _of_decimals(within: E, dtype: nw.Decimal, factor: int, language: Language[E]) -> tuple[E, E]:
    """Return decimals within bounds in whole parts, and where they are no whole parts.

    They are made so wide that no engine narrows their product. Cut to the places of whole parts and
    back again they are the same, unless they were rounded up beyond what their own type holds.
    """
    short = language.cast(within, nw.Decimal(20, len(str(factor)) - 1))
    exact = short if factor == 1 else short * factor
    uneven = []
    back = short
    if _whole_digits(dtype) < 18:  # the sums within bounds have no more
        holds = short < 10 ** _whole_digits(dtype)
        uneven, back = [~holds], language.case(holds, short)
    uneven.append(language.differs(language.cast(back, dtype), within))
    return language.cast(exact, nw.Int64()), language.any_of(uneven)


def _whole_digits(dtype: nw.Decimal) -> int:
    """Return how many digits a decimal has before its point."""
    return dtype.precision - dtype.scale


def _checks(source: Source, found: list[tuple[Reason, E]]) -> tuple[Check[E], ...]:
    return tuple(
        Check((source.column,), reason, source.reading.limit(reason), met) for reason, met in found
    )
