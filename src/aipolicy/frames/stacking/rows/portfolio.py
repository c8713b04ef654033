"""The rows of a frame as arrays: what is claimed, and what was paid before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

import numpy as np

from aipolicy.calc.awards.award import Award, is_provision_id
from aipolicy.calc.awards.claim import Claim
from aipolicy.calc.documents.terms import Applicant, Level, Per
from aipolicy.calc.values.money import ZERO, yuan_of
from aipolicy.frames.arrow import Numbers, Truths
from aipolicy.frames.columns.decoder import EPOCH
from aipolicy.frames.stacking.rows.encoded_text import EncodedText
from aipolicy.frames.stacking.rows.similar_names import SimilarNames

UNPAID: Final = int(np.iinfo(np.int64).max)
"""In place of the day of payment, where a row states none: later than all days."""


@dataclass(frozen=True, slots=True)
class Portfolio:
    """What the rows say, row by row.

    Attributes:
        rows: how many rows there are.
        texts: the fields of text that are given, by name.
        fen: the sum of each row, or the most it can come to.
        undetermined: where the sum is not determined yet.
        days: the day of each claim, counted from 1970-01-01.
        years: the year that a claim states, 0 where it states none.
        same_kind: whether an outside policy is of the same kind.
        before: whether the row was paid before.
        paid_on: the day of payment, counted alike, `UNPAID` where a row states none.
        similar: pairs of names that differ little, as their codes, by field.
    """

    rows: int
    texts: Mapping[str, EncodedText]
    fen: Numbers
    undetermined: Truths
    days: Numbers
    years: Numbers
    same_kind: Truths
    before: Truths
    paid_on: Numbers
    similar: SimilarNames = field(default_factory=dict[str, Sequence[tuple[int, int]]])

    @property
    def outside(self) -> Truths:
        """Which rows are awards of policies outside the library.

        Those with a level; a provision of the library may state the level of its document.
        """
        if "level" not in self.texts:
            return np.zeros(self.rows, np.bool_)
        clauses = self.texts["clause"]
        # The last truth is for rows without a clause, whose code is -1.
        named = [*map(is_provision_id, clauses.texts()), False]
        own: Truths = np.array(named, np.bool_)
        outside: Truths = ~(self.texts["level"].missing | own[clauses.codes])
        return outside

    @property
    def calendar_years(self) -> Numbers:
        """The year to which each row's sum belongs: the year stated, or that of its day."""
        dated = self.days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64)
        years: Numbers = np.where(self.years > 0, self.years, dated + 1970)
        return years

    def text(self, field: str, row: int) -> str | None:
        """Return what a row says in a field of text."""
        return self.texts[field].text(row) if field in self.texts else None

    def award(self, row: int) -> Award:
        """Return a row as an award."""
        applicant, level, per = (self.text(field, row) for field in ("applicant", "level", "per"))
        paid_on = int(self.paid_on[row])
        claim = Claim(
            on=date.fromordinal(int(self.days[row]) + EPOCH),
            claimant=self.text("claimant", row),
            subject=self.text("subject", row),
            contract=self.text("contract", row),
            content=self.text("content", row),
            exception=self.text("exception", row),
            applicant=None if applicant is None else Applicant(applicant),
            year=int(self.years[row]) or None,
            paid_on=None if paid_on == UNPAID else date.fromordinal(paid_on + EPOCH),
        )
        clause, sum_ = self.text("clause", row) or "", yuan_of(int(self.fen[row]))
        if level is None or is_provision_id(clause):
            award = Award.recorded(clause, sum_, claim)
        else:
            kind = bool(self.same_kind[row])
            award = Award.external(clause, sum_, claim, level=Level(level), same_kind=kind)
        changes: dict[str, object] = {} if per is None else {"per": Per(per)}
        if self.undetermined[row]:
            changes |= {"amount": None, "least": ZERO}
        return award.model_copy(update=changes) if changes else award
