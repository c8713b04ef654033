"""Columns of facts as expressions: their whole parts, and checks of rows that cannot be taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic

import narwhals as nw
from narwhals.dtypes import DType

from aipolicy.frames.faults import Reason, day_limit
from aipolicy.frames.language import E, Language
from aipolicy.frames.request import Source


@dataclass(frozen=True, slots=True)
class Check(Generic[E]):
    """Rows of some columns that cannot be taken for one reason, unless another was met before."""

    columns: tuple[str, ...]
    reason: Reason
    limit: str
    met: E


@dataclass(frozen=True, slots=True)
class Fact(Generic[E]):
    """A column of facts: its parts, and where these can be taken (false or null elsewhere)."""

    parts: E
    taken: E
    checks: tuple[Check[E], ...]


def fact(source: Source, dtype: DType, language: Language[E]) -> Fact[E]:
    """Return a column of facts as expressions.

    >>> from aipolicy.calc.quantity import COUNT
    >>> from aipolicy.frames.in_duckdb import InDuckDB
    >>> from aipolicy.frames.reading import Reading
    >>> found = fact(Source("robots", Reading.of(COUNT, "fen")), nw.Int64(), InDuckDB())
    >>> [check.reason.name for check in found.checks]
    ['MISSING', 'NEGATIVE', 'TOO_LARGE']
    """
    column, reading = language.column(source.column), source.reading
    found: list[tuple[Reason, E]] = [(Reason.MISSING, language.is_missing(column))]
    if dtype.is_float():
        found.append((Reason.NOT_A_NUMBER, ~language.is_finite(column)))
    if dtype.is_boolean():
        return Fact(column, language.is_given(column), _checks(source, found))
    found.append((Reason.NEGATIVE, column < 0))
    most = reading.most // reading.factor
    if dtype.is_float() and reading.most > 2**53:
        found.append((Reason.BEYOND_FLOATS, column > 2**53 / reading.factor))
    else:
        found.append((Reason.TOO_LARGE, column > most))
    if dtype.is_integer():
        whole = column if dtype == nw.Int64 else language.cast(column, nw.Int64())
        parts = whole if reading.factor == 1 else whole * reading.factor
        taken = language.is_within(column, -(-reading.least // reading.factor), most)
    else:
        within = language.case(~language.any_of(met for _, met in found), column)
        parts, uneven = _parts(within, dtype, reading.factor, language)
        found.append((Reason.FRACTION, uneven))
        taken = language.all_of([parts >= reading.least, ~uneven])
    if reading.least:
        found.append((Reason.TOO_SMALL, parts < reading.least))
    return Fact(parts, taken, _checks(source, found))


def day(column: str, language: Language[E]) -> Fact[E]:
    """Return a column of days as expressions."""
    days = language.column(column)
    limit = day_limit(Reason.MISSING)
    check = Check((column,), Reason.MISSING, limit, language.is_missing(days))
    return Fact(days, language.is_given(days), (check,))


def _parts(within: E, dtype: DType, factor: int, language: Language[E]) -> tuple[E, E]:
    """Return values within bounds in whole parts, and where they are no whole parts."""
    if dtype.is_float():
        nearest = language.floor(within * factor + 0.5)
        return language.cast(nearest, nw.Int64()), language.differs(nearest / factor, within)
    # Decimals wide enough that no engine narrows their product.
    short = language.cast(within, nw.Decimal(20, len(str(factor)) - 1))
    exact = short if factor == 1 else short * factor
    uneven = language.differs(language.cast(short, dtype), within)
    return language.cast(exact, nw.Int64()), uneven


def _checks(source: Source, found: list[tuple[Reason, E]]) -> tuple[Check[E], ...]:
    return tuple(
        Check((source.column,), reason, source.reading.limit(reason), met) for reason, met in found
    )
