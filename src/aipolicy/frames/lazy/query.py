"""A call on lazy columns as expressions: the sums, and whether rows can be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Generic

import narwhals as nw
from narwhals.dtypes import DType

from aipolicy.calc.documents.period import Period
from aipolicy.calc.values.frozen import ReadOnly
from aipolicy.errors import Fault
from aipolicy.frames.columns.unit import DECIMALS, Unit
from aipolicy.frames.faults import JOINT, NOT_IN_FORCE, OK, Reason, status, too_large_together
from aipolicy.frames.lazy.dialect import Dialect, E
from aipolicy.frames.lazy.expressions import sum_expression, too_large
from aipolicy.frames.lazy.facts import FactExpressions, RowCheck, day, fact
from aipolicy.frames.request.task import Source, Task


@dataclass(frozen=True)
class Query(Generic[E]):
    """What to compute on frames whose columns have these types, in a dialect."""

    tasks: tuple[Task, ...]
    dtypes: ReadOnly[str, DType]
    unit: Unit
    on: str | None
    dialect: Dialect[E]

    @property
    def reads(self) -> frozenset[str]:
        """The columns that are read."""
        return frozenset([*self.dtypes, *([] if self.on is None else [self.on])])

    def columns(self) -> list[tuple[str, E]]:
        """Return the columns that the clauses write, by name."""
        return [one for clause in self._clauses for one in clause.columns(self.unit)]

    def bad_row_count(self) -> E:
        """Return how many rows at least one clause cannot read."""
        valid = [one.valid for one in (*self._facts.values(), *self._days)]
        valid += [~check.met for check in self._together]
        return self.dialect.unmet(self.dialect.all_of(valid))

    def checks(self) -> list[RowCheck[E]]:
        """Return the checks that find bad rows; a row read in two ways is found once."""
        facts = [check for one in self._facts.values() for check in one.checks]
        days = [check for one in self._days for check in one.checks]
        alike: dict[tuple[tuple[str, ...], Reason, Fault], list[E]] = {}
        for check in (*facts, *self._together, *days):
            alike.setdefault((check.columns, check.reason, check.wrong), []).append(check.met)
        return [
            RowCheck(*found, met[0] if len(met) == 1 else self.dialect.any_of(met))
            for found, met in alike.items()
        ]

    @property
    def _together(self) -> list[RowCheck[E]]:
        return [check for clause in self._clauses for check in clause.together]

    @cached_property
    def _facts(self) -> dict[Source, FactExpressions[E]]:
        sources = dict.fromkeys(source for task in self.tasks for source in task.facts.values())
        return {
            source: fact(source, self.dtypes[source.column], self.dialect) for source in sources
        }

    @cached_property
    def _days(self) -> list[FactExpressions[E]]:
        return [] if self.on is None else [day(self.on, self.dialect)]

    @cached_property
    def _clauses(self) -> list[_Clause[E]]:
        facts, days = self._facts, next(iter(self._days), None)
        return [
            _Clause(
                task,
                {name: facts[source] for name, source in task.facts.items()},
                days,
                self.dialect,
            )
            for task in self.tasks
        ]


class _Clause(Generic[E]):
    """One clause as expressions: its sums, where they are valid, and the reasons elsewhere."""

    def __init__(
        self,
        task: Task,
        facts: Mapping[str, FactExpressions[E]],
        days: FactExpressions[E] | None,
        dialect: Dialect[E],
    ) -> None:
        self._task = task
        self._dialect = dialect
        self._minor_units = {name: one.minor_units for name, one in facts.items()}
        self._valid = [one.valid for one in facts.values()]
        self.together: list[RowCheck[E]] = []
        if task.risks:
            over = dialect.any_of(too_large(one, self._minor_units, dialect) for one in task.risks)
            reason = Reason.TOO_LARGE_TOGETHER
            # Checked only where each fact is within its own bounds: beyond, an engine may fail.
            met = dialect.case(dialect.all_of(self._valid), over)
            check = RowCheck(task.risky_columns, reason, too_large_together(reason), met)
            self.together.append(check)
            self._valid.append(~met)
        checks = [check for one in facts.values() for check in one.checks] + self.together
        self._reasons = [(check.met, _label(check)) for check in checks]
        if days is not None and isinstance(task.in_force, Period):
            inside = _inside(task.in_force, days.minor_units, dialect)
            self._valid.append(inside)
            self._reasons += [(check.met, _label(check)) for check in days.checks]
            self._reasons.append((~inside, NOT_IN_FORCE))
        elif not task.in_force:
            self._valid.append(dialect.constant(value=False))
            self._reasons.append((dialect.constant(value=True), NOT_IN_FORCE))

    def columns(self, unit: Unit) -> Iterator[tuple[str, E]]:
        """Yield the columns that the clause writes, by name."""
        dialect = self._dialect
        for name, sum_ in self._task.ends.items():
            fen = sum_expression(sum_, self._minor_units, dialect)
            if self._valid:
                fen = dialect.case(dialect.all_of(self._valid), fen)
            yield name, fen if unit == "fen" else _in_decimals(fen, DECIMALS[unit], dialect)
        if self._task.status is not None:
            said = dialect.constant(OK)
            for met, label in reversed(self._reasons):
                said = dialect.case(met, dialect.constant(label), said)
            yield self._task.status, said
        if self._task.stated_day is not None:
            name, stated = self._task.stated_day
            yield name, dialect.constant(stated)


def _label(check: RowCheck[E]) -> str:
    return status(JOINT.join(check.columns), check.reason)


def _inside(period: Period, day_: E, dialect: Dialect[E]) -> E:
    """Return whether a day lies in a period; without an end, up to the last day that there is."""
    last = date.max if period.last is None else period.last
    return dialect.is_within(day_, period.first, last)


def _in_decimals(fen: E, decimals: int, dialect: Dialect[E]) -> E:
    """Return fen in a unit of so many decimals, multiplied and not divided: division is inexact."""
    whole = dialect.cast(fen, nw.Decimal(18, 0))
    one_fen = dialect.constant(Decimal(1).scaleb(-decimals))
    return dialect.cast(whole * one_fen, nw.Decimal(18, decimals))
