"""Clauses on lazy frames: sums and status of a row become expressions over its columns.

Nothing is loaded into memory. With `on_error="raise"` bad rows are counted first, in a pass of its
own over the data.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

import narwhals as nw

from aipolicy.calc.values.frozen import ReadOnly
from aipolicy.frames.columns.frame import Deferred
from aipolicy.frames.columns.unit import Unit
from aipolicy.frames.faults import SHOWN_ROWS, BadRows, refuse
from aipolicy.frames.lazy import duckdb_relation
from aipolicy.frames.lazy.duckdb_sql import InDuckDB
from aipolicy.frames.lazy.narwhals_dialect import InNarwhals
from aipolicy.frames.lazy.query import Query
from aipolicy.frames.request.task import Task, where

if TYPE_CHECKING:
    from duckdb import DuckDBPyRelation


def largest_dividend(engine: nw.Implementation) -> int:
    """Return the largest whole number that an engine divides exactly.

    Polars and DuckDB divide whole numbers exactly; Spark divides in doubles.

    >>> largest_dividend(nw.Implementation.PYSPARK) == 2**53
    True
    """
    dialect = InDuckDB() if engine.is_duckdb() else _in_narwhals(engine)
    return dialect.largest_dividend


def run(
    frame: Deferred,
    tasks: tuple[Task, ...],
    unit: Unit,
    on: str | None,
    *,
    raising: bool,
) -> object:
    """Return the frame with the results of clauses on every row.

    Raises:
        InvalidColumns: rows cannot be read, where `raising`.
        Overflow: rows are only too large, where `raising`.
    """
    schema = frame.collect_schema()
    read = {source.column for task in tasks for source in task.facts.values()}
    dtypes = ReadOnly({column: schema[column] for column in schema if column in read})
    if frame.implementation.is_duckdb():
        relation = cast("DuckDBPyRelation", frame.to_native())
        text = Query(tasks, dtypes, unit, on, InDuckDB())
        if raising and text.reads and duckdb_relation.bad_row_count(relation, text):
            refuse(where(tasks), duckdb_relation.bad_rows(relation, text))
        return duckdb_relation.with_columns(relation, text)
    query = Query(tasks, dtypes, unit, on, _in_narwhals(frame.implementation))
    if raising and query.reads and _summed(frame, query.bad_row_count())[0]:
        refuse(where(tasks), _bad_rows(frame, query))
    return frame.with_columns(**dict(query.columns())).to_native()


def _in_narwhals(engine: nw.Implementation) -> InNarwhals:
    return InNarwhals(in_doubles=not engine.is_polars())


def _bad_rows(frame: Deferred, query: Query[nw.Expr]) -> Iterator[BadRows]:
    """Yield the rows that clauses cannot read."""
    checks = query.checks()
    found = _summed(frame, *(query.dialect.count(check.met) for check in checks))
    for check, count in zip(checks, found, strict=True):
        if count:
            shown = check.shown(query.dialect)
            first = frame.filter(check.met).select(*shown).head(SHOWN_ROWS).collect()
            values = zip(*(first[column].to_list() for column in check.columns), strict=True)
            yield check.bad_rows(count, list(values))


def _summed(frame: Deferred, *sums: nw.Expr) -> list[int]:
    """Return sums over all rows; 0 where there are no rows."""
    named = {f"sum_{place}": one for place, one in enumerate(sums)}
    found = frame.select(**named).collect()
    return [int(found[column][0] or 0) for column in found.columns]
