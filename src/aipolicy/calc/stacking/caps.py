"""Joint caps on the awards of one group: how much they may come to together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from aipolicy.calc.documents.rule import CitedRule, Joint
from aipolicy.calc.stacking.entry import Entry
from aipolicy.calc.values.figures import FigureValue
from aipolicy.calc.values.money import fen_of, yuan_of
from aipolicy.calc.values.rounding import Rounding
from aipolicy.errors import Code, Fault, fault
from aipolicy.errors.fault import Shown


@dataclass(frozen=True, slots=True, eq=False)
class Cap:
    """A joint cap on awards of one group.

    Attributes:
        cited_rule: the rule that states it, and its document.
        members: the awards under it, by their indices in ascending order.
        most: the cap, in fen.
        net: whether it counts what is paid now and before, and not what awards come to.
    """

    cited_rule: CitedRule
    members: tuple[int, ...]
    most: int
    net: bool


def joint_cap(
    cited_rule: CitedRule,
    cap: Joint,
    ours: Sequence[Entry],
    theirs: Sequence[Entry],
    *,
    net: bool,
) -> Cap | Fault | None:
    """Return the cap on the awards of a group, or None where it does not bind them.

    A fault says that the claims do not state the figure on which the cap is computed, or state
    different ones; its path begins with the index of an entry.

    Args:
        cited_rule: the rule that states the cap.
        cap: the cap.
        ours: the document's own awards.
        theirs: the awards of other policies that the rule meets.
        net: whether the cap counts what is paid.
    """
    if cap.of_clause:
        if len(ours) == 1 and ours[0].award.figures:
            return None  # the clause itself has applied it
        most = max(*map(_own_cap, ours), _excepted(ours))
    elif cap.most is not None:
        most = _fen(cap.most)
    else:
        stated = _stated(cap.of, (*ours, *theirs))
        if len(stated) != 1:
            return _unstated(cited_rule, cap.of, ours[0], stated)
        share = cap.share.as_integer_ratio()
        most = Rounding.HALF_UP.whole(stated.pop() * share[0], share[1])
    members = (*ours, *theirs)
    if sum([entry.fen for entry in members]) <= most:
        return None
    return Cap(cited_rule, tuple(sorted([entry.index for entry in members])), most, net)


def _own_cap(entry: Entry) -> int:
    """Return the cap of an award's own clause; an exception to a soft cap raises it."""
    clause = entry.clause
    figure = entry.award.figures.get("cap") or (clause.figures["cap"] if clause else 0)
    return max(_fen(figure), entry.fen if entry.award.claim.exception else 0)


def _excepted(ours: Sequence[Entry]) -> int:
    """Return what an exception to a soft cap lets awards come to, with what was paid before.

    The share that the words print holds them still. Without facts an exception is to the sum that
    it states, in all.
    """
    if ours[0].clause is None or not ours[0].clause.soft_cap:
        return 0
    new = [one.fen for one in ours if _by_exception(one) and not one.before]
    return sum([*new, *(one.fen for one in ours if one.before)]) if new else 0


def _by_exception(entry: Entry) -> bool:
    return bool(entry.award.claim.exception and entry.award.facts)


@cache
def _fen(figure: FigureValue) -> int:
    """Return a figure of the law in fen; there are few of them, and many look-ups."""
    return fen_of(figure)


def _stated(name: str, members: Iterable[Entry]) -> set[int]:
    """Return the sums that claims or facts state under a name, in fen."""
    values = (entry.award.claim.bases.get(name, entry.award.facts.get(name)) for entry in members)
    return {fen_of(value) for value in values if value is not None}


def _unstated(cited_rule: CitedRule, name: str, entry: Entry, stated: set[int]) -> Fault:
    path = entry.index, "bases", name
    if not stated:
        return fault(Code.CAP_BASE_MISSING, *path, rule=cited_rule.id, base=name)
    values = Shown(", ".join(str(yuan_of(fen)) for fen in sorted(stated)))
    return fault(Code.CAP_BASE_DIFFERS, *path, value=values, rule=cited_rule.id)
