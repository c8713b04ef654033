"""Rows of several years or tiers of one unit: which groups only the exact resolver can decide."""

from __future__ import annotations

from typing import Final

import numpy as np

from aipolicy.calc.documents.rule import By, Effect
from aipolicy.frames.arrow import Numbers
from aipolicy.frames.stacking.groups.group_ids import Grouping, compact
from aipolicy.frames.stacking.groups.joint_caps import CapGroups
from aipolicy.frames.stacking.groups.keys import group_ids
from aipolicy.frames.stacking.groups.reach import ReachedRows
from aipolicy.frames.stacking.rows.portfolio import Portfolio

OVER_TIME: Final = frozenset({Effect.YEARS, Effect.TIER, Effect.HELD})
"""Effects that hold claims against what was paid in other years."""


def groups_over_time(reached: ReachedRows, portfolio: Portfolio) -> CapGroups | None:
    """Return the groups in which such a rule can lower a row, or None where there is none.

    These hold more years than the rule supports, or two awards of tiers. Rows have no facts, so
    that a measure held over a year never lowers one.
    """
    ids, size = compact(reached.grouping.ids, reached.grouping.size)
    if reached.rule.effect is Effect.YEARS:
        doubtful = _too_many_years(reached, portfolio, ids, size)
    elif reached.rule.effect is Effect.TIER:
        doubtful = np.bincount(ids, minlength=size) > 1
    else:
        return None
    there = doubtful[ids]
    if not there.any():
        return None
    found = Grouping(reached.grouping.rows[there], *compact(ids[there], size))
    return CapGroups(reached.id, found, 0, np.zeros(found.size, np.bool_))


def _too_many_years(
    reached: ReachedRows, portfolio: Portfolio, ids: Numbers, size: int
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return which groups hold more years than are supported, or more than lie in a row."""
    rule = reached.rule
    years = group_ids(portfolio, (By.YEAR,)).ids[reached.grouping.rows]
    if rule.in_a_row:
        dated = portfolio.calendar_years[reached.grouping.rows]
        first, last = np.full(size, dated.max()), np.full(size, dated.min())
        np.minimum.at(first, ids, dated)
        np.maximum.at(last, ids, dated)
        return np.asarray(last - first >= rule.years, np.bool_)
    distinct = np.unique(ids * (int(years.max()) + 1) + years) // (int(years.max()) + 1)
    return np.asarray(np.bincount(distinct, minlength=size) > rule.years, np.bool_)
