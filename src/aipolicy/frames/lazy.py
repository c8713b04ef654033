"""Clauses over frames that their engine works out later, as expressions that it understands.

Nothing is pulled into memory: a row's sums and its status are expressions over its columns. With
`on_error="raise"` bad rows are counted first, which is a pass of its own over the data.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

import narwhals as nw

from aipolicy.calc.read_only import ReadOnly
from aipolicy.frames.duckdb_text import Relation, all_taken, with_columns
from aipolicy.frames.facts import Check
from aipolicy.frames.faults import JOINT, SHOWN_ROWS, BadRows, refuse
from aipolicy.frames.limits import DOUBLE, INT64
from aipolicy.frames.opening import Deferred
from aipolicy.frames.reading import Unit
from aipolicy.frames.request import Task, where
from aipolicy.frames.work import Work


def largest_dividend(engine: nw.Implementation) -> int:
    """Return the largest whole number that an engine divides exactly.

    Polars divides whole numbers as such; in SQL the quotient is worked out in doubles.

    >>> largest_dividend(nw.Implementation.POLARS) == INT64
    True
    """
    return INT64 if engine.is_polars() else DOUBLE


def run(
    frame: Deferred,
    tasks: Sequence[Task],
    unit: Unit,
    on: str | None,
    *,
    raising: bool,
) -> object:
    """Return the frame with what clauses give on every row.

    Raises:
        InvalidColumns: rows cannot be taken, where `raising`.
        Overflow: rows are only too large, where `raising`.
    """
    schema = frame.collect_schema()
    read = {source.column for task in tasks for source in task.facts.values()}
    dtypes = ReadOnly({column: schema[column] for column in schema if column in read})
    in_doubles = largest_dividend(frame.implementation) == DOUBLE
    work = Work(tuple(tasks), dtypes, unit, on, in_doubles)
    if raising and work.reads and not _all_taken(frame, work):
        refuse(where(tasks), _bad_rows(frame, work.checks()))
    if frame.implementation.is_duckdb():
        return with_columns(cast("Relation", frame.to_native()), work)
    return frame.with_columns(*work.columns()).to_native()


def _all_taken(frame: Deferred, work: Work) -> bool:
    if frame.implementation.is_duckdb():
        return all_taken(cast("Relation", frame.to_native()), work)
    return not _summed(frame, [work.untaken()])[0]


def _bad_rows(frame: Deferred, checks: Sequence[Check]) -> Iterator[BadRows]:
    """Yield the rows that checks find."""
    found = [nw.when(check.met).then(nw.lit(1)).otherwise(nw.lit(0)) for check in checks]
    for check, count in zip(checks, _summed(frame, found), strict=True):
        if count:
            first = frame.filter(check.met).select(*check.columns).head(SHOWN_ROWS).collect()
            rows = list(zip(*(first[column].to_list() for column in check.columns), strict=True))
            values = tuple(row[0] if len(row) == 1 else row for row in rows)
            column = JOINT.join(check.columns)
            yield BadRows(column, check.reason, check.limit, count, values, None)


def _summed(frame: Deferred, numbers: Sequence[nw.Expr]) -> list[int]:
    """Return the sum of each number over all rows; 0 where there are no rows."""
    named = [one.sum().alias(f"sum_{place}") for place, one in enumerate(numbers)]
    sums = frame.select(*named).collect()
    return [int(sums[column][0] or 0) for column in sums.columns]
