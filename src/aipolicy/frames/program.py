"""A sum as a short list of NumPy operations over numbered slots.

The slots are the result, the facts, the clause's own numbers and a few buffers of one block of
rows. A program is written once and never changes; whoever runs it brings the memory.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from math import gcd
from typing import Protocol, TypeAlias, cast

import numpy as np
import numpy.typing as npt

from aipolicy.calc.polynomial import Monomial
from aipolicy.frames.limits import INT64
from aipolicy.frames.plan import NOTHING, Answer, AtLeastZero, Choice, Extreme, Rounded, Sum

Slot: TypeAlias = int
"""The number of a place where an operand lies."""

Memory: TypeAlias = npt.NDArray[np.generic]
"""What lies in a slot."""

RESULT: Slot = 0
UNSIGNED_RESULT: Slot = 1
FIRST_FACT: Slot = 2

_LOWEST, _HIGHEST = np.array(-INT64 - 1), np.array(INT64)


class Operation(Protocol):
    """A NumPy function of two operands."""

    def __call__(self, left: Memory, right: Memory, /, *, out: Memory) -> object:
        """Write the result of two operands into memory given."""
        ...


class Place(Enum):
    """What a slot is for."""

    GIVEN = auto()
    NUMBER = auto()
    UNSIGNED_NUMBER = auto()
    TRUE = auto()
    BUFFER = auto()
    UNSIGNED_BUFFER = auto()
    MASK = auto()


@dataclass(frozen=True, slots=True)
class Instruction:
    """One operation, the slots it reads and the slot it writes."""

    operation: Operation
    left: Slot
    right: Slot
    into: Slot


@dataclass(frozen=True, slots=True)
class Program:
    """The steps of a sum, and what its slots are: a place, and the number that lies there.

    An unsigned buffer is the memory of the slot before it, seen as unsigned.
    """

    slots: tuple[tuple[Place, int], ...]
    steps: tuple[Instruction, ...]


@lru_cache(maxsize=1024)
def program(sum_: Sum, facts: tuple[str, ...]) -> Program:
    """Return a sum of these facts as a program.

    >>> from aipolicy.frames.plan import Total
    >>> tenth = Rounded(Total(((("cost",), 1),), 5), 10)
    >>> [step.operation.__name__ for step in program(tenth, ("cost",)).steps]
    ['add', 'floor_divide']
    """
    writer = _Writer(facts)
    writer.write(sum_)
    return Program(tuple(writer.slots), tuple(writer.steps))


def multiplier(sum_: Sum) -> tuple[int, int, int] | None:
    """Return how a clamped sum is divided by multiplying and shifting, which is faster.

    The factors `(m, a, k)` are such that `(m * x + a) >> k` is the sum at every x from 0 to its
    clamp, or None where there are none within 64 bits. With `m` and `a` rounded up, the error
    stays below one part of the divisor, so no quotient is ever moved to the next whole number.

    >>> from aipolicy.frames.plan import Total
    >>> multiplier(Rounded(Total(((("cost",), 3),), 5), 10, 0, (("cost", 1_000_000),)))
    (2516583, 4194304, 23)
    """
    if not isinstance(sum_, Rounded) or not sum_.clamps or sum_.under == 1 or sum_.shift:
        return None
    ((_, factor),) = sum_.total.terms
    ((_, most),) = sum_.clamps
    constant, under = sum_.total.constant, sum_.under
    m, a, places = 0, 0, 0
    while m * most + a <= INT64:
        places += 1
        m, a = -(-(factor << places) // under), -(-(constant << places) // under)
        error = (m * under - (factor << places)) * most + a * under - (constant << places)
        if error < 1 << places and m * most + a <= INT64:
            return m, a, places
    return None


def _widened(left: Memory, _right: Memory, /, *, out: Memory) -> None:
    """Write truth values as 0 and 1: in two steps their product with numbers is faster."""
    np.copyto(out, left)


def _at_most(left: Memory, right: Memory, /, *, out: Memory) -> None:
    """Write what is at most a number: NumPy clips faster than it takes the lesser of two."""
    np.clip(left, _LOWEST, right, out=out)


def _at_least(left: Memory, right: Memory, /, *, out: Memory) -> None:
    """Write what is at least a number."""
    np.clip(left, right, _HIGHEST, out=out)


class _Writer:
    """Writes a sum as steps, and says which memory they need."""

    def __init__(self, facts: Sequence[str]) -> None:
        self.steps: list[Instruction] = []
        self.slots: list[tuple[Place, int]] = [(Place.GIVEN, 0)] * (FIRST_FACT + len(facts))
        self._facts = {fact: slot for slot, fact in enumerate(facts, start=FIRST_FACT)}
        self._numbers: dict[tuple[Place, int], Slot] = {}
        self._free: list[Slot] = []

    def write(self, sum_: Sum) -> None:
        """Write a sum so that it ends in the result."""
        lies = self._sum(sum_)
        if not self._is(Place.BUFFER, lies):
            self._step(np.add, lies, self._number(0), RESULT)
            return
        last = self.steps.pop()
        into = RESULT if last.into == lies else UNSIGNED_RESULT
        self.steps.append(Instruction(last.operation, last.left, last.right, into))

    def _sum(self, sum_: Sum) -> Slot:
        """Write a sum; return where it lies: in a buffer, written last, or in a fact or number."""
        if isinstance(sum_, Rounded):
            return self._rounded(sum_)
        return self._extreme(sum_) if isinstance(sum_, Extreme) else self._choice(sum_)

    def _rounded(self, sum_: Rounded) -> Slot:
        if not sum_.total.terms:
            return self._number(sum_.at({}))
        by_multiplying = multiplier(sum_)
        if by_multiplying is not None:
            factor, constant, places = by_multiplying
            ((monomial, _),) = sum_.total.terms
            lies = self._term(monomial, factor, dict(sum_.clamps))
            lies = self._do(np.add, lies, self._number(constant))
            return self._do(np.right_shift, lies, self._number(places))
        lies = self._terms(sum_.total.terms, dict(sum_.clamps))
        constant = sum_.shifted.constant
        if constant or sum_.under > 1:
            lies = self._do(np.add, lies, self._number(constant))
        if sum_.under > 1:  # never negative here, and unsigned division is twice as fast
            divisor = self._number(sum_.under, Place.UNSIGNED_NUMBER)
            self._step(np.floor_divide, lies + 1, divisor, lies + 1)
        return self._do(np.subtract, lies, self._number(sum_.shift)) if sum_.shift else lies

    def _terms(self, terms: Sequence[tuple[Monomial, int]], clamps: Mapping[str, int]) -> Slot:
        """Write whole multiples of products of facts, added up."""
        common = gcd(*(factor for _, factor in terms))
        first, *others = sorted(terms, key=lambda term: term[1] < 0)
        lies = self._term(first[0], first[1] // common, clamps)
        for monomial, factor in others:
            other = self._term(monomial, abs(factor) // common, clamps)
            lies = self._do(np.add if factor > 0 else np.subtract, lies, other)
        return lies if common == 1 else self._do(np.multiply, lies, self._number(common))

    def _term(self, monomial: Monomial, factor: int, clamps: Mapping[str, int]) -> Slot:
        lies, *others = (self._fact(fact, clamps) for fact in monomial)
        for other in others:
            lies = self._do(np.multiply, lies, other)
        return lies if factor == 1 else self._do(np.multiply, lies, self._number(factor))

    def _fact(self, fact: str, clamps: Mapping[str, int]) -> Slot:
        slot = self._facts[fact]
        if fact not in clamps:
            return slot
        return self._do(_at_most, slot, self._number(clamps[fact]))

    def _extreme(self, sum_: Extreme) -> Slot:
        lies, *others = (self._sum(one) for one in sum_.of)
        for other in others:
            if self._is(Place.NUMBER, other):
                lies = self._do(_at_most if sum_.is_least else _at_least, lies, other)
            else:
                lies = self._do(np.minimum if sum_.is_least else np.maximum, lies, other)
        return lies

    def _choice(self, sum_: Choice) -> Slot:
        """Write a choice without a branch: the difference times the truth, and the rest added."""
        mask = self._all(sum_.conditions)
        met, unmet = self._sum(sum_.met), self._sum(sum_.unmet)
        nothing = sum_.unmet == NOTHING
        # A difference that wraps wraps back when the rest is added again.
        gain = met if nothing else self._do(np.subtract, met, unmet, keep=unmet)
        truth = self._step(_widened, mask, mask, self._buffer())
        chosen = self._do(np.multiply, truth, gain, keep=unmet)
        return chosen if nothing else self._do(np.add, chosen, unmet)

    def _all(self, conditions: Sequence[AtLeastZero | Answer]) -> Slot:
        """Write whether all conditions are met."""
        lies, *others = (self._condition(condition) for condition in conditions)
        for other in others:
            masks = [slot for slot in (lies, other) if self._is(Place.MASK, slot)]
            into = masks[0] if masks else self._place(Place.MASK)
            lies = self._step(np.logical_and, lies, other, into)
        return lies

    def _condition(self, condition: AtLeastZero | Answer) -> Slot:
        if isinstance(condition, Answer):
            answer = self._facts[condition.fact]
            if condition.value:
                return answer
            true = self._number(1, Place.TRUE)
            return self._step(np.not_equal, answer, true, self._place(Place.MASK))
        total = condition.total
        more = [(monomial, factor) for monomial, factor in total.terms if factor > 0]
        less = [(monomial, -factor) for monomial, factor in total.terms if factor < 0]
        if not more:
            left, right = self._number(total.constant), self._terms(less, {})
        elif not less:
            left, right = self._terms(more, {}), self._number(-total.constant)
        else:
            left, right = self._terms(more, {}), self._terms(less, {})
            if total.constant:
                left = self._do(np.add, left, self._number(total.constant))
        met = self._step(np.greater_equal, left, right, self._place(Place.MASK))
        self._release(left)
        self._release(right)
        return met

    def _do(self, operation: object, left: Slot, right: Slot, keep: Slot = -1) -> Slot:
        """Write one operation into a buffer: that of an operand no longer needed, or a free one."""
        used = [s for s in (left, right) if s != keep and self._is(Place.BUFFER, s)]
        into = used[0] if used else self._buffer()
        self._step(operation, left, right, into)
        for slot in used[1:]:
            self._release(slot)
        return into

    def _step(self, operation: object, left: Slot, right: Slot, into: Slot) -> Slot:
        self.steps.append(Instruction(cast("Operation", operation), left, right, into))
        return into

    def _number(self, number: int, place: Place = Place.NUMBER) -> Slot:
        """Return the slot of a number of the clause."""
        key = (place, number)
        if key not in self._numbers:
            self._numbers[key] = self._place(place, number)
        return self._numbers[key]

    def _buffer(self) -> Slot:
        """Return a free buffer; the slot after it is the same memory seen as unsigned."""
        if self._free:
            return self._free.pop()
        slot = self._place(Place.BUFFER)
        self._place(Place.UNSIGNED_BUFFER)
        return slot

    def _place(self, place: Place, number: int = 0) -> Slot:
        self.slots.append((place, number))
        return len(self.slots) - 1

    def _is(self, place: Place, slot: Slot) -> bool:
        return self.slots[slot][0] is place

    def _release(self, slot: Slot) -> None:
        """Let a buffer be used again; facts and numbers are never written over."""
        if self._is(Place.BUFFER, slot):
            self._free.append(slot)
