"""Work shared among threads, of which the one that asks is one."""

from __future__ import annotations

import os
from _thread import start_new_thread
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Generic, TypeAlias, TypeVar

ItemT = TypeVar("ItemT")
DoneT = TypeVar("DoneT")

Maker: TypeAlias = Callable[[], Callable[[ItemT], DoneT]]
"""What makes a thread's own way to work on an item."""


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_threads(maker: Maker[ItemT, DoneT], items: Sequence[ItemT], threads: int) -> Iterator[DoneT]:
    """Yield what the work on each item gives, in the order of the items.

    The thread that asks takes its share: to start another and to wait for it takes as long as
    thousands of rows do. The others end with the call; where the system gives none, it is alone.

    >>> list(in_threads(lambda: lambda number: 2 * number, [1, 2, 3], threads=2))
    [2, 4, 6]
    """
    shared = _Shared(maker, items)
    try:
        with suppress(RuntimeError):
            for _ in range(threads - 1):
                shared.start_helper()
        yield from shared.done()
    finally:
        shared.end()


class _Shared(Generic[ItemT, DoneT]):
    """Items that whoever is free takes, and what came of them."""

    def __init__(self, maker: Maker[ItemT, DoneT], items: Sequence[ItemT]) -> None:
        self._maker = maker
        self._count = len(items)
        self._left = SimpleQueue[tuple[int, ItemT]]()
        for item in enumerate(items):
            self._left.put(item)
        self._came = SimpleQueue[tuple[int, DoneT] | BaseException]()
        self._helpers = 0
        self._ended = SimpleQueue[None]()

    def start_helper(self) -> None:
        """Start a thread that works too; `threading` would wait here until it runs.

        Raises:
            RuntimeError: the system gives no more threads.
        """
        start_new_thread(self._help, ())
        self._helpers += 1

    def done(self) -> Iterator[DoneT]:
        """Work until nothing is left; yield what came of every item, in their order."""
        if not self._count:
            return
        work, kept, taken = self._maker(), dict[int, DoneT](), self._taken()
        for number in range(self._count):
            while number not in kept:
                own = next(taken, None) if self._came.empty() else None
                if own is None:
                    came = self._came.get()
                    if isinstance(came, BaseException):
                        raise came
                    kept.update([came])
                else:
                    kept[own[0]] = work(own[1])
            yield kept.pop(number)

    def end(self) -> None:
        """Leave what is left undone, and wait until nobody works any more."""
        for _ in self._taken():
            pass
        for _ in range(self._helpers):
            self._ended.get()

    def _help(self) -> None:
        """Work until nothing is left; an error ends it and is handed to the one that asks."""
        try:
            work = self._maker()
            for number, item in self._taken():
                self._came.put((number, work(item)))
        except BaseException as error:  # noqa: BLE001  (raised again where it is asked for)
            self._came.put(error)
        finally:
            self._ended.put(None)

    def _taken(self) -> Iterator[tuple[int, ItemT]]:
        """Yield items that nobody else has taken, until none is left."""
        with suppress(Empty):
            while True:
                yield self._left.get_nowait()
