"""What is paid of each row, group by group: the highest, or what the exact resolver says.

In the common group every award excludes every other and nothing was paid before: one is paid, the
largest; of equal ones the first in the documents. Sum and place are packed into one number, so a
single maximum finds it. Where that is not certain, the whole component goes to the exact resolver.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from aipolicy.frames.arrow import Numbers, Truths
from aipolicy.frames.stacking.groups.conflicts import Conflict
from aipolicy.frames.stacking.groups.cuts import Cut, Uncut, cuts_of
from aipolicy.frames.stacking.groups.group_ids import components
from aipolicy.frames.stacking.groups.kinds import Kinds
from aipolicy.frames.stacking.groups.rule_groups import RuleGroups
from aipolicy.frames.stacking.rows.encoded_text import NONE
from aipolicy.frames.stacking.rows.portfolio import Portfolio

_LARGEST: Final = int(np.iinfo(np.int64).max)


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of each row.

    Attributes:
        winner: the row that is paid in place of a row, `NONE` where there is none.
        cuts: the rows that joint caps cut.
        unsettled: the rows that are left to the exact resolver.
        component: for each row the first row of its component.
    """

    winner: Numbers
    cuts: Sequence[Cut]
    unsettled: Truths
    component: Numbers


def decide(portfolio: Portfolio, kinds: Kinds, groups: RuleGroups) -> Decision:
    """Return what becomes of each row.

    A row is decided here only where the exact resolver would say the same: its group is common,
    and every joint cap that the group could exceed leaves room for what is paid, or is the only
    one and holds for the whole group.
    """
    rows = portfolio.rows
    component = components(np.arange(rows), [one.grouping for one in groups.conflicts])
    connected = np.zeros(rows, np.bool_)
    for conflict in groups.conflicts:
        connected[conflict.grouping.rows] = True
    members = np.flatnonzero(connected)
    size = np.bincount(component[members], minlength=rows)
    common = _common(component, size, groups.conflicts)
    winner, doubtful = _highest(portfolio, kinds, members[common[component[members]]], component)
    common &= ~doubtful
    unsettled = connected & ~common[component]
    cuts: list[Cut] = []
    if groups.caps:
        for cap in groups.caps:
            connected[cap.grouping.rows] = True
        component = components(component, [cap.grouping for cap in groups.caps])
        uncut = Uncut(winner, unsettled, component, connected)
        cuts, crowded = cuts_of(portfolio, kinds, groups.caps, uncut)
        whole = np.zeros(rows, np.bool_)
        whole[component[unsettled]] = True
        whole[component[crowded]] = True
        unsettled = connected & whole[component]
    return Decision(np.where(unsettled, NONE, winner), cuts, unsettled, component)


def _common(component: Numbers, size: Numbers, conflicts: Sequence[Conflict]) -> Truths:
    """Return the components, by their first rows, in which every row excludes every other.

    Either one group of one rule excludes all of them; or one excludes all but one, and another
    all of these, the document's own, against the one that is another policy's.
    """
    whole, inner, star, odd = (np.zeros(len(component), np.bool_) for _ in range(4))
    for conflict in conflicts:
        grouping, own = conflict.grouping, conflict.policies >= 0
        ours = np.bincount(grouping.ids[own], minlength=grouping.size)
        others = np.bincount(grouping.ids, minlength=grouping.size) - ours
        home = np.zeros(grouping.size, np.int64)
        home[grouping.ids] = component[grouping.rows]
        used = ours > 0
        members = size[home]
        apart = conflict.all_exclude
        whole[home[used & apart & (others <= 1) & (ours + others == members)]] = True
        inner[home[used & apart & (ours == members - 1)]] = True
        star[home[used & (others == 1) & (ours == members - 1)]] = True
        odd[home[used & ~conflict.plain]] = True
    return (whole | (inner & star)) & ~odd


def _highest(
    portfolio: Portfolio, kinds: Kinds, members: Numbers, component: Numbers
) -> tuple[Numbers, Truths]:
    """Return for each row what is paid in its place, and the components without one highest.

    These hold two rows of one clause and one sum, or sums too large to be packed with the place
    of the clause into one number.
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
