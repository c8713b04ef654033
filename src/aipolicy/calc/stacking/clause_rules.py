"""Rules that clauses imply: once only, or a cap for a year, an event, a contract or in all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from aipolicy.calc.documents.numbering import article_of
from aipolicy.calc.documents.rule import By, Effect, Joint, Rule
from aipolicy.calc.documents.stacking import Stacking
from aipolicy.calc.documents.terms import HowOften, Per
from aipolicy.calc.stacking.entry import Entry
from aipolicy.calc.symbolic.tree import Above, Row
from aipolicy.calc.values.quantity import QuantityKind
from aipolicy.calc.words.glossary import named

if TYPE_CHECKING:
    from aipolicy.calc.clause import AnyClause

_CAP = "cap"
_CLAIMANTS = frozenset({Per.UNIT, Per.ENTERPRISE})


def clause_rules(clause: AnyClause, entries: Iterable[Entry], stacking: Stacking) -> list[Rule]:
    """Return the rules of one clause on its own awards.

    A once-only clause pays once in a group; if it is paid in stages, its cap holds for all stages.
    A yearly clause's cap holds for all claims of a group in a year, or over all years if the
    clause asks for the sum received to date. A contract's cap holds for all claims on it, and an
    event's for all claimants; an event of the same name in another year is another event. The
    group is the claimant for sums granted to a beneficiary unit or an enterprise, the contract for
    sums granted for one, and the subject otherwise.
    """
    return list(_rules(clause, entries, stacking))


def _rules(clause: AnyClause, entries: Iterable[Entry], stacking: Stacking) -> Iterator[Rule]:
    number = clause.number
    group_by = (By.CLAIMANT,) if clause.per in _CLAIMANTS else (By.SUBJECT,)
    if clause.per is Per.CONTRACT:
        group_by = (By.CONTRACT,)
    of_year = (*group_by, By.YEAR)
    capped = _CAP in clause.figures
    if clause.how_often is HowOften.ONCE and number not in stacking.in_stages:
        yield Rule(
            name=f"{number}:once",
            article=article_of(number),
            zh=f"每个{named(clause.per, 'zh', 'terms')}只给予一次",
            en=f"given once per {clause.per}",
            group_by=group_by,
            effect=Effect.ONCE,
            clauses=(number,),
        )
    elif capped and (_paid_in_instalments(clause) or _cumulative(clause, entries)):
        yield _capped(number, "in_all", group_by, "各次合计不超过上限", "at most its cap in all")
    elif capped and clause.how_often is HowOften.YEARLY:
        yield _capped(number, "yearly", of_year, "当年合计不超过上限", "at most its cap in a year")
    elif capped and clause.per is Per.EVENT:
        yield _capped(
            number, "event", of_year, "同一活动合计不超过上限", "at most one cap an event"
        )


def _capped(number: str, name: str, group_by: tuple[By, ...], zh: str, en: str) -> Rule:
    return Rule(
        name=f"{number}:{name}",
        article=article_of(number),
        zh=zh,
        en=en,
        group_by=group_by,
        effect=Effect.CAPPED,
        clauses=(number,),
        cap=Joint(of=_CAP, of_clause=True),
    )


def _paid_in_instalments(clause: AnyClause) -> bool:
    """Return whether one sum is claimed in instalments: by stages, or as a contract is met."""
    return clause.how_often is HowOften.ONCE or clause.per is Per.CONTRACT


def _cumulative(clause: AnyClause, entries: Iterable[Entry]) -> bool:
    """Return whether the clause, as its awards read it, counts the sum received to date."""
    readings = {entry.award.readings for entry in entries if entry.award.readings}
    chosen = next(iter(readings)) if len(readings) == 1 else ()
    return _counts_received(clause, chosen)


@cache
def _counts_received(clause: AnyClause, readings: tuple[str, ...]) -> bool:
    received = {n for n, quantity in clause.facts.items() if quantity.kind is QuantityKind.RECEIVED}
    if not received:
        return False
    read = clause.read_as(*readings) if readings else clause
    return any(received & _facts_of(row) for row in read.table.rows)


def _facts_of(row: Row) -> set[str]:
    found = set(row.outcome.most.facts)
    for condition in row.conditions:
        found |= set(condition.difference.facts) if isinstance(condition, Above) else set()
    return found
