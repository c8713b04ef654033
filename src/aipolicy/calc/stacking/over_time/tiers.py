"""Tiers that are first reached: which one an award is for, and what history shows as reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from aipolicy.calc.documents.over_years import FirstReached
from aipolicy.calc.stacking.entry import Entry
from aipolicy.calc.stacking.over_time.worked_out import has_facts, worked_out
from aipolicy.calc.values.money import ZERO, fen_of

if TYPE_CHECKING:
    from aipolicy.calc.clause import AnyClause
    from aipolicy.calc.values.figures import Tiers


def first_reached(clause: AnyClause | None) -> FirstReached | None:
    """Return what a clause says of tiers that are first reached, or None."""
    return next(firsts_of(clause), None)


def firsts_of(clause: AnyClause | None) -> Iterator[FirstReached]:
    """Yield what a clause says of tiers that are first reached."""
    for stated in clause.terms.over_years if clause else ():
        if isinstance(stated, FirstReached):
            yield stated


def tiers_of(entry: Entry, stated: FirstReached) -> Tiers:
    """Return the tiers of an award: the thresholds, and their sums, in yuan."""
    figures = entry.award.figures or (entry.clause.figures if entry.clause else {})
    return cast("Tiers", figures[stated.tiers])


def tier_of(entry: Entry, stated: FirstReached) -> Decimal | None:
    """Return the threshold of the tier for which an award is given, or None where it is unknown.

    An award without facts is for the lowest figure at which its clause can give its sum.
    """
    tiers = tiers_of(entry, stated)
    if has_facts(entry):
        reached, past = (Decimal(entry.award.facts[name]) for name in stated.facts)
        return max((at for at, _ in tiers if past < at <= reached), default=None)
    possible = (at for at, sums in _sums(tiers) if entry.fen in sums)
    return next(possible, None)


def reached_by(history: Iterable[Entry], stated: FirstReached) -> Decimal:
    """Return the highest figure that history shows as reached, 0 where it shows none, in yuan."""
    found = [ZERO]
    for entry in history:
        if has_facts(entry):
            found += [Decimal(entry.award.facts[name]) for name in stated.facts]
        elif (tier := tier_of(entry, stated)) is not None:
            found.append(tier)
    return max(found)


def pays_by_tier(entry: Entry, stated: FirstReached) -> bool:
    """Return whether an award is the sum of one tier, not a difference or a sum of several.

    So it is where the highest tier gives its own sum, whatever tiers lie below it.
    """
    tiers = tiers_of(entry, stated)
    if not has_facts(entry) or len(tiers) == 1:
        return True
    (below, _), (at, sum_) = tiers[-2:]
    pasts = (ZERO, below)
    given = {worked_out(entry, {stated.fact: at, stated.past: past}) for past in pasts}
    return given == {fen_of(sum_)}


def _sums(tiers: Tiers) -> Iterator[tuple[Decimal, set[int]]]:
    """Yield for each threshold the sums in fen that some reading gives on reaching it first."""
    fen = [fen_of(sum_) for _, sum_ in tiers]
    for place, (at, _) in enumerate(tiers):
        several = {sum(fen[first : place + 1]) for first in range(place + 1)}
        yield at, several | {fen[place] - below for below in fen[:place]}
