"""What is paid of each row and why not more, as it is written into the frame."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from aipolicy.frames.arrow import Numbers, Truths
from aipolicy.frames.stacking.groups.conflicts import Meeting
from aipolicy.frames.stacking.groups.decision import Decision
from aipolicy.frames.stacking.groups.group_ids import NONE
from aipolicy.frames.stacking.groups.joint_caps import Cut
from aipolicy.frames.stacking.rows.portfolio import Portfolio

BESIDE = "; "
"""What stands between the rules under which one row is not paid in full."""


@dataclass(slots=True)
class Outcome:
    """What becomes of every row.

    Attributes:
        paid: what is paid, in fen.
        rule: for each row a place among `rules`; 0 where the row is paid whole.
        rules: the ids of the rules, joined where there are several.
        by: the row that displaced a row, `NONE` where none did, or several.
        several: the rows that displaced a row, where they are several.
    """

    paid: Numbers
    rule: Numbers
    rules: list[str]
    by: Numbers
    several: dict[int, tuple[int, ...]] = field(default_factory=dict[int, tuple[int, ...]])

    @classmethod
    def nothing(cls) -> Outcome:
        """Return the outcome of no rows."""
        no = np.zeros(0, np.int64)
        return cls(no, no, [""], no)

    @classmethod
    def of(cls, portfolio: Portfolio, decision: Decision, meetings: Sequence[Meeting]) -> Outcome:
        """Return what was decided by the group; handed rows are paid nothing so far."""
        whole = (decision.winner == NONE) & ~portfolio.before & ~decision.handed
        rule, rules = _rules(decision, meetings)
        outcome = cls(np.where(whole, portfolio.fen, 0), rule, rules, decision.winner)
        for cut in decision.cuts:
            outcome._cut(cut)
        return outcome

    def _cut(self, cut: Cut) -> None:
        """Note the rows that a joint cap cuts."""
        self.paid[cut.rows] = cut.paid
        self.rules.append(cut.rule)
        self.rule[cut.rows] = len(self.rules) - 1
        ends = np.cumsum(cut.counts)
        one = cut.counts == 1
        self.by[cut.rows[one]] = cut.beside[ends[one] - 1]
        more = np.flatnonzero(cut.counts > 1)
        for row, count, end in zip(
            cut.rows[more].tolist(), cut.counts[more].tolist(), ends[more].tolist(), strict=True
        ):
            self.several[row] = tuple(sorted(cut.beside[end - count : end].tolist()))

    def tell(self, row: int, rules: Iterable[str], by: Iterable[int]) -> None:
        """Note why a row is not paid in full."""
        told = BESIDE.join(sorted(set(rules)))
        if told not in self.rules:
            self.rules.append(told)
        self.rule[row] = self.rules.index(told)
        rows = tuple(sorted(set(by)))
        if len(rows) == 1:
            self.by[row] = rows[0]
        elif rows:
            self.several[row] = rows

    def provisional(self, undetermined: Truths) -> Truths:
        """Return which rows hang on a sum not determined yet: their own or one that displaced."""
        found = undetermined.copy()
        by = np.flatnonzero(self.by >= 0)
        found[by] |= undetermined[self.by[by]]
        for row, others in self.several.items():
            found[row] |= undetermined[list(others)].any()
        return found


def _rules(decision: Decision, meetings: Sequence[Meeting]) -> tuple[Numbers, list[str]]:
    """Return the rules under which rows are displaced by the one row that is paid."""
    told = np.zeros(len(decision.winner), np.int64)
    rules = [""]
    lost = decision.winner >= 0
    won = np.zeros(len(lost), np.bool_)
    won[decision.winner[lost]] = True
    for meeting in sorted(meetings, key=lambda one: one.rule):
        group, counted = meeting.group, meeting.counted
        wins = won[group.rows]
        present = np.zeros(group.size, np.bool_)
        present[group.units[wins]] = True
        of_winner = np.full(group.size, NONE, np.int64)
        of_winner[group.units[wins]] = counted[wins]
        rival = of_winner[group.units]
        foreign = (counted < 0) | (rival < 0)
        apart = (counted != rival) & (foreign | meeting.inside)
        rows = group.rows[lost[group.rows] & present[group.units] & apart]
        before = told[rows]
        for number in np.unique(before).tolist():
            earlier = f"{rules[number]}{BESIDE}" if number else ""
            rules.append(earlier + meeting.rule)
            told[rows[before == number]] = len(rules) - 1
    return told, rules
