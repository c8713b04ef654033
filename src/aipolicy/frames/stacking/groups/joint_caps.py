"""Joint caps over groups that are otherwise decided: who is cut, and by how much.

One cap that holds for all that is tied together changes nothing about who is paid: what comes to
the most without the cap also does under it. Then the first in the documents are kept whole and
the last is cut. All other caps that leave too little room are left to the exact resolver.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from aipolicy.frames.arrow import Numbers, Truths
from aipolicy.frames.stacking.groups.conflicts import EXACT, Capped
from aipolicy.frames.stacking.groups.group_ids import NONE, Group
from aipolicy.frames.stacking.groups.kinds import Kinds
from aipolicy.frames.stacking.rows.portfolio import Portfolio


@dataclass(frozen=True, slots=True)
class Ties:
    """What is known of the rows before caps cut them.

    Attributes:
        winner: the row that is paid in a row's place, `NONE` where there is none.
        handed: the rows that are left to the exact resolver.
        component: for each row the first of those with which it is tied, by caps too.
        tied: which rows are tied to any.
    """

    winner: Numbers
    handed: Truths
    component: Numbers
    tied: Truths


@dataclass(frozen=True, slots=True)
class Cut:
    """Rows that a joint cap cuts: one a unit, with the rows that are kept whole beside it.

    Attributes:
        rule: the rule's id.
        rows: the rows that are cut.
        paid: what each is paid, in fen.
        beside: the rows that are kept whole, one unit after another.
        counts: how many of them are beside each row that is cut.
    """

    rule: str
    rows: Numbers
    paid: Numbers
    beside: Numbers
    counts: Numbers


def cut(
    portfolio: Portfolio, kinds: Kinds, capped: Sequence[Capped], ties: Ties
) -> tuple[list[Cut], Numbers]:
    """Return the rows that caps cut, and those that only the exact resolver can cut."""
    members = np.bincount(ties.component[ties.tied], minlength=portfolio.rows)
    caps = np.zeros(portfolio.rows, np.int64)
    for cap in capped:
        caps += np.bincount(_homes(cap.group, ties), minlength=portfolio.rows)
    kept = np.where(ties.winner == NONE, portfolio.fen, 0)
    cuts: list[Cut] = []
    left = [np.zeros(0, np.int64)]
    for cap in capped:
        group = cap.group
        sums = np.bincount(group.units, kept[group.rows], group.size)
        crowded = sums > cap.most
        home = _homes(group, ties)
        held = np.bincount(group.units, minlength=group.size)
        crowded[group.units[ties.handed[group.rows] | portfolio.before[group.rows]]] = True
        alone = np.zeros(group.size, np.bool_)
        used = np.flatnonzero(held)
        alone[used] = (caps[home] == 1) & (members[home] == held[used])
        alone &= cap.plain & crowded & (sums <= EXACT)
        alone[group.units[ties.handed[group.rows]]] = False
        found, doubtful = _shared(portfolio, kinds, cap, alone, ties)
        cuts.append(found)
        crowded &= ~alone | doubtful
        left.append(group.rows[crowded[group.units]])
    return cuts, np.concatenate(left)


def _homes(group: Group, ties: Ties) -> Numbers:
    """Return the component of each unit that has a row, in the order of the units."""
    home = np.full(group.size, NONE, np.int64)
    home[group.units] = ties.component[group.rows]
    found: Numbers = home[home != NONE]
    return found


def _shared(
    portfolio: Portfolio, kinds: Kinds, cap: Capped, alone: Truths, ties: Ties
) -> tuple[Cut, Truths]:
    """Return what a cap leaves in some units, and those in which it cannot be told here.

    There the order of two rows is not plain, or a row is left nothing at all.
    """
    rows, units, size = cap.group.rows, cap.group.units, cap.group.size
    taken = alone[units] & (ties.winner[rows] == NONE)
    rows, units = rows[taken], units[taken]
    days, places = portfolio.days[rows], kinds.places[kinds.of[rows]]
    order = np.lexsort((days, places, units))
    rows, units, days, places = rows[order], units[order], days[order], places[order]
    fen = portfolio.fen[rows]
    same = units[1:] == units[:-1]
    first = np.concatenate((np.ones(min(len(rows), 1), np.bool_), ~same))
    # Sums before a row wrap beyond 64 bits, and so do their differences: within a unit these fit.
    above = np.cumsum(fen) - fen
    above -= above[np.flatnonzero(first)[np.cumsum(first) - 1]]
    paid = np.minimum(fen, cap.most - above)
    doubtful = np.zeros(size, np.bool_)
    doubtful[units[paid <= 0]] = True
    unclear = same & (places[1:] == places[:-1]) & (days[1:] == days[:-1])
    doubtful[units[1:][unclear]] = True
    clear = ~doubtful[units]
    short = clear & (paid < fen)
    whole = clear & (paid == fen)
    counts = np.bincount(units[whole], minlength=size)[units[short]]
    return Cut(cap.rule, rows[short], paid[short], rows[whole], counts), doubtful
