"""Kinds of rows: rows that every rule treats alike, and one award of each kind for the rules.

There are few kinds, however many rows there are, so every rule is evaluated once for each kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from aipolicy.calc.awards.award import Award
from aipolicy.calc.documents.stacking import Stacking
from aipolicy.calc.stacking.entry import Entry
from aipolicy.calc.values.money import yuan_of
from aipolicy.frames.arrow import Numbers
from aipolicy.frames.stacking.groups.group_ids import compact
from aipolicy.frames.stacking.rows.portfolio import Portfolio
from aipolicy.stacking.entries import entries_of

_SUM = yuan_of(1)


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds of rows.

    Attributes:
        of: the kind of each row.
        entries: an award of each kind, as the rules see it.
        places: the place of the clause of each kind in the documents; outside policies come last.
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
        found = [self.rows[self.first[kind] : self.first[kind + 1]] for kind in kinds]
        return np.concatenate(found) if found else np.zeros(0, np.int64)


def row_kinds(portfolio: Portfolio, stackings: Mapping[str, Stacking]) -> Kinds:
    """Return the kinds of rows, of which every clause is known."""
    listed = frozenset(
        name for stacking in stackings.values() for rule in stacking.rules for name in rule.names
    )
    ids, count = np.zeros(portfolio.rows, np.int64), 1
    for aspect, size in _aspects(portfolio, listed):
        ids, count = compact(ids * size + aspect, count * size)
    ids, count = compact(ids)
    examples = np.empty(count, np.int64)
    examples[ids] = np.arange(portfolio.rows)
    awards = [_award(portfolio, row, number) for number, row in enumerate(examples.tolist())]
    numbers = {award.claim.content: number for number, award in enumerate(awards)}
    entries = entries_of(awards)
    order = [numbers[entry.award.claim.content] for entry in entries]
    paying = np.flatnonzero(portfolio.fen > 0)
    of = ids[paying]
    small = of.astype(np.uint16) if count <= 1 << 16 else of  # these NumPy sorts in one pass
    return Kinds(
        of=ids,
        entries=sorted(entries, key=lambda entry: numbers[entry.award.claim.content]),
        places=_places(entries, order),
        first=np.concatenate(([0], np.cumsum(np.bincount(of, minlength=count)))),
        rows=paying[np.argsort(small, kind="stable")],
    )


def _places(entries: Sequence[Entry], order: Sequence[int]) -> Numbers:
    """Return for each kind the place of its clause; `order` says of which kind each entry is."""
    places = np.zeros(len(entries), np.int64)
    place, earlier = -1, ("", "")
    for number, entry in zip(order, entries, strict=True):
        clause = ("" if entry.policy is None else entry.policy.id, entry.number)
        place += clause != earlier or place < 0
        places[number], earlier = place, clause
    return places


def _aspects(portfolio: Portfolio, listed: frozenset[str]) -> Iterator[tuple[Numbers, int]]:
    """Yield what the rules ask about an award, as codes, each with how many codes there may be."""
    outside = portfolio.outside
    clauses = portfolio.texts["clause"]
    unlisted = np.array([text not in listed for text in clauses.texts()], np.bool_)
    # Outside policies differ from each other only where a rule lists them by name.
    alike = outside & unlisted[clauses.codes]
    yield np.where(alike, len(unlisted), clauses.codes), len(unlisted) + 1
    if "level" in portfolio.texts:
        level = portfolio.texts["level"]
        yield np.where(outside, level.codes + 1, 0), len(level.values) + 1
        yield (outside & ~portfolio.same_kind).astype(np.int64), 2
    for field in ("applicant", "per"):
        if field in portfolio.texts:
            texts = portfolio.texts[field]
            yield texts.codes + 1, len(texts.values) + 1
    if "exception" in portfolio.texts:
        yield (~portfolio.texts["exception"].missing).astype(np.int64), 2


def _award(portfolio: Portfolio, row: int, number: int) -> Award:
    """Return an award of the row's kind, with a sum, whose content is the number of the kind.

    The awards of all kinds have one claimant and no two are the same award, so two of them meet
    wherever their kinds allow it.
    """
    award = portfolio.award(row)
    claim = award.claim.model_copy(update={"claimant": None, "content": str(number)})
    return award.model_copy(update={"claim": claim, "most": _SUM, "amount": _SUM})
