"""One clause of a call: where its facts come from, and which columns it writes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aipolicy.calc.documents.period import Period
from aipolicy.calc.documents.stated_days import StatedDay
from aipolicy.calc.values.frozen import ReadOnly
from aipolicy.frames.columns.decoder import Decoder
from aipolicy.frames.plan.limits import Risk
from aipolicy.frames.plan.sums import Sum

AMOUNT = "amount"
"""The column written unless another is named."""

_MOST_CLAUSES = 3
"""How many clauses a message names before it counts the rest."""


@dataclass(frozen=True, slots=True)
class Names:
    """The columns that a clause writes: `into` names the sum, and begins the names of the rest.

    `stated` is the effective date that was stated for a document whose text gives none.

    >>> Names("amount").most, Names("voucher").most
    ('most', 'voucher_most')
    """

    into: str
    stated: StatedDay | None = None

    def _beside(self, name: str) -> str:
        return name if self.into == AMOUNT else f"{self.into}_{name}"

    @property
    def least(self) -> str:
        """The column of a range's lower end; 0 for a ceiling."""
        return self._beside("least")

    @property
    def most(self) -> str:
        """The column of a ceiling, or of a range's upper end."""
        return self._beside("most")

    @property
    def status(self) -> str:
        """The column that says why a row has no result."""
        return self._beside("status")

    @property
    def stated_day(self) -> tuple[str, str] | None:
        """The column that says which effective date was stated and where, and its text."""
        return None if self.stated is None else (self._beside("stated_day"), str(self.stated))


@dataclass(frozen=True, slots=True)
class Source:
    """A column of facts, and its decoder."""

    column: str
    decoder: Decoder


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """One clause of a call on a frame.

    Attributes:
        clause: the id of the clause.
        facts: the source of each fact.
        ends: the sums by the column that they write.
        status: the column of the status, `None` where it is not written.
        in_force: the days in force, or whether the clause is in force on the day of the call.
        risks: the totals that could grow too large.
        stated_day: the column of the stated effective date and its text, `None` where none is
            written.
    """

    clause: str
    facts: ReadOnly[str, Source]
    ends: ReadOnly[str, Sum]
    status: str | None
    in_force: Period | bool
    risks: tuple[Risk, ...]
    stated_day: tuple[str, str] | None = None

    @property
    def risky_columns(self) -> tuple[str, ...]:
        """The columns of facts that take part in a total that could grow too large."""
        risky = {fact for risk in self.risks for fact in risk.facts}
        return tuple(source.column for fact, source in self.facts.items() if fact in risky)

    @property
    def written(self) -> tuple[str, ...]:
        """The columns that the task writes."""
        status = [] if self.status is None else [self.status]
        return (*self.ends, *status, *([] if self.stated_day is None else self.stated_day[:1]))


def where(tasks: Sequence[Task]) -> str:
    """Return how a message about tasks begins: with their clauses, in no language."""
    return where_clauses(task.clause for task in tasks)


def where_clauses(ids: Iterable[str]) -> str:
    """Return how a message about clauses begins: with the first of their ids.

    >>> where_clauses(["harbin_2022/4.1", "harbin_2022/4.1", "harbin_2022/9.2"])
    'harbin_2022/4.1, harbin_2022/9.2'
    """
    clauses = list(dict.fromkeys(ids))
    rest = len(clauses) - _MOST_CLAUSES
    named = ", ".join(clauses[:_MOST_CLAUSES]) or "over_all"
    return f"{named} … +{rest}" if rest > 0 else named
