"""Other lawful choices: of the k best, those that the applicant may choose instead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations
from typing import TypeAlias

from aipolicy.calc.choice.alternatives import alternatives_of
from aipolicy.calc.choice.components import components
from aipolicy.calc.documents.rule import CitedRule, Effect
from aipolicy.calc.stacking.entry import Entry
from aipolicy.calc.stacking.history.paid_before import ComponentWithHistory
from aipolicy.calc.stacking.resolution import Alternative, Granted
from aipolicy.calc.stacking.settlement import AwardProblem, Settlement
from aipolicy.calc.stacking.ties import Ties
from aipolicy.calc.values.money import yuan_of

_Rivals: TypeAlias = Mapping[int, Mapping[int, bool]]
"""For each award its rivals, and whether the applicant may choose between the two."""


def alternatives(
    entries: Sequence[Entry], ties: Ties, award_problem: AwardProblem, settlement: Settlement
) -> Iterator[Alternative]:
    """Yield the other lawful choices, best first within each component.

    A choice is lawful if it leaves out a higher award only where the applicant may choose, and
    covers the sums paid before that it replaces.

    Raises:
        TooEntangled: awards depend on each other in too many ways to rank them all.
    """
    exclusions = (cited_rule for cited_rule, _ in ties.exclusions)
    conflicts = chain.from_iterable(ties.conflicts.values())
    if not any(cited.rule.effect is Effect.CHOICE for cited in chain(exclusions, conflicts)):
        return
    rivals = _rivals(ties)
    free = {index for index, choices in rivals.items() if any(choices.values())}
    total = sum(settlement.paid)
    for kept, gross in _choices(award_problem, settlement, free):
        if not (gross.keys() ^ kept) & free:
            continue
        if not _is_lawful(gross, rivals, award_problem.problem.amounts):
            continue
        now = _nonzero({index: settlement.paid[index] for index in sorted(kept)})
        instead = _nonzero(_paid(award_problem, gross))
        if instead and instead != now:
            yield Alternative(
                instead_of=_granted(entries, now),
                granted=_granted(entries, instead),
                total=yuan_of(total - sum(now.values()) + sum(instead.values())),
            )


def _rivals(ties: Ties) -> _Rivals:
    """Return the rivals of each award, without those that are lost."""
    found: defaultdict[int, dict[int, bool]] = defaultdict(dict)
    pairs: Iterable[tuple[tuple[int, int], list[CitedRule]]] = (
        (pair, [cited_rule])
        for cited_rule, members in ties.exclusions
        for pair in combinations(members, 2)
    )
    for (index, other), rules in chain(pairs, ties.conflicts.items()):
        if index in ties.lost or other in ties.lost:
            continue
        free = all(cited_rule.rule.effect is Effect.CHOICE for cited_rule in rules)
        found[index][other] = found[index].get(other, True) and free
        found[other][index] = found[other].get(index, True) and free
    return found


def _choices(
    award_problem: AwardProblem, settlement: Settlement, free: Collection[int]
) -> Iterator[tuple[frozenset[int], Mapping[int, int]]]:
    """Yield what is kept of a component, and what each entry of another choice there comes to."""
    problem = award_problem.problem
    for component in components(problem):
        if not any(index in free for index in component.items):
            continue
        found = alternatives_of(component, problem.amounts)
        if found is None:
            continue
        kept = settlement.kept.intersection(component.items)
        with_history = ComponentWithHistory(
            component, problem, award_problem.before, award_problem.spared
        )
        for choice in (found.chosen, *found.others):
            gross = with_history.gross(choice.kept)
            if gross is not None:
                yield kept, gross


def _is_lawful(kept: Collection[int], rivals: _Rivals, amounts: Sequence[int]) -> bool:
    """Return whether a choice leaves out a higher award only where the applicant may choose."""
    left_out = {rival for index in kept for rival in rivals.get(index, ())}.difference(kept)
    for index in left_out:
        against = [rival for rival in rivals[index] if rival in kept]
        if any(rivals[index][rival] for rival in against):
            continue
        if sum(amounts[rival] for rival in against) < amounts[index]:
            return False
    return True


def _paid(award_problem: AwardProblem, gross: Mapping[int, int]) -> Mapping[int, int]:
    """Return what another choice pays, less what was paid before."""
    offsets = award_problem.offsets(gross)
    return {
        index: gross[index] - sum(offsets.get(index, {}).values())
        for index in sorted(gross.keys() - award_problem.before)
    }


def _nonzero(paid: Mapping[int, int]) -> Mapping[int, int]:
    return {index: fen for index, fen in paid.items() if fen}


def _granted(entries: Sequence[Entry], paid: Mapping[int, int]) -> tuple[Granted, ...]:
    return tuple(Granted(entries[index].award, yuan_of(fen)) for index, fen in paid.items())
