"""The rules of all documents, evaluated on arrays: which rows conflict, and which exceed caps.

A rule is asked once for each kind of row; the groups in which rows meet are ids.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from aipolicy.calc.documents.rule import By, Rule
from aipolicy.calc.documents.stacking import Stacking
from aipolicy.calc.policy import Policy
from aipolicy.calc.stacking.clause_rules import clause_rules
from aipolicy.calc.stacking.entry import Entry
from aipolicy.errors import Fault
from aipolicy.frames.stacking.groups.conflicts import Conflict, conflict_of
from aipolicy.frames.stacking.groups.group_ids import GroupIds, Grouping
from aipolicy.frames.stacking.groups.joint_caps import (
    CapGroups,
    cap_groups,
    cap_in_fen,
    unstated_cap,
)
from aipolicy.frames.stacking.groups.keys import group_ids
from aipolicy.frames.stacking.groups.kinds import Kinds
from aipolicy.frames.stacking.groups.over_time import OVER_TIME, groups_over_time
from aipolicy.frames.stacking.groups.reach import Reach, ReachedRows, reach_of
from aipolicy.frames.stacking.rows.portfolio import Portfolio


@dataclass(frozen=True, slots=True)
class RuleGroups:
    """All that connects rows: conflicts, exceeded joint caps, and the caps that no row states."""

    conflicts: Sequence[Conflict]
    caps: Sequence[CapGroups]
    faults: Sequence[Fault]


def rule_groups(
    portfolio: Portfolio, kinds: Kinds, stackings: Mapping[str, Stacking]
) -> RuleGroups:
    """Return what connects the rows of a portfolio under the rules of all documents."""
    found = list(_found(portfolio, kinds, stackings))
    return RuleGroups(
        [one for one in found if isinstance(one, Conflict)],
        [one for one in found if isinstance(one, CapGroups)],
        [one for one in found if isinstance(one, Fault)],
    )


def _found(
    portfolio: Portfolio, kinds: Kinds, stackings: Mapping[str, Stacking]
) -> Iterator[Conflict | CapGroups | Fault | None]:
    excepted = np.array([bool(one.award.claim.exception) for one in kinds.entries])
    for reached in _reached(portfolio, kinds, stackings):
        cap, rows = reached.rule.cap, reached.grouping.rows
        if reached.rule.effect in OVER_TIME:
            yield groups_over_time(reached, portfolio)
        elif cap is not None and cap.of_one_figure:
            continue  # rows have no facts
        elif cap is None:
            yield conflict_of(reached, kinds, portfolio.before, stackings)
        elif reached.own.any():
            most = cap_in_fen(cap, kinds.entries[reached.reach.ours[0]])
            if most is None:
                yield unstated_cap(reached.id, cap)
            else:
                odd = portfolio.before[rows] | excepted[kinds.of[rows]]
                yield cap_groups(reached, most, odd, portfolio.fen)


def _reached(
    portfolio: Portfolio, kinds: Kinds, stackings: Mapping[str, Stacking]
) -> Iterator[ReachedRows]:
    """Yield the rules that reach a row, with the rows, in the order of the documents' ids."""
    known: dict[tuple[By, ...], GroupIds] = {}
    for policy, rule in _rules(kinds.entries, stackings):
        reach = reach_of(rule, policy, kinds.entries)
        if not len(kinds.among(reach.ours)):
            continue
        if rule.group_by not in known:
            known[rule.group_by] = group_ids(portfolio, rule.group_by)
        grouping = _grouping(reach, kinds, known[rule.group_by])
        if len(grouping.rows):
            ours = np.zeros(len(kinds.entries), np.bool_)
            ours[list(reach.ours)] = True
            own = ours[kinds.of[grouping.rows]]
            yield ReachedRows(f"{policy.id}/{rule.name}", rule, reach, grouping, own)


def _rules(
    entries: Sequence[Entry], stackings: Mapping[str, Stacking]
) -> Iterator[tuple[Policy, Rule]]:
    """Yield the rules of the documents that have a row, and those of their clauses."""
    documents = {entry.policy.id: entry.policy for entry in entries if entry.policy}
    for id_, policy in sorted(documents.items()):
        for rule in stackings[id_].rules:
            yield policy, rule
        own: dict[str, list[Entry]] = {}
        for entry in entries:
            if entry.policy is policy:
                own.setdefault(entry.number, []).append(entry)
        for some in own.values():
            if some[0].clause is not None:
                for rule in clause_rules(some[0].clause, some, stackings[id_]):
                    yield policy, rule


def _grouping(reach: Reach, kinds: Kinds, groups: GroupIds) -> Grouping:
    """Return the rows with a sum that a rule reaches and that are in a group of it."""
    ours, theirs = kinds.among(reach.ours), kinds.among(reach.theirs)
    rows = np.concatenate((ours, theirs)) if len(theirs) else ours
    ids = groups.ids[rows]
    named = ids >= 0
    if not named.all():
        rows, ids = rows[named], ids[named]
    return Grouping(rows, ids, groups.size)
