"""The resolver: from awards and the rules of their documents to a resolution, step by step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import starmap
from operator import attrgetter

from aipolicy.calc.choice import TooEntangled
from aipolicy.calc.documents.stacking import NamedReading, Stacking
from aipolicy.calc.stacking.alternatives.other_choices import OtherChoice, other_choices
from aipolicy.calc.stacking.entry import Entry
from aipolicy.calc.stacking.explanation.in_words import label
from aipolicy.calc.stacking.explanation.reasons import Displacement, displacements
from aipolicy.calc.stacking.outcome import Outcome, resolution_of
from aipolicy.calc.stacking.over_time.held import held_to_history
from aipolicy.calc.stacking.resolution import Alternative, Granted, Resolution
from aipolicy.calc.stacking.settlement import award_problem, settle
from aipolicy.calc.stacking.ties import ties_between
from aipolicy.calc.values.money import yuan_of
from aipolicy.errors import AwardsTooEntangled, InvalidStack


def resolve(
    entries: Sequence[Entry],
    stackings: Mapping[str, Stacking],
    chosen: Sequence[tuple[str, NamedReading]] = (),
    *,
    marked: bool = True,
) -> Resolution:
    """Return what is payable of awards.

    Args:
        entries: the sums paid before, then the awards in document order, each at its index.
        stackings: the rules of each policy as they are read, by its id.
        chosen: the readings chosen in the call, by policy or clause, for the marks.
        marked: whether the resolution has marks, which take time.

    Raises:
        InvalidStack: a joint cap needs a figure that the claims do not state; the paths of its
            faults begin with the index of an entry.
        AwardsTooEntangled: awards depend on each other in too many ways to try them all.
    """
    outcome, choices = _settled(entries, stackings)
    paid = outcome.paid
    alternatives = tuple(_alternatives(outcome.entries, choices, sum(paid)))
    return resolution_of(outcome, stackings, chosen, alternatives, marked=marked)


def settled(entries: Sequence[Entry], stackings: Mapping[str, Stacking]) -> Outcome:
    """Return what becomes of awards, as `resolve` says, without the other lawful choices.

    Raises:
        InvalidStack: as for `resolve`.
        AwardsTooEntangled: as for `resolve`.
    """
    return _settled(entries, stackings, ranked=False)[0]


def _settled(
    entries: Sequence[Entry], stackings: Mapping[str, Stacking], *, ranked: bool = True
) -> tuple[Outcome, Sequence[OtherChoice]]:
    held = held_to_history(entries, stackings)
    entries = held.entries
    try:
        ties = ties_between(entries, stackings)
        if ties.faults:
            raise InvalidStack("stack", ties.faults)
        problem = award_problem(entries, ties)
        settlement = settle(problem)
        reasons = [*starmap(Displacement, held.reasons), *displacements(ties, problem, settlement)]
        reasons.sort(key=attrgetter("displaced"))
        choices = list(other_choices(ties, problem, settlement)) if ranked else []
    except TooEntangled as error:
        awards = [entries[index].award for index in error.items]
        labels = [label(award) for award in awards]
        raise AwardsTooEntangled(awards, labels, error.items, error.steps) from None
    lowered = frozenset(index for index, _, _ in held.reasons)
    paid = settlement.paid
    return Outcome(entries, paid, lowered, reasons, ties.together, held.replaced), choices


def _alternatives(
    entries: Sequence[Entry], choices: Iterable[OtherChoice], total: int
) -> Iterator[Alternative]:
    """Yield other choices with what all awards would come to, given the total paid in fen."""
    for instead_of, paid in choices:
        yield Alternative(
            instead_of=_granted(entries, instead_of),
            granted=_granted(entries, paid),
            total=yuan_of(total - sum(instead_of.values()) + sum(paid.values())),
        )


def _granted(entries: Sequence[Entry], paid: Mapping[int, int]) -> tuple[Granted, ...]:
    return tuple(Granted(entries[index].award, yuan_of(fen)) for index, fen in paid.items())
