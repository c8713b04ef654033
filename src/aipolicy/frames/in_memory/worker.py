"""The work of one thread: it decodes blocks of every column once and runs every clause on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from aipolicy.calc.documents.period import Period
from aipolicy.frames.arrow import ArrowArray, Codes, Numbers
from aipolicy.frames.columns.array_decoder import (
    Decoded,
    MinorUnits,
    decoded,
    decoded_days,
    outside_calendar,
)
from aipolicy.frames.columns.column import Column, NumpyArray
from aipolicy.frames.columns.tally import Tally
from aipolicy.frames.faults import JOINT, Reason, too_large_together, wrong_day
from aipolicy.frames.in_memory.kernel import Buffers, Kernel
from aipolicy.frames.in_memory.result import FIRST, OUT_OF_FORCE, REASONS, Result
from aipolicy.frames.in_memory.stages import Stage, programs_of
from aipolicy.frames.plan.limits import INT64, Risk
from aipolicy.frames.request.task import Source
from aipolicy.frames.request.validity import include


class Worker:
    """The clauses of a call, with buffers of their own for blocks of `block` rows."""

    def __init__(
        self,
        stages: Sequence[Stage],
        columns: Mapping[str, Column],
        results: Sequence[Result],
        on: str | None,
        block: int,
    ) -> None:
        self._columns = columns
        self._on = on
        buffers = Buffers(programs_of(stages), block)
        together = zip(stages, results, strict=True)
        self._jobs = [_Job(stage, buffers, result) for stage, result in together]

    def rows(self, start: int, stop: int) -> Tally:
        """Compute a block of rows; return which of them cannot be read."""
        tally = Tally()
        day: Numbers | None = None
        bad_days: Codes | None = None
        if self._on is not None:
            day, bad_days = _days(self._columns[self._on].rows(start, stop))
        held: dict[Source, Decoded] = {}
        for job in self._jobs:
            for source in job.stage.reads:
                held[source] = self._read(source, start, stop, tally)
            task = job.stage.task
            facts = [held[source] for source in task.facts.values()]
            over = job.run([units for units, _ in facts], start, stop)
            if over is not None:
                tally.note(JOINT.join(task.risky_columns), over, start, too_large_together)
            job.explain([*(bad for _, bad in facts), over, bad_days], day, start, stop)
            for source in job.stage.drops:
                del held[source]
        if self._on is not None and bad_days is not None:
            tally.note(self._on, bad_days, start, wrong_day)
        return tally

    def _read(self, source: Source, start: int, stop: int, tally: Tally) -> Decoded:
        units, bad = decoded(self._columns[source.column].rows(start, stop), source.decoder)
        if bad is not None:
            tally.note(source.column, bad, start, source.decoder.wrong)
        return units, bad


class _Job:
    """The kernels of a clause."""

    def __init__(self, stage: Stage, buffers: Buffers, result: Result) -> None:
        self.stage = stage
        self._result = result
        self._kernels = [(name, Kernel(one, buffers)) for name, one in stage.programs.items()]

    def run(self, facts: Sequence[MinorUnits], start: int, stop: int) -> Codes | None:
        """Compute a block; return the rows whose facts are too large together."""
        for name, kernel in self._kernels:
            fen, above = self._result.words(name, start, stop)
            kernel.run(facts, fen)
            if above is not None:
                np.right_shift(fen, 63, out=above)
        task = self.stage.task
        if not task.risks:
            return None
        return _too_large(task.risks, dict(zip(task.facts, facts, strict=True)))

    def explain(
        self, bad: Sequence[Codes | None], day: Numbers | None, start: int, stop: int
    ) -> None:
        """Write why rows have no result: the first bad column, or else the day."""
        if self._result.codes is None:
            return
        codes = self._result.codes[start:stop]
        for number, found in enumerate(bad):
            if found is not None:
                first = (codes == 0) & (found > 0)
                codes[first] = found[first].astype(np.uint16) + FIRST + number * REASONS
        in_force = self.stage.task.in_force
        if isinstance(in_force, Period) and day is not None:
            codes[(codes == 0) & ~include(in_force, day)] = OUT_OF_FORCE
        elif in_force is False:
            codes[codes == 0] = OUT_OF_FORCE


def _days(values: NumpyArray | ArrowArray) -> tuple[Numbers, Codes | None]:
    """Return a slice of a column of days; those outside the calendar cannot be read."""
    days, codes = decoded_days(values)
    outside = outside_calendar(days)
    if outside is not None:
        codes = np.zeros(len(days), np.uint8) if codes is None else codes
        codes[outside & (codes == 0)] = Reason.UNREADABLE
    return days, codes


def _too_large(risks: Sequence[Risk], facts: Mapping[str, MinorUnits]) -> Codes | None:
    """Return the rows whose facts together could pass 64 bits, or None where none could."""
    most = {fact: int(one.max()) for fact, one in facts.items()}
    over: npt.NDArray[np.bool_] | None = None
    for risk in risks:
        if not risk.fits(most):
            beyond = _beyond(risk, facts)
            over = beyond if over is None else over | beyond
    if over is None or not over.any():
        return None
    return over * np.uint8(Reason.TOO_LARGE_TOGETHER)


def _beyond(risk: Risk, facts: Mapping[str, MinorUnits]) -> npt.NDArray[np.bool_]:
    """Return the rows on which a total exceeds its limit, or comes within rounding of it."""
    if risk.bound is not None and len(risk.facts) == 1:
        return facts[risk.facts[0]] > risk.bound
    return _size(risk, facts) > risk.allowed


def _size(risk: Risk, facts: Mapping[str, MinorUnits]) -> npt.NDArray[np.float64]:
    """Return a bound on the total of every row, in doubles."""
    rows = len(next(iter(facts.values())))
    size = np.full(rows, float(abs(risk.total.constant)))
    for monomial, factor in risk.total.terms:
        term = np.full(rows, float(abs(factor)))
        for fact in monomial:
            term *= np.minimum(facts[fact], risk.clamps.get(fact, INT64))
        size += term
    return size
