"""Joint caps: groups of rows that together exceed what a rule lets be paid to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from aipolicy.calc.documents.rule import Joint
from aipolicy.calc.stacking.entry import Entry
from aipolicy.calc.values.money import fen_of
from aipolicy.errors import Code, Fault, Surface, fault
from aipolicy.errors.fault import Shown
from aipolicy.frames.arrow import Numbers, Truths
from aipolicy.frames.stacking.groups.group_ids import Grouping, compact
from aipolicy.frames.stacking.groups.reach import ReachedRows

EXACT: Final = 2**53
"""Up to here sums of whole numbers are exact in floats."""


@dataclass(frozen=True, slots=True)
class CapGroups:
    """Rows that together exceed a joint cap, group by group.

    Attributes:
        rule: the id of the rule.
        grouping: the rows and their groups.
        most: the cap in fen, or a lower number.
        plain: for each group whether `most` is the cap, and cuts only new awards of the document.
    """

    rule: str
    grouping: Grouping
    most: int
    plain: Truths


def cap_groups(reached: ReachedRows, most: int, odd: Truths, fen: Numbers) -> CapGroups | None:
    """Return the groups that exceed a joint cap, or `None` where none does.

    Args:
        reached: the rule and the rows that it reaches.
        most: the cap in fen.
        odd: which of these rows make a cap more than a cut: paid before, or with an exception.
        fen: the sums of all rows.
    """
    grouping, own = reached.grouping, reached.own
    ids, size = compact(grouping.ids, grouping.size)
    sums = np.bincount(ids, fen[grouping.rows], size)
    # bincount adds in floats: exact up to 2**53; beyond that a cap may only seem exceeded.
    exceeded = sums > min(most, EXACT)
    exceeded &= np.bincount(ids[own], minlength=size) > 0
    above = exceeded[ids]
    if not above.any():
        return None
    found = Grouping(grouping.rows[above], *compact(ids[above], size))
    plain = np.full(found.size, most <= EXACT)
    plain[found.ids[odd[above] | ~own[above]]] = False
    return CapGroups(reached.id, found, min(most, EXACT), plain)


def cap_in_fen(cap: Joint, entry: Entry) -> int | None:
    """Return a joint cap in fen, or the least it can be; `None` where claims have to state it.

    An exception may raise a clause's own cap; that is left to the exact resolver.
    """
    if cap.of_clause and entry.clause is not None:
        return fen_of(entry.clause.figures["cap"])
    return None if cap.most is None else fen_of(cap.most)


def unstated_cap(id_: str, cap: Joint) -> Fault:
    """Return the fault of a joint cap that depends on a figure no row can state."""
    wrong = fault(Code.CAP_BASE_NOT_IN_ROWS, "rule", value=Shown(id_), base=cap.of)
    return wrong.on(Surface.ROWS)
