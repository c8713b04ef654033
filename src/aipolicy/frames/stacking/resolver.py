"""The resolver on frames: what is payable of awards that are rows, the same as of awards alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TypeVar, cast

import narwhals as nw

from aipolicy.errors import Fault, InvalidColumns, InvalidStack, UnsupportedFrame
from aipolicy.errors.fault import shown
from aipolicy.frames.columns.column import columns_of
from aipolicy.frames.columns.decoder import Unit
from aipolicy.frames.columns.frame import InMemory, kinds_of, opened_frame
from aipolicy.frames.faults import refuse
from aipolicy.frames.lazy.dask import is_partitioned
from aipolicy.frames.progress import tracked, untracked
from aipolicy.frames.stacking.exact import Progress, hand_over
from aipolicy.frames.stacking.groups.conflicts import Meetings
from aipolicy.frames.stacking.groups.decision import Decision, decide
from aipolicy.frames.stacking.groups.kinds import kinds
from aipolicy.frames.stacking.payouts import Outcome
from aipolicy.frames.stacking.result_columns import PAID, names, with_outcome
from aipolicy.frames.stacking.rows.checks import faults
from aipolicy.frames.stacking.rows.encoded_text import is_text
from aipolicy.frames.stacking.rows.portfolio import Portfolio
from aipolicy.frames.stacking.rows.reader import Reader
from aipolicy.frames.stacking.rows.sources import Given, given
from aipolicy.stacking import AS_WRITTEN, Readings
from aipolicy.stacking.entries import Gathered

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
    progress: bool = False,
    **constants: object,
) -> FrameT:
    """Return the frame with what is payable of every row, a row being an award.

    The result is that of `aipolicy.stack` on the same awards, row by row and to the fen. The
    frame is one of pandas, Polars or PyArrow; its type, rows, order, index and columns stay as
    they are. The new columns:

    - `into`: what is paid, as whole fen (64 bits) or as yuan in `decimal(18, 2)`; empty where the
      row was paid before;
    - `rule`: the rule under which the row is not paid in full, several joined by `; `; empty
      where it is;
    - `displaced_by`: the rows that displaced it, counted from 0, as text since they may be
      several;
    - `provisional`, where the frame has a `most`: whether the row hangs on a sum that is not
      determined, its own or that of a row that displaced it.

    With another `into` the other names begin with it, as in `due_rule`.

    A row says `clause` (of a policy outside the library its name), `amount`, and where it matters
    `most` (where the amount is not determined), `on`, `claimant`, `subject`, `contract`,
    `content`, `year`, `applicant`, `exception`; `level`, by which the row is an award of a policy
    outside the library, and `same_kind`; `per`; and `paid_before`, by which it is history. Each
    is the column of its name, unless `columns` names another or a constant is given.

    Args:
        frame: the rows.
        unit: `"fen"` or `"yuan"`: how every column of money is counted, read or written.
        into: the column of what is paid.
        columns: the columns that bear other names than their fields, by field.
        on: the day of every claim, or the column of days; else the column `on`.
        readings: other readings of the documents' rules, by the document's id.
        progress: whether to show progress on the rows that need the exact resolver.
        **constants: fields that are the same on every row; sums in yuan, whatever the unit.

    Raises:
        InvalidColumns: fields are missing, misspelt or of a wrong type, or rows cannot be taken;
            all faults at once.
        Overflow: sums are too large, and nothing else is wrong.
        InvalidStack: all rows can be taken, and yet not be stacked: two rows are one award, a
            clause or a reading is not known, claimants are named only in part, history is dated
            after every claim or has no sum, or a joint cap needs a figure that no row states.
        AwardsTooEntangled: rows depend on each other in too many ways to try them all.
        UnsupportedFrame: this is no frame, or a lazy one: which awards meet shows only when all
            rows are there.
        MissingExtra: progress is asked for and nothing can show it.

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
    kinds_in = kinds_of(opened)
    if not len(opened):  # a column without rows holds anything, whatever type it was given
        kinds_in = dict.fromkeys(kinds_in, "object")
    named, fixed = dict(columns) if isinstance(columns, Mapping) else {}, dict(constants)
    if isinstance(on, str) and "on" not in named:
        named["on"] = on
    elif on is not None:
        fixed["on"] = on
    found = given(kinds_in, named, fixed)
    written = names(into, provisional=found.has("most"))
    found.faults += _settings(unit, into, columns, {*kinds_in} & {*written})
    rules = Gathered(readings)
    if found.faults:
        raise InvalidColumns(_WHERE, [*found.faults, *rules.faults])
    if rules.faults and not len(opened):
        raise InvalidStack(_WHERE, rules.faults)
    portfolio, outcome = Portfolio.nothing(), Outcome.nothing()
    if len(opened):
        portfolio = _portfolio(opened, found, unit, rules)
        decision, outcome = _decided(portfolio, rules)
        show = cast("Progress", tracked if progress else untracked)
        hand_over(portfolio, decision, readings, outcome, show)
    return cast("FrameT", with_outcome(opened, written, portfolio, outcome, unit))


def _decided(portfolio: Portfolio, rules: Gathered) -> tuple[Decision, Outcome]:
    """Return what is decided by the group, and what becomes of rows by it.

    Raises:
        InvalidStack: a joint cap needs a figure that no row states.
    """
    seen = kinds(portfolio, rules)
    meetings = Meetings(portfolio, seen, rules.stackings)
    if meetings.faults:
        raise InvalidStack(_WHERE, meetings.faults)
    decision = decide(portfolio, seen, meetings.choosing, meetings.capped)
    return decision, Outcome.of(portfolio, decision, meetings.choosing)


def _in_memory(frame: object) -> InMemory:
    opened = None if is_partitioned(frame) else opened_frame(frame)
    if isinstance(opened, nw.DataFrame):
        return opened
    raise UnsupportedFrame(
        f"{type(frame).__name__}: which awards meet shows only when all rows are there; "
        "collect them first, as by .collect(), .compute(), .to_arrow_table() or .toPandas()"
    )


def _settings(unit: object, into: object, columns: object, taken: set[str]) -> Iterator[Fault]:
    """Yield what is wrong with the call's own settings."""
    if unit not in ("fen", "yuan"):
        yield Fault("unit", shown(unit), "unit is 'fen' or 'yuan'", "choose one of them")
    if not is_text(into):
        yield Fault("into", shown(into), "a column's name is text", 'name it, as in "paid"')
    for name in sorted(taken):
        limit = "the frame has a column of this name"
        yield Fault("into", shown(name), limit, "name another by into=")
    if not isinstance(columns, Mapping | None):
        limit = "columns are named by field"
        yield Fault("columns", shown(columns), limit, 'name them, as in {"amount": "sum"}')


def _portfolio(frame: InMemory, found: Given, unit: Unit, rules: Gathered) -> Portfolio:
    """Return what the rows say.

    Raises:
        InvalidColumns: some cannot be taken.
        Overflow: some are too large.
        InvalidStack: they cannot be stacked together.
    """
    columns = columns_of(frame, set(found.columns.values()))
    reader = Reader(columns, found, len(frame), unit)
    portfolio = reader.portfolio()
    wrong = [*faults(portfolio, found.columns, reader.unread), *rules.faults]
    refuse(_WHERE, reader.bad, wrong, "correct them")
    if wrong:
        raise InvalidStack(_WHERE, wrong)
    return portfolio
