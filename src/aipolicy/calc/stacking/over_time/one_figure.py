"""Joint caps that come from facts: on awards that claim one figure, and on awards of one tier."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from aipolicy.calc.documents.over_years import FirstReached, HeldInAll, OneFigure
from aipolicy.calc.stacking.caps import Cap
from aipolicy.calc.stacking.entry import Entry, whose
from aipolicy.calc.stacking.meetings import Meeting
from aipolicy.calc.stacking.over_time.tiers import firsts_of, pays_by_tier, tier_of
from aipolicy.calc.stacking.over_time.worked_out import has_facts, whole, worked_out


def figure_caps(meeting: Meeting) -> Iterator[Cap]:
    """Yield the caps on awards of a group that claim one figure.

    Together they come to no more than the figure claimed gives; of several that are claimed, the
    largest counts. Where none is claimed, that of what was paid counts. Awards without facts count
    with those that have them, where the sums agree or the group has one figure whatever the facts.
    """
    cap = meeting.cited_rule.rule.cap
    same_facts = cap is not None and cap.same_facts
    for members in _figures(meeting.ours, same_facts=same_facts):
        claimed = _wholes(entry for entry in members if not entry.before)
        wholes = claimed or _wholes(members)
        if len(members) > 1 and wholes:
            yield from _capped(meeting, members, max(wholes))


def _wholes(entries: Iterable[Entry]) -> Sequence[int]:
    """Return what the figures of awards give, where they are known, in fen."""
    return [most for entry in entries if (most := whole(entry)) is not None]


def tier_caps(meeting: Meeting) -> Iterator[Cap]:
    """Yield the caps on awards of a group that reach the same tiers.

    Where a clause pays one tier, awards of that tier come to its sum together. Where it pays
    differences or several tiers, all awards come to what the highest figure gives from the lowest
    past one.
    """
    for stated in firsts_of(meeting.ours[0].clause):
        yield from _tier_caps(meeting, stated)


def _tier_caps(meeting: Meeting, stated: FirstReached) -> Iterator[Cap]:
    by_tier: defaultdict[Decimal, list[Entry]] = defaultdict(list)
    added: list[Entry] = []
    for entry in meeting.ours:
        if not pays_by_tier(entry, stated):
            added.append(entry)
        elif (tier := tier_of(entry, stated)) is not None:
            by_tier[tier].append(entry)
    for members in by_tier.values():
        yield from _capped(meeting, members, max(entry.fen for entry in members))
    if added:
        past = min(entry.award.facts[stated.past] for entry in added)
        wholes = (worked_out(entry, {stated.past: past}) for entry in added)
        sums = [entry.fen for entry in added]
        yield from _capped(meeting, added, max(*sums, *(one or 0 for one in wholes)))


def _capped(meeting: Meeting, members: Sequence[Entry], most: int) -> Iterator[Cap]:
    """Yield the cap where it binds."""
    if sum(entry.fen for entry in members) > most:
        # What the figure gives is the whole award, with what others paid of it.
        indices = tuple(sorted(entry.index for entry in members))
        yield Cap(meeting.cited_rule, indices, most, net=False)


def _figures(entries: Sequence[Entry], *, same_facts: bool) -> Iterator[Sequence[Entry]]:
    """Yield the awards of a group that claim one figure together."""
    by_figure: defaultdict[Hashable, list[Entry]] = defaultdict(list)
    for entry in entries:
        if has_facts(entry):
            by_figure[_figure(entry, same_facts=same_facts)].append(entry)
    unknown = [entry for entry in entries if not has_facts(entry)]
    for members in by_figure.values():
        alike = {(sum_, whose(entry.award.claim)) for entry in members for sum_ in _sums(entry)}
        also = (
            one for one in unknown if not same_facts or (one.fen, whose(one.award.claim)) in alike
        )
        yield [*members, *also]


def _sums(entry: Entry) -> Iterator[int | None]:
    """Yield what an award's figure gives: what is left of a measure, and before it was held."""
    yield whole(entry)
    stated = entry.clause.terms.over_years if entry.clause else ()
    held = {one.fact for one in stated if isinstance(one, HeldInAll)}
    if held & entry.shown.keys():
        others = {name: value for name, value in entry.shown.items() if name not in held}
        yield whole(replace(entry, shown=others))


def _figure(entry: Entry, *, same_facts: bool) -> Hashable:
    """Return what tells the figure of an award apart from others of its group."""
    facts = entry.award.facts
    stated = entry.clause.terms.over_years if entry.clause else ()
    if not same_facts:
        return ()
    bases = [facts.get(name) for one in stated if isinstance(one, OneFigure) for name in one.facts]
    return whose(entry.award.claim), tuple(bases)
