"""Kinds of rows: rows that every rule sees alike, and one award of each for the rules to see.

There are few kinds, however many rows there are: so every rule is asked once for each kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from aipolicy.calc.awards.award import Award
from aipolicy.calc.stacking.entry import Entry
from aipolicy.calc.values.money import yuan_of
from aipolicy.frames.arrow import Numbers
from aipolicy.frames.stacking.groups.group_ids import compact
from aipolicy.frames.stacking.rows.portfolio import Portfolio
from aipolicy.stacking.entries import Gathered

_SUM = yuan_of(1)


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds of rows.

    Attributes:
        of: each row's kind.
        entries: an award of each kind, as the rules see it.
        places: where each kind's clause stands in the documents; outside policies come last.
        first: where among `rows` the rows of each kind begin, and where the last end.
        rows: the rows that have a sum, kind by kind.
    """

    of: Numbers
    entries: Sequence[Entry]
    places: Numbers
    first: Numbers
    rows: Numbers

    def among(self, kinds: Sequence[int]) -> Numbers:
        """Return the rows of some kinds that have a sum."""
        parts = [self.rows[self.first[kind] : self.first[kind + 1]] for kind in kinds]
        return np.concatenate(parts) if parts else np.zeros(0, np.int64)


def kinds(portfolio: Portfolio, rules: Gathered) -> Kinds:
    """Return the kinds of a portfolio's rows; every clause in it is known."""
    listed = frozenset(
        name
        for stacking in rules.stackings.values()
        for rule in stacking.rules
        for name in rule.names
    )
    codes, count = np.zeros(portfolio.rows, np.int64), 1
    for part, size in _parts(portfolio, listed):
        codes, count = compact(codes * size + part, count * size)
    codes, count = compact(codes)
    examples = np.empty(count, np.int64)
    examples[codes] = np.arange(portfolio.rows)
    awards = [_award(portfolio, row, number) for number, row in enumerate(examples.tolist())]
    numbered = {award.claim.content: number for number, award in enumerate(awards)}
    entries = rules.entries(awards, ())
    order = [numbered[entry.award.claim.content] for entry in entries]
    places = np.zeros(count, np.int64)
    place, before = -1, ("", "")
    for number, entry in zip(order, entries, strict=True):
        clause = ("" if entry.policy is None else entry.policy.id, entry.number)
        place += clause != before or place < 0
        places[number], before = place, clause
    paying = np.flatnonzero(portfolio.fen > 0)
    of = codes[paying]
    small = of.astype(np.uint16) if count <= 1 << 16 else of  # these NumPy sorts in one pass
    return Kinds(
        of=codes,
        entries=sorted(entries, key=lambda entry: numbered[entry.award.claim.content]),
        places=places,
        first=np.concatenate(([0], np.cumsum(np.bincount(of, minlength=count)))),
        rows=paying[np.argsort(small, kind="stable")],
    )


def _parts(portfolio: Portfolio, listed: frozenset[str]) -> Iterator[tuple[Numbers, int]]:
    """Yield what the rules ask about a row's award, as codes and how many there may be."""
    foreign = portfolio.outside
    clauses = portfolio.names["clause"]
    of_no_interest = np.array([text not in listed for text in clauses.texts()], np.bool_)
    # Outside policies are told apart only where a rule lists them by name.
    folded = foreign & of_no_interest[clauses.codes]
    yield np.where(folded, len(of_no_interest), clauses.codes), len(of_no_interest) + 1
    if "level" in portfolio.names:
        level = portfolio.names["level"]
        yield level.codes + 1, len(level.values) + 1
        yield (foreign & ~portfolio.same_kind).astype(np.int64), 2
    for field in ("applicant", "per"):
        if field in portfolio.names:
            named = portfolio.names[field]
            yield named.codes + 1, len(named.values) + 1
    if "exception" in portfolio.names:
        yield (~portfolio.names["exception"].missing).astype(np.int64), 2


def _award(portfolio: Portfolio, row: int, number: int) -> Award:
    """Return an award of the row's kind, with a sum; all are one claimant's, and none is another.

    So they meet wherever their kinds allow it.
    """
    award = portfolio.award(row)
    claim = award.claim.model_copy(update={"claimant": None, "content": str(number)})
    return award.model_copy(update={"claim": claim, "most": _SUM, "amount": _SUM})
