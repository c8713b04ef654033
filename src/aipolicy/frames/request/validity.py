"""The days on which a frame's clauses apply: one day for all rows, or a column of days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeAlias

from aipolicy.calc.clause import AnyClause
from aipolicy.calc.documents.period import Convention, Period
from aipolicy.frames.arrow import Numbers, Truths
from aipolicy.frames.columns.decoder import EPOCH
from aipolicy.registry import policy

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


def period_of(clause: AnyClause, effective_from: EffectiveFrom, term: Convention) -> Period:
    """Return the days on which a clause is in force.

    Raises:
        ValidityUnknown: its document gives no first day and the call states none.
        InvalidClaim: a day is stated for it by name that contradicts its own.
        UnknownPolicy: its policy is not in the registry.

    >>> from aipolicy.rules import harbin_2022
    >>> print(period_of(harbin_2022.hosted_event, None, Convention.CORRESPONDING_DAY))
    2022-08-24 to 2023-12-31, both days included
    """
    document = policy(clause.policy)
    if isinstance(effective_from, Mapping):
        return document.period(effective_from.get(document.id), term)
    # One day for all applies to the documents that give none.
    return document.period(None if document.first else effective_from, term)
