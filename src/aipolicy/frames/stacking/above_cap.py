"""Rows above what their clause can give at all: cut to it before anything else is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from aipolicy.calc.stacking.clause_rules import rule_of_most
from aipolicy.calc.stacking.over_time.worked_out import most_at_all
from aipolicy.frames.arrow import Numbers
from aipolicy.frames.stacking.groups.kinds import Kinds
from aipolicy.frames.stacking.payouts import BETWEEN, Payouts
from aipolicy.frames.stacking.rows.portfolio import Portfolio

_UNBOUNDED = int(np.iinfo(np.int64).max)


@dataclass(frozen=True, slots=True)
class RowsAboveCap:
    """Rows above the cap of their clause.

    Attributes:
        rows: the rows, in their order.
        most: the cap of each, in fen.
        rule: for each the place of its rule among `rules`.
        rules: the ids of the rules.
    """

    rows: Numbers
    most: Numbers
    rule: Numbers
    rules: Sequence[str]

    def cut_from(self, portfolio: Portfolio) -> Portfolio:
        """Return the portfolio with these rows cut to their caps."""
        if not len(self.rows):
            return portfolio
        fen = portfolio.fen.copy()
        fen[self.rows] = self.most
        return replace(portfolio, fen=fen)

    def told(self, payouts: Payouts) -> Payouts:
        """Return the payouts with the caps among the rules of these rows."""
        if not len(self.rows):
            return payouts
        rule = payouts.rule.copy()
        rules: list[str] = list(payouts.rules)
        pairs = rule[self.rows] * len(self.rules) + self.rule
        found, of = np.unique(pairs, return_inverse=True)
        distinct: list[int] = found.tolist()
        for pair in distinct:
            earlier, own = divmod(pair, len(self.rules))
            before: str = rules[earlier]
            ids = {*before.split(BETWEEN), self.rules[own]} - {""}
            rules.append(BETWEEN.join(sorted(ids)))
        rule[self.rows] = len(payouts.rules) + of.ravel()
        return replace(payouts, rule=rule, rules=rules)


def rows_above_cap(portfolio: Portfolio, kinds: Kinds) -> RowsAboveCap:
    """Return the rows that exceed what their clause can give on any facts.

    Sums paid before stay as they are, and an exception lifts the cap.
    """
    most = np.full(len(kinds.entries), _UNBOUNDED)
    rules: list[str] = []
    for number, entry in enumerate(kinds.entries):
        clause = entry.clause
        rules.append("" if clause is None else f"{clause.policy}/{rule_of_most(clause).name}")
        if clause is not None and not entry.award.claim.exception:
            bound = most_at_all(clause)
            most[number] = _UNBOUNDED if bound is None else bound
    rows = np.flatnonzero((portfolio.fen > most[kinds.of]) & ~portfolio.before)
    of = kinds.of[rows]
    return RowsAboveCap(rows, most[of], of, rules)
