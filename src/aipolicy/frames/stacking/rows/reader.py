"""The columns of a frame read as a portfolio, exactly, and the rows that cannot be taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import numpy as np

from aipolicy.calc.values.quantity import CONDITION, SUM, QuantityKind
from aipolicy.frames.arrow import Codes, Numbers, Truths
from aipolicy.frames.columns.array_decoder import decoded, decoded_days
from aipolicy.frames.columns.column import Column
from aipolicy.frames.columns.decoder import EPOCH, Decoder, Unit
from aipolicy.frames.columns.tally import Tally
from aipolicy.frames.faults import BadRows, Reason, day_limit
from aipolicy.frames.stacking.rows.encoded_text import Named, named
from aipolicy.frames.stacking.rows.fields import FIELDS, FIRST_YEAR, LAST_YEAR, Holds
from aipolicy.frames.stacking.rows.portfolio import Portfolio
from aipolicy.frames.stacking.rows.sources import Given

_FIRST_DAY, _LAST_DAY = date.min.toordinal() - EPOCH, date.max.toordinal() - EPOCH
_CALENDAR = f"a day lies between {date.min} and {date.max}"
_YEAR = Decoder(QuantityKind.YEAR, 1, FIRST_YEAR, LAST_YEAR)


class Reader:
    """Reads the rows of a frame; gathers what cannot be taken, and in which fields."""

    def __init__(self, columns: Mapping[str, Column], given: Given, rows: int, unit: Unit) -> None:
        self.bad: list[BadRows] = []
        self.unread: set[str] = set()
        self._columns = columns
        self._given = given
        self._rows = rows
        self._unit: Unit = unit
        self._tally = Tally()

    def portfolio(self) -> Portfolio:
        """Return what the rows say; rows that cannot be taken are noted, and say nothing bad."""
        names = {
            field: found
            for field, holds in FIELDS.items()
            if holds is Holds.TEXT and (found := self._text(field)) is not None
        }
        fen, undetermined = self._sums()
        portfolio = Portfolio(
            rows=self._rows,
            names=names,
            fen=fen,
            undetermined=undetermined,
            days=self._days(),
            years=self._years(),
            same_kind=self._truths("same_kind", by_default=True),
            before=self._truths("paid_before", by_default=False),
        )
        self.bad += self._tally.bad_rows(lambda column, row: self._columns[column].value(row))
        return portfolio

    def _text(self, field: str) -> Named | None:
        constant = self._given.constants.get(field)
        if constant is not None:
            return Named.constant(str(constant), self._rows)
        column = self._given.columns.get(field)
        if column is None:
            return None
        found = named(self._columns[column].rows(0, self._rows))
        if isinstance(found, Named):
            return found
        codes = np.zeros(self._rows, np.uint8)
        codes[found] = Reason.UNREADABLE
        self._note(field, column, codes, lambda _: "this is not text")
        return None

    def _sums(self) -> tuple[Numbers, Truths]:
        """Return the sums, or the most they can come to where they are not determined."""
        fen, missing = self._sum("amount")
        most, unknown = self._sum("most")
        undetermined = missing & ~unknown
        neither = missing & unknown
        if neither.any():
            field = "amount" if "amount" in self._given.columns else "most"
            limit = "a row states its amount, or the most where that is not determined"
            column = self._given.columns[field]
            self._note(field, column, neither * np.uint8(Reason.MISSING), lambda _: limit)
        return np.where(undetermined, most, fen) if undetermined.any() else fen, undetermined

    def _sum(self, field: str) -> tuple[Numbers, Truths]:
        """Return a column of sums in fen, and where there is none."""
        constant = self._given.constants.get(field)
        if constant is not None:
            return np.full(self._rows, constant, np.int64), np.zeros(self._rows, np.bool_)
        column = self._given.columns.get(field)
        if column is None:
            return np.zeros(self._rows, np.int64), np.ones(self._rows, np.bool_)
        decoder = Decoder.of(SUM, self._unit)
        fen, codes = self._numbers(column, decoder)
        if codes is None:
            return fen, np.zeros(self._rows, np.bool_)
        missing: Truths = codes == Reason.MISSING
        self._note(field, column, np.where(missing, np.uint8(0), codes), decoder.limit)
        return fen, missing

    def _days(self) -> Numbers:
        constant = self._given.constants.get("on")
        if constant is not None:
            return np.full(self._rows, constant, np.int64)
        column = self._given.columns["on"]
        numbers, codes = decoded_days(self._columns[column].rows(0, self._rows))
        if codes is not None:
            self._note("on", column, codes, day_limit)
            numbers = np.where(codes > 0, 0, numbers)
        beyond = (numbers < _FIRST_DAY) | (numbers > _LAST_DAY)
        if beyond.any():
            self._note("on", column, beyond * np.uint8(Reason.UNREADABLE), lambda _: _CALENDAR)
        return numbers

    def _years(self) -> Numbers:
        constant = self._given.constants.get("year")
        if constant is not None:
            return np.full(self._rows, constant, np.int64)
        column = self._given.columns.get("year")
        if column is None:
            return np.zeros(self._rows, np.int64)
        numbers, codes = self._numbers(column, _YEAR)
        if codes is None:
            return numbers
        none = codes == Reason.MISSING
        limit = f"a year is a whole number from {FIRST_YEAR} to {LAST_YEAR}"
        self._note("year", column, np.where(none, np.uint8(0), codes), lambda _: limit)
        return np.where(none, 0, numbers)

    def _truths(self, field: str, *, by_default: bool) -> Truths:
        constant = self._given.constants.get(field)
        column = self._given.columns.get(field)
        if column is None:
            return np.full(self._rows, by_default if constant is None else constant, np.bool_)
        decoder = Decoder.of(CONDITION, self._unit)
        truths, codes = decoded(self._columns[column].rows(0, self._rows), decoder)
        truths = truths.astype(np.bool_)
        if codes is None:
            return truths
        if by_default:  # what does not apply to a row of the library's own may be left empty
            none = codes == Reason.MISSING
            truths, codes = truths | none, np.where(none, np.uint8(0), codes)
        self._note(field, column, codes, _truth_limit)
        return truths

    def _numbers(self, column: str, decoder: Decoder) -> tuple[Numbers, Codes | None]:
        found, codes = decoded(self._columns[column].rows(0, self._rows), decoder)
        return found.astype(np.int64, copy=False), codes

    def _note(self, field: str, column: str, codes: Codes, limit: Callable[[Reason], str]) -> None:
        """Note the rows of a field that cannot be taken."""
        if codes.any():
            self.unread.add(field)
            self._tally.note(column, codes, 0, limit)


def _truth_limit(reason: Reason) -> str:
    if reason is Reason.MISSING:
        return "a row says whether it was paid before"
    return "this is not a truth value"
