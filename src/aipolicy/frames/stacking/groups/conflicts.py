"""Conflicts: groups of rows of which a rule lets one be paid, and how the rule says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from aipolicy.calc.documents.rule import CHOOSING, Effect
from aipolicy.calc.documents.stacking import Stacking
from aipolicy.frames.arrow import Numbers, Truths
from aipolicy.frames.stacking.groups.group_ids import Grouping, compact, repeated_ids
from aipolicy.frames.stacking.groups.kinds import Kinds
from aipolicy.frames.stacking.groups.reach import ReachedRows, pairs_of
from aipolicy.frames.stacking.rows.encoded_text import NONE


@dataclass(frozen=True, slots=True)
class Conflict:
    """Rows that meet under a rule by which one of them is paid, group by group.

    Attributes:
        rule: the id of the rule.
        grouping: the rows and their groups.
        policies: for each row of the document what counts as one policy, `NONE` for other rows.
        inside: whether rows of the document exclude each other, if they are of two policies.
        all_exclude: for each group whether all rows of the document in it exclude each other.
        plain: for each group whether nothing else follows from the rule.
    """

    rule: str
    grouping: Grouping
    policies: Numbers
    inside: bool
    all_exclude: Truths
    plain: Truths


def conflict_of(
    reached: ReachedRows, kinds: Kinds, before: Truths, stackings: Mapping[str, Stacking]
) -> Conflict | None:
    """Return the groups in which a rule excludes a row, or `None` where it excludes none.

    Args:
        reached: the rule, which caps nothing, and the rows that it reaches.
        kinds: the kinds of all rows.
        before: which of all rows were paid before.
        stackings: the rules of all documents, by the document's id.
    """
    rule, reach = reached.rule, reached.reach
    grouping, mine = _meeting(reached.grouping, reached.own)
    if not len(grouping.rows):
        return None
    bound_by, met_by = (
        [kinds.entries[number] for number in numbers] for numbers in (reach.ours, reach.theirs)
    )
    found = pairs_of(rule, bound_by, met_by, stackings)
    kind = kinds.of[grouping.rows]
    inside, policies = rule.inside, _by_kind(reach.ours, found.policies, NONE, kinds)[kind]
    ours = np.bincount(grouping.ids[mine], minlength=grouping.size)
    others = np.bincount(grouping.ids[~mine], minlength=grouping.size) > 0
    if rule.effect is Effect.ONCE:  # each award of the clause excludes every other
        inside, policies, distinct = True, np.arange(len(kind)), ours
    else:
        distinct = ours - _doubled(grouping, mine, policies)
    excluding = others | (distinct > 1) if inside else others
    keep = excluding[grouping.ids]
    if not keep.any():
        return None
    once = rule.effect is Effect.ONCE and rule.inside and not rule.levels
    plain = np.full(grouping.size, once or rule.effect in CHOOSING)
    plain[grouping.ids[before[grouping.rows]]] = False
    plain[grouping.ids[_by_kind(reach.theirs, found.exempt, 0, kinds)[kind] > 0]] = False
    return Conflict(
        rule=reached.id,
        grouping=Grouping(grouping.rows[keep], grouping.ids[keep], grouping.size),
        policies=policies[keep],
        inside=inside,
        all_exclude=(ours == 1) | ((ours == distinct) & inside),
        plain=plain,
    )


def _by_kind(numbers: Sequence[int], values: Sequence[int], other: int, kinds: Kinds) -> Numbers:
    """Return for each kind its value, or another number where it has none."""
    found = np.full(len(kinds.entries), other, np.int64)
    found[list(numbers)] = values
    return found


def _meeting(grouping: Grouping, own: Truths) -> tuple[Grouping, Truths]:
    """Return the groups of several rows, one of which is the document's own."""
    several = np.zeros(grouping.size, np.bool_)
    several[repeated_ids(grouping.ids, grouping.size)] = True
    if not own.all():
        with_own = np.zeros(grouping.size, np.bool_)
        with_own[grouping.ids[own]] = True
        several &= with_own
    keep = several[grouping.ids]
    return Grouping(grouping.rows[keep], *compact(grouping.ids[keep], grouping.size)), own[keep]


def _doubled(grouping: Grouping, own: Truths, policies: Numbers) -> Numbers:
    """Return for each group how many of the document's rows count as the policy of another."""
    count = int(policies.max()) + 1
    again = repeated_ids(grouping.ids[own] * count + policies[own], grouping.size * count)
    return np.bincount(again // count, minlength=grouping.size)
