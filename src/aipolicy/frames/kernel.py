"""The kernel of columns: programs run in NumPy, a block of rows at a time in memory that stays.

Blocks are small enough to stay in cache, and the buffers serve every block again, so the only
fresh memory is that of the result.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from aipolicy.frames.arrow import Numbers
from aipolicy.frames.decoding import Parts
from aipolicy.frames.memory import fresh
from aipolicy.frames.program import FIRST_FACT, RESULT, UNSIGNED_RESULT, Memory, Place, Program

BLOCK = 65_536
"""The rows of a block: its columns and buffers together fit the cache of a core."""

_NOTHING = np.empty(0, np.int64)


class Workshop:
    """The buffers of one thread, which all its kernels use one after another."""

    def __init__(self, programs: Sequence[Program]) -> None:
        self._buffers = fresh(_most(Place.BUFFER, programs), BLOCK)
        self._masks = np.empty((_most(Place.MASK, programs), BLOCK), np.bool_)

    def memory(self, program: Program) -> list[Memory]:
        """Return what lies in the slots of one of the programs."""
        found: list[Memory] = []
        buffers, masks = iter(self._buffers), iter(self._masks)
        for place, number in program.slots:
            match place:
                case Place.NUMBER:
                    found.append(np.array(number, np.int64))
                case Place.UNSIGNED_NUMBER:
                    found.append(np.array(number, np.uint64))
                case Place.TRUE:
                    found.append(np.array(number, np.bool_))
                case Place.BUFFER:
                    found.append(next(buffers))
                case Place.UNSIGNED_BUFFER:
                    found.append(found[-1].view(np.uint64))
                case Place.MASK:
                    found.append(next(masks))
                case _:  # what each block brings
                    found.append(_NOTHING)
        return found


def _most(place: Place, programs: Iterable[Program]) -> int:
    """Return how many slots of a kind the program with most of them has."""
    return max((sum(one is place for one, _ in program.slots) for program in programs), default=0)


class Kernel:
    """A program with memory to run it in.

    >>> from aipolicy.frames.plan import Rounded, Total
    >>> from aipolicy.frames.program import program
    >>> tenth = program(Rounded(Total(((("cost",), 1),), 5), 10), ("cost",))
    >>> result = np.zeros(2, np.int64)
    >>> Kernel(tenth, Workshop([tenth])).run([np.array([14, 15])], result)
    >>> result
    array([1, 2])
    """

    def __init__(self, program: Program, workshop: Workshop) -> None:
        self._steps = [(s.operation, s.left, s.right, s.into) for s in program.steps]
        self._memory = workshop.memory(program)

    def run(self, facts: Sequence[Parts], result: Numbers) -> None:
        """Write the sum of every row into `result`; the facts in order, at most `BLOCK` rows."""
        rows = len(result)
        slots = self._memory
        if rows != BLOCK:
            slots = [one[:rows] if one.ndim else one for one in slots]
        slots[RESULT], slots[UNSIGNED_RESULT] = result, result.view(np.uint64)
        slots[FIRST_FACT : FIRST_FACT + len(facts)] = facts
        for operation, left, right, into in self._steps:
            operation(slots[left], slots[right], out=slots[into])
