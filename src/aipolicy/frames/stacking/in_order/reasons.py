"""Why rows decided in order of time are not paid in full: the rules, and the rows paid before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from aipolicy.calc.stacking.explanation.names import MOST_NAMED
from aipolicy.frames.arrow import Numbers, Truths
from aipolicy.frames.stacking.groups.group_ids import Grouping
from aipolicy.frames.stacking.in_order.caps import Members
from aipolicy.frames.stacking.in_order.levels import PaidRows
from aipolicy.frames.stacking.in_order.pairs import Pairs, earlier_in_group
from aipolicy.frames.stacking.rows.portfolio import Portfolio
from aipolicy.stacking.entries import entries_of


@dataclass(frozen=True, slots=True)
class Reasons:
    """Rows that are not paid in full, each with a rule; and with the rows paid before it.

    Attributes:
        rules: the rows by the id of the rule; a row is under a rule once or several times.
        rows: rows that are displaced, once for each row that displaced them.
        by: the row that displaced each of these.
    """

    rules: dict[str, list[Numbers]]
    rows: Numbers
    by: Numbers


def reasons_of(
    portfolio: Portfolio, ranks: Numbers, pairs: Pairs, members: Members, found: PaidRows
) -> Reasons:
    """Return why rows in common components are not paid in full.

    A row that is barred, or that comes to no more than what was paid before it by others, owes it
    to these alone; a cap is a reason where it is used up.
    """
    short = (found.paid < portfolio.fen) & ~portfolio.before
    rules: dict[str, list[Numbers]] = {}
    shown = pairs.some(
        short[pairs.later]
        & (found.paid[pairs.earlier] > 0)
        & (pairs.bars | ~found.barred[pairs.later])
    )
    for number, rule in enumerate(shown.rules):
        rules.setdefault(rule, []).append(shown.later[shown.rule == number])
    left = np.where(found.barred, 0, portfolio.fen - found.deducted)
    own = members.rows
    cut = short[own] & (found.paid[own] < left[own])
    cut &= found.used + found.paid[own] >= members.most[members.cap]
    for number, rule in enumerate(members.rules):
        rules.setdefault(rule, []).append(own[cut & (members.rule[members.cap] == number)])
    rows, by = [shown.later], [shown.earlier]
    for some, others in _under_caps(portfolio, ranks, members, found.paid, cut):
        rows.append(some)
        by.append(others)
    return Reasons(rules, np.concatenate(rows), np.concatenate(by))


def _under_caps(
    portfolio: Portfolio, ranks: Numbers, members: Members, paid: Numbers, cut: Truths
) -> Iterator[tuple[Numbers, Numbers]]:
    """Yield rows that caps cut, once for each row paid before under the cap, with that row."""
    there = np.zeros(len(members.most), np.bool_)
    there[members.cap[cut]] = True
    counted = there[members.cap] & ((paid[members.rows] > 0) | cut)
    rows, cap, cut = members.rows[counted], members.cap[counted], cut[counted]
    order, _ = earlier_in_group(Grouping(rows, cap, len(members.most)), ranks)
    rows, cap, cut = rows[order], cap[order], cut[order]
    got = paid[rows] > 0
    all_paid = rows[got]
    # How many paid rows precede each, among all, and in its group.
    precede: Numbers = np.cumsum(got) - got
    begins = np.concatenate((np.ones(min(len(cap), 1), np.bool_), cap[1:] != cap[:-1]))
    first = np.maximum.accumulate(np.where(begins, precede, 0))
    count = precede - first
    few = cut & (count <= MOST_NAMED)
    sizes, starts = count[few], first[few]
    within = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    yield np.repeat(rows[few], sizes), all_paid[np.repeat(starts, sizes) + within]
    many = np.flatnonzero(cut & ~few)
    spans = np.stack((first[many], first[many] + count[many]))
    for start, end in np.unique(spans, axis=1).T.tolist():
        named = _weightiest(portfolio, all_paid[start:end], paid)
        some = rows[many[(spans[0] == start) & (spans[1] == end)]]
        yield np.repeat(some, len(named)), np.tile(named, len(some))


def _weightiest(portfolio: Portfolio, rows: Numbers, paid: Numbers) -> Numbers:
    """Return those of many rows that a reason names, as the resolver for awards names them."""
    awards = {row: portfolio.award(row) for row in rows.tolist()}
    row_of = {id(award): row for row, award in awards.items()}
    new = (award for row, award in awards.items() if not portfolio.before[row])
    history = (award for row, award in awards.items() if portfolio.before[row])
    ordered = np.array([row_of[id(entry.award)] for entry in entries_of(new, history)])
    weightiest = np.lexsort((-paid[ordered], ~portfolio.undetermined[ordered]))
    named: Numbers = ordered[weightiest[:MOST_NAMED]]
    return named
