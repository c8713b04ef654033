"""Clauses over frames that their engine works out later, as expressions that it understands.

Nothing is pulled into memory: a row's sums and its status are expressions over its columns. With
`on_error="raise"` bad rows are counted first, which is a pass of its own over the data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import narwhals as nw

from aipolicy.calc.period import Period
from aipolicy.frames.expressions import all_of, any_of, sum_expression, too_large
from aipolicy.frames.facts import Check, Fact, day, fact
from aipolicy.frames.faults import (
    JOINT,
    NOT_IN_FORCE,
    OK,
    SHOWN_ROWS,
    BadRows,
    Reason,
    refuse,
    status,
    together_limit,
)
from aipolicy.frames.limits import DOUBLE, INT64
from aipolicy.frames.opening import Deferred
from aipolicy.frames.reading import Unit
from aipolicy.frames.request import Task, where


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
    facts = {
        source: fact(source, schema[source.column])
        for task in tasks
        for source in task.facts.values()
    }
    days = None if on is None else day(on)
    clauses = [
        _Clause(task, {name: facts[source] for name, source in task.facts.items()}, days)
        for task in tasks
    ]
    if raising:
        checks = [check for one in facts.values() for check in one.checks]
        checks += [check for clause in clauses for check in clause.together]
        checks += [] if days is None else days.checks
        taken = [one.taken for one in facts.values()] + ([] if days is None else [days.taken])
        taken += [~check.met for clause in clauses for check in clause.together]
        refuse(where(tasks), _bad_rows(frame, checks, taken))
    in_doubles = largest_dividend(frame.implementation) == DOUBLE
    columns = [one for clause in clauses for one in clause.columns(unit, in_doubles=in_doubles)]
    return frame.with_columns(*columns).to_native()


class _Clause:
    """One clause as expressions: its sums, where they are given, and why not elsewhere."""

    def __init__(self, task: Task, facts: Mapping[str, Fact], days: Fact | None) -> None:
        self._task = task
        self._parts = {name: one.parts for name, one in facts.items()}
        self._given = [one.taken for one in facts.values()]
        self.together: list[Check] = []
        if task.risks:
            over = any_of(too_large(risk, self._parts) for risk in task.risks)
            reason = Reason.TOO_LARGE_TOGETHER
            check = Check(task.risky_columns, reason, together_limit(reason), over)
            self.together.append(check)
            self._given.append(~over)
        checks = [check for one in facts.values() for check in one.checks] + self.together
        self._reasons = [(check.met, _label(check)) for check in checks]
        if days is not None and isinstance(task.in_force, Period):
            inside = _inside(task.in_force, days.parts)
            self._given.append(inside)
            self._reasons += [(check.met, _label(check)) for check in days.checks]
            self._reasons.append((~inside, NOT_IN_FORCE))
        elif not task.in_force:
            self._given.append(nw.lit(value=False))
            self._reasons.append((nw.lit(value=True), NOT_IN_FORCE))

    def columns(self, unit: Unit, *, in_doubles: bool) -> Iterator[nw.Expr]:
        """Yield the columns that the clause writes."""
        for name, sum_ in self._task.ends.items():
            fen = sum_expression(sum_, self._parts, in_doubles=in_doubles)
            if self._given:
                fen = nw.when(all_of(self._given)).then(fen)
            yield (_in_yuan(fen) if unit == "yuan" else fen).alias(name)
        if self._task.status is not None:
            said = nw.lit(OK)
            for met, label in reversed(self._reasons):
                said = nw.when(met).then(nw.lit(label)).otherwise(said)
            yield said.alias(self._task.status)


def _label(check: Check) -> str:
    return status(JOINT.join(check.columns), check.reason)


def _inside(period: Period, day_: nw.Expr) -> nw.Expr:
    started = day_ >= nw.lit(period.first)
    return started if period.last is None else started & (day_ <= nw.lit(period.last))


def _in_yuan(fen: nw.Expr) -> nw.Expr:
    """Return fen as yuan in `decimal(18, 2)`, multiplied and never divided: division is inexact."""
    return (fen.cast(nw.Decimal(18, 0)) * nw.lit(Decimal("0.01"))).cast(nw.Decimal(18, 2))


def _bad_rows(
    frame: Deferred, checks: Sequence[Check], taken: Sequence[nw.Expr]
) -> Iterator[BadRows]:
    """Yield the rows that checks find: whether there are any is asked in one quick pass."""
    if not checks:
        return
    all_taken = nw.when(all_of(taken)).then(nw.lit(0)).otherwise(nw.lit(1))
    if not _summed(frame, [all_taken])[0]:
        return
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
