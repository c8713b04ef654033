"""Other lawful choices: of the k best, those that the applicant may choose instead."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from aipolicy.calc.choice.alternatives import alternatives_of
from aipolicy.calc.choice.components import components
from aipolicy.calc.documents.rule import Effect
from aipolicy.calc.stacking.alternatives.freedom import Freedom
from aipolicy.calc.stacking.history.paid_before import ComponentWithHistory
from aipolicy.calc.stacking.settlement import AwardProblem, Settlement
from aipolicy.calc.stacking.ties import Ties


class OtherChoice(NamedTuple):
    """Another lawful choice in one component, in fen.

    Attributes:
        instead_of: what each award that it replaces is paid.
        paid: what each award would be paid instead.
    """

    instead_of: Mapping[int, int]
    paid: Mapping[int, int]


def other_choices(
    ties: Ties, problem: AwardProblem, settlement: Settlement
) -> Iterator[OtherChoice]:
    """Yield the other lawful choices, best first within each component.

    A choice is lawful if it leaves out a higher award only where the applicant may choose, and
    covers the sums paid before that it replaces.

    Raises:
        TooEntangled: awards depend on each other in too many ways to rank them all.
    """
    rules = chain(
        (cited_rule for cited_rule, _ in ties.exclusions),
        (opposed.cited_rule for opposed in ties.opposed),
    )
    if not any(cited_rule.rule.effect is Effect.CHOICE for cited_rule in rules):
        return
    freedom = Freedom(ties, problem)
    free = freedom.awards()
    if not free:
        return
    for kept, gross in _kept_and_gross(problem, settlement, free):
        if not (gross.keys() ^ kept) & free:
            continue
        if not freedom.allows(gross):
            continue
        instead_of = {index: fen for index in sorted(kept) if (fen := settlement.paid[index])}
        paid = _paid(problem, gross)
        if paid and paid != instead_of:
            yield OtherChoice(instead_of, paid)


def _kept_and_gross(
    problem: AwardProblem, settlement: Settlement, free: Collection[int]
) -> Iterator[tuple[frozenset[int], Mapping[int, int]]]:
    """Yield what is kept of a component, and what each entry of another choice there comes to."""
    numbers = problem.numbers
    for component in components(numbers):
        if not any(index in free for index in component.items):
            continue
        found = alternatives_of(component, numbers.amounts)
        if found is None:
            continue
        kept = settlement.kept.intersection(component.items)
        with_history = ComponentWithHistory(
            component, numbers, problem.replaceable, problem.spared, problem.net_caps
        )
        for choice in (found.chosen, *found.others):
            gross = with_history.gross(choice.kept)
            if gross is not None:
                yield kept, gross


def _paid(problem: AwardProblem, gross: Mapping[int, int]) -> Mapping[int, int]:
    """Return what another choice pays, less what was paid before."""
    offsets = problem.offsets(gross)
    paid = {
        index: gross[index] - sum(offsets.get(index, {}).values())
        for index in sorted(gross.keys() - problem.history)
    }
    return {index: fen for index, fen in paid.items() if fen}
