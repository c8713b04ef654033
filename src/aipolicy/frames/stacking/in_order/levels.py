"""What is paid of rows in order of time, level by level: the k-th row of every component at once.

Two rows of one level have nothing to do with each other, so that each level is a few operations on
arrays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from aipolicy.frames.arrow import Numbers, Truths
from aipolicy.frames.stacking.in_order.caps import Members
from aipolicy.frames.stacking.in_order.pairs import Pairs
from aipolicy.frames.stacking.rows.portfolio import Portfolio


@dataclass(frozen=True, slots=True)
class PaidRows:
    """What was paid of rows, and what it was paid on.

    Attributes:
        paid: what is paid of each row, now or before, in fen.
        deducted: what was paid before it by the rows that conflict with it.
        barred: whether one of these bars it.
        used: for each row under a cap what had been paid under it, by the members' places.
    """

    paid: Numbers
    deducted: Numbers
    barred: Truths
    used: Numbers


def paid_rows(
    portfolio: Portfolio, rows: Numbers, level: Numbers, pairs: Pairs, members: Members
) -> PaidRows:
    """Return what is paid of rows in common components.

    Args:
        portfolio: all rows; floats add the sums of each component exactly.
        rows: the rows of common components.
        level: the place of each of these in its component.
        pairs: the pairs of them that conflict.
        members: those of them that are under a cap.
    """
    fen = portfolio.fen
    paid, deducted = np.zeros(portfolio.rows, np.int64), np.zeros(portfolio.rows, np.int64)
    barred = np.zeros(portfolio.rows, np.bool_)
    used_before = np.zeros(len(members.rows), np.int64)
    used = np.zeros(len(members.most), np.int64)
    of_row = np.zeros(portfolio.rows, np.int64)  # the level, and then the place in the level
    of_row[rows] = level
    count = int(level.max()) + 1 if len(level) else 0
    counted = pairs.distinct(portfolio.rows) & ~pairs.bars
    steps = zip(
        _by_level(level, count),
        _by_level(of_row[pairs.later], count, counted),
        _by_level(of_row[pairs.later], count, pairs.bars),
        _by_level(of_row[members.rows], count),
        strict=True,
    )
    for those, of_pairs, of_bars, of_caps in steps:
        now = rows[those]
        of_row[now] = np.arange(len(now))
        due = fen[now]
        if len(of_pairs):
            weights = paid[pairs.earlier[of_pairs]]
            less = np.bincount(of_row[pairs.later[of_pairs]], weights, len(now))
            deducted[now] = less
            due = due - deducted[now]
        if len(of_bars):
            bars = of_bars[paid[pairs.earlier[of_bars]] > 0]
            barred[pairs.later[bars]] = True
            due = np.where(barred[now], 0, due)
        if len(of_caps):
            cap = members.cap[of_caps]
            used_before[of_caps] = used[cap]
            np.minimum.at(due, of_row[members.rows[of_caps]], members.most[cap] - used[cap])
        due = np.where(portfolio.before[now], fen[now], np.maximum(due, 0))
        paid[now] = due
        if len(of_caps):
            used[members.cap[of_caps]] += paid[members.rows[of_caps]]
    return PaidRows(paid, deducted, barred, used_before)


def _by_level(level: Numbers, count: int, which: Truths | None = None) -> Iterator[Numbers]:
    """Yield for each level the places of what is at it."""
    some = np.arange(len(level)) if which is None else np.flatnonzero(which)
    at = level[some]
    small = at.astype(np.uint16) if count <= 1 << 16 else at  # these NumPy sorts in one pass
    order = some[np.argsort(small, kind="stable")]
    ends = np.cumsum(np.bincount(at, minlength=count))
    start = 0
    for end in ends.tolist():
        yield order[start:end]
        start = end
