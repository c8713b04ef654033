"""Columns of facts as expressions: their whole parts, and checks of rows that cannot be taken."""

from __future__ import annotations

from dataclasses import dataclass

import narwhals as nw
from narwhals.dtypes import DType

from aipolicy.frames.expressions import any_of
from aipolicy.frames.faults import Reason, day_limit
from aipolicy.frames.request import Source


@dataclass(frozen=True, slots=True)
class Check:
    """Rows of some columns that cannot be taken for one reason, unless another was met before."""

    columns: tuple[str, ...]
    reason: Reason
    limit: str
    met: nw.Expr


@dataclass(frozen=True, slots=True)
class Fact:
    """A column of facts: its parts, and where these can be taken (false or null elsewhere)."""

    parts: nw.Expr
    taken: nw.Expr
    checks: tuple[Check, ...]


def fact(source: Source, dtype: DType) -> Fact:
    """Return a column of facts as expressions.

    >>> from aipolicy.calc.quantity import COUNT
    >>> from aipolicy.frames.reading import Reading
    >>> found = fact(Source("robots", Reading.of(COUNT, "fen")), nw.Int64())
    >>> [check.reason.name for check in found.checks]
    ['MISSING', 'NEGATIVE', 'TOO_LARGE']
    """
    column, reading = nw.col(source.column), source.reading
    found: list[tuple[Reason, nw.Expr]] = [(Reason.MISSING, column.is_null())]
    if dtype.is_float():
        found.append((Reason.NOT_A_NUMBER, ~column.is_finite()))
    if dtype.is_boolean():
        return Fact(column, ~column.is_null(), _checks(source, found))
    found.append((Reason.NEGATIVE, column < 0))
    most = reading.most // reading.factor
    if dtype.is_float() and reading.most > 2**53:
        found.append((Reason.BEYOND_FLOATS, column > 2**53 / reading.factor))
    else:
        found.append((Reason.TOO_LARGE, column > most))
    if dtype.is_integer():
        whole = column if dtype == nw.Int64 else column.cast(nw.Int64)
        parts = whole if reading.factor == 1 else whole * reading.factor
        taken = column.is_between(-(-reading.least // reading.factor), most)
    else:
        within = nw.when(~any_of(met for _, met in found)).then(column)
        parts, uneven = _parts(within, dtype, reading.factor)
        found.append((Reason.FRACTION, uneven))
        taken = (parts >= reading.least) & ~uneven
    if reading.least:
        found.append((Reason.TOO_SMALL, parts < reading.least))
    return Fact(parts, taken, _checks(source, found))


def day(column: str) -> Fact:
    """Return a column of days as expressions."""
    missing = nw.col(column).is_null()
    check = Check((column,), Reason.MISSING, day_limit(Reason.MISSING), missing)
    return Fact(nw.col(column), ~missing, (check,))


def _parts(within: nw.Expr, dtype: DType, factor: int) -> tuple[nw.Expr, nw.Expr]:
    """Return values within bounds in whole parts, and where they are no whole parts."""
    if dtype.is_float():
        nearest = (within * factor + 0.5).floor()
        return nearest.cast(nw.Int64), nearest / factor != within
    # Decimals wide enough that no engine narrows their product.
    short = within.cast(nw.Decimal(20, len(str(factor)) - 1))
    exact = short if factor == 1 else short * nw.lit(factor)
    return exact.cast(nw.Int64), short.cast(dtype) != within


def _checks(source: Source, found: list[tuple[Reason, nw.Expr]]) -> tuple[Check, ...]:
    return tuple(
        Check((source.column,), reason, source.reading.limit(reason), met) for reason, met in found
    )
