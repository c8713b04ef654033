"""Rows whose group is not common: the resolver for awards decides on them, batch by batch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np

from aipolicy.calc.documents.stacking import Stacking
from aipolicy.calc.stacking.in_order import resolve_in_order
from aipolicy.calc.stacking.resolver import resolve
from aipolicy.calc.values.money import fen_of
from aipolicy.errors import AwardsTooEntangled
from aipolicy.frames.arrow import Numbers
from aipolicy.frames.stacking.groups.decision import Decision
from aipolicy.frames.stacking.rows.portfolio import Portfolio
from aipolicy.stacking.entries import entries_of, places_in_time

BATCH: Final = 1_000
"""How many rows a batch has, or more where one component is larger."""


class Resolved(NamedTuple):
    """What the exact resolver says of a row.

    Attributes:
        row: the row.
        paid: what is paid of it, in fen.
        rules: the rules under which it is not paid in full, in alphabetical order.
        by: the rows that displaced it, in their order.
    """

    row: int
    paid: int
    rules: Sequence[str]
    by: Sequence[int]


def batches_of(decision: Decision) -> Sequence[Numbers]:
    """Return the rows that are not settled, in batches; a component is never divided."""
    unsettled = np.flatnonzero(decision.unsettled)
    ordered = unsettled[np.argsort(decision.component[unsettled], kind="stable")]
    component = decision.component[ordered]
    starts = np.flatnonzero(np.concatenate(([True], component[1:] != component[:-1])))
    cuts = [int(starts[0])] if len(ordered) else []
    for start in starts[1:].tolist():
        if start - cuts[-1] >= BATCH:
            cuts.append(start)
    return np.split(ordered, cuts[1:]) if cuts else []


def resolved_batches(
    portfolio: Portfolio,
    batches: Iterable[Numbers],
    stackings: Mapping[str, Stacking],
    *,
    in_order: bool = False,
) -> Iterator[Sequence[Resolved]]:
    """Yield for each batch what the exact resolver says of its rows, also in order of time.

    Raises:
        AwardsTooEntangled: rows depend on each other in too many ways to try them all; its
            `items` are the rows.
    """
    for rows in batches:
        yield _resolved(portfolio, rows.tolist(), stackings, in_order=in_order)


def _resolved(
    portfolio: Portfolio,
    rows: Sequence[int],
    stackings: Mapping[str, Stacking],
    *,
    in_order: bool,
) -> Sequence[Resolved]:
    awards = {row: portfolio.award(row) for row in rows}
    row_of = {id(award): row for row, award in awards.items()}
    new = [award for row, award in awards.items() if not portfolio.before[row]]
    history = (award for row, award in awards.items() if portfolio.before[row])
    try:
        entries = entries_of(new, history)
        if in_order:
            order = places_in_time(entries, new)
            resolution = resolve_in_order(entries, order, stackings, marked=False)
        else:
            resolution = resolve(entries, stackings, marked=False)
    except AwardsTooEntangled as entangled:
        named = [row_of[id(award)] for award in entangled.awards]
        raise AwardsTooEntangled(
            entangled.awards, entangled.labels, named, entangled.steps
        ) from None
    paid = {row_of[id(award)]: fen_of(sum_) for award, sum_ in resolution.granted}
    rules: dict[int, set[str]] = {}
    others: dict[int, set[int]] = {}
    for award, by, rule, _ in resolution.displaced:
        row = row_of[id(award)]
        rules.setdefault(row, set()).add(rule)
        others.setdefault(row, set()).update(row_of[id(other)] for other in by)
    return [
        Resolved(row, paid.get(row, 0), sorted(rules.get(row, ())), sorted(others.get(row, ())))
        for row in rows
    ]
