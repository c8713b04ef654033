"""What is payable of rows, by the group: the highest of each, or the exact resolver's word.

In the common group every award excludes every other and nothing was paid before: one is paid,
the largest; of equal ones the first in the documents. Both stand in one number, so that a single
maximum finds it. All that is not surely so is handed to the exact resolver with all it is tied to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from aipolicy.frames.arrow import Numbers, Truths
from aipolicy.frames.stacking.groups.conflicts import Capped, Meeting
from aipolicy.frames.stacking.groups.group_ids import NONE, joined
from aipolicy.frames.stacking.groups.joint_caps import Cut, Ties, cut
from aipolicy.frames.stacking.groups.kinds import Kinds
from aipolicy.frames.stacking.rows.portfolio import Portfolio

_LARGEST: Final = int(np.iinfo(np.int64).max)


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of each row.

    Attributes:
        winner: the row that is paid in a row's place, `NONE` where there is none.
        cuts: the rows that joint caps cut.
        handed: the rows that are left to the exact resolver.
        component: for each row the first of those with which it is tied.
    """

    winner: Numbers
    cuts: Sequence[Cut]
    handed: Truths
    component: Numbers


def decide(
    portfolio: Portfolio, kinds: Kinds, choosing: Sequence[Meeting], capped: Sequence[Capped]
) -> Decision:
    """Return what becomes of each row.

    A row is decided here only where the exact resolver would say the same: its group is common,
    and every joint cap that its group could exceed leaves room for what is paid, or is the only
    one and holds for the whole group.
    """
    rows = portfolio.rows
    component = joined(np.arange(rows), [meeting.group for meeting in choosing])
    tied = np.zeros(rows, np.bool_)
    for meeting in choosing:
        tied[meeting.group.rows] = True
    members = np.flatnonzero(tied)
    common = _common(component, np.bincount(component[members], minlength=rows), choosing)
    winner, doubtful = _highest(portfolio, kinds, members[common[component[members]]], component)
    common &= ~doubtful
    handed = tied & ~common[component]
    cuts: list[Cut] = []
    if capped:
        for cap in capped:
            tied[cap.group.rows] = True
        component = joined(component, [cap.group for cap in capped])
        cuts, crowded = cut(portfolio, kinds, capped, Ties(winner, handed, component, tied))
        whole = np.zeros(rows, np.bool_)
        whole[component[handed]] = True
        whole[component[crowded]] = True
        handed = tied & whole[component]
    return Decision(np.where(handed, NONE, winner), cuts, handed, component)


def _common(component: Numbers, size: Numbers, choosing: Sequence[Meeting]) -> Truths:
    """Return the components, by their first rows, in which every row excludes every other.

    Either one unit of one rule says so of all of them; or one says so of all but one, and another
    sets all of these, the document's own, against the one that is another policy's.
    """
    whole, inner, star, odd = (np.zeros(len(component), np.bool_) for _ in range(4))
    for meeting in choosing:
        group, own = meeting.group, meeting.counted >= 0
        ours = np.bincount(group.units[own], minlength=group.size)
        others = np.bincount(group.units, minlength=group.size) - ours
        home = np.zeros(group.size, np.int64)
        home[group.units] = component[group.rows]
        used = ours > 0
        members = size[home]
        apart = meeting.apart
        whole[home[used & apart & (others <= 1) & (ours + others == members)]] = True
        inner[home[used & apart & (ours == members - 1)]] = True
        star[home[used & (others == 1) & (ours == members - 1)]] = True
        odd[home[used & ~meeting.plain]] = True
    return (whole | (inner & star)) & ~odd


def _highest(
    portfolio: Portfolio, kinds: Kinds, members: Numbers, component: Numbers
) -> tuple[Numbers, Truths]:
    """Return for each row what is paid in its place, and the components without one highest.

    These hold two rows of one clause and one sum, or sums too large to share a number with the
    clause's place.
    """
    winner = np.full(portfolio.rows, NONE, np.int64)
    doubtful = np.zeros(portfolio.rows, np.bool_)
    if not len(members):
        return winner, doubtful
    home, fen = component[members], portfolio.fen[members]
    clauses = int(kinds.places.max()) + 1
    doubtful[home[fen > _LARGEST // clauses - 1]] = True
    packed = np.minimum(fen, _LARGEST // clauses - 1) * clauses
    packed += clauses - 1 - kinds.places[kinds.of[members]]
    best = np.zeros(portfolio.rows, np.int64)
    np.maximum.at(best, home, packed)
    first = members[packed == best[home]]
    at = np.full(portfolio.rows, NONE, np.int64)
    at[component[first]] = first
    doubtful[component[first[at[component[first]] != first]]] = True
    by = at[home]
    winner[members] = np.where(by == members, NONE, by)
    return winner, doubtful
