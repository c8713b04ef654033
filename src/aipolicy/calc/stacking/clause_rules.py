"""Rules that clauses imply: how often they pay, their caps, years, tiers and bases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from aipolicy._words import Words
from aipolicy.calc.documents.frequency import Frequency
from aipolicy.calc.documents.numbering import article_of
from aipolicy.calc.documents.over_years import (
    CountedFor,
    FirstReached,
    HeldInAll,
    OneFigure,
    OverYears,
    YearsOfSupport,
)
from aipolicy.calc.documents.rule import By, Effect, Joint, Rule
from aipolicy.calc.documents.stacking import Stacking
from aipolicy.calc.documents.terms import HowOften, Per
from aipolicy.calc.stacking.entry import Entry
from aipolicy.calc.symbolic.tree import Above, Row
from aipolicy.calc.values.quantity import QuantityKind

if TYPE_CHECKING:
    from aipolicy.calc.clause import AnyClause

_CAP = "cap"
_OWN_CAP = Joint(of=_CAP, of_clause=True)
_IN_ALL = Words("各次合计不超过上限", "at most its cap in all")
_IN_A_YEAR = Words("当年合计不超过上限", "at most its cap in a year")
_AN_EVENT = Words("同一活动合计不超过上限", "at most one cap an event")
_AT_ALL = Words("不超过该条款的上限", "not above the cap of the clause")
_ONE_SUM = Words("各次合计不超过规定的金额", "together at most the one sum")
_ONE_BASE = Words(
    "同一基数只计一次，合计不超过按其计算的金额",
    "one base counts once: together at most what it gives",
)
_CLAIMANTS = frozenset({Per.UNIT, Per.ENTERPRISE})


def clause_rules(clause: AnyClause, entries: Iterable[Entry], stacking: Stacking) -> Sequence[Rule]:
    """Return the rules of one clause on its own awards.

    The group is the claimant for sums granted to a beneficiary unit or an enterprise, the contract
    for sums granted for one, and the subject otherwise. In a group:

    - A once-only clause pays once; if it is paid in stages, its cap holds for all of them.
    - A yearly clause's cap holds for all claims of a year, or over all years if the clause asks
      for the sum received to date; without a cap it pays once a year.
    - An event's cap holds for all claimants; an event of the same name in another year is another
      event. A contract's cap holds for all claims on it.
    - A cumulative clause's cap holds for all claims ever; without a cap, the one sum that it gives.
    - Each tier is paid once, and no more years than the text supports.
    - What is claimed again on one figure comes to no more than the figure gives.
    """
    number = clause.number
    return _known_rules(
        clause,
        stacking.how_often.get(number, clause.how_often),
        stacking.per.get(number, clause.per),
        staged=number in stacking.in_stages,
        cumulative=_cumulative(clause, entries),
    )


def unit_of(clause: AnyClause, stacking: Stacking) -> By:
    """Return what the sums of a clause belong to: its unit, as the call reads it."""
    return _unit(stacking.per.get(clause.number, clause.per))


def _unit(per: Per) -> By:
    if per in _CLAIMANTS:
        return By.CLAIMANT
    return By.ITEM if per is Per.CONTRACT else By.SUBJECT


@lru_cache(maxsize=10_000)
def _known_rules(
    clause: AnyClause, how_often: HowOften, per: Per, *, staged: bool, cumulative: bool
) -> Sequence[Rule]:
    """Return the rules of a clause; they are the same for all awards, and many ask for them."""
    frequency = _frequency(clause, how_often, per)
    return (*_rules(clause, frequency, staged=staged, cumulative=cumulative),)


def _rules(
    clause: AnyClause, frequency: Frequency, *, staged: bool, cumulative: bool
) -> Iterator[Rule]:
    unit = (_unit(frequency.per),)
    of_year = (*unit, By.YEAR)
    how_often, per = frequency.how_often, frequency.per
    capped = _CAP in clause.figures
    if how_often is HowOften.PER_CLAIM:
        return
    if how_often is HowOften.ONCE and not staged:
        yield _once(clause, frequency, unit)
        return
    of_item = how_often is HowOften.PER_EVENT and Per.CONTRACT in {per, clause.per}
    in_all = staged or how_often is HowOften.CUMULATIVE or of_item
    if capped and (in_all or cumulative):
        yield _rule(clause, "in_all", Effect.CAPPED, unit, _IN_ALL, cap=_OWN_CAP)
    elif capped and how_often is HowOften.YEARLY:
        yield _rule(clause, "yearly", Effect.CAPPED, of_year, _IN_A_YEAR, cap=_OWN_CAP)
    elif capped and clause.per is Per.EVENT:
        of_event = tuple(dict.fromkeys((By.SUBJECT, *of_year)))
        yield _rule(clause, "event", Effect.CAPPED, of_event, _AN_EVENT, cap=_OWN_CAP)
    elif how_often is HowOften.YEARLY and not _figures(clause):
        yield _once(clause, frequency, of_year)
    elif how_often is HowOften.CUMULATIVE and not _figures(clause):
        one_sum = Joint(of_one_figure=True)
        yield _rule(clause, "in_all", Effect.CAPPED, unit, _ONE_SUM, cap=one_sum)
    for stated in clause.terms.over_years:
        yield _over_years(clause, stated, frequency, yearly=how_often is HowOften.YEARLY)


def _over_years(
    clause: AnyClause, stated: OverYears, frequency: Frequency, *, yearly: bool
) -> Rule:
    """Return the rule that a clause's terms over years state."""
    unit = (_unit(frequency.per),)
    if isinstance(stated, YearsOfSupport):
        years = _years(clause)
        words = Words(
            f"“{stated.zh}”：支持年限为{years}年", f"“{stated.en}”: {years} years are supported"
        )
        rule = _rule(clause, "years", Effect.YEARS, unit, words)
        return replace(rule, years=years, in_a_row=stated.in_a_row)
    if isinstance(stated, FirstReached):
        words = Words(
            f"“{stated.zh}”：{frequency.text('zh')}", f"“{stated.en}”: {frequency.text('en')}"
        )
        return _rule(clause, "tier", Effect.TIER, unit, words)
    if isinstance(stated, HeldInAll):
        words = Words(
            f"“{stated.zh}”：当年各次申报合计计算",
            f"“{stated.en}”: counted over all claims of the year",
        )
        return _rule(clause, "held", Effect.HELD, (*unit, By.YEAR), words)
    # A year's figure that was corrected is still that year's. Another figure of a unit in a yearly
    # clause, or other figures of an event, are another award.
    of_unit = stated.counted_for is CountedFor.UNIT
    same_facts = yearly if of_unit else stated.counted_for is CountedFor.EVENT
    group_by = unit if of_unit else (*unit, By.YEAR)
    cap = Joint(of_one_figure=True, same_facts=same_facts)
    return _rule(clause, "figure", Effect.CAPPED, group_by, _ONE_BASE, cap=cap)


def _years(clause: AnyClause) -> int:
    years = clause.figures["years"]
    return years if isinstance(years, int) else 0


def _figures(clause: AnyClause) -> list[OneFigure]:
    return [one for one in clause.terms.over_years if isinstance(one, OneFigure)]


def rule_of_most(clause: AnyClause) -> Rule:
    """Return the rule that an award without facts is not above all that its clause can give."""
    return _rule(clause, "most", Effect.CAPPED, (), _AT_ALL)


def _once(clause: AnyClause, frequency: Frequency, group_by: tuple[By, ...]) -> Rule:
    words = Words(frequency.text("zh"), frequency.text("en"))
    return _rule(clause, "once", Effect.ONCE, group_by, words)


def _rule(
    clause: AnyClause,
    name: str,
    effect: Effect,
    group_by: tuple[By, ...],
    words: Words,
    *,
    cap: Joint | None = None,
) -> Rule:
    """Return a rule of one clause on its own awards."""
    return Rule(
        name=f"{clause.number}:{name}",
        article=article_of(clause.number),
        zh=words.zh,
        en=words.en,
        group_by=group_by,
        effect=effect,
        clauses=(clause.number,),
        cap=cap,
    )


def frequency_as_read(clause: AnyClause, stacking: Stacking) -> Frequency:
    """Return how often a clause pays, as the call reads it, with the ground of the default."""
    how_often = stacking.how_often.get(clause.number, clause.how_often)
    return _frequency(clause, how_often, stacking.per.get(clause.number, clause.per))


def _frequency(clause: AnyClause, how_often: HowOften, per: Per) -> Frequency:
    own = clause.frequency
    return replace(own, per=per) if how_often is own.how_often else Frequency(how_often, per)


def _cumulative(clause: AnyClause, entries: Iterable[Entry]) -> bool:
    """Return whether the clause, as its awards read it, counts the sum received to date."""
    if not _received(clause):
        return False
    readings = {entry.award.readings for entry in entries if entry.award.readings}
    chosen = next(iter(readings)) if len(readings) == 1 else ()
    return _counts_received(clause, chosen)


@cache
def _received(clause: AnyClause) -> frozenset[str]:
    """Return the facts of a clause that state what was received to date."""
    received = QuantityKind.RECEIVED
    return frozenset(n for n, quantity in clause.facts.items() if quantity.kind is received)


@cache
def _counts_received(clause: AnyClause, readings: tuple[str, ...]) -> bool:
    received = _received(clause)
    read = clause.read_as(*readings) if readings else clause
    return any(received & _facts_of(row) for row in read.table.rows)


def _facts_of(row: Row) -> set[str]:
    found = set(row.outcome.most.facts)
    for condition in row.conditions:
        found |= set(condition.difference.facts) if isinstance(condition, Above) else set()
    return found
