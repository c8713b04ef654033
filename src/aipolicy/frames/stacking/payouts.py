"""What is paid of each row and why not more, in arrays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from aipolicy.calc.stacking.explanation.names import MOST_NAMED
from aipolicy.frames.arrow import Numbers, Truths
from aipolicy.frames.stacking.exact import Resolved
from aipolicy.frames.stacking.groups.conflicts import Conflict
from aipolicy.frames.stacking.groups.cuts import Cut
from aipolicy.frames.stacking.groups.decision import Decision
from aipolicy.frames.stacking.rows.encoded_text import NONE
from aipolicy.frames.stacking.rows.portfolio import Portfolio

BETWEEN = "; "
"""The separator between the rules under which one row is not paid in full."""


@dataclass(frozen=True, slots=True)
class Payouts:
    """What becomes of every row.

    Attributes:
        paid: what is paid, in fen.
        rule: for each row a place among `rules`; 0 where the row is paid in full.
        rules: the ids of the rules, joined where there are several; the first is for none.
        by: the row that displaced a row; `NONE` where none did, or several.
        several: the rows that displaced a row, where there are several.
    """

    paid: Numbers
    rule: Numbers
    rules: Sequence[str]
    by: Numbers
    several: Mapping[int, tuple[int, ...]]

    def provisional(self, undetermined: Truths) -> Truths:
        """Return which rows depend on a sum that is not determined: their own, or a winner's."""
        found = undetermined.copy()
        by = np.flatnonzero(self.by >= 0)
        found[by] |= undetermined[self.by[by]]
        for row, others in self.several.items():
            found[row] |= undetermined[list(others)].any()
        return found


def payouts_of(
    portfolio: Portfolio,
    decision: Decision,
    conflicts: Sequence[Conflict],
    resolved: Iterable[Sequence[Resolved]],
) -> Payouts:
    """Return what was decided group by group, and what the exact resolver says of other rows."""
    whole = (decision.winner == NONE) & ~portfolio.before & ~decision.unsettled
    paid, by = np.where(whole, portfolio.fen, 0), decision.winner.copy()
    rule, rules = _rules(decision.winner, conflicts)
    several: dict[int, tuple[int, ...]] = {}
    for cut in decision.cuts:
        paid[cut.rows] = cut.paid
        rule[cut.rows] = len(rules)
        rules.append(cut.rule)
        one = cut.counts == 1
        ends = np.cumsum(cut.counts)
        by[cut.rows[one]] = cut.beside[ends[one] - 1]
        several |= _kept_beside(cut, portfolio)
    return with_resolved(Payouts(paid, rule, rules, by, several), resolved)


def with_resolved(payouts: Payouts, resolved: Iterable[Sequence[Resolved]]) -> Payouts:
    """Return payouts with what the exact resolver says of other rows written into them."""
    paid, rule, by = payouts.paid, payouts.rule, payouts.by
    rules, several = list(payouts.rules), dict(payouts.several)
    numbers = {text: number for number, text in enumerate(rules)}
    for batch in resolved:
        for row, fen, ids, others in batch:
            paid[row] = fen
            joined = BETWEEN.join(ids)
            if joined not in numbers:
                numbers[joined] = len(rules)
                rules.append(joined)
            rule[row] = numbers[joined]
            if len(others) == 1:
                by[row] = others[0]
            elif others:
                several[row] = tuple(others)
    return Payouts(paid, rule, rules, by, several)


def _kept_beside(cut: Cut, portfolio: Portfolio) -> dict[int, tuple[int, ...]]:
    """Return the rows that are kept whole beside a row that is cut, where there are several.

    Of very many those are named that the resolver for awards names.
    """
    more = np.flatnonzero(cut.counts > 1)
    rows, counts = cut.rows[more].tolist(), cut.counts[more].tolist()
    ends = np.cumsum(cut.counts)[more].tolist()
    return {
        row: tuple(sorted(_named(cut.beside[end - count : end], portfolio).tolist()))
        for row, count, end in zip(rows, counts, ends, strict=True)
    }


def _named(rows: Numbers, portfolio: Portfolio) -> Numbers:
    """Return the rows that are named of those that displaced one, which are in document order."""
    if len(rows) <= MOST_NAMED:
        return rows
    weightiest = np.lexsort((-portfolio.fen[rows], ~portfolio.undetermined[rows]))
    found: Numbers = rows[weightiest[:MOST_NAMED]]
    return found


def _rules(winner: Numbers, conflicts: Sequence[Conflict]) -> tuple[Numbers, list[str]]:
    """Return the rules under which rows are displaced by the one row that is paid."""
    rule = np.zeros(len(winner), np.int64)
    rules = [""]
    lost = winner >= 0
    won = np.zeros(len(lost), np.bool_)
    won[winner[lost]] = True
    for conflict in sorted(conflicts, key=lambda one: one.rule):
        grouping, policies = conflict.grouping, conflict.policies
        wins = won[grouping.rows]
        present = np.zeros(grouping.size, np.bool_)
        present[grouping.ids[wins]] = True
        of_winner = np.full(grouping.size, NONE, np.int64)
        of_winner[grouping.ids[wins]] = policies[wins]
        rival = of_winner[grouping.ids]
        outside = (policies < 0) | (rival < 0)
        apart = (policies != rival) & (outside | conflict.inside)
        rows = grouping.rows[lost[grouping.rows] & present[grouping.ids] & apart]
        add_rule(rule, rules, conflict.rule, rows)
    return rule, rules


def add_rule(rule: Numbers, rules: list[str], id_: str, rows: Numbers) -> None:
    """Add a rule to the rules of some rows, after those that they have; each row is there once.

    >>> rule, rules = np.array([0, 1]), ["", "langfang_2023/closing"]
    >>> add_rule(rule, rules, "langfang_2023/2.2:yearly", np.array([0, 1]))
    >>> [rules[place] for place in rule.tolist()]
    ['langfang_2023/2.2:yearly', 'langfang_2023/closing; langfang_2023/2.2:yearly']
    """
    earlier = rule[rows]
    for number in np.unique(earlier).tolist():
        before = f"{rules[number]}{BETWEEN}" if number else ""
        rules.append(before + id_)
        rule[rows[earlier == number]] = len(rules) - 1
