"""What is wrong with rows that can be read one by one, but not be stacked together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt

from aipolicy.calc.awards.award import Award
from aipolicy.calc.awards.claim import Claim
from aipolicy.errors import Fault
from aipolicy.frames.arrow import Numbers, Truths
from aipolicy.frames.columns.decoder import EPOCH
from aipolicy.frames.faults import SHOWN_ROWS, BadRows, Reason
from aipolicy.frames.stacking.rows.encoded_text import Named
from aipolicy.frames.stacking.rows.fields import WORDS, unknown_word
from aipolicy.frames.stacking.rows.portfolio import Portfolio
from aipolicy.registry import policies
from aipolicy.stacking.entries import Gathered

_PRIMES: Final = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F)

Columns = Mapping[str, str]
"""The columns in which fields stand."""


def faults(portfolio: Portfolio, columns: Columns, unread: AbstractSet[str]) -> Iterator[Fault]:
    """Yield what forbids to stack the rows of a frame.

    Rows without a clause, clauses and words that are not known, rows without a claimant where
    others name theirs, what was paid before but after every claim or without a sum, and two rows
    of one award. Nothing is said of what hangs on `unread` fields, of which rows cannot be taken.
    """
    if not unread & {"clause", "level"}:
        yield from _unknown_clauses(portfolio, columns)
    for field in WORDS:
        if field in portfolio.names:
            yield from _unknown_words(portfolio.names[field], field, columns)
    yield from _unnamed(portfolio, columns)
    if not unread & {"on", "paid_before"}:
        yield from _too_late(portfolio, columns)
    if not unread & {"amount", "most", "paid_before"}:
        yield from _unpaid(portfolio, columns)
    if not unread:
        yield from _twice(portfolio)


def _unknown_clauses(portfolio: Portfolio, columns: Columns) -> Iterator[Fault]:
    clauses = portfolio.names["clause"]
    own = ~portfolio.outside
    if clauses.missing.any():
        limit = "a row names its clause, or with a level the policy outside the library"
        yield _told("clause", clauses.missing, clauses, (limit, "name it"), columns)
    known = {provision.id for policy in policies() for provision in policy.provisions}
    known |= {id_ for policy in policies() for id_ in policy.clauses}
    named = np.unique(clauses.codes[own & ~clauses.missing])
    unknown = [code for code in named.tolist() if clauses.of(code) not in known]
    for code in unknown[:SHOWN_ROWS]:
        wrong = _look_up(clauses.of(code))
        yield _told("clause", own & (clauses.codes == code), clauses, wrong, columns)
    if rest := unknown[SHOWN_ROWS:]:
        wrong = "there are no such measures", "aipolicy clauses lists them all"
        yield _told("clause", own & np.isin(clauses.codes, rest), clauses, wrong, columns)


def _look_up(clause: str) -> tuple[str, str]:
    """Return why the resolver does not know a clause, and what may have been meant."""
    gathered = Gathered({})
    gathered.entries([Award.recorded(clause, 1, Claim(on=date.min))], ())
    return gathered.faults[0].limit, gathered.faults[0].cure


def _unknown_words(named: Named, field: str, columns: Columns) -> Iterator[Fault]:
    for code, word in enumerate(named.texts()):
        if word and (wrong := unknown_word(field, word)) is not None:
            yield _told(field, named.codes == code, named, wrong, columns)


def _unnamed(portfolio: Portfolio, columns: Columns) -> Iterator[Fault]:
    claimants = portfolio.names.get("claimant")
    if claimants is None:
        return
    if claimants.missing.any() and not claimants.missing.all():
        wrong = "other rows name their claimant", "name it on every row, or on none"
        yield _told("claimant", claimants.missing, claimants, wrong, columns)


def _unpaid(portfolio: Portfolio, columns: Columns) -> Iterator[Fault]:
    rows = np.flatnonzero(portfolio.before & portfolio.undetermined)
    if len(rows):
        limit, cure = "what was paid before has a sum", "give its amount, or leave the row out"
        values = [None] * min(len(rows), SHOWN_ROWS)
        yield _fault(columns.get("amount", "amount"), rows, values, limit, cure)


def _too_late(portfolio: Portfolio, columns: Columns) -> Iterator[Fault]:
    new = portfolio.days[~portfolio.before]
    if not len(new):
        return
    late = portfolio.before & (portfolio.days > new.max())
    if late.any():
        last = date.fromordinal(int(new.max()) + EPOCH)
        limit = f"what was paid before is dated no later than the last claim, {last}"
        rows = np.flatnonzero(late)
        days = [date.fromordinal(int(portfolio.days[row]) + EPOCH) for row in rows[:SHOWN_ROWS]]
        shown = [str(day) for day in days]
        column = columns.get("on", "on")
        yield _fault(column, rows, shown, limit, "leave the row out, or mend the day")


def _twice(portfolio: Portfolio) -> Iterator[Fault]:
    """Yield the rows that are the same award as one above them."""
    alike = _alike(portfolio)
    if not len(alike):
        return
    first: dict[tuple[object, ...], int] = {}
    again: list[tuple[int, int]] = []
    parts = [part.tolist() for part in _identity(portfolio, alike)]
    for row, *identity in zip(alike.tolist(), *parts, strict=True):
        other = first.setdefault(tuple(identity), row)
        if other != row:
            again.append((row, other))
    if again:
        pairs = ", ".join(f"row {row} is row {other}" for row, other in again[:SHOWN_ROWS])
        told = f"{pairs} ({len(again):,} row{'' if len(again) == 1 else 's'} in all)"
        limit = "two rows are the same award"
        cure = "drop one, or give each its own subject, contract or day"
        yield Fault("rows", told, limit, cure)


def _identity(portfolio: Portfolio, rows: Numbers | slice) -> Iterator[Numbers]:
    """Yield what makes rows the same award, as codes."""
    yield portfolio.fen[rows]
    yield portfolio.days[rows]
    yield portfolio.years[rows]
    for field in ("clause", "level", "claimant", "subject", "contract", "content"):
        if field in portfolio.names:
            yield portfolio.names[field].codes[rows]


def _alike(portfolio: Portfolio) -> Numbers:
    """Return the rows that may be the same award as another: their mixed identities are one."""
    mixed = np.zeros(portfolio.rows, np.uint64)
    factor, shift = np.uint64(_PRIMES[0]), np.uint64(29)
    for part in _identity(portfolio, slice(None)):
        mixed ^= part.view(np.uint64)
        mixed *= factor
        mixed ^= mixed >> shift
        mixed *= np.uint64(_PRIMES[1])
    ordered = np.sort(mixed)
    again = ordered[1:][ordered[1:] == ordered[:-1]]
    if not len(again):
        return np.zeros(0, np.int64)
    found: npt.NDArray[np.bool_] = np.isin(mixed, again)
    return np.flatnonzero(found)


def _told(field: str, bad: Truths, named: Named, wrong: tuple[str, str], columns: Columns) -> Fault:
    """Return rows as a fault that shows what the first of them say."""
    rows = np.flatnonzero(bad)
    values = [named.text(row) for row in rows[:SHOWN_ROWS].tolist()]
    return _fault(columns.get(field, field), rows, values, *wrong)


def _fault(column: str, rows: Numbers, values: Iterable[object], limit: str, cure: str) -> Fault:
    first = tuple(rows[:SHOWN_ROWS].tolist())
    return BadRows(column, Reason.UNREADABLE, limit, len(rows), tuple(values), first).fault(cure)
