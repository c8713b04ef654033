"""Work on several items shared among threads, of which the calling thread is one."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import TypeAlias, TypeVar

ItemT = TypeVar("ItemT")
DoneT = TypeVar("DoneT")

Work: TypeAlias = Callable[[ItemT], DoneT]
"""A function from an item to its result."""


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_threads(
    maker: Callable[[], Work[ItemT, DoneT]], items: Sequence[ItemT], threads: int
) -> Iterator[DoneT]:
    """Yield the result of every item, in the order of the items.

    The calling thread works too: to start one more thread and wait for it takes as long as the
    work on thousands of rows. The other threads end with the call; items that are not begun when
    it ends are left. Where the system gives no more threads, the calling thread does all the work.

    Args:
        maker: makes the function of a thread, once for each.
        items: what to work on.
        threads: how many threads work, the calling one among them.

    Raises:
        Exception: whatever the work on an item raises, when its result is asked for.

    >>> list(in_threads(lambda: lambda number: 2 * number, [1, 2, 3], threads=2))
    [2, 4, 6]
    """
    if not items:
        return
    left = deque((item, Future[DoneT]()) for item in items)
    results = [result for _, result in left]

    def work_all() -> None:
        work = maker()
        while left:
            _work_next(work, left)

    with ThreadPoolExecutor(max(1, threads - 1)) as pool:
        try:
            with suppress(RuntimeError):
                for _ in range(threads - 1):
                    pool.submit(work_all)
            work = maker()
            for result in results:
                while left and not result.done():
                    _work_next(work, left)
                yield result.result()
        finally:
            left.clear()


def _work_next(work: Work[ItemT, DoneT], left: deque[tuple[ItemT, Future[DoneT]]]) -> None:
    """Take the next item that no thread has taken, if there is one, and set its result."""
    with suppress(IndexError):  # another thread may take the last item first
        item, result = left.popleft()
        try:
            result.set_result(work(item))
        except BaseException as error:  # noqa: BLE001  (raised where the result is asked for)
            result.set_exception(error)
