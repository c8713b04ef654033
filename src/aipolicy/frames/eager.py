"""Clauses over a frame in memory: one pass over its rows, block by block, on several threads."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue

from aipolicy.frames.blocks import MOST_ROWS, rows_a_block
from aipolicy.frames.columns import Column, columns_of
from aipolicy.frames.crew import Crew
from aipolicy.frames.faults import JOINT, refuse
from aipolicy.frames.opening import InMemory
from aipolicy.frames.reading import Unit
from aipolicy.frames.request import Task, where
from aipolicy.frames.result import Result, results_of
from aipolicy.frames.tally import Tally
from aipolicy.frames.turns import bytes_a_row, turns_of

_MOST_THREADS = 4

Progress = Callable[[Iterable[Tally], int], Iterable[Tally]]
"""What watches shares of rows being finished, told how many there are."""


def run(
    frame: InMemory,
    tasks: Sequence[Task],
    unit: Unit,
    on: str | None,
    *,
    raising: bool,
    progress: Progress,
) -> list[Result]:
    """Return what clauses give on every row.

    Raises:
        InvalidColumns: rows cannot be taken, where `raising`.
        Overflow: rows are only too large, where `raising`.
    """
    names = {source.column for task in tasks for source in task.facts.values()}
    names |= {on} if on else set()
    columns = columns_of(frame, names)
    results = results_of(tasks, len(frame), unit, on)
    shares = range(0, len(frame), MOST_ROWS)
    threads = min(len(shares), _MOST_THREADS, cores())
    crews: SimpleQueue[Crew] = SimpleQueue()
    turns = turns_of(tasks)
    block = rows_a_block(bytes_a_row(turns, columns), max(threads, 1))
    for _ in range(threads):
        crews.put(Crew(turns, columns, results, on, min(block, len(frame))))

    def share(start: int) -> Tally:
        crew = crews.get()
        try:
            return crew.rows(start, min(start + MOST_ROWS, len(frame)))
        finally:
            crews.put(crew)

    total = Tally()
    for tally in progress(_finished(share, shares, threads), len(shares)):
        total.add(tally)
    if raising:
        refuse(where(tasks), total.bad_rows(lambda name, row: _value(columns, name, row)))
    return results


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _finished(share: Callable[[int], Tally], shares: range, threads: int) -> Iterator[Tally]:
    """Yield what the shares met, in their order."""
    if threads < 2:
        yield from map(share, shares)
        return
    with ThreadPoolExecutor(threads) as pool:
        yield from pool.map(share, shares)


def _value(columns: Mapping[str, Column], name: str, row: int) -> object:
    """Return the value of a row in a column, or in several whose names are joined."""
    if name in columns:
        return columns[name].value(row)
    return tuple(columns[one].value(row) for one in name.split(JOINT))
