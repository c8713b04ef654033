"""Why an award is not paid in full: the awards that displaced it, and the rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple, TypeAlias

from aipolicy.calc.documents.rule import CitedRule
from aipolicy.calc.stacking.caps import Cap
from aipolicy.calc.stacking.rivals import Places, Rivals
from aipolicy.calc.stacking.settlement import AwardProblem, Settlement
from aipolicy.calc.stacking.ties import Opposed, Ties


class Displacement(NamedTuple):
    """One rule by which an award is not paid in full, and the awards that displaced it.

    Displacements by the same awards share one tuple.
    """

    displaced: int
    by: tuple[int, ...]
    cited_rule: CitedRule


_Causes: TypeAlias = Sequence[tuple[CitedRule, tuple[int, ...]]]


def displacements(
    ties: Ties, problem: AwardProblem, settlement: Settlement
) -> Iterator[Displacement]:
    """Yield the reasons for each award not paid in full, in document order.

    The awards named are paid, now or before, if any such award is there: an award that makes
    another one lost may be lost itself, and of two that together replace a sum paid before one
    may come to nothing more.
    """
    amounts, paid = problem.numbers.amounts, settlement.paid
    cut = frozenset(index for index, fen in enumerate(amounts) if paid[index] < fen)
    short = cut - problem.history | problem.lost
    if not short:
        return
    excluded = _by_exclusions(ties, settlement, short)
    conflicting = _by_sides(ties, problem, settlement, short)
    capped = _by_caps(ties.caps, problem, settlement, short)
    paid_ones = _PaidOnes(problem.history, paid)
    for index in sorted(short):
        causes = ties.lost.get(index)
        if causes is None:
            causes = [*excluded.get(index, ()), *conflicting.get(index, ())]
            if index in settlement.kept or not causes:
                causes += capped.get(index, ())
        for cited_rule, by in paid_ones.of_causes(causes):
            yield Displacement(index, by, cited_rule)


class _PaidOnes:
    """The paid ones of awards that displace others, found once for each tuple of awards."""

    def __init__(self, history: AbstractSet[int], paid: Sequence[int]) -> None:
        self._history = history
        self._paid = paid
        self._known: dict[int, tuple[tuple[int, ...], tuple[int, ...]]] = {}

    def of_causes(self, causes: _Causes) -> _Causes:
        """Return the causes with the paid awards alone, or unchanged where no award is paid."""
        found = [(cited_rule, by, self._of(by)) for cited_rule, by in causes]
        named = [(cited_rule, paid) for cited_rule, by, paid in found if paid or not by]
        return named or causes

    def _of(self, by: tuple[int, ...]) -> tuple[int, ...]:
        if id(by) not in self._known:
            paid = tuple([index for index in by if index in self._history or self._paid[index]])
            self._known[id(by)] = by, by if len(paid) == len(by) else paid
        return self._known[id(by)][1]


def _by_exclusions(
    ties: Ties, settlement: Settlement, short: AbstractSet[int]
) -> Mapping[int, _Causes]:
    """Return for each award left out the kept award of its group."""
    found: defaultdict[int, list[tuple[CitedRule, tuple[int, ...]]]] = defaultdict(list)
    kept = settlement.kept
    for cited_rule, members in ties.exclusions:
        winner = tuple([index for index in members if index in kept])
        for index in members if winner else ():
            if index in short and index not in kept:
                found[index].append((cited_rule, winner))
    return found


def _by_sides(
    ties: Ties, problem: AwardProblem, settlement: Settlement, short: AbstractSet[int]
) -> Mapping[int, _Causes]:
    """Return for each award the kept awards and the sums paid before that conflict with it.

    For a kept award these are the sums that it replaces. Awards on the same sides share theirs.
    """
    opposed, kept, history = ties.opposed, settlement.kept, problem.history
    if not opposed:
        return {}
    rivals = Rivals(opposed, kept | history, history)
    known: dict[Places, _Causes] = {}
    found: dict[int, _Causes] = {}
    for index in short & rivals.places.keys():
        places = rivals.places[index]
        if index in kept:
            by = settlement.offsets.get(index, ())
            found[index] = _of_others(opposed, rivals.places, places, by)
            continue
        if places not in known:
            groups: dict[CitedRule, list[tuple[int, int]]] = {}
            for place in places:
                if rivals.at((place,)):
                    groups.setdefault(opposed[place[0]].cited_rule, []).append(place)
            known[places] = (
                [(rule, rivals.at(tuple(some))) for rule, some in groups.items()]
                if len(groups) < 3
                else _of_others(opposed, rivals.places, places, rivals.at(places))
            )
        found[index] = known[places]
    return found


def _of_others(
    opposed: Sequence[Opposed],
    all_places: Mapping[int, Places],
    places: Places,
    others: Iterable[int],
) -> _Causes:
    """Return which of some others conflict with an award, by rule, in the order of the rules."""
    own = dict(places)
    pairs: list[tuple[int, int, int, list[int]]] = []
    for other in others:
        apart = [(at, side) for at, side in all_places[other] if own.get(at, side) != side]
        pairs.append((*apart[0], other, [at for at, _ in apart]))
    found: dict[CitedRule, set[int]] = {}
    for _, _, other, groups in sorted(pairs):
        for at in groups:
            found.setdefault(opposed[at].cited_rule, set()).add(other)
    return [(cited_rule, tuple(sorted(by))) for cited_rule, by in found.items()]


def _by_caps(
    caps: Iterable[Cap], problem: AwardProblem, settlement: Settlement, short: AbstractSet[int]
) -> Mapping[int, _Causes]:
    """Return for each award that joint caps cut the other awards under them."""
    found: defaultdict[int, list[tuple[CitedRule, tuple[int, ...]]]] = defaultdict(list)
    amounts, history = problem.numbers.amounts, problem.history
    gross, kept = settlement.gross, settlement.kept
    for cap in caps:
        counted = {index: gross[index] for index in cap.members}
        if cap.net:
            counted = {i: amounts[i] if i in history else settlement.paid[i] for i in cap.members}
        if sum(counted.values()) < cap.most:
            continue
        paid = tuple([index for index, fen in counted.items() if fen])
        for index in cap.members:
            if index in short and (index not in kept or gross[index] < amounts[index]):
                others = tuple([one for one in paid if one != index]) if counted[index] else paid
                found[index].append((cap.cited_rule, others))
    return found
