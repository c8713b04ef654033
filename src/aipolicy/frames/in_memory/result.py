"""The result of a clause on every row, in memory that becomes columns of the frame."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aipolicy.frames.arrow import Numbers, Truths, fresh, texts, zeroed
from aipolicy.frames.columns.new_columns import New, sums
from aipolicy.frames.columns.unit import Unit
from aipolicy.frames.faults import JOINT, NOT_IN_FORCE, OK, STATUS, status
from aipolicy.frames.plan.sums import NOTHING
from aipolicy.frames.request.task import Task

OUT_OF_FORCE = 1
"""The code of rows outside the days in force; 0 is the code of rows that have a result."""

FIRST = 2
"""The code at which those of the first column begin."""

REASONS = len(STATUS) + 1
"""How many codes each column has."""


@dataclass(frozen=True, slots=True)
class Result:
    """The result of one clause.

    Attributes:
        ends: the sums by column: one word a row in fen; in yuan and 万元 two, as Arrow's decimals
            have.
        unit: the unit of the sums that are written.
        status: the name of the status column.
        codes: for each row a place among `labels`; `None` where no status is written.
        labels: the texts of the status.
        stated_day: the column of the stated effective date and its text, `None` where none is
            written.
    """

    ends: Mapping[str, Numbers]
    unit: Unit
    status: str
    codes: npt.NDArray[np.uint16] | None
    labels: Sequence[str]
    stated_day: tuple[str, str] | None = None

    def words(self, end: str, start: int, stop: int) -> tuple[Numbers, Numbers | None]:
        """Return the memory of some rows of an end: the fen, and the high word of decimals."""
        memory = self.ends[end][start:stop]
        return (memory, None) if memory.ndim == 1 else (memory[:, 0], memory[:, 1])

    @property
    def given(self) -> Truths | None:
        """Which rows have a result, or None where all have."""
        return None if self.codes is None else self.codes == 0

    def columns(self, *, in_pandas: bool) -> Iterator[tuple[str, New]]:
        """Yield the columns that are written, by name."""
        valid = self.given
        for name, memory in self.ends.items():
            yield name, sums(memory, valid, self.unit)
        if self.codes is not None and in_pandas:
            labels: npt.NDArray[np.object_] = np.array(self.labels, object)
            yield self.status, labels[self.codes]
        elif self.codes is not None:
            yield self.status, texts(self.codes, self.labels)
        if self.stated_day is not None:
            name, stated = self.stated_day
            codes = np.zeros(len(next(iter(self.ends.values()))), np.uint16)
            alike: npt.NDArray[np.object_] = np.array([stated], object)
            yield name, alike[codes] if in_pandas else texts(codes, [stated])


def columns_to_write(results: list[Result], *, in_pandas: bool) -> Iterator[tuple[str, New]]:
    """Yield the columns of all results, and free each result when its columns are written."""
    while results:
        yield from results.pop(0).columns(in_pandas=in_pandas)


def results_of(tasks: Sequence[Task], rows: int, unit: Unit, on: str | None) -> list[Result]:
    """Return uninitialised memory for the results of tasks."""
    shape = (rows,) if unit == "fen" else (rows, 2)
    return [
        Result(
            {
                name: zeroed(*shape) if sum_ == NOTHING else fresh(*shape)
                for name, sum_ in task.ends.items()
            },
            unit,
            task.status or "",
            np.zeros(rows, np.uint16) if task.status else None,
            _labels(task, on) if task.status else (),
            task.stated_day,
        )
        for task in tasks
    ]


def _labels(task: Task, on: str | None) -> list[str]:
    """Return the text of each code, in the order of the codes."""
    labels = [OK, NOT_IN_FORCE]
    asked = [source.column for source in task.facts.values()]
    for name in (*asked, JOINT.join(task.risky_columns), on or ""):
        labels += [OK, *(status(name, reason) for reason in STATUS)]
    return labels
