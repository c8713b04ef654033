"""The kernel: programs run in NumPy, one block of rows at a time, in buffers that are reused.

The only new memory is that of the result.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np

from aipolicy.frames.arrow import Numbers, fresh
from aipolicy.frames.columns.array_decoder import MinorUnits
from aipolicy.frames.plan.program import FIRST_FACT, RESULT, UNSIGNED_RESULT, Memory, Program, Slot

_NOTHING = np.empty(0, np.int64)


class Buffers:
    """The buffers of one thread for blocks of `rows` rows; its kernels use them in turn."""

    def __init__(self, programs: Sequence[Program], rows: int) -> None:
        self.rows = rows
        self._buffers = fresh(_most(one.buffers for one in programs), rows)
        self._masks = np.empty((_most(one.masks for one in programs), rows), np.bool_)

    @cached_property
    def spare(self) -> Numbers:
        """A buffer for results whose memory is not contiguous."""
        return fresh(self.rows)

    @staticmethod
    def bytes_a_row(programs: Sequence[Program]) -> int:
        """Return the bytes that the buffers for these programs take for each row."""
        buffers = 1 + _most(one.buffers for one in programs)  # with the spare one
        return 8 * buffers + _most(one.masks for one in programs)

    def memory(self, program: Program) -> list[Memory]:
        """Return the contents of the slots of one of the programs."""
        found: list[Memory] = [_NOTHING] * program.size
        for slot, number in program.numbers.items():
            found[slot] = number
        for slot, buffer in zip(program.buffers, self._buffers, strict=False):
            found[slot], found[slot + 1] = buffer, buffer.view(np.uint64)
        for slot, mask in zip(program.masks, self._masks, strict=False):
            found[slot] = mask
        return found


def _most(slots: Iterable[Sequence[Slot]]) -> int:
    """Return how many slots the program with most of them has."""
    return max(map(len, slots), default=0)


class Kernel:
    """A program with memory to run it in.

    >>> from aipolicy.frames.plan.sums import Rounded, Total
    >>> from aipolicy.frames.plan.program import program
    >>> tenth = program(Rounded(Total(((("cost",), 1),), 5), 10), ("cost",))
    >>> result = np.zeros(2, np.int64)
    >>> Kernel(tenth, Buffers([tenth], 2)).run([np.array([14, 15])], result)
    >>> result
    array([1, 2])
    """

    def __init__(self, program: Program, buffers: Buffers) -> None:
        self._steps = program.steps
        self._buffers = buffers
        self._memory = buffers.memory(program)

    def run(self, facts: Sequence[MinorUnits], result: Numbers) -> None:
        """Write the sum of every row into `result`; the facts come in order, one block at most."""
        rows = len(result)
        if rows == self._buffers.rows:
            slots = self._memory.copy()  # so that no facts are kept beyond their block
        else:
            slots = [one[:rows] if one.ndim else one for one in self._memory]
        slots[FIRST_FACT : FIRST_FACT + len(facts)] = facts
        memory = result if result.flags.c_contiguous else self._buffers.spare[:rows]
        slots[RESULT], slots[UNSIGNED_RESULT] = memory, memory.view(np.uint64)
        for operation, left, right, into in self._steps[:-1]:
            operation(slots[left], slots[right], out=slots[into])
        operation, left, right, into = self._steps[-1]
        operation(slots[left], slots[right], out=result.view(slots[into].dtype))
