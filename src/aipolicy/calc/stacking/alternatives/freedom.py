"""Freedom of choice: between which awards the applicant may choose, group by group.

Of two awards that exclude each other the applicant may choose one if every rule on the two says
so. Awards on the same sides of the same groups are of one kind, and each kind is asked once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import Final, TypeAlias

from aipolicy.calc.documents.rule import Effect
from aipolicy.calc.stacking.settlement import AwardProblem
from aipolicy.calc.stacking.ties import Ties

_EACH: Final = -1  # the side of every award in a group whose awards all exclude each other

_Kind: TypeAlias = tuple[tuple[tuple[int, int], ...], bool]
"""The sides of an award, each with its group, and whether it was paid before."""


class Freedom:
    """Which choices the applicant has among awards."""

    def __init__(self, ties: Ties, problem: AwardProblem) -> None:
        self._problem = problem
        self._groups: list[Sequence[int]] = []
        self._chosen: list[bool] = []  # whether the applicant chooses in each group
        sides: defaultdict[int, dict[int, int]] = defaultdict(dict)
        for cited_rule, members in ties.exclusions:
            for index in members:
                sides[index][len(self._groups)] = _EACH
            self._groups.append(members)
            self._chosen.append(cited_rule.rule.effect is Effect.CHOICE)
        for cited_rule, opposed in ties.opposed:
            for place, side in enumerate(opposed):
                for index in side:
                    sides[index][len(self._groups)] = place
            self._groups.append([index for side in opposed for index in side])
            self._chosen.append(cited_rule.rule.effect is Effect.CHOICE)
        self._side_of = dict(sides)

    def awards(self) -> set[int]:
        """Return the awards that the applicant may choose instead of another, or the other."""
        free = (some for kind, some in self._kinds.items() if self._is_free(kind))
        return set(chain.from_iterable(free))

    def allows(self, kept: Collection[int]) -> bool:
        """Return whether a choice leaves out a higher award only where the applicant may choose."""
        kept_in: defaultdict[int, list[int]] = defaultdict(list)
        for index in kept:
            for group in self._side_of.get(index, ()):
                kept_in[group].append(index)
        amounts, lost = self._problem.numbers.amounts, self._problem.lost
        against: dict[tuple[int, int, bool], set[int]] = {}
        for kind in {kind for group in kept_in for kind in self._kinds_in[group]}:
            left_out = [
                amounts[index]
                for index in self._kinds[kind]
                if index not in kept and index not in lost
            ]
            if not left_out:
                continue
            sides, before = kind
            hits: list[tuple[int, set[int]]] = []
            for group, side in sides:
                key = group, side, before
                if key not in against:
                    against[key] = {*self._apart(kept_in[group], *key)}
                if against[key]:
                    hits.append((group, against[key]))
            if hits and not self._is_outweighed(hits, max(left_out)):
                return False
        return True

    def _is_outweighed(self, hits: Sequence[tuple[int, set[int]]], most: int) -> bool:
        """Return whether the applicant may choose one of the rivals, or they come to as much."""
        chosen = set[int]().union(*(some for group, some in hits if self._chosen[group]))
        others = [some for group, some in hits if not self._chosen[group]]
        if chosen.difference(*others):
            return True
        amounts = self._problem.numbers.amounts
        return sum(amounts[index] for index in chosen.union(*others)) >= most

    @cached_property
    def _kinds(self) -> dict[_Kind, list[int]]:
        found: dict[_Kind, list[int]] = {}
        for index, sides in self._side_of.items():
            kind = tuple(sides.items()), index in self._problem.history
            found.setdefault(kind, []).append(index)
        return found

    @cached_property
    def _kinds_in(self) -> dict[int, list[_Kind]]:
        found: defaultdict[int, list[_Kind]] = defaultdict(list)
        for kind in self._kinds:
            for group, _ in kind[0]:
                found[group].append(kind)
        return found

    def _is_free(self, kind: _Kind) -> bool:
        """Return whether an award of a kind has a rival that only rules of choice exclude."""
        sides, before = kind
        one = self._kinds[kind][0]
        binding = [(group, side) for group, side in sides if not self._chosen[group]]
        return any(
            not any(self._excludes(group, side, other) for group, side in binding)
            for group, side in sides
            if self._chosen[group]
            for other in self._apart(self._groups[group], group, side, before)
            if other != one
        )

    def _apart(self, some: Collection[int], group: int, side: int, before: bool) -> Iterator[int]:
        """Yield those of some awards in a group that conflict with an award on a side of it."""
        history = self._problem.history
        for index in some:
            if self._excludes(group, side, index) and not (before and index in history):
                yield index

    def _excludes(self, group: int, side: int, other: int) -> bool:
        """Return whether a group sets an award on one of its sides against another award."""
        its = self._side_of[other].get(group)
        return its is not None and (its != side or side == _EACH)
