"""Joint caps over groups that are otherwise decided: which row is cut, and by how much.

A single cap that holds for a whole component does not change who is paid: what has the largest
total without the cap also has it under the cap. Then the first rows in the documents are kept
whole and the last is cut. All other caps that leave too little are left to the exact resolver.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from aipolicy.frames.arrow import Numbers, Truths
from aipolicy.frames.stacking.groups.group_ids import Grouping
from aipolicy.frames.stacking.groups.joint_caps import EXACT, CapGroups
from aipolicy.frames.stacking.groups.kinds import Kinds
from aipolicy.frames.stacking.rows.encoded_text import NONE
from aipolicy.frames.stacking.rows.portfolio import Portfolio


@dataclass(frozen=True, slots=True)
class Uncut:
    """What is known of the rows before joint caps cut them.

    Attributes:
        winner: the row that is paid in place of a row, `NONE` where there is none.
        unsettled: the rows that are left to the exact resolver.
        component: for each row the first row of its component, caps included.
        connected: which rows are connected to any.
    """

    winner: Numbers
    unsettled: Truths
    component: Numbers
    connected: Truths


@dataclass(frozen=True, slots=True)
class Cut:
    """Rows that a joint cap cuts, one a group, with the rows that are kept whole beside it.

    Attributes:
        rule: the id of the rule.
        rows: the rows that are cut.
        paid: what each is paid, in fen.
        beside: the rows that are kept whole, one group after another.
        counts: how many of them are in the group of each row that is cut.
    """

    rule: str
    rows: Numbers
    paid: Numbers
    beside: Numbers
    counts: Numbers


def cuts_of(
    portfolio: Portfolio, kinds: Kinds, caps: Sequence[CapGroups], uncut: Uncut
) -> tuple[list[Cut], Numbers]:
    """Return the rows that caps cut, and the rows that only the exact resolver can cut."""
    members = np.bincount(uncut.component[uncut.connected], minlength=portfolio.rows)
    count = np.zeros(portfolio.rows, np.int64)
    for cap in caps:
        count += np.bincount(_homes(cap.grouping, uncut), minlength=portfolio.rows)
    kept = np.where(uncut.winner == NONE, portfolio.fen, 0)
    cuts: list[Cut] = []
    left = [np.zeros(0, np.int64)]
    for cap in caps:
        grouping = cap.grouping
        unsettled = uncut.unsettled[grouping.rows]
        sums = np.bincount(grouping.ids, kept[grouping.rows], grouping.size)
        crowded = sums > cap.most
        home = _homes(grouping, uncut)
        held = np.bincount(grouping.ids, minlength=grouping.size)
        crowded[grouping.ids[unsettled | portfolio.before[grouping.rows]]] = True
        alone = np.zeros(grouping.size, np.bool_)
        used = np.flatnonzero(held)
        alone[used] = (count[home] == 1) & (members[home] == held[used])
        alone &= cap.plain & crowded & (sums <= EXACT)
        alone[grouping.ids[unsettled]] = False
        found, doubtful = _cut(portfolio, kinds, cap, alone, uncut)
        cuts.append(found)
        crowded &= ~alone | doubtful
        left.append(grouping.rows[crowded[grouping.ids]])
    return cuts, np.concatenate(left)


def _homes(grouping: Grouping, uncut: Uncut) -> Numbers:
    """Return the component of each group that has a row, in the order of the groups."""
    home = np.full(grouping.size, NONE, np.int64)
    home[grouping.ids] = uncut.component[grouping.rows]
    found: Numbers = home[home != NONE]
    return found


def _cut(
    portfolio: Portfolio, kinds: Kinds, cap: CapGroups, alone: Truths, uncut: Uncut
) -> tuple[Cut, Truths]:
    """Return what a cap leaves in the groups `alone`, and the groups in which that is doubtful.

    It is doubtful where the order of two rows is not plain, or a row is left nothing at all.
    """
    rows, ids, size = cap.grouping.rows, cap.grouping.ids, cap.grouping.size
    paid_here = alone[ids] & (uncut.winner[rows] == NONE)
    rows, ids = rows[paid_here], ids[paid_here]
    days, places = portfolio.days[rows], kinds.places[kinds.of[rows]]
    order = np.lexsort((days, places, ids))
    rows, ids, days, places = rows[order], ids[order], days[order], places[order]
    fen = portfolio.fen[rows]
    same = ids[1:] == ids[:-1]
    first = np.concatenate((np.ones(min(len(rows), 1), np.bool_), ~same))
    # Running sums wrap beyond 64 bits, and so do their differences: within a group these fit.
    above = np.cumsum(fen) - fen
    above -= above[np.flatnonzero(first)[np.cumsum(first) - 1]]
    paid = np.minimum(fen, cap.most - above)
    doubtful = np.zeros(size, np.bool_)
    doubtful[ids[paid <= 0]] = True
    unclear = same & (places[1:] == places[:-1]) & (days[1:] == days[:-1])
    doubtful[ids[1:][unclear]] = True
    clear = ~doubtful[ids]
    short = clear & (paid < fen)
    whole = clear & (paid == fen)
    counts = np.bincount(ids[whole], minlength=size)[ids[short]]
    return Cut(cap.rule, rows[short], paid[short], rows[whole], counts), doubtful
