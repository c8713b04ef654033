"""The kernel of columns: programs run in NumPy, a block of rows at a time in memory that stays.

The buffers serve every block again, so the only fresh memory is that of the result.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from aipolicy.frames.arrow import Numbers, fresh
from aipolicy.frames.decoding import Parts
from aipolicy.frames.program import FIRST_FACT, RESULT, UNSIGNED_RESULT, Memory, Place, Program

_NOTHING = np.empty(0, np.int64)


class Workshop:
    """The buffers of one thread, which all its kernels use one after another on so many rows."""

    def __init__(self, programs: Sequence[Program], rows: int) -> None:
        self.rows = rows
        self._buffers = fresh(_most(Place.BUFFER, programs), rows)
        self._masks = np.empty((_most(Place.MASK, programs), rows), np.bool_)

    @staticmethod
    def bytes_a_row(programs: Sequence[Program]) -> int:
        """Return what the buffers for these programs take for each row."""
        return 8 * _most(Place.BUFFER, programs) + _most(Place.MASK, programs)

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
    >>> Kernel(tenth, Workshop([tenth], 2)).run([np.array([14, 15])], result)
    >>> result
    array([1, 2])
    """

    def __init__(self, program: Program, workshop: Workshop) -> None:
        self._steps = [(s.operation, s.left, s.right, s.into) for s in program.steps]
        self._memory = workshop.memory(program)
        self._rows = workshop.rows

    def run(self, facts: Sequence[Parts], result: Numbers) -> None:
        """Write the sum of every row into `result`; the facts in order, a block at most."""
        rows = len(result)
        if rows == self._rows:
            slots = self._memory.copy()  # so that no facts are held beyond their block
        else:
            slots = [one[:rows] if one.ndim else one for one in self._memory]
        slots[RESULT], slots[UNSIGNED_RESULT] = result, result.view(np.uint64)
        slots[FIRST_FACT : FIRST_FACT + len(facts)] = facts
        for operation, left, right, into in self._steps:
            operation(slots[left], slots[right], out=slots[into])
