"""The rows of a frame as arrays: what is claimed and what was paid before, read exactly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from aipolicy.calc.award import Award
from aipolicy.calc.claim import Claim
from aipolicy.calc.money import ZERO, yuan_of
from aipolicy.calc.quantity import CONDITION, SUM, Measure
from aipolicy.calc.stacking.rule import By
from aipolicy.calc.terms import Applicant, Level, Per
from aipolicy.errors import Fault
from aipolicy.frames.arrow import Codes, Numbers, Truths
from aipolicy.frames.columns import Column
from aipolicy.frames.decoding import days, parts
from aipolicy.frames.faults import Reason, day_limit
from aipolicy.frames.reading import EPOCH, Reading, Unit
from aipolicy.frames.stacking.fields import FIELDS, FIRST_YEAR, LAST_YEAR, Given, Holds
from aipolicy.frames.stacking.grouping import Coded, compact, paired
from aipolicy.frames.stacking.naming import Named, named
from aipolicy.frames.tally import Tally

CURE = "correct them"
"""What to do about bad rows."""

_FIRST_DAY, _LAST_DAY = date.min.toordinal() - EPOCH, date.max.toordinal() - EPOCH
_CALENDAR = f"a day lies between {date.min} and {date.max}"
_YEAR = Reading(Measure.YEAR, 1, FIRST_YEAR, LAST_YEAR)


@dataclass(frozen=True, slots=True)
class Portfolio:
    """What the rows say, row by row.

    Attributes:
        rows: how many there are.
        names: the fields of text.
        fen: the sum of each row, or the most it can come to.
        undetermined: where the sum is not determined yet.
        days: the day of each claim, counted from 1970.
        years: the year that a claim states, 0 where it states none.
        same_kind: whether an outside policy is of the same kind.
        before: what was paid before.
    """

    rows: int
    names: Mapping[str, Named]
    fen: Numbers
    undetermined: Truths
    days: Numbers
    years: Numbers
    same_kind: Truths
    before: Truths

    @classmethod
    def nothing(cls) -> Portfolio:
        """Return the portfolio of no rows."""
        no, never = np.zeros(0, np.int64), np.zeros(0, np.bool_)
        return cls(0, {}, no, never, no, no, never, never)

    def text(self, field: str, row: int) -> str | None:
        """Return what a row says in a field of text."""
        return self.names[field].text(row) if field in self.names else None

    def award(self, row: int) -> Award:
        """Return a row as an award."""
        applicant, level, per = (self.text(field, row) for field in ("applicant", "level", "per"))
        claim = Claim(
            on=date.fromordinal(int(self.days[row]) + EPOCH),
            claimant=self.text("claimant", row),
            subject=self.text("subject", row),
            contract=self.text("contract", row),
            content=self.text("content", row),
            exception=self.text("exception", row),
            applicant=None if applicant is None else Applicant(applicant),
            year=int(self.years[row]) or None,
        )
        clause, sum_ = self.text("clause", row) or "", yuan_of(int(self.fen[row]))
        if level is None:
            award = Award.recorded(clause, sum_, claim)
        else:
            kind = bool(self.same_kind[row])
            award = Award.external(clause, sum_, claim, level=Level(level), same_kind=kind)
        changes: dict[str, object] = {} if per is None else {"per": Per(per)}
        if self.undetermined[row]:
            changes |= {"amount": None, "least": ZERO}
        return award.model_copy(update=changes) if changes else award

    def units(self, unit: tuple[By, ...]) -> Coded:
        """Return the units to which rows belong: none where a row does not name what is asked."""
        first, *more = (self._named_by(by) for by in unit)
        for other in more:
            first = paired(first, other)
        return first

    def _named_by(self, by: By) -> Coded:
        """Return a code for what a row names; a row without a claimant is one claimant's."""
        if by is By.YEAR:
            dated = self.days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64)
            years = np.where(self.years > 0, self.years, dated + 1970)
            years -= years.min()
            return Coded(*compact(years, int(years.max()) + 1))
        if by is By.CLAIMANT and "claimant" not in self.names:
            return Coded(np.zeros(self.rows, np.int64), 1)
        if by is By.CLAIMANT:
            coded = self.names["claimant"].coded
            # All rows name one, or none does.
            return Coded(np.maximum(coded.codes, 0), max(coded.size, 1))
        if by.value in self.names:
            return self.names[by.value].coded
        return Coded(np.full(self.rows, -1, np.int64), 1)


class Reader:
    """Reads the rows of a frame; gathers what cannot be taken."""

    def __init__(self, columns: Mapping[str, Column], given: Given, rows: int, unit: Unit) -> None:
        self.faults: list[Fault] = []
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
        for bad in self._tally.bad_rows(lambda column, row: self._columns[column].value(row)):
            self.faults.append(bad.fault(CURE))
        return portfolio

    def _text(self, field: str) -> Named | None:
        constant = self._given.constants.get(field)
        if constant is not None:
            return Named.constant(str(constant), self._rows)
        column = self._given.columns.get(field)
        if column is None:
            return None
        found = named(self._columns[column].stretch(0, self._rows))
        if isinstance(found, Named):
            return found
        codes = np.zeros(self._rows, np.uint8)
        codes[found] = Reason.UNREADABLE
        self._note(column, codes, lambda _: "this is not text")
        return None

    def _sums(self) -> tuple[Numbers, Truths]:
        """Return the sums, or the most they can come to where they are not determined."""
        fen, missing = self._sum("amount")
        most, unknown = self._sum("most")
        undetermined = missing & ~unknown
        neither = missing & unknown
        if neither.any():
            column = self._given.columns.get("amount") or self._given.columns["most"]
            limit = "a row states its amount, or the most where that is not determined"
            self._note(column, neither * np.uint8(Reason.MISSING), lambda _: limit)
        return np.where(undetermined, most, fen) if undetermined.any() else fen, undetermined

    def _sum(self, field: str) -> tuple[Numbers, Truths]:
        """Return a column of sums in fen, and where there is none."""
        constant = self._given.constants.get(field)
        if constant is not None:
            return np.full(self._rows, constant, np.int64), np.zeros(self._rows, np.bool_)
        column = self._given.columns.get(field)
        if column is None:
            return np.zeros(self._rows, np.int64), np.ones(self._rows, np.bool_)
        reading = Reading.of(SUM, self._unit)
        fen, codes = self._numbers(column, reading)
        if codes is None:
            return fen, np.zeros(self._rows, np.bool_)
        missing: Truths = codes == Reason.MISSING
        self._note(column, np.where(missing, np.uint8(0), codes), reading.limit)
        return fen, missing

    def _days(self) -> Numbers:
        constant = self._given.constants.get("on")
        if constant is not None:
            return np.full(self._rows, constant, np.int64)
        column = self._given.columns["on"]
        numbers, codes = days(self._columns[column].stretch(0, self._rows))
        if codes is not None:
            self._note(column, codes, day_limit)
            numbers = np.where(codes > 0, 0, numbers)
        beyond = (numbers < _FIRST_DAY) | (numbers > _LAST_DAY)
        if beyond.any():
            self._note(column, beyond * np.uint8(Reason.TOO_LARGE), lambda _: _CALENDAR)
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
        self._note(column, np.where(none, np.uint8(0), codes), lambda _: limit)
        return np.where(none, 0, numbers)

    def _truths(self, field: str, *, by_default: bool) -> Truths:
        constant = self._given.constants.get(field)
        column = self._given.columns.get(field)
        if column is None:
            return np.full(self._rows, by_default if constant is None else constant, np.bool_)
        reading = Reading.of(CONDITION, self._unit)
        truths, codes = parts(self._columns[column].stretch(0, self._rows), reading)
        truths = truths.astype(np.bool_)
        if codes is None:
            return truths
        if by_default:  # what does not apply to a row of the library's own may be left empty
            none = codes == Reason.MISSING
            truths, codes = truths | none, np.where(none, np.uint8(0), codes)
        self._note(column, codes, _truth_limit)
        return truths

    def _numbers(self, column: str, reading: Reading) -> tuple[Numbers, Codes | None]:
        found, codes = parts(self._columns[column].stretch(0, self._rows), reading)
        return found.astype(np.int64, copy=False), codes

    def _note(self, column: str, codes: Codes, limit: Callable[[Reason], str]) -> None:
        """Note the rows of a column that cannot be taken."""
        self._tally.note(column, codes, 0, limit)


def _truth_limit(reason: Reason) -> str:
    if reason is Reason.MISSING:
        return "a row says whether it was paid before"
    return "this is not a truth value"
