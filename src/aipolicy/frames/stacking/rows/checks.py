"""What is wrong with rows that can be read one by one, but not be stacked together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt

from aipolicy._words import Words
from aipolicy.calc.awards.award import Award
from aipolicy.calc.awards.claim import Claim
from aipolicy.calc.documents.terms import Level
from aipolicy.errors import Code, Fault, Surface, fault
from aipolicy.errors.fault import Shown
from aipolicy.frames.arrow import Numbers, Truths
from aipolicy.frames.columns.decoder import EPOCH
from aipolicy.frames.faults import SHOWN_ROWS, BadRows, Reason
from aipolicy.frames.stacking.rows.encoded_text import NONE, EncodedText
from aipolicy.frames.stacking.rows.fields import WORDS, unknown_word
from aipolicy.frames.stacking.rows.portfolio import Portfolio
from aipolicy.registry import policies
from aipolicy.stacking.basis import legal_bases
from aipolicy.stacking.requirements import named_in_part, repeated

_PRIMES: Final = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F)

_LEVELS: Final = frozenset(map(str, Level))

Columns = Mapping[str, str]
"""The columns of fields."""


def faults_of(portfolio: Portfolio, columns: Columns, unread: AbstractSet[str]) -> Iterator[Fault]:
    """Yield what forbids to stack the rows of a frame.

    Rows without a clause, unknown clauses and words, claimants named only in part, a history
    dated after every claim or without a sum, and two rows of one award.

    Args:
        portfolio: the rows.
        columns: the columns by field, for the messages.
        unread: the fields of which some rows cannot be read; what depends on them is not checked.
    """
    if not unread & {"clause", "level"}:
        yield from _without_basis(portfolio, columns)
        yield from _of_another_level(portfolio, columns)
    for field in WORDS:
        if field in portfolio.texts:
            yield from _unknown_words(portfolio.texts[field], field, columns)
    yield from _unnamed(portfolio, columns)
    if not unread & {"on", "paid_before"}:
        yield from _too_late(portfolio, columns)
    if not unread & {"amount", "most", "paid_before"}:
        yield from _without_sum(portfolio, columns)
    if not unread:
        yield from _repeated(portfolio)


def _without_basis(portfolio: Portfolio, columns: Columns) -> Iterator[Fault]:
    """Yield the rows that name no clause, or one that the library does not have."""
    clauses = portfolio.texts["clause"]
    own = ~portfolio.outside
    if clauses.missing.any():
        wrong = fault(Code.FIELD_NO_CLAUSE)
        yield _text_fault("clause", clauses.missing, clauses, wrong, columns)
    known = {provision.id for policy in policies() for provision in policy.provisions}
    known |= {id_ for policy in policies() for id_ in policy.clauses}
    named = np.unique(clauses.codes[own & ~clauses.missing])
    unknown = [code for code in named.tolist() if clauses.of(code) not in known]
    for code in unknown[:SHOWN_ROWS]:
        wrong = _unknown_clause(clauses.of(code))
        yield _text_fault("clause", own & (clauses.codes == code), clauses, wrong, columns)
    if rest := unknown[SHOWN_ROWS:]:
        wrong = fault(Code.CLAUSE_UNKNOWN)
        yield _text_fault("clause", own & np.isin(clauses.codes, rest), clauses, wrong, columns)


def _of_another_level(portfolio: Portfolio, columns: Columns) -> Iterator[Fault]:
    """Yield the rows of a provision of the library that state a level other than its own."""
    if "level" not in portfolio.texts:
        return
    clauses, levels = portfolio.texts["clause"], portfolio.texts["level"]
    named = levels.texts()
    known = {provision.id for policy in policies() for provision in policy.provisions}
    of_policy = {policy.id: policy.level for policy in policies()}
    for place, clause in enumerate(clauses.texts()):
        own = of_policy.get(clause.partition("/")[0])
        if own is None or clause not in known:
            continue
        others = [code for code, level in enumerate(named) if level in _LEVELS - {own}]
        bad = (clauses.codes == place) & np.isin(levels.codes, others)
        if bad.any():
            wrong = fault(Code.AWARD_NOT_EXTERNAL)
            yield _text_fault("clause", bad, clauses, wrong, columns)


def _unknown_clause(clause: str) -> Fault:
    """Return why the library does not have a clause, and which may be meant."""
    award = Award.recorded(clause, 1, Claim(on=date.min))
    _, unknown = legal_bases([(award.policy, award.clause)])
    (wrong,) = unknown.values()
    return wrong


def _unknown_words(texts: EncodedText, field: str, columns: Columns) -> Iterator[Fault]:
    for code, word in enumerate(texts.texts()):
        if word and (wrong := unknown_word(field, word)) is not None:
            yield _text_fault(field, texts.codes == code, texts, wrong, columns)


def _unnamed(portfolio: Portfolio, columns: Columns) -> Iterator[Fault]:
    """Yield the rows without a claimant, where others name theirs."""
    claimants = portfolio.texts.get("claimant")
    if claimants is None:
        return
    if named_in_part(int(claimants.missing.sum()), portfolio.rows):
        wrong = fault(Code.AWARD_NO_CLAIMANT)
        yield _text_fault("claimant", claimants.missing, claimants, wrong, columns)


def _too_late(portfolio: Portfolio, columns: Columns) -> Iterator[Fault]:
    """Yield the history that is dated after every claim."""
    new = portfolio.days[~portfolio.before]
    if not len(new):
        return
    rows = np.flatnonzero(portfolio.before & (portfolio.days > new.max()))
    if len(rows):
        wrong = fault(Code.AWARD_TOO_LATE, last=_day(int(new.max())))
        days = [Shown(_day(int(portfolio.days[row]))) for row in rows[:SHOWN_ROWS]]
        yield _fault(columns.get("on", "on"), rows, days, wrong)


def _without_sum(portfolio: Portfolio, columns: Columns) -> Iterator[Fault]:
    """Yield what cannot have been paid: its sum is not determined."""
    rows = np.flatnonzero(portfolio.before & portfolio.undetermined)
    if len(rows):
        values = [None] * min(len(rows), SHOWN_ROWS)
        column = columns.get("amount", "amount")
        yield _fault(column, rows, values, fault(Code.AWARD_NOT_DETERMINED))


def _repeated(portfolio: Portfolio) -> Iterator[Fault]:
    """Yield the rows that are the same award as one above them."""
    alike = _alike(portfolio)
    if not len(alike):
        return
    identities = zip(*(part.tolist() for part in _identity(portfolio, alike)), strict=True)
    again = list(repeated(zip(alike.tolist(), identities, strict=True)))
    if again:
        pairs = tuple(
            Words(f"行号 {row} 同行号 {other}（从 0 计）", f"row {row} repeats row {other}")
            for row, other in again[:SHOWN_ROWS]
        )
        wrong = fault(Code.AWARD_SAME_ROWS, "rows", values=pairs, count=len(again))
        yield wrong.on(Surface.ROWS)


def _identity(portfolio: Portfolio, rows: Numbers | slice) -> Iterator[Numbers]:
    """Yield what makes rows the same award, as whole numbers."""
    yield portfolio.fen[rows]
    yield portfolio.days[rows]
    yield portfolio.years[rows]
    for field in ("clause", "level", "claimant", "subject", "contract", "content"):
        if field in portfolio.texts:
            codes = portfolio.texts[field].codes[rows]
            if field == "level":  # a provision of the library has that of its document
                codes = np.where(portfolio.outside[rows], codes, NONE)
            yield codes


def _alike(portfolio: Portfolio) -> Numbers:
    """Return the rows that may be the same award as another: the hashes of both are equal."""
    hashes = np.zeros(portfolio.rows, np.uint64)
    factor, shift = np.uint64(_PRIMES[0]), np.uint64(29)
    for part in _identity(portfolio, slice(None)):
        hashes ^= part.view(np.uint64)
        hashes *= factor
        hashes ^= hashes >> shift
        hashes *= np.uint64(_PRIMES[1])
    ordered = np.sort(hashes)
    again = ordered[1:][ordered[1:] == ordered[:-1]]
    if not len(again):
        return np.zeros(0, np.int64)
    found: npt.NDArray[np.bool_] = np.isin(hashes, again)
    return np.flatnonzero(found)


def _day(number: int) -> date:
    return date.fromordinal(number + EPOCH)


def _text_fault(
    field: str, bad: Truths, texts: EncodedText, wrong: Fault, columns: Columns
) -> Fault:
    """Return rows as a fault that shows the texts of the first of them."""
    rows = np.flatnonzero(bad)
    values = [texts.text(row) for row in rows[:SHOWN_ROWS].tolist()]
    return _fault(columns.get(field, field), rows, values, wrong)


def _fault(column: str, rows: Numbers, values: Iterable[object], wrong: Fault) -> Fault:
    first, nowhere = tuple(rows[:SHOWN_ROWS].tolist()), replace(wrong, path=())
    bad = BadRows(column, Reason.UNREADABLE, nowhere, len(rows), tuple(values), first)
    return bad.as_fault(Surface.ROWS)
