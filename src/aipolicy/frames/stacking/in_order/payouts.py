"""What is paid of rows in order of time, and why not more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from aipolicy.calc.documents.stacking import Stacking
from aipolicy.frames.arrow import Numbers, Truths
from aipolicy.frames.stacking.exact import Resolved
from aipolicy.frames.stacking.groups.decision import Decision
from aipolicy.frames.stacking.groups.group_ids import components
from aipolicy.frames.stacking.groups.joint_caps import EXACT
from aipolicy.frames.stacking.groups.rule_groups import RuleGroups
from aipolicy.frames.stacking.in_order.caps import counted_otherwise, members_of
from aipolicy.frames.stacking.in_order.levels import paid_rows
from aipolicy.frames.stacking.in_order.order import levels, ranks
from aipolicy.frames.stacking.in_order.pairs import large_groups, pairs_of
from aipolicy.frames.stacking.in_order.reasons import Reasons, reasons_of
from aipolicy.frames.stacking.payouts import Payouts, add_rule, with_resolved
from aipolicy.frames.stacking.rows.encoded_text import NONE
from aipolicy.frames.stacking.rows.portfolio import Portfolio


@dataclass(frozen=True, slots=True)
class InTime:
    """Rows as they are connected: those decided here, and those that are not.

    Attributes:
        common: which rows are decided here, being connected to others.
        decision: the rows that are left to the resolver for awards, and the components.
    """

    common: Truths
    decision: Decision


def in_time(portfolio: Portfolio, groups: RuleGroups, stackings: Mapping[str, Stacking]) -> InTime:
    """Return which rows are decided here, and which are left to the resolver for awards.

    Args:
        portfolio: the rows.
        groups: what connects the rows, as if none had been paid before.
        stackings: the rules of all documents, by the document's id.
    """
    rows = portfolio.rows
    groupings = [one.grouping for one in groups.conflicts]
    groupings += [one.grouping for one in groups.caps]
    component = components(np.arange(rows), groupings)
    odd, connected = np.zeros(rows, np.bool_), np.zeros(rows, np.bool_)
    documents, rules = counted_otherwise(stackings)
    for conflict in groups.conflicts:
        grouping = conflict.grouping
        connected[grouping.rows] = True
        doubtful = ~conflict.plain | large_groups(conflict)
        odd[component[grouping.rows[doubtful[grouping.ids]]]] = True
    for cap in groups.caps:
        grouping = cap.grouping
        connected[grouping.rows] = True
        gross = cap.rule in rules or cap.rule.partition("/")[0] in documents
        doubtful = ~cap.plain | gross
        odd[component[grouping.rows[doubtful[grouping.ids]]]] = True
    sums = np.bincount(component, portfolio.fen, rows)
    odd |= sums > EXACT
    unsettled = connected & odd[component]
    nobody = np.full(rows, NONE, np.int64)
    return InTime(connected & ~unsettled, Decision(nobody, [], unsettled, component))


def payouts_in_order(
    portfolio: Portfolio,
    groups: RuleGroups,
    stackings: Mapping[str, Stacking],
    rows: InTime,
    resolved: Iterable[Sequence[Resolved]],
) -> Payouts:
    """Return what is paid of rows that are decided one after another.

    Args:
        portfolio: the rows.
        groups: what connects the rows, as if none had been paid before.
        stackings: the rules of all documents, by the document's id.
        rows: which rows are decided here.
        resolved: what the resolver for awards says of the others.
    """
    place = ranks(portfolio)
    pairs = pairs_of(groups.conflicts, rows.common, place, portfolio.before, stackings)
    members = members_of(groups.caps, rows.common)
    common = np.flatnonzero(rows.common)
    level = levels(rows.decision.component[common], place[common])
    found = paid_rows(portfolio, common, level, pairs, members)
    alone = ~(rows.common | rows.decision.unsettled | portfolio.before)
    paid = np.where(alone, portfolio.fen, np.where(portfolio.before, 0, found.paid))
    reasons = reasons_of(portfolio, place, pairs, members, found)
    rule, rules = _rules(reasons, portfolio.rows)
    by, several = _displaced_by(reasons, portfolio.rows)
    return with_resolved(Payouts(paid, rule, rules, by, several), resolved)


def _rules(reasons: Reasons, rows: int) -> tuple[Numbers, list[str]]:
    """Return the rules of each row in alphabetical order, as places among joined ids."""
    rule, rules = np.zeros(rows, np.int64), [""]
    for id_, parts in sorted(reasons.rules.items()):
        under = np.zeros(rows, np.bool_)
        for part in parts:
            under[part] = True
        add_rule(rule, rules, id_, np.flatnonzero(under))
    return rule, rules


def _displaced_by(reasons: Reasons, rows: int) -> tuple[Numbers, Mapping[int, tuple[int, ...]]]:
    """Return the row that displaced each row, and the rows where there are several."""
    keys = np.sort(reasons.rows * rows + reasons.by)
    keys = keys[np.concatenate((np.ones(min(len(keys), 1), np.bool_), keys[1:] != keys[:-1]))]
    displaced, by = keys // max(rows, 1), keys % max(rows, 1)
    counts = np.bincount(displaced, minlength=rows)
    single = np.full(rows, NONE, np.int64)
    one = counts[displaced] == 1
    single[displaced[one]] = by[one]
    many = by[~one].tolist()
    several: dict[int, tuple[int, ...]] = {}
    start = 0
    some = np.flatnonzero(counts > 1)
    for row, count in zip(some.tolist(), counts[some].tolist(), strict=True):
        several[row] = tuple(many[start : start + count])
        start += count
    return single, several
