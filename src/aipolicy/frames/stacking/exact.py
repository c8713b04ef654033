"""Rows that are no common group, handed to the exact resolver as awards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Final, TypeAlias

import numpy as np

from aipolicy.calc.awards.award import Award
from aipolicy.calc.awards.claim import Claim
from aipolicy.calc.documents.terms import NATION
from aipolicy.calc.stacking.resolver import resolve
from aipolicy.calc.values.money import fen_of
from aipolicy.errors import AwardsTooEntangled
from aipolicy.frames.arrow import Numbers
from aipolicy.frames.columns.decoder import EPOCH
from aipolicy.frames.stacking.groups.decision import Decision
from aipolicy.frames.stacking.payouts import Outcome
from aipolicy.frames.stacking.rows.portfolio import Portfolio
from aipolicy.stacking import Readings
from aipolicy.stacking.entries import Gathered

SHARE: Final = 1_000
"""How many rows are handed over at once, if what is tied together is not more."""

Progress: TypeAlias = Callable[[Iterable[None], int], Iterable[None]]
"""What watches shares of rows being finished, told how many there are."""


def hand_over(
    portfolio: Portfolio,
    decision: Decision,
    readings: Readings,
    outcome: Outcome,
    progress: Progress,
) -> None:
    """Let the exact resolver decide on the rows that are handed to it.

    Raises:
        AwardsTooEntangled: rows depend on each other in too many ways to try them all; its
            `items` are the rows.
    """
    shares = _shares(decision)
    claimed = portfolio.days[~portfolio.before]
    last = date.fromordinal(int(claimed.max()) + EPOCH) if len(claimed) else None

    def finished() -> Iterator[None]:
        for rows in shares:
            _resolve(portfolio, rows, readings, last, outcome)
            yield

    for _ in progress(finished(), len(shares)):
        pass


def _shares(decision: Decision) -> Sequence[Numbers]:
    """Return the rows handed over in shares; rows that are tied together are in one."""
    handed = np.flatnonzero(decision.handed)
    ordered = handed[np.argsort(decision.component[handed], kind="stable")]
    component = decision.component[ordered]
    starts = np.flatnonzero(np.concatenate(([True], component[1:] != component[:-1])))
    cuts = [int(starts[0])] if len(ordered) else []
    for start in starts[1:].tolist():
        if start - cuts[-1] >= SHARE:
            cuts.append(start)
    return np.split(ordered, cuts[1:]) if cuts else []


def _resolve(
    portfolio: Portfolio, rows: Numbers, readings: Readings, last: date | None, outcome: Outcome
) -> None:
    awards = {row: portfolio.award(row) for row in rows.tolist()}
    row_of = {id(award): row for row, award in awards.items()}
    history = [award for row, award in awards.items() if portfolio.before[row]]
    new = [award for row, award in awards.items() if not portfolio.before[row]]
    if history and last is not None:
        # A claim of nothing meets no award; it says until when the history may reach.
        claimant = history[0].claim.claimant
        new.append(Award.external("", 0, Claim(on=last, claimant=claimant), level=NATION))
    rules = Gathered(readings)
    try:
        resolution = resolve(rules.entries(new, history), rules.stackings)
    except AwardsTooEntangled as tangled:
        named = [row_of[id(award)] for award in tangled.awards]
        raise AwardsTooEntangled(tangled.awards, tangled.labels, named, tangled.steps) from None
    for award, paid in resolution.granted:
        if id(award) in row_of:
            outcome.paid[row_of[id(award)]] = fen_of(paid)
    rules_of: dict[int, set[str]] = {}
    others_of: dict[int, set[int]] = {}
    for award, by, rule, _ in resolution.displaced:
        row = row_of[id(award)]
        rules_of.setdefault(row, set()).add(rule)
        others_of.setdefault(row, set()).update(row_of[id(other)] for other in by)
    for row, ids in rules_of.items():
        outcome.tell(row, ids, others_of[row])
