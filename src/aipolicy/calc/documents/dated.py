"""The days of a document: the period in force, and whether a day lies in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from aipolicy.calc.documents.period import Convention, Period, end_of_term, required_day
from aipolicy.calc.documents.stated_days import StatedDay, stated_day
from aipolicy.errors import (
    Code,
    Fault,
    InvalidClaim,
    InvalidDay,
    NotInForce,
    ValidityUnknown,
    fault,
)
from aipolicy.errors.fault import Shown


class Dated:
    """A document with its days, as its text gives them or as they are stated.

    Attributes:
        id: the document's id.
        first: the first day in force, or None where the text gives none.
        last: the last day in force, that day included, or None.
        term_years: the years in force from the first day, where the text states a term.

    >>> from aipolicy.rules import harbin_2022
    >>> print(harbin_2022.POLICY.period())
    2022-08-24 to 2023-12-31, both days included
    """

    id: str
    first: date | None
    last: date | None
    term_years: int | None

    def stated_day(self, effective_from: date | None = None) -> StatedDay | None:
        """Return the effective date that is stated for the document, and where it is stated.

        None where the text gives an effective date, or where none is stated. The nearer wins: the
        argument, `aipolicy.days`, the file of `--days`, that of `AIPOLICY_DAYS`.

        Raises:
            InvalidDay: the argument is not a date.
            InvalidDays: the file that `AIPOLICY_DAYS` names cannot be read.

        >>> from aipolicy.rules import harbin_2022, langfang_2023
        >>> print(langfang_2023.POLICY.stated_day(date(2023, 1, 4)))
        2023-01-04 (call)
        >>> harbin_2022.POLICY.stated_day() is None
        True
        """
        if effective_from is not None:
            effective_from = required_day("effective_from", effective_from)
        return None if self.first is not None else stated_day(self.id, effective_from)

    def period(
        self,
        effective_from: date | None = None,
        term: Convention = Convention.CORRESPONDING_DAY,
    ) -> Period:
        """Return the days in force.

        Args:
            effective_from: the first day, for documents that give none; where it is not given,
                the day is taken that `aipolicy.days` or a file of days states.
            term: on which day a term of years ends.

        Raises:
            ValidityUnknown: the document gives no effective date and none is stated.
            InvalidClaim: a day is stated that contradicts the document's own.
            InvalidDay: what is stated is not a date, the term ends beyond the calendar, or there
                is no such convention.
            InvalidDays: as for `stated_day`.

        >>> from aipolicy.rules import langfang_2023
        >>> print(langfang_2023.POLICY.period(date(2023, 1, 4)))
        2023-01-04 to 2026-01-04, both days included
        """
        stated = self.stated_day(effective_from)
        if self.first is not None and effective_from not in {None, self.first}:
            given = Shown(effective_from)
            day = {"policy": self.id, "first": self.first}
            wrong = fault(Code.DAY_CONTRADICTS, "effective_from", value=given, **day)
            raise InvalidClaim(self.id, [wrong])
        first = self.first if stated is None else stated.day
        if first is None:
            raise ValidityUnknown(fault(Code.LAW_DAYS_UNKNOWN, "effective_from", policy=self.id))
        if not self.term_years:
            return Period(first, self.last)
        try:
            return Period(first, end_of_term(first, self.term_years, term))
        except InvalidDay as wrong:
            raise InvalidDay(_as_stated(wrong.fault)) from None

    def in_force(
        self,
        on: date,
        effective_from: date | None = None,
        term: Convention = Convention.CORRESPONDING_DAY,
    ) -> bool | None:
        """Return whether the document is in force on a day; None where its days are unknown.

        Raises:
            InvalidClaim: a day is stated that contradicts the document's own.
            InvalidDay: as for `period`, or `on` is not a date.
            InvalidDays: as for `stated_day`.

        >>> from aipolicy.rules import langfang_2023
        >>> on = date(2026, 1, 4)
        >>> langfang_2023.POLICY.in_force(on), langfang_2023.POLICY.in_force(on, date(2023, 1, 4))
        (None, True)
        """
        try:
            return self.period(effective_from, term).includes(on)
        except ValidityUnknown:
            return None

    def require_in_force(
        self,
        on: date,
        effective_from: date | None = None,
        term: Convention = Convention.CORRESPONDING_DAY,
    ) -> None:
        """Refuse a day outside the days in force.

        Raises:
            NotInForce: the day lies outside.
            ValidityUnknown: the document gives no effective date and none is stated.
            InvalidClaim: a day is stated that contradicts the document's own.
            InvalidDay: as for `period`, or `on` is not a date.
            InvalidDays: as for `stated_day`.

        >>> from aipolicy.rules import harbin_2022
        >>> harbin_2022.POLICY.require_in_force(date(2023, 12, 31))
        """
        period = self.period(effective_from, term)
        if not period.includes(on):
            given = Shown(on)
            wrong = fault(
                Code.LAW_NOT_IN_FORCE, "on", value=given, policy=self.id, period=period.words
            )
            raise NotInForce(wrong)


def _as_stated(wrong: Fault) -> Fault:
    """Return a fault of the first day under the name by which a caller states it."""
    return replace(wrong, path=("effective_from",)) if wrong.path == ("first",) else wrong
