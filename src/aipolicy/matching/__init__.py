"""Which clauses could pay on facts that are known only in part: three-valued, never a silent no.

Sums, areas and counts are given by plain name and count for every clause that asks for them. What
means something else in each clause (conditions, the year of support, what was received) is given
by qualified name, such as `wuhan_2024_draft/7.3:selected`; by plain name it stays unknown. The
Chinese name of a fact stands for it, as in 项目总投资 or `harbin_2022/4.1:通过评审`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar
from unicodedata import normalize

from aipolicy.calc.documents.period import required_day
from aipolicy.calc.policy import Policy
from aipolicy.calc.values.quantity import CONDITION
from aipolicy.errors import Code, Fault, InvalidFacts, UnreadableValue, fault
from aipolicy.matching.entry import Standing, matches_of
from aipolicy.matching.known import known_facts
from aipolicy.matching.result import FactRange, Match, Matching, Prospect
from aipolicy.registry import clauses, policies
from aipolicy.stated_days import faults_of_days, require_days_of_environment

__all__ = ["FactRange", "Match", "Matching", "Prospect", "match"]

T = TypeVar("T")


def match(
    facts: Mapping[str, object],
    *,
    on: date,
    region: str | None = None,
    effective_from: Mapping[str, date] | None = None,
    drafts: bool = False,
) -> Matching:
    """Return what each clause could pay on these facts.

    A clause is in `could_pay` only where its document is in force on the day, by the day it gives
    or by one that is stated, and is no draft, unless drafts are asked for.

    Args:
        facts: sums, areas and counts by name; conditions, years and sums received by qualified
            name; names in English or, from the glossary, in Chinese.
        on: the day to which the clauses are applied.
        region: only documents of this region and of its province; all where it is not given.
        effective_from: by policy id, the first day of documents that give none; where none is
            given, the day is taken that `aipolicy.days` or a file of days states.
        drafts: whether drafts for comment count as if they were law; else their clauses are in
            `drafts` alone.

    Raises:
        InvalidFacts: a fact, the region or a policy is unknown, a fact is given twice, a value
            cannot be read, `drafts` is not a truth value, or a first day is not a date or
            contradicts the document's own; all at once.
        InvalidDay: `on` is not a date.
        InvalidDays: the file of days that `AIPOLICY_DAYS` names cannot be used.
        InvalidDocument: the data of a document cannot be read.
        Overflow: a clause could give more than 1,000,000,000,000,000 yuan.

    >>> from aipolicy import wan
    >>> found = match(
    ...     {"total_investment": wan(800), "harbin_2022/4.1:review_passed": True},
    ...     on=date(2023, 6, 1), region="哈尔滨市",
    ... )
    >>> [(one.clause, one.missing) for one in found.one_fact_short if one.most == wan(240)]
    [('harbin_2022/4.1', ('government_investment_project',))]

    No draft is among the clauses that could pay, unless it is asked for and its day is stated:

    >>> asked = {"on": date(2025, 8, 1), "region": "大连市"}
    >>> found = match({}, **asked)
    >>> len(found.could_pay), len(found.days_unknown), len(found.drafts)
    (0, 0, 17)
    >>> stated = {"dalian_2025_draft": date(2025, 6, 30)}
    >>> len(match({}, drafts=True, effective_from=stated, **asked).could_pay)
    17
    """
    stated, starts = _mapping("facts", facts), _stated(effective_from)
    require_days_of_environment()
    known = known_facts(stated, clauses())
    region, chosen, wrong = _chosen(region)
    wrong += faults_of_days(starts)
    try:
        CONDITION.read(drafts)
    except UnreadableValue as bad:
        wrong.append(bad.fault.within("drafts"))
    on = required_day("on", on)
    if known.faults or wrong:
        raise InvalidFacts("match", [*known.faults, *wrong])
    asked: list[Match] = []
    for one in chosen:
        standing = Standing.of(one, on, starts.get(one.id))
        asked += matches_of(one, known.facts, standing)
    lists = _in_lists(asked, drafts=bool(drafts))
    short = (one for one in lists["could_pay"] if one.prospect is Prospect.ONE_FACT_SHORT)
    return Matching.model_construct(
        on=on,
        region=region,
        could_pay=tuple(lists["could_pay"]),
        one_fact_short=tuple(short),
        not_in_force=tuple(lists["not_in_force"]),
        days_unknown=tuple(lists["days_unknown"]),
        drafts=tuple(lists["drafts"]),
        pays_nothing=tuple(lists["pays_nothing"]),
        unqualified=tuple(known.unqualified),
    )


def _in_lists(asked: Iterable[Match], *, drafts: bool) -> Mapping[str, Sequence[Match]]:
    """Return the lists by name, each clause in the one in which it belongs."""
    lists = defaultdict[str, list[Match]](list)
    for one in asked:
        if one.prospect is Prospect.NOTHING:
            name = "pays_nothing"
        elif one.draft and not drafts:
            name = "drafts"
        else:
            name = _LIST_BY_DAYS[one.in_force]
        lists[name].append(one)
    return lists


_LIST_BY_DAYS = {True: "could_pay", False: "not_in_force", None: "days_unknown"}


def _stated(effective_from: Mapping[str, date] | None) -> Mapping[str, date]:
    return {} if effective_from is None else _mapping("effective_from", effective_from)


def _mapping(name: str, given: Mapping[str, T]) -> Mapping[str, T]:
    if not isinstance(given, Mapping):
        example = '{"total_investment": wan(800)}'
        wrong = fault(Code.VALUE_MAPPING, name, value=given, example=example)
        raise InvalidFacts("match", [wrong])
    return given


def _chosen(region: str | None) -> tuple[str | None, tuple[Policy, ...], list[Fault]]:
    """Return the region as documents write it, their policies, and what is wrong with it."""
    every = policies()
    if region is None:
        return None, every, []
    known = sorted({one.region for one in every} | {one.province for one in every})
    normal = normalize("NFKC", region).strip() if isinstance(region, str) else ""
    if normal not in known:
        wrong = fault(Code.REGION_UNKNOWN, "region", value=region, known=tuple(known))
        return None, (), [wrong]
    within = {normal, *(one.province for one in every if one.region == normal)}
    return normal, tuple(one for one in every if one.region in within), []
