"""One thread's share of the work: rows of every column read once, and every clause run on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from aipolicy.calc.period import Period
from aipolicy.frames.arrow import Codes, Numbers
from aipolicy.frames.columns import Column
from aipolicy.frames.decoding import Parts, days, parts
from aipolicy.frames.faults import JOINT, Reason, day_limit, together_limit
from aipolicy.frames.kernel import BLOCK, Kernel, Workshop
from aipolicy.frames.limits import INT64, Risk
from aipolicy.frames.plan import NOTHING
from aipolicy.frames.program import Program, program
from aipolicy.frames.request import Source, Task
from aipolicy.frames.result import FIRST, OUT_OF_FORCE, REASONS, Result
from aipolicy.frames.tally import Tally
from aipolicy.frames.validity import include

Programs: TypeAlias = Mapping[str, Program]
"""What is worked out for a task, by the column to be written."""


def programs_of(task: Task) -> Programs:
    """Return a task's programs; what is nothing on every row is 0 from the start."""
    ends = {name: sum_ for name, sum_ in task.ends.items() if sum_ != NOTHING}
    return {name: program(sum_, tuple(task.facts)) for name, sum_ in ends.items()}


class Crew:
    """The clauses of a call with buffers of their own."""

    def __init__(
        self,
        tasks: Sequence[Task],
        programs: Sequence[Programs],
        columns: Mapping[str, Column],
        results: Sequence[Result],
        on: str | None,
    ) -> None:
        sources: dict[Source, int] = {}
        for task in tasks:
            for source in task.facts.values():
                sources.setdefault(source, len(sources))
        self._sources = [(columns[source.column], source) for source in sources]
        self._on = None if on is None else (on, columns[on])
        workshop = Workshop([one for ends in programs for one in ends.values()])
        self._jobs = [
            _Job(
                task,
                {name: Kernel(one, workshop) for name, one in ends.items()},
                [sources[source] for source in task.facts.values()],
                result,
            )
            for task, ends, result in zip(tasks, programs, results, strict=True)
        ]

    def rows(self, start: int, stop: int) -> Tally:
        """Work out some rows; return which of them cannot be taken."""
        tally = Tally()
        for first in range(start, stop, BLOCK):
            self._block(first, min(first + BLOCK, stop), tally)
        return tally

    def _block(self, start: int, stop: int, tally: Tally) -> None:
        read: list[Parts] = []
        bad: list[Codes | None] = []
        for column, source in self._sources:
            taken, codes = parts(column.stretch(start, stop), source.reading)
            read.append(taken)
            bad.append(codes)
            if codes is not None:
                tally.note(source.column, codes, start, source.reading.limit)
        day: Numbers | None = None
        bad_days: Codes | None = None
        if self._on is not None:
            day, bad_days = days(self._on[1].stretch(start, stop))
            if bad_days is not None:
                tally.note(self._on[0], bad_days, start, day_limit)
        for job in self._jobs:
            over = job.run(read, start, stop)
            if over is not None:
                tally.note(JOINT.join(job.task.risky_columns), over, start, together_limit)
            job.explain([*(bad[place] for place in job.places), over, bad_days], day, start, stop)


class _Job:
    """A clause's kernels, and where its facts stand among the columns read."""

    def __init__(
        self, task: Task, kernels: Mapping[str, Kernel], places: Sequence[int], result: Result
    ) -> None:
        self.task = task
        self.places = places
        self._result = result
        self._kernels = tuple(kernels.items())

    def run(self, read: Sequence[Parts], start: int, stop: int) -> Codes | None:
        """Work out a block; return which rows' facts are too large together."""
        facts = [read[place] for place in self.places]
        for name, kernel in self._kernels:
            fen, above = self._result.words(name, start, stop)
            kernel.run(facts, fen)
            if above is not None:
                np.right_shift(fen, 63, out=above)
        if not self.task.risks:
            return None
        return _too_large(self.task.risks, dict(zip(self.task.facts, facts, strict=True)))

    def explain(
        self, bad: Sequence[Codes | None], day: Numbers | None, start: int, stop: int
    ) -> None:
        """Write why rows have no result: the first column that is bad, or else the day."""
        if self._result.codes is None:
            return
        codes = self._result.codes[start:stop]
        for number, found in enumerate(bad):
            if found is not None:
                first = (codes == 0) & (found > 0)
                codes[first] = found[first].astype(np.uint16) + FIRST + number * REASONS
        in_force = self.task.in_force
        if isinstance(in_force, Period) and day is not None:
            codes[(codes == 0) & ~include(in_force, day)] = OUT_OF_FORCE
        elif in_force is False:
            codes[codes == 0] = OUT_OF_FORCE


def _too_large(risks: Sequence[Risk], facts: Mapping[str, Parts]) -> Codes | None:
    """Return the rows whose facts together could pass 64 bits, or None where none could."""
    most = {fact: int(one.max()) for fact, one in facts.items()}
    over: npt.NDArray[np.bool_] | None = None
    for risk in risks:
        if not risk.fits(most):
            beyond = _size(risk, facts) > risk.allowed
            over = beyond if over is None else over | beyond
    if over is None or not over.any():
        return None
    return over * np.uint8(Reason.TOO_LARGE_TOGETHER)


def _size(risk: Risk, facts: Mapping[str, Parts]) -> npt.NDArray[np.float64]:
    """Return a bound on the total of every row, in doubles."""
    rows = len(next(iter(facts.values())))
    size = np.full(rows, float(abs(risk.total.constant)))
    for monomial, factor in risk.total.terms:
        term = np.full(rows, float(abs(factor)))
        for fact in monomial:
            term *= np.minimum(facts[fact], risk.clamps.get(fact, INT64))
        size += term
    return size
