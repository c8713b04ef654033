"""The days on which a frame's clauses apply: one day for all rows, or a column of days."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import TypeAlias

from aipolicy.calc.clause import AnyClause
from aipolicy.calc.documents.days_file import TABLE
from aipolicy.calc.documents.period import Convention, Period
from aipolicy.calc.documents.stated_days import StatedDay
from aipolicy.errors import Code, Fault, Surface, ValidityUnknown, fault
from aipolicy.errors.fault import Shown
from aipolicy.frames.arrow import Numbers, Truths
from aipolicy.frames.columns.decoder import EPOCH
from aipolicy.registry import policy
from aipolicy.stated_days import faults_of_days, require_days_of_environment

EffectiveFrom: TypeAlias = date | Mapping[str, date] | None
"""The first day in force of documents that give none: one day, or a day by policy id."""


def include(period: Period, days: Numbers) -> Truths:
    """Return for every day since 1970 whether it lies in a period.

    >>> import numpy as np
    >>> include(Period(date(1970, 1, 2), None), np.array([0, 1]))
    array([False,  True])
    """
    started: Truths = days >= period.first.toordinal() - EPOCH
    if period.last is None:
        return started
    return started & (days <= period.last.toordinal() - EPOCH)


def period_of(clause: AnyClause, stated: StatedDay | None, term: Convention) -> Period:
    """Return the days on which a clause is in force.

    Raises:
        ValidityUnknown: its document gives no first day and none is stated.

    >>> from aipolicy.rules import harbin_2022
    >>> print(period_of(harbin_2022.hosted_event, None, Convention.CORRESPONDING_DAY))
    2022-08-24 to 2023-12-31, both days included
    """
    try:
        return policy(clause.policy).period(None if stated is None else stated.day, term)
    except ValidityUnknown as unknown:
        raise ValidityUnknown(unknown.fault.on(Surface.COLUMNS)) from None


def stated_for(
    ids: Collection[str], effective_from: EffectiveFrom
) -> Mapping[str, StatedDay | None]:
    """Return by policy id the effective date that is stated for each document, None for none.

    One day for all applies to the documents that give none. Where each gives its own it can only
    contradict them.

    Raises:
        InvalidClaim: a day is stated that contradicts a document's own.
        InvalidDay: what is stated is not a date.
        InvalidDays: the file of days that the environment names cannot be used.

    >>> print(stated_for(["langfang_2023"], date(2023, 1, 4))["langfang_2023"])
    2023-01-04 (call)
    """
    require_days_of_environment()
    found: dict[str, StatedDay | None] = {}
    documents = [policy(id_) for id_ in sorted(ids)]
    dated = all(one.first is not None for one in documents)
    for one in documents:
        if isinstance(effective_from, Mapping):
            called = effective_from.get(one.id)
        else:
            called = effective_from if dated or one.first is None else None
        if called is not None:
            one.period(called)
        found[one.id] = one.stated_day(called)
    return found


def day_faults(
    clauses: Iterable[AnyClause], on: object, effective_from: EffectiveFrom
) -> Iterator[Fault]:
    """Yield what is wrong with the effective dates of a call: no effect, or of no policy in it.

    >>> from aipolicy.rules import harbin_2022
    >>> stated = {"langfang_2023": date(2023, 1, 4)}
    >>> faults = day_faults([harbin_2022.hosted_event], date(2023, 6, 1), stated)
    >>> [one.code.value for one in faults]
    ['days.unused']
    """
    if effective_from is None:
        return
    if on is None:
        yield fault(Code.OPTION_NO_EFFECT, TABLE, value=effective_from, needed="on")
    if isinstance(effective_from, Mapping):
        asked = tuple(dict.fromkeys(one.policy for one in clauses))
        given = {id_: day for id_, day in effective_from.items() if id_ not in asked}
        unknown = [one for one in faults_of_days(given) if one.code is Code.POLICY_UNKNOWN]
        yield from unknown
        paths = {one.path for one in unknown}
        for id_, day in given.items():
            if (TABLE, str(id_)) not in paths:
                yield fault(Code.DAYS_UNUSED, TABLE, id_, value=Shown(day), policies=asked)
