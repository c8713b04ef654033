"""A sum compiled to a short list of NumPy operations over numbered slots.

The slots hold the result, the facts, the clause's own numbers and a few buffers of one block of
rows. A program is compiled once and never changes; the caller provides the memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, Protocol, TypeAlias, cast

import numpy as np
import numpy.typing as npt

from aipolicy.calc.symbolic.polynomial import Monomial
from aipolicy.calc.values.frozen import ReadOnly
from aipolicy.frames.plan.limits import INT64
from aipolicy.frames.plan.sums import (
    NOTHING,
    Answer,
    AtLeastZero,
    Conditional,
    Extreme,
    Rounded,
    Sum,
)

Slot: TypeAlias = int
"""The number of a slot, which holds an operand."""

Memory: TypeAlias = npt.NDArray[np.generic]
"""The content of a slot."""

RESULT: Slot = 0
UNSIGNED_RESULT: Slot = 1
FIRST_FACT: Slot = 2

_LOWEST, _HIGHEST = np.array(-INT64 - 1), np.array(INT64)


class Operation(Protocol):
    """A NumPy function of two operands."""

    def __call__(self, left: Memory, right: Memory, /, *, out: Memory) -> object:
        """Write the result of two operands into `out`."""
        ...


class Instruction(NamedTuple):
    """One operation, the slots it reads and the slot it writes."""

    operation: Operation
    left: Slot
    right: Slot
    into: Slot


@dataclass(frozen=True, slots=True, eq=False)
class Program:
    """The instructions of a sum, and its slots.

    Attributes:
        steps: the instructions, in order.
        size: how many slots there are.
        numbers: the slots of the clause's own numbers.
        buffers: the slots of buffers; the next slot is the same memory seen as unsigned.
        masks: the slots of truth values.
    """

    steps: tuple[Instruction, ...]
    size: int
    numbers: ReadOnly[Slot, Memory]
    buffers: tuple[Slot, ...]
    masks: tuple[Slot, ...]


@lru_cache(maxsize=1024)
def program(sum_: Sum, facts: tuple[str, ...]) -> Program:
    """Return a sum of these facts as a program.

    >>> from aipolicy.frames.plan.sums import Total
    >>> tenth = Rounded(Total(((("cost",), 1),), 5), 10)
    >>> [step.operation.__name__ for step in program(tenth, ("cost",)).steps]
    ['add', 'floor_divide']
    """
    writer = _Writer(facts)
    writer.write(sum_)
    return writer.program()


def multiplier(sum_: Sum) -> tuple[int, int, int] | None:
    """Return the factors for dividing a clamped sum by multiply and shift, which is faster.

    The factors `(m, a, k)` are such that `(m * x + a) >> k` is the sum at every x from 0 to its
    clamp, x being the terms over their common factor, or None where there are none within 64 bits.
    With `m` and `a` rounded up, the error stays below one unit of the divisor, so no quotient
    ever reaches the next whole number.

    >>> from aipolicy.frames.plan.sums import Total
    >>> multiplier(Rounded(Total(((("cost",), 3),), 5), 10, most=1_000_000))
    (2516583, 4194304, 23)
    """
    if not isinstance(sum_, Rounded) or sum_.most is None or sum_.under == 1 or sum_.shift:
        return None
    factor, constant, under, most = sum_.total.common, sum_.total.constant, sum_.under, sum_.most
    m, a, places = 0, 0, 0
    while m * most + a <= INT64:
        places += 1
        m, a = -(-(factor << places) // under), -(-(constant << places) // under)
        error = (m * under - (factor << places)) * most + a * under - (constant << places)
        if error < 1 << places and m * most + a <= INT64:
            return m, a, places
    return None


def _at_most(left: Memory, right: Memory, /, *, out: Memory) -> None:
    """Write the minimum with a number: NumPy clips faster than it takes a minimum."""
    np.clip(left, _LOWEST, right, out=out)


def _at_least(left: Memory, right: Memory, /, *, out: Memory) -> None:
    """Write the maximum with a number."""
    np.clip(left, right, _HIGHEST, out=out)


class _Writer:
    """Compiles a sum to instructions, and allocates their slots."""

    def __init__(self, facts: Sequence[str]) -> None:
        self._steps: list[Instruction] = []
        self._facts = {fact: slot for slot, fact in enumerate(facts, start=FIRST_FACT)}
        self._size = FIRST_FACT + len(facts)
        self._numbers: dict[tuple[type[np.generic], int], Slot] = {}
        self._buffers: list[Slot] = []
        self._masks: list[Slot] = []
        self._free: list[Slot] = []

    def program(self) -> Program:
        """Return the compiled program."""
        numbers = {slot: np.array(one, type_) for (type_, one), slot in self._numbers.items()}
        return Program(
            tuple(self._steps),
            self._size,
            ReadOnly(numbers),
            tuple(self._buffers),
            tuple(self._masks),
        )

    def write(self, sum_: Sum) -> None:
        """Compile a sum into the result, whose memory also serves as its buffer."""
        lies = self._sum(sum_)
        if lies not in self._buffers:
            self._step(np.add, lies, self._number(0), RESULT)
            return
        self._buffers.remove(lies)
        other = {lies: RESULT, lies + 1: UNSIGNED_RESULT}
        self._steps = [
            Instruction(step.operation, *(other.get(slot, slot) for slot in step[1:]))
            for step in self._steps
        ]

    def _sum(self, sum_: Sum) -> Slot:
        """Compile a sum; return its slot: a buffer, written last, or a fact or number."""
        if isinstance(sum_, Rounded):
            return self._rounded(sum_)
        return self._extreme(sum_) if isinstance(sum_, Extreme) else self._conditional(sum_)

    def _rounded(self, sum_: Rounded) -> Slot:
        if not sum_.total.terms:
            return self._number(sum_.at({}))
        lies = self._added(sum_.total.over_common)
        if sum_.most is not None:
            lies = self._do(_at_most, lies, self._number(sum_.most))
        by_multiplying = multiplier(sum_)
        if by_multiplying is not None:
            factor, constant, places = by_multiplying
            lies = self._do(np.multiply, lies, self._number(factor))
            lies = self._do(np.add, lies, self._number(constant))
            return self._do(np.right_shift, lies, self._number(places))
        if sum_.total.common > 1:
            lies = self._do(np.multiply, lies, self._number(sum_.total.common))
        constant = sum_.shifted.constant
        if constant or sum_.under > 1:
            lies = self._do(np.add, lies, self._number(constant))
        if sum_.under > 1:  # not negative where it counts; unsigned division is twice as fast
            divisor = self._number(sum_.under, np.uint64)
            self._step(np.floor_divide, lies + 1, divisor, lies + 1)
        return self._do(np.subtract, lies, self._number(sum_.shift)) if sum_.shift else lies

    def _added(self, terms: Sequence[tuple[Monomial, int]]) -> Slot:
        """Compile a sum of whole multiples of products of facts."""
        first, *others = sorted(terms, key=lambda term: term[1] < 0)
        lies = self._term(*first)
        for monomial, factor in others:
            other = self._term(monomial, abs(factor))
            lies = self._do(np.add if factor > 0 else np.subtract, lies, other)
        return lies

    def _term(self, monomial: Monomial, factor: int) -> Slot:
        lies, *others = (self._facts[fact] for fact in monomial)
        for other in others:
            lies = self._do(np.multiply, lies, other)
        return lies if factor == 1 else self._do(np.multiply, lies, self._number(factor))

    def _extreme(self, sum_: Extreme) -> Slot:
        lies, *others = (self._sum(one) for one in sum_.of)
        for other in others:
            if other in self._numbers.values():
                lies = self._do(_at_most if sum_.is_least else _at_least, lies, other)
            else:
                lies = self._do(np.minimum if sum_.is_least else np.maximum, lies, other)
        return lies

    def _conditional(self, sum_: Conditional) -> Slot:
        """Compile a conditional without a branch: the difference times the truth, plus the rest."""
        mask = self._all(sum_.conditions)
        met, unmet = self._sum(sum_.met), self._sum(sum_.unmet)
        nothing = sum_.unmet == NOTHING
        # A difference that wraps wraps back when the rest is added again.
        gain = met if nothing else self._do(np.subtract, met, unmet, keep=unmet)
        chosen = self._do(np.multiply, gain, mask, keep=unmet)
        return chosen if nothing else self._do(np.add, chosen, unmet)

    def _all(self, conditions: Sequence[AtLeastZero | Answer]) -> Slot:
        """Compile whether all conditions are met."""
        lies, *others = (self._condition(condition) for condition in conditions)
        for other in others:
            masks = [slot for slot in (lies, other) if slot in self._masks]
            into = masks[0] if masks else self._mask()
            lies = self._step(np.logical_and, lies, other, into)
        return lies

    def _condition(self, condition: AtLeastZero | Answer) -> Slot:
        if isinstance(condition, Answer):
            answer = self._facts[condition.fact]
            if condition.value:
                return answer
            return self._step(np.not_equal, answer, self._number(1, np.bool_), self._mask())
        total = condition.total
        more = [(monomial, factor) for monomial, factor in total.terms if factor > 0]
        less = [(monomial, -factor) for monomial, factor in total.terms if factor < 0]
        if not more:
            left, right = self._number(total.constant), self._added(less)
        elif not less:
            left, right = self._added(more), self._number(-total.constant)
        else:
            left, right = self._added(more), self._added(less)
            if total.constant:
                left = self._do(np.add, left, self._number(total.constant))
        met = self._step(np.greater_equal, left, right, self._mask())
        self._release(left)
        self._release(right)
        return met

    def _do(self, operation: object, left: Slot, right: Slot, keep: Slot = -1) -> Slot:
        """Compile one operation into a buffer: a free one, or that of an operand used up."""
        used = [s for s in (left, right) if s != keep and s in self._buffers]
        into = used[0] if used else self._buffer()
        self._step(operation, left, right, into)
        for slot in used[1:]:
            self._release(slot)
        return into

    def _step(self, operation: object, left: Slot, right: Slot, into: Slot) -> Slot:
        self._steps.append(Instruction(cast("Operation", operation), left, right, into))
        return into

    def _number(self, number: int, type_: type[np.generic] = np.int64) -> Slot:
        """Return the slot of a number of the clause."""
        if (type_, number) not in self._numbers:
            self._numbers[type_, number] = self._new()
        return self._numbers[type_, number]

    def _buffer(self) -> Slot:
        """Return a free buffer; the slot after it is the same memory seen as unsigned."""
        if self._free:
            return self._free.pop()
        self._buffers.append(self._new())
        self._new()
        return self._buffers[-1]

    def _mask(self) -> Slot:
        self._masks.append(self._new())
        return self._masks[-1]

    def _new(self) -> Slot:
        self._size += 1
        return self._size - 1

    def _release(self, slot: Slot) -> None:
        """Free a buffer; facts and numbers are never overwritten."""
        if slot in self._buffers:
            self._free.append(slot)
