"""What `match` returns: every clause asked, in the list in which it belongs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar
from warnings import warn

from pydantic import BaseModel, ConfigDict

from aipolicy._schema import described_in_short
from aipolicy._words import Words
from aipolicy.calc.awards.award import Kept
from aipolicy.calc.documents.stated_days import StatedDay
from aipolicy.calc.documents.terms import Grants
from aipolicy.calc.values.frozen import ReadOnlyMapping
from aipolicy.calc.values.quantity import Yuan

_FROZEN = ConfigDict(
    frozen=True, extra="forbid", defer_build=True, json_schema_extra=described_in_short
)


class Prospect(StrEnum):
    """What is to be expected of a clause on the facts known."""

    PAYS = "pays"
    ONE_FACT_SHORT = "one_fact_short"
    OPEN = "open"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class FactRange:
    """The values that a fact was taken to have, both ends included, in the fact's own unit.

    A known fact has one value, which is both ends. `most` is None where only the library bounds
    the fact.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    least: Kept
    most: Kept | None


class Match(BaseModel):
    """What one clause could pay.

    Attributes:
        clause: the clause's id.
        policy: the policy's id.
        title: the document's title, in Chinese.
        heading: the heading of the clause's article, in Chinese.
        provision_title: what the clause is called, in Chinese and in English.
        departments: who is responsible (责任单位), as printed.
        grants: what the words fix: an amount, a ceiling or a range. A ceiling is not money due.
        draft: whether the document is a draft for comment, which is not law.
        prospect: it pays, it wants one fact or several, or it gives nothing whatever they are.
        missing: the facts it still wants, by name, in order.
        least: the least it gives in yuan, whatever the facts are that are not known; often 0,
            since a condition that is not known may fail.
        most: the most it gives in yuan; None where the text sets no bound. Both ends are exact:
            some facts give them. Where many unknown facts decide together, `most` can be a bound
            that no facts exceed.
        ranges: the values that each fact was taken to have, by name, in order.
        in_force: whether the document is in force on the day; None where the text gives no
            effective date and none is stated.
        days_left: on how many more days after this one the document is in force, 0 on its last
            day; None where it is not in force, or no end is stated.
        stated_day: the effective date that was stated, since the text gives none, and whether by
            the call, the context or a file; None where the text gives it, or none is stated.
        superseded_by: the id of the document that has replaced this one. No document of the
            library records one yet, so it is None.

    >>> from aipolicy import match
    >>> (one,) = (
    ...     one for one in match({"service_income": 3_000_000}, on=date(2023, 6, 1)).could_pay
    ...     if one.clause == "harbin_2022/2.3"
    ... )
    >>> one.least, one.most, one.missing, one.days_left
    (Decimal('0.00'), Decimal('300000.00'), ('serves_local_clients',), 213)
    >>> one.ranges["service_income"].most, one.ranges["serves_local_clients"].most
    (Decimal('3000000.00'), True)
    """

    model_config = _FROZEN

    clause: str
    policy: str
    title: str
    heading: str
    provision_title: Words
    departments: tuple[str, ...]
    grants: Grants
    draft: bool
    prospect: Prospect
    missing: tuple[str, ...]
    least: Yuan
    most: Yuan | None
    ranges: ReadOnlyMapping[str, FactRange]
    in_force: bool | None
    days_left: int | None
    stated_day: StatedDay | None = None
    superseded_by: str | None = None


class Matching(BaseModel):
    """Every clause asked, each in the list in which it belongs, in the order of the documents.

    Each clause is in one list; those of `one_fact_short` are in `could_pay` too. All lists are in
    the JSON, which comes back without loss.

    Attributes:
        on: the day to which the clauses are applied.
        region: the region asked for; None where all were.
        could_pay: in force on the day, and paying or possibly paying.
        one_fact_short: of these, the clauses that want one more fact; `missing` names it.
        not_in_force: the document is not in force on the day.
        days_unknown: the text gives no effective date, and none is stated.
        drafts: in drafts for comment, which are not law; empty where drafts were asked for.
        pays_nothing: nothing is given, whatever the unknown facts are.
        unqualified: the facts given that stayed unknown because their names need the clause.

    >>> from aipolicy import match, wan
    >>> found = match({"service_income": wan(300), "selected": True}, on=date(2023, 6, 1),
    ...     region="哈尔滨市")
    >>> [one.clause for one in found.one_fact_short if "serves_local_clients" in one.missing]
    ['harbin_2022/2.3']
    >>> found.unqualified, len(found.could_pay), len(found.days_unknown)
    (('selected',), 9, 13)
    >>> Matching.model_validate_json(found.model_dump_json()) == found
    True
    """

    model_config = _FROZEN

    on: date
    region: str | None
    could_pay: tuple[Match, ...]
    one_fact_short: tuple[Match, ...]
    not_in_force: tuple[Match, ...]
    days_unknown: tuple[Match, ...]
    drafts: tuple[Match, ...]
    pays_nothing: tuple[Match, ...]
    unqualified: tuple[str, ...]

    @property
    def matches(self) -> tuple[Match, ...]:
        """Every clause asked, once, list by list."""
        return (
            *(*self.could_pay, *self.not_in_force),
            *(*self.days_unknown, *self.drafts, *self.pays_nothing),
        )

    @property
    def out_of_force(self) -> tuple[Match, ...]:
        """The same as `not_in_force`, under the name it had; deprecated."""
        warn("out_of_force is now not_in_force", DeprecationWarning, stacklevel=2)
        return self.not_in_force
