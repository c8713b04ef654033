"""What a clause can give on facts known in part: the least, the most, and the facts still wanted.

The decision tree is compiled once into whole numbers. A fork whose condition the known facts
decide is followed on one side; any other on both, with its condition kept. Where a way ends, the
sum is taken to its least and its most over the facts that are possible there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import gcd
from typing import NamedTuple, TypeAlias, cast

from aipolicy.calc.choice.integer_program import Infeasible
from aipolicy.calc.symbolic.partial.region import region_of
from aipolicy.calc.symbolic.partial.whole import Whole
from aipolicy.calc.symbolic.polynomial import Polynomial
from aipolicy.calc.symbolic.tree import Fork, Holds, Tree
from aipolicy.calc.values.quantity import Quantity, QuantityKind
from aipolicy.calc.values.rounding import Rounding

_WITH_A_TOP_OF_THEIR_OWN = {QuantityKind.RATE, QuantityKind.CONDITION}


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a clause can give: the least and the most in fen, over all that is unknown.

    `most` is None where the text sets no bound; `wanted` has the unknown facts that decide.
    """

    least: int
    most: int | None
    wanted: frozenset[str]


_NONE = frozenset[str]()


class _Part(NamedTuple):
    """What a part of the tree gives; `rest` is the same for parts that are the same function."""

    least: int
    most: int | None
    wanted: frozenset[str]
    rest: object


@dataclass(frozen=True, slots=True)
class _End:
    """A sum in whole numbers over a denominator, and how it becomes fen."""

    whole: Whole
    under: int

    @classmethod
    def of(cls, yuan: Polynomial, scales: Mapping[str, int]) -> _End:
        return cls(*Whole.of_polynomial(Polynomial.of((m, c * 100) for m, c in yuan.terms), scales))

    def fen(self, number: int) -> int:
        return max(0, Rounding.HALF_UP.whole(number, self.under))

    def rest(self, left: Whole) -> object:
        """Return what two sums share exactly where they are the same."""
        if not left.terms:
            return self.fen(left.constant)
        common = gcd(self.under, left.constant, *(c for _, c in left.terms))
        terms = tuple((monomial, c // common) for monomial, c in left.terms)
        return terms, left.constant // common, self.under // common


@dataclass(frozen=True)
class _Leaf:
    least: _End
    most: _End

    @cached_property
    def names(self) -> frozenset[str]:
        return self.least.whole.names | self.most.whole.names

    def at(self, known: Mapping[str, int]) -> _Part:
        """Return the sum where all its facts are known."""
        most = self.most.fen(self.most.whole.at(known))
        one_sum = self.least == self.most
        least = most if one_sum else self.least.fen(self.least.whole.at(known))
        return _Part(least, most, _NONE, (most,) if one_sum else (least, most))


@dataclass(frozen=True)
class _Branch:
    condition: Whole | str
    met: _Node
    unmet: _Node

    @cached_property
    def asks(self) -> frozenset[str]:
        one = self.condition
        return frozenset((one,)) if isinstance(one, str) else one.names

    @cached_property
    def names(self) -> frozenset[str]:
        return self.met.names.union(self.unmet.names, self.asks)


_Node: TypeAlias = _Leaf | _Branch
_Path: TypeAlias = tuple[Whole, ...]


class PartialTable:
    """A decision table for facts known in part.

    >>> from aipolicy.rules import harbin_2022
    >>> table = harbin_2022.application_scenario.partial
    >>> seen = table.given({"total_investment": 800_000_000, "review_passed": 1})
    >>> seen.least, seen.most, set(seen.wanted)
    (0, 240000000, {'government_investment_project'})
    """

    def __init__(self, tree: Tree, facts: Mapping[str, Quantity]) -> None:
        self._box = {name: (one.least, one.most) for name, one in facts.items()}
        self._tops = {
            name: one.most
            for name, one in facts.items()
            if one.kind not in _WITH_A_TOP_OF_THEIR_OWN
        }
        scales = {name: one.scale for name, one in facts.items()}
        self._root = _compiled(tree, scales)
        self._of_unknown: dict[int, _Part] = {}

    def given(self, known: Mapping[str, int]) -> Outlook:
        """Return what the clause can give.

        Args:
            known: the facts known, in minor units (fen, hundredths of a square metre, items, 0
                or 1).
        """
        part = cast("_Part", self._part(self._root, known, ()))  # some way is open for any facts
        certain = part.least == part.most
        return Outlook(part.least, part.most, _NONE if certain else part.wanted)

    def _part(self, node: _Node, known: Mapping[str, int], path: _Path) -> _Part | None:
        """Return what a part of the tree gives; None where no facts lead there."""
        if path or not node.names.isdisjoint(known):
            return self._read(node, known, path)
        found = self._of_unknown.get(id(node))
        if found is None:
            found = cast("_Part", self._read(node, known, path))  # no condition is in the way
            self._of_unknown[id(node)] = found
        return found

    def _read(self, node: _Node, known: Mapping[str, int], path: _Path) -> _Part | None:
        if isinstance(node, _Leaf):
            all_known = not path and known.keys() >= node.names
            return node.at(known) if all_known else self._end(node, known, path)
        condition = node.condition
        if known.keys() >= node.asks:
            holds = known[condition] if isinstance(condition, str) else condition.at(known) >= 0
            return self._part(node.met if holds else node.unmet, known, path)
        if isinstance(condition, str):
            met, unmet = self._part(node.met, known, path), self._part(node.unmet, known, path)
            return _either(condition, node.asks, met, unmet)
        left = condition.given(known)
        if not left.terms:
            return self._part(node.met if left.constant >= 0 else node.unmet, known, path)
        met = self._part(node.met, known, (*path, left))
        unmet = self._part(node.unmet, known, (*path, left.negated()))
        return _either(left, left.names, met, unmet)

    def _end(self, leaf: _Leaf, known: Mapping[str, int], path: _Path) -> _Part | None:
        """Return the ends of a sum over the facts that are possible where it is given."""
        region = region_of(path, self._box, self._tops)
        if region is None:
            return None
        if known.keys() >= leaf.names and not region.ties:
            return leaf.at(known)
        ends = (leaf.least, leaf.most) if leaf.least != leaf.most else (leaf.most,)
        left = [end.whole.given(known) for end in ends]
        rest = tuple(end.rest(one) for end, one in zip(ends, left, strict=True))
        try:
            least = region.smallest(left[0], ends[0].fen)
            most = region.largest(left[-1], ends[-1].fen)
        except Infeasible:
            return None
        return _Part(least, most, left[0].names | left[-1].names, rest)


def _compiled(tree: Tree, scales: Mapping[str, int]) -> _Node:
    if not isinstance(tree, Fork):
        return _Leaf(_End.of(tree.least, scales), _End.of(tree.most, scales))
    met, unmet = _compiled(tree.met, scales), _compiled(tree.unmet, scales)
    if isinstance(tree.condition, Holds):
        ways = (met, unmet) if tree.condition.value else (unmet, met)
        return _Branch(tree.condition.fact, *ways)
    return _Branch(Whole.of_condition(tree.condition, scales), met, unmet)


def _either(
    condition: object, names: frozenset[str], met: _Part | None, unmet: _Part | None
) -> _Part | None:
    """Return what one of two ways gives."""
    if met is None or unmet is None:
        return met or unmet
    least = min(met.least, unmet.least)
    most = None if met.most is None or unmet.most is None else max(met.most, unmet.most)
    if met.rest == unmet.rest:
        return _Part(least, most, met.wanted | unmet.wanted, met.rest)
    wanted = names.union(met.wanted, unmet.wanted)
    return _Part(least, most, wanted, (condition, met.rest, unmet.rest))
