"""Work shared among threads, each on cores of its own.

Threads that share Python wake each other at every step, and Linux tends to run the woken one where
its waker runs: two threads then take turns on one core while another stands idle. So the cores are
dealt out among the threads of a call, which end with it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from typing import TypeVar

ItemT = TypeVar("ItemT")
DoneT = TypeVar("DoneT")


def cores() -> list[int]:
    """Return the numbers of the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return sorted(os.sched_getaffinity(0))
    return list(range(os.cpu_count() or 1))


def in_threads(
    work: Callable[[ItemT], DoneT], items: Sequence[ItemT], threads: int
) -> Iterator[DoneT]:
    """Yield what the work on each item gives, in the order of the items.

    >>> list(in_threads(lambda number: 2 * number, [1, 2, 3], threads=2))
    [2, 4, 6]
    """
    if threads < 2:
        yield from map(work, items)
        return
    own = SimpleQueue[set[int]]()
    available = cores()
    for number in range(threads):
        own.put(set(available[number::threads]))
    with ThreadPoolExecutor(threads, initializer=_settle, initargs=(own,)) as pool:
        yield from pool.map(work, items)


def _settle(own: SimpleQueue[set[int]]) -> None:
    """Keep the thread that calls to some cores, where the system lets it."""
    mine = own.get()
    if mine and hasattr(os, "sched_setaffinity"):
        with suppress(OSError):
            os.sched_setaffinity(0, mine)
