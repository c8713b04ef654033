"""What history shows of a claim: years, sums received, tiers reached, measures used up.

Where history shows more than a claim declares, the award is worked out again with what history
shows. Where history is silent, the declaration stands. Awards without facts stand as they are,
within the years of support.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from aipolicy.calc.documents.over_years import HeldInAll, OneFigure, YearsOfSupport
from aipolicy.calc.documents.rule import Effect, Rule
from aipolicy.calc.stacking.entry import Entry, whose, year_of
from aipolicy.calc.stacking.over_time.tiers import first_reached, reached_by, tier_of
from aipolicy.calc.stacking.over_time.worked_out import has_facts, worked_out
from aipolicy.calc.stacking.over_time.years import number_shown, years_within
from aipolicy.calc.values.money import yuan_of
from aipolicy.calc.values.quantity import FactValue, QuantityKind

if TYPE_CHECKING:
    from aipolicy.calc.clause import AnyClause


class Shown(NamedTuple):
    """A fact of a claim as history shows it, and why.

    Attributes:
        entry: the index of the entry.
        fact: the fact.
        value: what history shows.
        rule: the rule of the clause that asks for it.
        by: the entries that show it.
        gone: whether nothing is left, whatever the clause gives on that value.
    """

    entry: int
    fact: str
    value: FactValue
    rule: Rule
    by: tuple[int, ...]
    gone: bool = False


@dataclass(frozen=True, slots=True)
class UnitClaims:
    """The awards of one clause and one unit, and the rules of the clause.

    Attributes:
        clause: the clause.
        rules: the rules of the clause.
        before: what was paid before.
        new: the awards.
    """

    clause: AnyClause
    rules: Sequence[Rule]
    before: Sequence[Entry]
    new: Sequence[Entry]

    def rule(self, effect: Effect) -> Rule | None:
        """Return the first rule of an effect, or None."""
        return next((rule for rule in self.rules if rule.effect is effect), None)

    @property
    def indices(self) -> tuple[int, ...]:
        """The entries paid before."""
        return tuple(entry.index for entry in self.before)


def shown_by_history(claims: UnitClaims) -> Iterator[Shown]:
    """Yield the facts of a unit's new awards that history shows to be higher than declared."""
    for found in (_years(claims), _received(claims), _tiers(claims), _held(claims)):
        yield from found


def _years(claims: UnitClaims) -> Iterator[Shown]:
    rule = claims.rule(Effect.YEARS)
    if rule is None:
        return
    stated = claims.clause.terms.over_years
    fact = next(one.fact for one in stated if isinstance(one, YearsOfSupport))
    paid = {year_of(entry.award.claim) for entry in claims.before}
    within = years_within(rule, paid, (year_of(entry.award.claim) for entry in claims.new))
    for entry in claims.new:
        year = year_of(entry.award.claim)
        number, by = number_shown(rule, entry, claims.before, fact)
        if year not in within or number > rule.years:
            others = (*claims.before, *claims.new)
            by = tuple(one.index for one in others if year_of(one.award.claim) in within)
            by = by or claims.indices
            yield Shown(entry.index, fact, max(number, rule.years + 1), rule, by, gone=True)
        elif has_facts(entry) and number > int(entry.award.facts[fact]):
            yield Shown(entry.index, fact, number, rule, by)


def _received(claims: UnitClaims) -> Iterator[Shown]:
    rule = claims.rule(Effect.CAPPED)
    if rule is None or not claims.before or not rule.name.endswith(":in_all"):
        return
    received = yuan_of(sum(entry.fen for entry in claims.before))
    for name, quantity in claims.clause.facts.items():
        for entry in claims.new if quantity.kind is QuantityKind.RECEIVED else ():
            if has_facts(entry) and Decimal(entry.award.facts[name]) < received:
                yield Shown(entry.index, name, received, rule, claims.indices)


def _tiers(claims: UnitClaims) -> Iterator[Shown]:
    rule = claims.rule(Effect.TIER)
    stated = first_reached(claims.clause)
    if rule is None or stated is None:
        return
    past = reached_by(claims.before, stated)
    for entry in claims.new:
        if not has_facts(entry):
            tier = tier_of(entry, stated)
            if tier is not None and tier <= past:
                yield Shown(entry.index, stated.past, past, rule, claims.indices, gone=True)
        elif Decimal(entry.award.facts[stated.past]) < past:
            yield Shown(entry.index, stated.past, past, rule, claims.indices)


def _held(claims: UnitClaims) -> Iterator[Shown]:
    """Yield the measures of claims of one year that are used up by others, the dearest first."""
    rule = claims.rule(Effect.HELD)
    stated = claims.clause.terms.over_years
    held = next((one for one in stated if isinstance(one, HeldInAll)), None)
    if rule is None or held is None:
        return
    bases = [name for one in stated if isinstance(one, OneFigure) for name in one.facts]
    for year in sorted({year_of(entry.award.claim) for entry in claims.new}):
        before = [e for e in claims.before if year_of(e.award.claim) == year and has_facts(e)]
        left = most = Decimal(str(claims.clause.figures[held.most]))
        used = [Decimal(entry.award.facts[held.fact]) for entry in before]
        left -= min(sum(used), left)
        paid = {_stated(entry, bases) for entry in before}
        ours = [e for e in claims.new if year_of(e.award.claim) == year and has_facts(e)]
        by = tuple(entry.index for entry in before)
        for entry in sorted(ours, key=lambda one: (-_price(one, held), one.index)):
            own = min(Decimal(entry.award.facts[held.fact]), most)
            if _stated(entry, bases) in paid:
                continue  # the same claim again: it has its own reason
            if own > left:
                yield Shown(entry.index, held.fact, left, rule, by, gone=not left)
            left -= min(own, left)
            by = (*by, entry.index)


def _price(entry: Entry, held: HeldInAll) -> int:
    """Return what an award gives for one of the measure, in fen."""
    return worked_out(entry, {held.fact: 1}) or 0


def _stated(entry: Entry, bases: Sequence[str]) -> tuple[object, ...]:
    """Return whose an award is, for what, and the figures on which it is claimed."""
    return whose(entry.award.claim), *(entry.award.facts[name] for name in bases)
