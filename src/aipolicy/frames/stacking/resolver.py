"""The resolver on frames: what is payable of awards that are rows, the same as of awards alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar, cast
from warnings import warn

import narwhals as nw
import numpy as np

from aipolicy.calc.documents.stacking import Stacking
from aipolicy.calc.values.foreign import as_python
from aipolicy.errors import (
    Code,
    Fault,
    InvalidColumns,
    InvalidStack,
    SimilarNames,
    Surface,
    UnsupportedFrame,
    fault,
)
from aipolicy.frames.columns.column import columns_of
from aipolicy.frames.columns.frame import InMemory, kinds_of, opened_frame
from aipolicy.frames.columns.text import is_text
from aipolicy.frames.columns.unit import DECIMALS, Unit, is_unit
from aipolicy.frames.faults import refuse
from aipolicy.frames.lazy.dask import is_partitioned
from aipolicy.frames.progress import tracked, untracked
from aipolicy.frames.stacking import exact
from aipolicy.frames.stacking.above_cap import rows_above_cap
from aipolicy.frames.stacking.groups.decision import decide
from aipolicy.frames.stacking.groups.kinds import row_kinds
from aipolicy.frames.stacking.groups.rule_groups import rule_groups
from aipolicy.frames.stacking.in_order.payouts import in_time, payouts_in_order
from aipolicy.frames.stacking.payouts import Payouts, payouts_of
from aipolicy.frames.stacking.result_columns import PAID, names, with_payouts
from aipolicy.frames.stacking.rows.checks import faults_of
from aipolicy.frames.stacking.rows.fields import TEXTS
from aipolicy.frames.stacking.rows.portfolio import Portfolio
from aipolicy.frames.stacking.rows.reader import read_rows
from aipolicy.frames.stacking.rows.similar_names import remark
from aipolicy.frames.stacking.rows.sources import FieldSources, field_sources
from aipolicy.stacking import AS_WRITTEN, Readings
from aipolicy.stacking.rules import rules_as_read

FrameT = TypeVar("FrameT")

_WHERE = "stack"


def stack(
    frame: FrameT,
    *,
    unit: Unit,
    into: str = PAID,
    columns: Mapping[str, str] | None = None,
    on: date | str | None = None,
    readings: Readings = AS_WRITTEN,
    in_order: bool = False,
    progress: bool = False,
    **constants: object,
) -> FrameT:
    """Return the frame with what is payable of every row; a row is an award.

    The result is that of `aipolicy.stack` on the same awards, row by row and to the fen. The
    frame is a pandas, Polars or PyArrow frame; its type, rows, order, index and columns stay as
    they are. The new columns:

    - `into`: what is paid, as whole fen (64 bits), as yuan in `decimal(18, 2)` or as 万元 in
      `decimal(18, 6)`; null where the row was paid before;
    - `rule`: the rule under which the row is not paid in full, several joined by `; `; null where
      it is paid in full;
    - `displaced_by`: the rows that displaced it, counted from 0, as text since there may be
      several;
    - `provisional`, where the frame has a `most`: whether the row depends on a sum that is not
      determined, its own or that of a row that displaced it.

    With another `into` the other names begin with it, as in `due_rule`.

    The fields of a row are `clause` (for a policy outside the library its name), `amount`, and
    where they matter `most` (if the amount is not determined), `on`, `claimant`, `subject`,
    `contract`, `content`, `year`, `applicant` and `exception`; `level`, which makes the row an
    award of a policy outside the library, and `same_kind`; `per`; `paid_before`, which makes it
    history; and `paid_on`. Each is the column of its name, unless `columns` names another or a
    constant is given.

    Args:
        frame: the rows.
        unit: `"fen"`, `"yuan"` or `"wan"` (万元), for every column of money read or written.
        into: the column of what is paid.
        columns: columns by field, where their names differ.
        on: the day of every claim, or the column of days; by default the column `on`.
        readings: other readings of the documents' rules, and of how often clauses pay, by the id
            of the document or of the clause.
        in_order: whether rows are decided in order of time: the day, the day of payment
            (`paid_on`; rows without one come last), then the row.
        progress: whether to show progress on the rows that need the exact resolver.
        **constants: fields that are the same on every row; sums in yuan, whatever the unit.

    Names are compared in their normal form: width, invisible signs and runs of blanks make no
    difference, and — or 无 states nothing. Of names that differ only in blanks, case, brackets or
    dashes one warning, `aipolicy.errors.SimilarNames`, shows the first.

    Raises:
        InvalidColumns: fields are missing, misspelt or of a wrong type, or rows cannot be read;
            all faults at once.
        Overflow: sums are too large, and nothing else is wrong.
        InvalidStack: all rows can be read, but not stacked: two rows are one award, a clause or a
            reading is unknown, only some claimants are named, history is dated after every claim
            or has no sum, or a joint cap needs a figure that no row states.
        AwardsTooEntangled: rows depend on each other in too many ways to try them all.
        UnsupportedFrame: the frame is of another type, or lazy: which awards meet is known only
            when all rows are there.
        MissingExtra: `progress` needs tqdm or Rich, and neither is installed.

    >>> import polars as pl
    >>> from datetime import date
    >>> from aipolicy import frames
    >>> awards = pl.DataFrame({
    ...     "clause": ["langfang_2023/1.1", "langfang_2023/1.2", "省平台补助"],
    ...     "level": [None, None, "province"],
    ...     "amount": [300_000, 500_000, 400_000],
    ... })
    >>> found = frames.stack(
    ...     awards, unit="yuan", on=date(2024, 6, 1), claimant="蓝海机器人", subject="水下检测线"
    ... )
    >>> found["paid"].to_list(), found["displaced_by"].to_list()
    ([Decimal('0.00'), Decimal('500000.00'), Decimal('0.00')], ['1', None, '1'])
    """
    opened = _in_memory(frame)
    sources = _sources(opened, columns, on, constants)
    written = names(into, provisional=sources.has("most"))
    rules = rules_as_read(readings)
    faults = [*sources.faults, *_settings(unit, into, columns, opened, written)]
    if faults:
        raise InvalidColumns(_WHERE, [*faults, *rules.faults])
    portfolio = _portfolio(opened, sources, unit, rules.faults)
    decided = _payouts_in_order if in_order else _payouts
    payouts = decided(portfolio, rules.stackings, progress=progress)
    if (similar := remark(portfolio.similar, portfolio.texts)) is not None:
        warn(SimilarNames(similar), stacklevel=2)
    return cast("FrameT", with_payouts(opened, written, portfolio, payouts, unit))


def _in_memory(frame: object) -> InMemory:
    opened = None if is_partitioned(frame) else opened_frame(frame)
    if isinstance(opened, nw.DataFrame):
        return opened
    raise UnsupportedFrame(fault(Code.FRAME_COLLECT, place=type(frame).__name__))


def _sources(
    frame: InMemory, columns: object, on: date | str | None, constants: Mapping[str, object]
) -> FieldSources:
    """Return where the fields of the rows come from, the day among them."""
    kinds = kinds_of(frame)
    if not len(frame):  # a column without rows may have any type
        kinds = dict.fromkeys(kinds, "object")
    named = dict(cast("Mapping[str, str]", columns)) if isinstance(columns, Mapping) else {}
    fixed = dict(constants)
    day = as_python(on)
    if isinstance(day, str) and "on" not in named:
        named["on"] = day
    elif on is not None:
        fixed["on"] = on
    for name in {named.get(field, field) for field in (*TEXTS, "paid_on")} & kinds.keys():
        if kinds[name] == "float" and frame[name].is_null().all():
            kinds[name] = "object"  # a column without any text or day is one of floats to pandas
    return field_sources(kinds, named, fixed)


def _settings(
    unit: object, into: object, columns: object, frame: InMemory, written: Iterable[str]
) -> Iterator[Fault]:
    """Yield what is wrong with the other arguments of the call."""
    if not is_unit(unit):
        yield fault(Code.VALUE_CHOICE, "unit", value=unit, known=tuple(DECIMALS))
    if not is_text(into):
        yield fault(Code.INTO_TYPE, "into", value=into)
    for name in sorted(one for one in written if is_text(one) and one in frame.columns):
        yield fault(Code.COLUMN_TAKEN, "into", value=name)
    if not isinstance(columns, Mapping | None):
        yield fault(Code.COLUMN_NAMES, "columns", value=columns)


def _portfolio(
    frame: InMemory, sources: FieldSources, unit: Unit, unknown: Sequence[Fault]
) -> Portfolio:
    """Return what the rows say; faults of the readings are raised with those of the rows.

    Raises:
        InvalidColumns: some rows cannot be read.
        Overflow: some sums are too large.
        InvalidStack: the rows cannot be stacked together.
    """
    columns = columns_of(frame, set(sources.columns.values()))
    portfolio, bad, unread = read_rows(columns, sources, len(frame), unit)
    wrong = [*faults_of(portfolio, sources.columns, unread), *unknown]
    refuse(_WHERE, bad, wrong, Surface.ROWS)
    if wrong:
        raise InvalidStack(_WHERE, wrong)
    return portfolio


def _payouts(portfolio: Portfolio, stackings: Mapping[str, Stacking], *, progress: bool) -> Payouts:
    """Return what is paid of each row.

    Raises:
        InvalidStack: a joint cap needs a figure that no row states.
        AwardsTooEntangled: rows depend on each other in too many ways to try them all.
    """
    kinds = row_kinds(portfolio, stackings)
    above = rows_above_cap(portfolio, kinds)
    portfolio = above.cut_from(portfolio)
    groups = rule_groups(portfolio, kinds, stackings)
    if groups.faults:
        raise InvalidStack(_WHERE, groups.faults)
    decision = decide(portfolio, kinds, groups)
    batches = exact.batches_of(decision)
    resolved = exact.resolved_batches(portfolio, batches, stackings)
    shown_batches = (tracked if progress else untracked)(resolved, len(batches))
    return above.told(payouts_of(portfolio, decision, groups.conflicts, shown_batches))


def _payouts_in_order(
    portfolio: Portfolio, stackings: Mapping[str, Stacking], *, progress: bool
) -> Payouts:
    """Return what is paid of each row, decided on those before it.

    Raises:
        InvalidStack: as for `_payouts`.
        AwardsTooEntangled: as for `_payouts`.
    """
    kinds = row_kinds(portfolio, stackings)
    above = rows_above_cap(portfolio, kinds)
    portfolio = above.cut_from(portfolio)
    as_claimed = replace(portfolio, before=np.zeros(portfolio.rows, np.bool_))
    groups = rule_groups(as_claimed, kinds, stackings)
    if groups.faults:
        raise InvalidStack(_WHERE, groups.faults)
    rows = in_time(portfolio, groups, stackings)
    batches = exact.batches_of(rows.decision)
    resolved = exact.resolved_batches(portfolio, batches, stackings, in_order=True)
    shown_batches = (tracked if progress else untracked)(resolved, len(batches))
    return above.told(payouts_in_order(portfolio, groups, stackings, rows, shown_batches))
