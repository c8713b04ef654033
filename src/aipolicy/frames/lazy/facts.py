"""Columns of facts as expressions: their minor units, and the checks that find bad rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic

import narwhals as nw
from narwhals.dtypes import DType

from aipolicy.errors import Fault
from aipolicy.frames.faults import JOINT, BadRows, Reason, wrong_day
from aipolicy.frames.lazy.dialect import Dialect, E
from aipolicy.frames.request.task import Source


@dataclass(frozen=True, slots=True)
class RowCheck(Generic[E]):
    """An expression that is true on rows that cannot be read for one reason."""

    columns: tuple[str, ...]
    reason: Reason
    wrong: Fault
    met: E

    def shown(self, dialect: Dialect[E]) -> list[E]:
        """Return its columns as messages show them; what cannot be read is a day."""
        columns = [dialect.column(column) for column in self.columns]
        if self.reason is Reason.UNREADABLE:
            return [dialect.shown_day(column) for column in columns]
        return columns

    def bad_rows(self, count: int, first: Sequence[tuple[object, ...]]) -> BadRows:
        """Return the rows that it found: how many, and the values of the first of them."""
        values = tuple(row[0] if len(row) == 1 else row for row in first)
        return BadRows(JOINT.join(self.columns), self.reason, self.wrong, count, values, None)


@dataclass(frozen=True, slots=True)
class FactExpressions(Generic[E]):
    """A column of facts: its minor units, and where they are valid (false or null elsewhere)."""

    minor_units: E
    valid: E
    checks: tuple[RowCheck[E], ...]


def fact(source: Source, dtype: DType, dialect: Dialect[E]) -> FactExpressions[E]:
    """Return a column of facts as expressions.

    >>> from aipolicy.calc.values.quantity import COUNT
    >>> from aipolicy.frames.lazy.duckdb_sql import InDuckDB
    >>> from aipolicy.frames.columns.decoder import Decoder
    >>> found = fact(Source("robots", Decoder.of(COUNT, "fen")), nw.Int64(), InDuckDB())
    >>> [check.reason.name for check in found.checks]
    ['MISSING', 'NEGATIVE', 'TOO_LARGE']
    """
    column, decoder = dialect.column(source.column), source.decoder
    found: list[tuple[Reason, E]] = [(Reason.MISSING, dialect.is_missing(column))]
    if dtype.is_boolean():
        return FactExpressions(column, dialect.is_given(column), _checks(source, found))
    if dtype.is_float():
        found.append((Reason.NOT_A_NUMBER, ~dialect.is_finite(column)))
        column = dialect.cast(column, nw.Float64())  # the products of shorter ones are rounded
    found.append((Reason.NEGATIVE, column < 0))
    most = decoder.most // decoder.factor
    if dtype.is_float() and decoder.most > decoder.most_of_floats:
        beyond = column > decoder.most_of_floats / decoder.factor
        found.append((Reason.BEYOND_FLOATS, beyond))
    elif not isinstance(dtype, nw.Decimal) or _whole_digits(dtype) >= len(str(most)):
        found.append((Reason.TOO_LARGE, column > most))
    if dtype.is_integer():
        least = -(-decoder.least // decoder.factor)
        valid, too_small = dialect.is_within(column, least, most), column < least
        whole = column
        if dtype != nw.Int64:
            whole = dialect.cast(dialect.case(valid, column), nw.Int64())
        minor_units = whole if decoder.factor == 1 else whole * decoder.factor
    else:
        within = dialect.case(~dialect.any_of(met for _, met in found), column)
        minor_units, uneven = (
            _of_decimals(within, dtype, decoder.factor, dialect)
            if isinstance(dtype, nw.Decimal)
            else _of_floats(within, decoder.factor, dialect)
        )
        found.append((Reason.FRACTION, uneven))
        valid, too_small = (
            dialect.all_of([minor_units >= decoder.least, ~uneven]),
            minor_units < decoder.least,
        )
    if decoder.least:
        found.append((Reason.TOO_SMALL, too_small))
    return FactExpressions(minor_units, valid, _checks(source, found))


def day(column: str, dialect: Dialect[E]) -> FactExpressions[E]:
    """Return a column of days as expressions."""
    days = dialect.column(column)
    outside = ~dialect.is_within(days, date.min, date.max)  # so are the infinities of DuckDB
    found = [(Reason.MISSING, dialect.is_missing(days)), (Reason.UNREADABLE, outside)]
    checks = (RowCheck((column,), reason, wrong_day(reason), met) for reason, met in found)
    return FactExpressions(days, dialect.is_within(days, date.min, date.max), tuple(checks))


_WIDE = 20
"""The digits of a decimal that holds every sum within bounds in any unit, to the fen."""


def _of_floats(within: E, factor: int, dialect: Dialect[E]) -> tuple[E, E]:
    """Return floats within bounds in minor units, and where they are not whole."""
    if factor == 1:
        units = dialect.nearest(within)
    else:  # only what follows the point: the product of a large float would be rounded twice
        whole = dialect.floor(within)
        units = whole * factor + dialect.nearest((within - whole) * factor)
    return dialect.cast(units, nw.Int64()), dialect.differs(dialect.ratio(units, factor), within)


def _of_decimals(within: E, dtype: nw.Decimal, factor: int, dialect: Dialect[E]) -> tuple[E, E]:
    """Return decimals within bounds in minor units, and where they are not whole.

    The cast is so wide that no engine narrows the product. Whole minor units survive the cast to
    their own places and back; others are rounded, some beyond what their own type holds.
    """
    places = len(str(factor)) - 1
    short = dialect.cast(within, nw.Decimal(_WIDE, places))
    exact = short if factor == 1 else short * factor
    uneven = []
    back = short
    if _whole_digits(dtype) < _WIDE - places:
        holds = short < 10 ** _whole_digits(dtype)
        uneven, back = [~holds], dialect.case(holds, short)
    uneven.append(dialect.differs(dialect.cast(back, dtype), within))
    return dialect.cast(exact, nw.Int64()), dialect.any_of(uneven)


def _whole_digits(dtype: nw.Decimal) -> int:
    """Return how many digits a decimal has before its point."""
    return dtype.precision - dtype.scale


def _checks(source: Source, found: list[tuple[Reason, E]]) -> tuple[RowCheck[E], ...]:
    return tuple(
        RowCheck((source.column,), reason, source.decoder.wrong(reason), met)
        for reason, met in found
    )
