"""One clause on the facts known of it, under the days of its document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TypeAlias, TypedDict

from aipolicy.calc.clause import AnyClause
from aipolicy.calc.documents.stated_days import StatedDay
from aipolicy.calc.policy import Policy
from aipolicy.calc.symbolic.partial.outlook import Outlook
from aipolicy.calc.values.frozen import ReadOnly
from aipolicy.calc.values.money import checked_sum
from aipolicy.calc.values.quantity import Quantity, QuantityKind
from aipolicy.errors import ValidityUnknown
from aipolicy.matching.known import KnownFact
from aipolicy.matching.result import FactRange, Match, Prospect

_BOUNDED = {QuantityKind.RATE, QuantityKind.CONDITION}


_Blank: TypeAlias = tuple[Match, Mapping[str, FactRange]]
"""A clause of which nothing is known, and the ranges of its facts."""


class _Ends(TypedDict):
    prospect: Prospect
    missing: tuple[str, ...]
    least: Decimal
    most: Decimal | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a document is in force on a day, and how long still."""

    in_force: bool | None
    days_left: int | None
    stated_day: StatedDay | None

    @classmethod
    def of(cls, policy: Policy, on: date, effective_from: date | None) -> Standing:
        """Return how a document stands on a day."""
        stated = policy.stated_day(effective_from)
        try:
            period = policy.period(effective_from)
        except ValidityUnknown:
            return cls(None, None, None)
        if not period.includes(on):
            return cls(in_force=False, days_left=None, stated_day=stated)
        left = None if period.last is None else (period.last - on).days
        return cls(in_force=True, days_left=left, stated_day=stated)


def matches_of(
    policy: Policy, known: Mapping[str, Mapping[str, KnownFact]], standing: Standing
) -> Iterator[Match]:
    """Yield what each clause of a document could give on the facts known of it.

    Raises:
        Overflow: a clause could give more than 1,000,000,000,000,000 yuan.
        InvalidDocument: the document's data cannot be read.
    """
    stands = {
        "in_force": standing.in_force,
        "days_left": standing.days_left,
        "stated_day": standing.stated_day,
    }
    clauses = tuple(policy.clauses.values())
    for clause, (blank, ranges) in zip(clauses, _blanks(policy, clauses), strict=True):
        facts = known.get(clause.id)
        if not facts:
            yield blank.model_copy(update=stands)
            continue
        taken = {name: facts[name].taken if name in facts else ranges[name] for name in ranges}
        ends = _ends(clause, {name: one.minor for name, one in facts.items()})
        yield blank.model_copy(update={**stands, "ranges": ReadOnly(taken), **ends})


@cache
def _blanks(policy: Policy, clauses: tuple[AnyClause, ...]) -> tuple[_Blank, ...]:
    """Return what each clause could give where nothing is known, by a document without days."""
    document = policy.document
    provisions = {one.id: one for one in document.provisions}
    ranges = [{n: _whole_range(one) for n, one in clause.facts.items()} for clause in clauses]
    blanks = (
        Match(
            clause=clause.id,
            policy=policy.id,
            title=document.title,
            heading=provisions[clause.id].heading,
            provision_title=provisions[clause.id].titles,
            departments=provisions[clause.id].departments,
            grants=clause.grants,
            draft=policy.draft,
            ranges=of_facts,
            in_force=None,
            days_left=None,
            **_ends(clause, {}),
        )
        for clause, of_facts in zip(clauses, ranges, strict=True)
    )
    return tuple(zip(blanks, ranges, strict=True))


def _ends(clause: AnyClause, known: Mapping[str, int]) -> _Ends:
    outlook = clause.partial.given(known)
    least = checked_sum(clause.id, outlook.least)
    missing = tuple(n for n in clause.facts if n in outlook.wanted) if outlook.wanted else ()
    if outlook.most == outlook.least:
        most: Decimal | None = least
    else:
        most = None if outlook.most is None else checked_sum(clause.id, outlook.most)
    return {
        "prospect": _prospect(outlook, missing),
        "missing": missing,
        "least": least,
        "most": most,
    }


def _prospect(outlook: Outlook, missing: tuple[str, ...]) -> Prospect:
    if outlook.most == 0:
        return Prospect.NOTHING
    if not missing:
        return Prospect.PAYS
    return Prospect.ONE_FACT_SHORT if len(missing) == 1 else Prospect.OPEN


def _whole_range(quantity: Quantity) -> FactRange:
    most = quantity.from_minor(quantity.most) if quantity.kind in _BOUNDED else None
    return FactRange(least=quantity.from_minor(quantity.least), most=most)
