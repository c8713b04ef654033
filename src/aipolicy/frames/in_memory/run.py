"""Clauses on a frame in memory: one pass over its rows, block by block, on several threads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from aipolicy.frames.columns.column import Column, columns_of
from aipolicy.frames.columns.frame import InMemory
from aipolicy.frames.columns.tally import Tally
from aipolicy.frames.columns.unit import Unit
from aipolicy.frames.faults import JOINT, refuse
from aipolicy.frames.in_memory.blocks import rows_a_block, threads_for
from aipolicy.frames.in_memory.result import Result, results_of
from aipolicy.frames.in_memory.stages import bytes_a_row, stages_of
from aipolicy.frames.in_memory.threads import cores, in_threads
from aipolicy.frames.in_memory.worker import Worker
from aipolicy.frames.request.task import Task, where

Progress = Callable[[Iterable[Tally], int], Iterable[Tally]]
"""What shows the progress of blocks; the second argument is how many there are."""


def run(
    frame: InMemory,
    tasks: tuple[Task, ...],
    unit: Unit,
    on: str | None,
    *,
    raising: bool,
    progress: Progress,
) -> list[Result]:
    """Return the results of clauses on every row.

    Raises:
        InvalidColumns: rows cannot be read, where `raising`.
        Overflow: rows are only too large, where `raising`.
    """
    names = {source.column for task in tasks for source in task.facts.values()}
    names |= {on} if on else set()
    columns = columns_of(frame, names)
    results = results_of(tasks, len(frame), unit, on)
    stages, rows = stages_of(tasks), len(frame)
    threads = threads_for(rows, cores())
    block = rows_a_block(rows, threads, bytes_a_row(stages, columns))

    def work() -> Callable[[int], Tally]:
        worker = Worker(stages, columns, results, on, block)
        return lambda start: worker.rows(start, min(start + block, rows))

    total = Tally()
    starts = range(0, rows, block or 1)
    for tally in progress(in_threads(work, starts, threads), len(starts)):
        total.add(tally)
    if raising:
        refuse(where(tasks), total.bad_rows(lambda name, row: _value(columns, name, row)))
    return results


def _value(columns: Mapping[str, Column], name: str, row: int) -> object:
    """Return the value of a row in a column, or in several columns whose names are joined."""
    if name in columns:
        return columns[name].value(row)
    return tuple(columns[one].value(row) for one in name.split(JOINT))
