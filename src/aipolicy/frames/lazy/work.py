"""What a call works out on columns, as expressions: the sums, and whether rows can be taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Generic

import narwhals as nw
from narwhals.dtypes import DType

from aipolicy.calc.documents.period import Period
from aipolicy.calc.values.frozen import ReadOnly
from aipolicy.frames.columns.decoder import Unit
from aipolicy.frames.faults import JOINT, NOT_IN_FORCE, OK, Reason, status, together_limit
from aipolicy.frames.lazy.dialect import E, Language
from aipolicy.frames.lazy.expressions import sum_expression, too_large
from aipolicy.frames.lazy.facts import Check, Fact, day, fact
from aipolicy.frames.request.task import Source, Task


@dataclass(frozen=True)
class Work(Generic[E]):
    """What is to be worked out on frames whose columns have these types, in a language."""

    tasks: tuple[Task, ...]
    dtypes: ReadOnly[str, DType]
    unit: Unit
    on: str | None
    language: Language[E]

    @property
    def reads(self) -> frozenset[str]:
        """The columns that are read."""
        return frozenset([*self.dtypes, *([] if self.on is None else [self.on])])

    def columns(self) -> list[tuple[str, E]]:
        """Return the columns that the clauses write, by name."""
        return [one for clause in self._clauses for one in clause.columns(self.unit)]

    def untaken(self) -> E:
        """Return how many rows some clause cannot take."""
        taken = [one.taken for one in (*self._facts.values(), *self._days)]
        taken += [~check.met for check in self._together]
        return self.language.unmet(self.language.all_of(taken))

    def checks(self) -> list[Check[E]]:
        """Return what to look for in rows that cannot be taken."""
        facts = [check for one in self._facts.values() for check in one.checks]
        return [*facts, *self._together, *(check for one in self._days for check in one.checks)]

    @property
    def _together(self) -> list[Check[E]]:
        return [check for clause in self._clauses for check in clause.together]

    @cached_property
    def _facts(self) -> dict[Source, Fact[E]]:
        sources = dict.fromkeys(source for task in self.tasks for source in task.facts.values())
        return {
            source: fact(source, self.dtypes[source.column], self.language) for source in sources
        }

    @cached_property
    def _days(self) -> list[Fact[E]]:
        return [] if self.on is None else [day(self.on, self.language)]

    @cached_property
    def _clauses(self) -> list[_Clause[E]]:
        facts, days = self._facts, next(iter(self._days), None)
        return [
            _Clause(
                task,
                {name: facts[source] for name, source in task.facts.items()},
                days,
                self.language,
            )
            for task in self.tasks
        ]


class _Clause(Generic[E]):
    """One clause as expressions: its sums, where they are given, and why not elsewhere."""

    def __init__(
        self,
        task: Task,
        facts: Mapping[str, Fact[E]],
        days: Fact[E] | None,
        language: Language[E],
    ) -> None:
        self._task = task
        self._language = language
        self._parts = {name: one.parts for name, one in facts.items()}
        self._given = [one.taken for one in facts.values()]
        self.together: list[Check[E]] = []
        if task.risks:
            over = language.any_of(too_large(risk, self._parts, language) for risk in task.risks)
            reason = Reason.TOO_LARGE_TOGETHER
            # Asked only where each fact is within its own bounds: beyond, an engine may fail.
            met = language.case(language.all_of(self._given), over)
            check = Check(task.risky_columns, reason, together_limit(reason), met)
            self.together.append(check)
            self._given.append(~met)
        checks = [check for one in facts.values() for check in one.checks] + self.together
        self._reasons = [(check.met, _label(check)) for check in checks]
        if days is not None and isinstance(task.in_force, Period):
            inside = _inside(task.in_force, days.parts, language)
            self._given.append(inside)
            self._reasons += [(check.met, _label(check)) for check in days.checks]
            self._reasons.append((~inside, NOT_IN_FORCE))
        elif not task.in_force:
            self._given.append(language.constant(value=False))
            self._reasons.append((language.constant(value=True), NOT_IN_FORCE))

    def columns(self, unit: Unit) -> Iterator[tuple[str, E]]:
        """Yield the columns that the clause writes, by name."""
        language = self._language
        for name, sum_ in self._task.ends.items():
            fen = sum_expression(sum_, self._parts, language)
            if self._given:
                fen = language.case(language.all_of(self._given), fen)
            yield name, _in_yuan(fen, language) if unit == "yuan" else fen
        if self._task.status is not None:
            said = language.constant(OK)
            for met, label in reversed(self._reasons):
                said = language.case(met, language.constant(label), said)
            yield self._task.status, said


def _label(check: Check[E]) -> str:
    return status(JOINT.join(check.columns), check.reason)


def _inside(period: Period, day_: E, language: Language[E]) -> E:
    inside = [day_ >= language.constant(period.first)]
    if period.last is not None:
        inside.append(day_ <= language.constant(period.last))
    return language.all_of(inside)


def _in_yuan(fen: E, language: Language[E]) -> E:
    """Return fen as yuan in `decimal(18, 2)`, multiplied and never divided: division is inexact."""
    whole = language.cast(fen, nw.Decimal(18, 0))
    return language.cast(whole * language.constant(Decimal("0.01")), nw.Decimal(18, 2))
