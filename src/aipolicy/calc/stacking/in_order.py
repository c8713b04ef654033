"""In order of time: awards decided one after another, each on what was paid before it.

The later of two awards that meet is the one that exceeds. Each award is a step of the resolver:
what earlier steps paid is history, recorded as paid, without the facts on which it was computed.
A step looks only at the sums that the award can meet, so that many awards take many short steps.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final, NamedTuple

from aipolicy.calc.awards.award import Award
from aipolicy.calc.awards.claim import Claim
from aipolicy.calc.documents.rule import CHOOSING, Effect
from aipolicy.calc.documents.stacking import NamedReading, Stacking, Together
from aipolicy.calc.stacking.clause_rules import unit_of
from aipolicy.calc.stacking.entry import Entry, GroupKeys
from aipolicy.calc.stacking.explanation.reasons import Displacement
from aipolicy.calc.stacking.meetings import meetings
from aipolicy.calc.stacking.outcome import Outcome, resolution_of
from aipolicy.calc.stacking.over_time.shown import Shown
from aipolicy.calc.stacking.resolution import Resolution
from aipolicy.calc.stacking.resolver import settled
from aipolicy.calc.values.money import yuan_of
from aipolicy.errors import AwardsTooEntangled, Fault, InvalidStack

_AGAINST_OTHERS: Final = CHOOSING | {Effect.LOST, Effect.REPLACED}
"""Effects under which a document's own awards meet each other only if the rule says so."""


def time_order(claims: Iterable[Claim]) -> list[int]:
    """Return the places of claims in order of time: the day, the day of payment, then the place.

    Of the claims of one day, those without a day of payment come last.

    >>> on = date(2024, 6, 1)
    >>> time_order([Claim(on=on), Claim(on=on, paid_on=on), Claim(on=date(2024, 5, 1))])
    [2, 1, 0]
    """
    keys = [
        (claim.on, claim.paid_on is None, claim.paid_on or claim.on, place)
        for place, claim in enumerate(claims)
    ]
    return [place for *_, place in sorted(keys)]


def resolve_in_order(
    entries: Sequence[Entry],
    order: Sequence[int],
    stackings: Mapping[str, Stacking],
    chosen: Sequence[tuple[str, NamedReading]] = (),
    *,
    marked: bool = True,
) -> Resolution:
    """Return what is payable of awards that are decided one after another.

    Sums paid before count from the start for the claims of their day and of later days.

    Args:
        entries: the sums paid before, then the awards in document order, each at its index.
        order: the indices of the awards, in the order in which they are decided.
        stackings: the rules of each policy as they are read, by its id.
        chosen: the readings chosen in the call, by policy, for the marks.
        marked: whether the resolution has marks, which take time.

    Raises:
        InvalidStack: a joint cap needs a figure that the claims do not state; the paths of its
            faults begin with the index of an entry.
        AwardsTooEntangled: awards depend on each other in too many ways to try them all.
    """
    steps = _Steps(entries, stackings)
    past = sorted((entry for entry in entries if entry.before), key=_day, reverse=True)
    for index in order:
        on = entries[index].award.claim.on
        while past and _day(past[-1]) <= on:
            steps.add(past.pop())
        steps.decide(index)
    if steps.faults:
        raise InvalidStack("stack", steps.faults)
    weighed = [
        entry if entry.before else replace(entry, fen=steps.paid[entry.index]) for entry in entries
    ]
    return resolution_of(steps.outcome(), stackings, chosen, marked=marked, weighed=weighed)


class _Steps:
    """The awards decided so far, and what they and history were paid.

    Attributes:
        paid: what each award is paid, in fen.
        faults: figures that joint caps need and the claims do not state.
    """

    def __init__(self, entries: Sequence[Entry], stackings: Mapping[str, Stacking]) -> None:
        self.paid = [0] * len(entries)
        self.faults: list[Fault] = []
        self._entries = entries
        self._stackings = stackings
        self._sides_of: list[list[int]] = [[] for _ in entries]  # the sides an entry is on
        self._met_by: list[list[int]] = [[] for _ in entries]  # the sides that it meets
        self._members: list[list[int]] = []  # the sums paid so far, side by side
        for side in _sides(entries, stackings):
            for index in side.members:
                self._sides_of[index].append(len(self._members))
            for index in side.meeting:
                self._met_by[index].append(len(self._members))
            self._members.append([])
        self._sums: dict[int, Entry] = {}  # the sums paid so far, as history
        self._places: dict[int, tuple[tuple[object, ...], int]] = {}  # in document order
        self._readings: defaultdict[str, dict[tuple[str, ...], int]] = defaultdict(dict)
        self._undecided: set[int] = set()  # sides on which a figure is missing
        self._held = list(entries)
        self._lowered: set[int] = set()
        self._reasons: dict[int, list[Displacement]] = {}
        self._together: dict[tuple[Together, int], None] = {}
        self._replaced: list[Shown] = []

    def add(self, entry: Entry) -> None:
        """Add a sum paid before, from whose day on it counts."""
        self._sums[entry.index] = entry
        self._places[entry.index] = entry.place, entry.index
        for side in self._sides_of[entry.index]:
            self._members[side].append(entry.index)
        if entry.award.readings:
            self._readings[entry.award.clause].setdefault(entry.award.readings, entry.index)

    def decide(self, index: int) -> None:
        """Decide an award on the sums paid so far."""
        sides = self._met_by[index]
        if not self._undecided.isdisjoint(sides):
            self._undecided.update(self._sides_of[index])
            return
        own = self._entries[index]
        # What a clause counts may depend on whether all sums of it have one reading.
        met = {*self._readings.get(own.award.clause, {}).values()}
        met.update(*(self._members[side] for side in sides))
        at = [*sorted(met, key=self._places.__getitem__), index]
        before = [self._sums[one] for one in at[:-1]]
        some = [_at_index(place, entry) for place, entry in enumerate((*before, own))]
        try:
            step = settled(some, self._stackings)
        except InvalidStack as invalid:
            self._undecided.update(self._sides_of[index])
            self.faults += (_at_entry(wrong, at) for wrong in invalid.faults)
        except AwardsTooEntangled as error:
            items = [at[item] for item in error.items]
            awards = [self._entries[item].award for item in items]
            raise AwardsTooEntangled(awards, error.labels, items, error.steps) from None
        else:
            self._note(index, step, at)

    def outcome(self) -> Outcome:
        """Return what became of all awards."""
        reasons = [reason for index in sorted(self._reasons) for reason in self._reasons[index]]
        together = sorted(self._together, key=lambda one: one[1])
        replaced = sorted(self._replaced, key=lambda shown: shown.entry)
        return Outcome(self._held, self.paid, self._lowered, reasons, together, replaced)

    def _note(self, index: int, step: Outcome, at: Sequence[int]) -> None:
        own = len(at) - 1
        self._held[index] = replace(step.entries[own], index=index)
        if step.lowered:
            self._lowered.add(index)
        for _, by, cited_rule in step.reasons:
            named = tuple(sorted(at[one] for one in by))
            self._reasons.setdefault(index, []).append(Displacement(index, named, cited_rule))
        self._together |= dict.fromkeys((one, at[place]) for one, place in step.together)
        for shown in step.replaced:
            named = tuple(sorted(at[one] for one in shown.by))
            self._replaced.append(shown._replace(entry=index, by=named))
        if fen := step.paid[own]:
            self.paid[index] = fen
            entry = self._entries[index]
            self.add(replace(entry, award=_as_paid(entry.award, fen), fen=fen, before=True))


class _Side(NamedTuple):
    """Awards on one side of a meeting, and the awards that they may bear on; by their indices."""

    members: Sequence[int]
    meeting: Sequence[int]


def _sides(entries: Sequence[Entry], stackings: Mapping[str, Stacking]) -> Iterator[_Side]:
    """Yield the sides on which entries may meet, whichever of them are there."""
    for meeting in meetings(entries, stackings):
        rule = meeting.cited_rule.rule
        ours, theirs = ([one.index for one in some] for some in (meeting.ours, meeting.theirs))
        together = rule.inside or rule.cap is not None or rule.effect not in _AGAINST_OTHERS
        yield _Side(ours, [*(ours if together else ()), *theirs])
        if theirs:
            yield _Side(theirs, [*ours, *(theirs if rule.cap is not None else ())])
    keys = GroupKeys()
    units: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for entry in entries:
        if entry.clause is not None and entry.policy is not None and entry.fen:
            unit = unit_of(entry.clause, stackings[entry.policy.id])
            for key in keys.by((unit,))(entry.award.claim):
                units[entry.award.clause, *key].append(entry.index)
    yield from (_Side(some, some) for some in units.values())


def _as_paid(award: Award, fen: int) -> Award:
    """Return what was paid of an award, as it is recorded."""
    sum_ = yuan_of(fen)
    if award.policy is None:
        return award.model_copy(update={"least": sum_, "most": sum_, "amount": sum_})
    paid = Award.recorded(award.clause, sum_, award.claim)
    return paid if award.per is None else paid.model_copy(update={"per": award.per})


def _at_entry(wrong: Fault, at: Sequence[int]) -> Fault:
    """Return a fault of a step at the index of its entry among all."""
    first, *rest = wrong.path
    return replace(wrong, path=(at[int(first)], *rest))


def _at_index(index: int, entry: Entry) -> Entry:
    """Return an entry at another index; there are many, and `replace` is slow."""
    return Entry(
        index,
        entry.award,
        entry.fen,
        entry.before,
        entry.policy,
        entry.clause,
        entry.number,
        entry.instrument,
    )


def _day(entry: Entry) -> date:
    return entry.award.claim.on
