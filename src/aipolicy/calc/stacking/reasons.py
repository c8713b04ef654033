"""Why an award is not paid in full: the awards that displaced it, and the rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple, TypeAlias

from aipolicy.calc.documents.rule import CitedRule
from aipolicy.calc.stacking.caps import Cap
from aipolicy.calc.stacking.settlement import AwardProblem, Settlement
from aipolicy.calc.stacking.ties import Ties


class Displacement(NamedTuple):
    """One rule by which an award is not paid in full, and the awards that displaced it."""

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
    conflicting = _by_conflicts(ties, problem, settlement, short)
    capped = _by_caps(ties.caps, amounts, settlement, short)
    for index in sorted(short):
        causes = ties.lost.get(index)
        if causes is None:
            causes = [*excluded.get(index, ()), *conflicting.get(index, ())]
            if index in settlement.kept or not causes:
                causes += capped.get(index, ())
        for cited_rule, by in _naming_paid(causes, problem.history, paid):
            yield Displacement(index, by, cited_rule)


def _naming_paid(causes: _Causes, history: AbstractSet[int], paid: Sequence[int]) -> _Causes:
    """Return the causes with the paid awards alone, or unchanged where no award is paid."""
    found: list[tuple[CitedRule, tuple[int, ...]]] = []
    for cited_rule, by in causes:
        paid_ones = [index for index in by if index in history or paid[index]]
        if paid_ones or not by:
            found.append((cited_rule, by if len(paid_ones) == len(by) else tuple(paid_ones)))
    return found or causes


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


def _by_conflicts(
    ties: Ties, problem: AwardProblem, settlement: Settlement, short: AbstractSet[int]
) -> Mapping[int, _Causes]:
    """Return for each award the kept awards and the sums paid before that conflict with it.

    For a kept award these are the sums that it replaces.
    """
    rivals: defaultdict[int, dict[CitedRule, list[int]]] = defaultdict(dict)
    kept, offsets = settlement.kept, settlement.offsets
    for pair, rules in ties.conflicts.items():
        for index, other in (pair, pair[::-1]):
            if index not in short:
                continue
            if index in kept:
                displaced = other in offsets.get(index, ())
            else:
                displaced = other in kept or other in problem.history
            for cited_rule in rules if displaced else ():
                rivals[index].setdefault(cited_rule, []).append(other)
    return {
        index: [(cited_rule, tuple(sorted(by))) for cited_rule, by in causes.items()]
        for index, causes in rivals.items()
    }


def _by_caps(
    caps: Iterable[Cap], amounts: Sequence[int], settlement: Settlement, short: AbstractSet[int]
) -> Mapping[int, _Causes]:
    """Return for each award that joint caps cut the other awards under them."""
    found: defaultdict[int, list[tuple[CitedRule, tuple[int, ...]]]] = defaultdict(list)
    gross, kept = settlement.gross, settlement.kept
    for cap in caps:
        if sum([gross[index] for index in cap.members]) < cap.most:
            continue
        for index in cap.members:
            if index in short and (index not in kept or gross[index] < amounts[index]):
                by = tuple([other for other in cap.members if gross[other] and other != index])
                found[index].append((cap.cited_rule, by))
    return found
