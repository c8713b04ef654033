"""The rows of a frame as arrays: what is claimed and what was paid before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from aipolicy.calc.awards.award import Award
from aipolicy.calc.awards.claim import Claim
from aipolicy.calc.documents.rule import By
from aipolicy.calc.documents.terms import Applicant, Level, Per
from aipolicy.calc.values.money import ZERO, yuan_of
from aipolicy.frames.arrow import Numbers, Truths
from aipolicy.frames.columns.decoder import EPOCH
from aipolicy.frames.stacking.groups.group_ids import Coded, compact, paired
from aipolicy.frames.stacking.rows.encoded_text import Named


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

    @property
    def outside(self) -> Truths:
        """Which rows are awards of policies outside the library: those with a level."""
        if "level" not in self.names:
            return np.zeros(self.rows, np.bool_)
        return ~self.names["level"].missing

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
