"""The order in which clauses are worked out, and how long each column is kept for them.

A column that is not whole numbers already is copied to become so. It is read when a clause first
needs it and let go after the last that does, so that many clauses hold no more than a few.
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

_PARTS, _ANSWER, _CODE = 8, 1, 1
"""The bytes a row of what is copied: minor units or a truth value, and why a row is not taken."""

_IN_PASSING = 48
"""The bytes a row that the one column that is just being read takes besides."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A clause's stage: its programs by column written, what is read for it, and let go after it.

    What is nothing on every row is 0 from the start and has no program.
    """

    task: Task
    programs: ReadOnly[str, Program]
    reads: tuple[Source, ...]
    drops: tuple[Source, ...]


@lru_cache(maxsize=256)
def stages_of(tasks: tuple[Task, ...]) -> tuple[Stage, ...]:
    """Return clauses in their order, each column read once and kept no longer than it is needed."""
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
    """Return what a thread that takes these stages holds at most for each row of a block."""
    held, most = 0, 0
    for stage in stages:
        held += sum(_copied(source, columns) for source in stage.reads)
        most = max(most, held)
        held -= sum(_copied(source, columns) for source in stage.drops)
    return _IN_PASSING + most + Buffers.bytes_a_row(programs_of(stages))


def programs_of(stages: Sequence[Stage]) -> list[Program]:
    """Return the programs of all stages."""
    return [one for stage in stages for one in stage.programs.values()]


def _programs(task: Task) -> ReadOnly[str, Program]:
    facts = tuple(task.facts)
    ends = task.ends.items()
    return ReadOnly({name: program(sum_, facts) for name, sum_ in ends if sum_ != NOTHING})


def _copied(source: Source, columns: Mapping[str, Column]) -> int:
    """Return the bytes a row of what is made of a column that is not read in place."""
    if source.decoder.factor == 1 and columns[source.column].in_place:
        return 0
    return _CODE + (_ANSWER if source.decoder.kind is QuantityKind.CONDITION else _PARTS)
