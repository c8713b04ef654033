"""The order in which clauses run, and how long each decoded column is kept for them.

Columns that are not whole numbers are decoded into a copy. It is made when a clause first needs it
and freed after the last one, so that many clauses need no more memory than a few.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from aipolicy.calc.values.frozen import ReadOnly
from aipolicy.calc.values.quantity import QuantityKind
from aipolicy.frames.columns.column import Column
from aipolicy.frames.in_memory.kernel import Buffers
from aipolicy.frames.plan.program import Program, program
from aipolicy.frames.plan.sums import NOTHING
from aipolicy.frames.request.task import Source, Task

_MINOR_UNITS, _TRUTH, _CODE = 8, 1, 1
"""The bytes a row of a copy: minor units or a truth value, and the code of a bad row."""

_TEMPORARY = 48
"""The bytes a row that decoding one column takes for the moment."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One clause of a call.

    Attributes:
        task: the clause.
        programs: its programs by the column they write; a sum that is always 0 has none.
        reads: the columns that are decoded for it.
        drops: the columns that are freed after it.
    """

    task: Task
    programs: ReadOnly[str, Program]
    reads: tuple[Source, ...]
    drops: tuple[Source, ...]


@lru_cache(maxsize=256)
def stages_of(tasks: tuple[Task, ...]) -> tuple[Stage, ...]:
    """Return the stages of clauses: each column is decoded once and kept while it is needed."""
    last = {source: number for number, task in enumerate(tasks) for source in task.facts.values()}
    known: set[Source] = set()
    stages: list[Stage] = []
    for number, task in enumerate(tasks):
        sources = dict.fromkeys(task.facts.values())
        reads = tuple(source for source in sources if source not in known)
        drops = tuple(source for source in sources if last[source] == number)
        known.update(reads)
        stages.append(Stage(task, _programs(task), reads, drops))
    return tuple(stages)


def bytes_a_row(stages: Sequence[Stage], columns: Mapping[str, Column]) -> int:
    """Return the bytes that a thread needs at most for each row of a block."""
    held, most = 0, 0
    for stage in stages:
        held += sum(_copied(source, columns) for source in stage.reads)
        most = max(most, held)
        held -= sum(_copied(source, columns) for source in stage.drops)
    return _TEMPORARY + most + Buffers.bytes_a_row(programs_of(stages))


def programs_of(stages: Sequence[Stage]) -> list[Program]:
    """Return the programs of all stages."""
    return [one for stage in stages for one in stage.programs.values()]


def _programs(task: Task) -> ReadOnly[str, Program]:
    facts = tuple(task.facts)
    ends = task.ends.items()
    return ReadOnly({name: program(sum_, facts) for name, sum_ in ends if sum_ != NOTHING})


def _copied(source: Source, columns: Mapping[str, Column]) -> int:
    """Return the bytes a row of the copy of a column; 0 where it is read in place."""
    if source.decoder.factor == 1 and columns[source.column].in_place:
        return 0
    return _CODE + (_TRUTH if source.decoder.kind is QuantityKind.CONDITION else _MINOR_UNITS)
