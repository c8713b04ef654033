"""The kernel of columns: programs run in NumPy, a block of rows at a time in memory that stays.

Blocks are small enough to stay in cache, and the buffers serve every block again, so the only
fresh memory is that of the result.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

import numpy as np

from aipolicy.frames.arrow import Numbers, Truths
from aipolicy.frames.decoding import Parts
from aipolicy.frames.program import FIRST_FACT, RESULT, UNSIGNED_RESULT, Memory, Place, Program

BLOCK = 65_536
"""The rows of a block: its columns and buffers together fit the cache of a core."""


class Workshop:
    """The buffers of one thread, which all its kernels use one after another.

    `repeated` holds numbers that stand on every row; they are only read, so threads share them.
    """

    def __init__(self, repeated: dict[int, Numbers]) -> None:
        self._repeated = repeated
        self._buffers: list[Numbers] = []
        self._masks: list[Truths] = []

    def memory(self, program: Program) -> list[Memory]:
        """Return what lies in the slots of a program."""
        found: list[Memory] = []
        buffers, masks = count(), count()
        for place, number in program.slots:
            match place:
                case Place.NUMBER:
                    found.append(np.array(number, np.int64))
                case Place.UNSIGNED_NUMBER:
                    found.append(np.array(number, np.uint64))
                case Place.TRUE:
                    found.append(np.array(number, np.bool_))
                case Place.REPEATED_NUMBER:
                    if number not in self._repeated:
                        self._repeated[number] = np.full(BLOCK, number, np.int64)
                    found.append(self._repeated[number])
                case Place.BUFFER:
                    if (place_number := next(buffers)) == len(self._buffers):
                        self._buffers.append(np.empty(BLOCK, np.int64))
                    found.append(self._buffers[place_number])
                case Place.UNSIGNED_BUFFER:
                    found.append(found[-1].view(np.uint64))
                case Place.MASK:
                    if (place_number := next(masks)) == len(self._masks):
                        self._masks.append(np.empty(BLOCK, np.bool_))
                    found.append(self._masks[place_number])
                case _:  # what each block brings
                    found.append(np.empty(0, np.int64))
        return found


class Kernel:
    """A program with memory to run it in.

    >>> from aipolicy.frames.plan import Rounded, Total
    >>> from aipolicy.frames.program import program
    >>> tenth = program(Rounded(Total(((("cost",), 1),), 5), 10), ("cost",))
    >>> result = np.zeros(2, np.int64)
    >>> Kernel(tenth, Workshop({})).run([np.array([14, 15])], result)
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
