"""A case: a company's claims, what it was paid before, and how the rules are read."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Self

from pydantic import AfterValidator, BeforeValidator, ValidationInfo, model_validator

from aipolicy.calc.awards.claim import CalendarYear, Claim, Name
from aipolicy.calc.documents.terms import Level
from aipolicy.calc.values.quantity import CONDITION, COUNT, Yuan
from aipolicy.cases.reader import read_data
from aipolicy.cases.written import are_names, of_file, payment_faults, value_of
from aipolicy.errors import Code, UnreadableValue, fault
from aipolicy.errors.validation import Stated, custom_error, raise_faults


def _read_truth(value: object, info: ValidationInfo) -> object:
    try:
        return value_of(CONDITION, value) if of_file(info) else CONDITION.read(value)
    except UnreadableValue as bad:
        raise custom_error(bad.fault) from None


def _read_digits(value: object, info: ValidationInfo) -> object:
    try:
        return value_of(COUNT, value) if of_file(info) and isinstance(value, str) else value
    except UnreadableValue as bad:
        raise custom_error(bad.fault) from None


def _read_clause_readings(value: object) -> object:
    if value is None or are_names(value):
        return value
    raise custom_error(fault(Code.READING_TYPE, value=value))


class CaseEntry(Claim):
    """What claims and payments of a case share: the fields of `Claim`, read from a file too."""

    year: Annotated[CalendarYear | None, BeforeValidator(_read_digits)] = None


class CaseClaim(CaseEntry):
    """One claim of a case: a clause and the facts, with the fields of `Claim`.

    The case's `claimant` is used where a claim names none; `reading` chooses other readings of
    the clause's open points: one name, or several.
    """

    clause: str
    facts: Mapping[str, object] = {}
    reading: Annotated[str | tuple[str, ...] | None, BeforeValidator(_read_clause_readings)] = None


class CasePayment(CaseEntry):
    """One sum that was paid before, with the fields of `Claim`.

    Either under a `clause` of the library or under another policy, by its `name` and `level`.
    """

    amount: Yuan
    clause: str | None = None
    name: Name | None = None
    level: Level | None = None
    same_kind: Annotated[bool, BeforeValidator(_read_truth)] = True

    @model_validator(mode="after")
    def _is_of_one_policy(self) -> Self:
        level = None if self.level is None else str(self.level)
        raise_faults("CasePayment", payment_faults(self.clause, self.name, level))
        return self


def _read_readings(value: object) -> object:
    if are_names(value):
        return value
    raise custom_error(fault(Code.READINGS_TYPE, value=value))


Readings = Annotated[str | tuple[str, ...], BeforeValidator(_read_readings)]
"""The name of a reading of a document's rules or of a clause, or of several."""


def _some(claims: tuple[CaseClaim, ...]) -> tuple[CaseClaim, ...]:
    if not claims:
        raise custom_error(fault(Code.CASE_NO_CLAIMS))
    return claims


class Case(Stated):
    """A company's claims, what it was paid before, and how the rules are read.

    Raises:
        pydantic.ValidationError: a field is unknown, missing or cannot be read; the types and
            contexts of its errors are our codes and params.

    >>> from datetime import date
    >>> case = Case(
    ...     claimant="冰城智造",
    ...     claims=[{"clause": "langfang_2023/7.2", "on": date(2024, 6, 1),
    ...         "effective_from": date(2023, 1, 4), "reading": "sum_of_tiers",
    ...         "facts": {"main_revenue": "6亿元", "highest_past_main_revenue": 0}}],
    ...     history=[{"name": "省平台补助", "level": "province", "on": date(2024, 1, 5),
    ...         "amount": "20万元"}],
    ... )
    >>> case.claims[0].reading, case.history[0].amount
    ('sum_of_tiers', Decimal('200000.00'))
    """

    claimant: Name | None = None
    claims: Annotated[tuple[CaseClaim, ...], AfterValidator(_some)]
    history: tuple[CasePayment, ...] = ()
    readings: Mapping[str, Readings] = {}

    @staticmethod
    def read(data: object) -> Case:
        """Return a case as people and programs write it: a mapping, or a text in YAML or JSON.

        Keys and facts may be in Chinese or in English; numbers and conditions may be text, as in
        `800万元` or 是. The case's facts are checked against the clauses that it names.

        Raises:
            InvalidCase: the case cannot be read; all faults of shape and of facts at once, each
                with one address.
            MissingExtra: the text is YAML, and ruamel.yaml of the extra `cli` is not installed.

        >>> case = Case.read({"申报": [{"条款": "harbin_2022/9.2", "适用日": "2023-06-01",
        ...     "事实": {"活动费用": "60万元", "纳入年度活动清单": "是"}}]})
        >>> case.claims[0].facts["event_cost"]
        Decimal('600000.00')
        """
        return read_case_data(data, "case")


ENTRIES: Mapping[str, type[CaseEntry]] = MappingProxyType(
    {"claims": CaseClaim, "history": CasePayment}
)
"""The entries of a case, by the key under which they are listed."""


def read_case_data(data: object, name: str) -> Case:
    """Return the case that a mapping or a text states; `name` is what errors call it.

    Raises:
        InvalidCase: as `Case.read`.
        MissingExtra: as `Case.read`.
    """
    return read_data(Case, ENTRIES, data, name)
