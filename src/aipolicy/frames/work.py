"""What a call works out on columns, as expressions: the sums, and whether rows can be taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import narwhals as nw
from narwhals.dtypes import DType

from aipolicy.calc.period import Period
from aipolicy.calc.read_only import ReadOnly
from aipolicy.frames.expressions import all_of, any_of, sum_expression, too_large
from aipolicy.frames.facts import Check, Fact, day, fact
from aipolicy.frames.faults import JOINT, NOT_IN_FORCE, OK, Reason, status, together_limit
from aipolicy.frames.reading import Unit
from aipolicy.frames.request import Source, Task


@dataclass(frozen=True)
class Work:
    """What is to be worked out on frames whose columns have these types."""

    tasks: tuple[Task, ...]
    dtypes: ReadOnly[str, DType]
    unit: Unit
    on: str | None
    in_doubles: bool

    @property
    def reads(self) -> frozenset[str]:
        """The columns that are read."""
        return frozenset([*self.dtypes, *([] if self.on is None else [self.on])])

    def columns(self) -> list[nw.Expr]:
        """Return the columns that the clauses write."""
        return [one for clause in self._clauses for one in clause.columns(self)]

    def untaken(self) -> nw.Expr:
        """Return 0 where all clauses can take a row, and 1 elsewhere."""
        taken = [one.taken for one in (*self._facts.values(), *self._days)]
        taken += [~check.met for check in self._together]
        return nw.when(all_of(taken)).then(nw.lit(0)).otherwise(nw.lit(1))

    def checks(self) -> list[Check]:
        """Return what to look for in rows that cannot be taken."""
        facts = [check for one in self._facts.values() for check in one.checks]
        return [*facts, *self._together, *(check for one in self._days for check in one.checks)]

    @property
    def _together(self) -> list[Check]:
        return [check for clause in self._clauses for check in clause.together]

    @cached_property
    def _facts(self) -> dict[Source, Fact]:
        sources = {source: None for task in self.tasks for source in task.facts.values()}
        return {source: fact(source, self.dtypes[source.column]) for source in sources}

    @cached_property
    def _days(self) -> list[Fact]:
        return [] if self.on is None else [day(self.on)]

    @cached_property
    def _clauses(self) -> list[_Clause]:
        facts, days = self._facts, next(iter(self._days), None)
        return [
            _Clause(task, {name: facts[source] for name, source in task.facts.items()}, days)
            for task in self.tasks
        ]


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

    def columns(self, work: Work) -> Iterator[nw.Expr]:
        """Yield the columns that the clause writes."""
        for name, sum_ in self._task.ends.items():
            fen = sum_expression(sum_, self._parts, in_doubles=work.in_doubles)
            if self._given:
                fen = nw.when(all_of(self._given)).then(fen)
            yield (_in_yuan(fen) if work.unit == "yuan" else fen).alias(name)
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
