"""A problem of choice and its solution, in plain integers.

An award is an item, known by its index; the indices follow document order. Sums are whole fen.
Nothing here knows a policy, a clause or a subject.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aipolicy.errors import Code, Fault, InvalidProblem, fault


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Items of which at most one is kept.

    >>> Exclusion(frozenset({0, 2})).members == {0, 2}
    True
    """

    members: frozenset[int]


@dataclass(frozen=True, slots=True)
class JointCap:
    """Items whose paid sums together are at most `most` fen.

    >>> JointCap(frozenset({0, 1}), most=100_000_000).most
    100000000
    """

    members: frozenset[int]
    most: int


@dataclass(frozen=True, slots=True)
class Sides:
    """Sides of which at most one is kept: items of different sides exclude each other.

    Items of one side do not. As a conflict graph this is complete multipartite, and bipartite
    with two sides; written so, n items have n entries and not n² pairs.

    >>> sorted(Sides((frozenset({0, 2}), frozenset({1}))).members)
    [0, 1, 2]
    """

    sides: tuple[frozenset[int], ...]

    @property
    def members(self) -> frozenset[int]:
        """The items of all sides."""
        return frozenset[int]().union(*self.sides)

    @property
    def opposes(self) -> bool:
        """Whether any item excludes another: whether two sides have items."""
        return sum(map(bool, self.sides)) > 1


@dataclass(frozen=True, slots=True)
class Problem:
    """Items with their sums, and the rules on combining them.

    Attributes:
        amounts: the sum of each item in fen, 0 or more, in document order.
        exclusions: groups in which at most one item is kept.
        caps: joint caps; an item may be under several, and a cap may span several groups.
        conflicts: pairs of which at most one is kept, for an item that excludes two which do
            not exclude each other.
        sides: groups in which the items of at most one side are kept.

    Raises:
        InvalidProblem: an amount or a cap is not a whole number of 0 or more, an index is not one
            of the items, an item conflicts with itself, or is on two sides of one group; with
            every fault at once.

    >>> Problem((5, 3), exclusions=(Exclusion(frozenset({0, 1})),)).amounts
    (5, 3)
    >>> Problem((5, -3), conflicts=((0, 2),))
    Traceback (most recent call last):
        ...
    aipolicy.errors.InvalidProblem: choice: 2 faults
      amounts[2]=-3: a sum is a whole number of fen, 0 or more; give the sum in fen
      conflicts[1]=(0, 2): the items are 0 to 1; name items of the problem
    """

    amounts: tuple[int, ...]
    exclusions: tuple[Exclusion, ...] = ()
    caps: tuple[JointCap, ...] = ()
    conflicts: tuple[tuple[int, int], ...] = ()
    sides: tuple[Sides, ...] = ()

    def __post_init__(self) -> None:
        faults = [*self._wrong_sums(), *self._wrong_members(), *self._wrong_conflicts()]
        if faults:
            raise InvalidProblem("choice", faults)

    def _wrong_sums(self) -> Iterator[Fault]:
        # One look at the whole first: a million sums are walked only where one is wrong.
        if set(map(type, self.amounts)) - {int} or min(self.amounts, default=0) < 0:
            for index, amount in enumerate(self.amounts):
                yield from _wrong_sum(amount, "amounts", index)
        for index, cap in enumerate(self.caps):
            yield from _wrong_sum(cap.most, "caps", index, "most")

    def _wrong_members(self) -> Iterator[Fault]:
        named: dict[str, Sequence[Exclusion | JointCap | Sides]]
        named = {"exclusions": self.exclusions, "caps": self.caps, "sides": self.sides}
        for name, rules in named.items():
            for index, rule in enumerate(rules):
                members = rule.members
                if members and not self._has(min(members), max(members)):
                    yield self._unknown(sorted(members), name, index, "members")

    def _wrong_conflicts(self) -> Iterator[Fault]:
        for index, (one, other) in enumerate(self.conflicts):
            if not self._has(one, other):
                yield self._unknown((one, other), "conflicts", index)
            elif one == other:
                yield fault(Code.PROBLEM_SELF, "conflicts", index, value=(one, other))
        for index, rule in enumerate(self.sides):
            if sum(map(len, rule.sides)) > len(rule.members):
                yield fault(Code.PROBLEM_SELF, "sides", index, value=[*map(sorted, rule.sides)])

    def _has(self, *indices: int) -> bool:
        return min(indices) >= 0 and max(indices) < len(self.amounts)

    def _unknown(self, indices: object, *path: str | int) -> Fault:
        if not self.amounts:
            return fault(Code.PROBLEM_NO_ITEMS, *path, value=indices)
        last = len(self.amounts) - 1
        return fault(Code.PROBLEM_ITEMS, *path, value=indices, least=0, most=last)


def _wrong_sum(value: object, *path: str | int) -> Iterator[Fault]:
    if type(value) is not int or value < 0:
        yield fault(Code.PROBLEM_SUM, *path, value=value)


@dataclass(frozen=True, slots=True)
class Solution:
    """A choice: the items kept, and what each is paid.

    Attributes:
        paid: the sum paid to each item, in fen, never above its amount.
        kept: the items chosen; no two exclude each other. A kept item is paid whole, or less
            where a joint cap cuts it, if need be to nothing.

    >>> Solution(paid=(5, 0), kept=frozenset({0})).total
    5
    """

    paid: tuple[int, ...]
    kept: frozenset[int]

    @property
    def total(self) -> int:
        """The sum of all payments, in fen."""
        return sum(self.paid)
