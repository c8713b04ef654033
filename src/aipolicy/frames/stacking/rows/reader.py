"""The columns of a frame decoded into a portfolio, exactly, with the rows that cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import numpy as np

from aipolicy.calc.awards.claim import FIRST_YEAR, LAST_YEAR
from aipolicy.calc.values.quantity import CONDITION, SUM, QuantityKind
from aipolicy.errors import Code, Fault, fault
from aipolicy.frames.arrow import Codes, Numbers, Truths
from aipolicy.frames.columns.array_decoder import Decoded, decoded, decoded_days, outside_calendar
from aipolicy.frames.columns.column import Column
from aipolicy.frames.columns.decoder import Decoder
from aipolicy.frames.columns.tally import Tally
from aipolicy.frames.columns.unit import Unit
from aipolicy.frames.faults import BadRows, Reason, wrong_day
from aipolicy.frames.stacking.rows.encoded_text import EncodedText, encoded
from aipolicy.frames.stacking.rows.fields import (
    FIELDS,
    WORDS,
    WRONG_YEAR,
    FieldType,
)
from aipolicy.frames.stacking.rows.name_columns import Refused, as_names
from aipolicy.frames.stacking.rows.portfolio import UNPAID, Portfolio
from aipolicy.frames.stacking.rows.similar_names import SimilarNames
from aipolicy.frames.stacking.rows.sources import FieldSources

_OUTSIDE = fault(Code.DAY_RANGE, least=date.min, most=date.max)
_YEAR = Decoder(QuantityKind.YEAR, 1, FIRST_YEAR, LAST_YEAR)


class ReadRows(NamedTuple):
    """What the rows say, and which of them cannot be read.

    Attributes:
        portfolio: the rows; where one cannot be read, a value that breaks nothing.
        bad: the rows that cannot be read, by column and reason.
        unread: the fields of these rows.
    """

    portfolio: Portfolio
    bad: tuple[BadRows, ...]
    unread: frozenset[str]


class _Unread(NamedTuple):
    """A code for each row of a field that cannot be read, and what the codes mean."""

    field: str
    codes: Codes
    wrong: Callable[[Reason], Fault]


def read_rows(
    columns: Mapping[str, Column], sources: FieldSources, rows: int, unit: Unit
) -> ReadRows:
    """Return what the rows of a frame say; sums are in `unit`."""
    texts, unread, similar = _texts(columns, sources, rows)
    fields = dict(_fields(columns, sources, rows, unit))
    sums, of_sums = _sums(fields, sources, rows, unit)
    days, of_days = _days(fields["on"])
    years, of_years = _years(fields.get("year"), rows)
    same_kind, of_kinds = _same_kind(fields.get("same_kind"), rows)
    before, of_before = _before(fields.get("paid_before"), rows)
    paid_on, of_payments = _paid_on(fields.get("paid_on"), rows)
    portfolio = Portfolio(rows, texts, *sums, days, years, same_kind, before, paid_on, similar)
    noted = [*unread, *of_sums, *of_days, *of_years, *of_kinds, *of_before, *of_payments]
    noted = [note for note in noted if note.codes.any()]
    bad = tuple(_bad_rows(noted, columns, sources.columns))
    return ReadRows(portfolio, bad, frozenset(note.field for note in noted))


def _bad_rows(
    noted: Iterable[_Unread], columns: Mapping[str, Column], named: Mapping[str, str]
) -> Iterator[BadRows]:
    tally = Tally()
    for field, codes, wrong in noted:
        tally.note(named[field], codes, 0, wrong)
    return tally.bad_rows(lambda column, row: columns[column].value(row))


def _texts(
    columns: Mapping[str, Column], sources: FieldSources, rows: int
) -> tuple[dict[str, EncodedText], list[_Unread], SimilarNames]:
    """Return the fields of text that can be read, the rows that cannot, and similar names."""
    texts: dict[str, EncodedText] = {}
    unread: list[_Unread] = []
    similar: dict[str, Sequence[tuple[int, int]]] = {}
    for field, type_ in FIELDS.items():
        if type_ is not FieldType.TEXT:
            continue
        if field in sources.constants:
            texts[field] = EncodedText.constant(str(sources.constants[field]), rows)
        elif field in sources.columns:
            found = encoded(columns[sources.columns[field]].rows(0, rows))
            if isinstance(found, EncodedText) and field in WORDS:
                texts[field] = found
            elif isinstance(found, EncodedText):
                texts[field], refused, similar[field] = as_names(found)
                unread += _refused_rows(field, found, refused)
            else:
                codes = np.zeros(rows, np.uint8)
                codes[found] = Reason.UNREADABLE
                unread.append(_Unread(field, codes, _always(fault(Code.COLUMN_TEXT))))
    return texts, unread, similar


def _refused_rows(field: str, texts: EncodedText, refused: Refused) -> Iterator[_Unread]:
    """Yield the rows whose texts are not names."""
    by_wrong: dict[Code, list[int]] = {}
    for code, wrong in refused.items():
        by_wrong.setdefault(wrong.code, []).append(code)
    for codes in by_wrong.values():
        rows = np.isin(texts.codes, codes) * np.uint8(Reason.UNREADABLE)
        yield _Unread(field, rows, _always(replace(refused[codes[0]], params={})))


def _fields(
    columns: Mapping[str, Column], sources: FieldSources, rows: int, unit: Unit
) -> Iterator[tuple[str, Decoded]]:
    """Yield the other fields that are given, decoded, by name."""
    for field, type_ in FIELDS.items():
        if type_ is FieldType.TEXT:
            continue
        if field in sources.constants:
            yield field, (np.full(rows, sources.constants[field]), None)
        elif field in sources.columns:
            values = columns[sources.columns[field]].rows(0, rows)
            if type_ is FieldType.DAY:
                yield field, decoded_days(values)
            else:
                yield field, decoded(values, _decoder(type_, unit))


def _decoder(type_: FieldType, unit: Unit) -> Decoder:
    if type_ is FieldType.YEAR:
        return _YEAR
    return Decoder.of(SUM if type_ is FieldType.SUM else CONDITION, unit)


def _sums(
    fields: Mapping[str, Decoded], sources: FieldSources, rows: int, unit: Unit
) -> tuple[tuple[Numbers, Truths], list[_Unread]]:
    """Return the sums, or the most they can come to, and where they are not determined."""
    wrong = _decoder(FieldType.SUM, unit).wrong
    (fen, missing), (most, unknown) = (
        _sum(fields.get(field), rows) for field in ("amount", "most")
    )
    unread = [
        _Unread(field, _without_missing(codes), wrong)
        for field in ("amount", "most")
        if (codes := fields.get(field, (None, None))[1]) is not None
    ]
    undetermined, neither = missing & ~unknown, missing & unknown
    if neither.any():
        field = "amount" if "amount" in sources.columns else "most"
        none = fault(Code.FIELD_NO_SUM)
        unread.append(_Unread(field, neither * np.uint8(Reason.MISSING), _always(none)))
    return (np.where(undetermined, most, fen) if undetermined.any() else fen, undetermined), unread


def _sum(field: Decoded | None, rows: int) -> tuple[Numbers, Truths]:
    """Return sums in fen, and where there is none."""
    if field is None:
        return np.zeros(rows, np.int64), np.ones(rows, np.bool_)
    fen, codes = field
    missing = np.zeros(rows, np.bool_) if codes is None else codes == Reason.MISSING
    return fen.astype(np.int64, copy=False), missing


def _days(field: Decoded, name: str = "on") -> tuple[Numbers, list[_Unread]]:
    """Return the days of claims, counted from 1970-01-01."""
    found, codes = field
    days = found.astype(np.int64, copy=False)
    unread: list[_Unread] = []
    if codes is not None:
        unread.append(_Unread(name, codes, wrong_day))
        days = np.where(codes > 0, 0, days)
    beyond = outside_calendar(days)
    if beyond is not None:
        unread.append(_Unread(name, beyond * np.uint8(Reason.UNREADABLE), _always(_OUTSIDE)))
    return days, unread


def _paid_on(field: Decoded | None, rows: int) -> tuple[Numbers, list[_Unread]]:
    """Return the days of payment, which rows may leave empty."""
    if field is None:
        return np.full(rows, UNPAID), []
    found, codes = field
    if codes is None:
        return _days(field, "paid_on")
    unstated = codes == Reason.MISSING
    stated = np.where(unstated, 0, found), _without_missing(codes)
    days, unread = _days(stated, "paid_on")
    return np.where(unstated, UNPAID, days), unread


def _years(field: Decoded | None, rows: int) -> tuple[Numbers, list[_Unread]]:
    """Return the years that claims state, 0 where they state none."""
    if field is None:
        return np.zeros(rows, np.int64), []
    found, codes = field
    years = found.astype(np.int64, copy=False)
    if codes is None:
        return years, []
    unread = _Unread("year", _without_missing(codes), _always(WRONG_YEAR))
    return np.where(codes == Reason.MISSING, 0, years), [unread]


def _same_kind(field: Decoded | None, rows: int) -> tuple[Truths, list[_Unread]]:
    """Return whether outside policies are of the same kind: yes, unless a row says no."""
    if field is None:
        return np.ones(rows, np.bool_), []
    found, codes = field
    same = found.astype(np.bool_, copy=False)
    if codes is None:
        return same, []
    unread = _Unread("same_kind", _without_missing(codes), _wrong_truth)
    return same | (codes == Reason.MISSING), [unread]


def _before(field: Decoded | None, rows: int) -> tuple[Truths, list[_Unread]]:
    """Return which rows were paid before; where the field is given, every row has to say it."""
    if field is None:
        return np.zeros(rows, np.bool_), []
    found, codes = field
    before = found.astype(np.bool_, copy=False)
    return before, [] if codes is None else [_Unread("paid_before", codes, _wrong_truth)]


def _without_missing(codes: Codes) -> Codes:
    """Return codes of a field that rows may leave empty."""
    return np.where(codes == Reason.MISSING, np.uint8(0), codes)


def _wrong_truth(reason: Reason) -> Fault:
    missing = reason is Reason.MISSING
    return fault(Code.COLUMN_VALUE_MISSING if missing else Code.CONDITION_TEXT)


def _always(wrong: Fault) -> Callable[[Reason], Fault]:
    return lambda _: wrong
