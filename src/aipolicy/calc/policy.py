"""A policy: one document, its days, its provisions and its clauses."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from pickle import PicklingError
from types import MappingProxyType
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from aipolicy.calc.calculations.calculation import Law
from aipolicy.calc.clause import AnyClause, Clause
from aipolicy.calc.documents.period import Convention, Period, end_of_term, required_day
from aipolicy.calc.documents.stated_days import StatedDay, stated_day
from aipolicy.calc.documents.terms import Grants, HowOften, Level, Per, Split, Terms
from aipolicy.calc.values.frozen import Unchanging
from aipolicy.calc.values.range import Range
from aipolicy.calc.words.citation import Numerals
from aipolicy.errors import (
    Code,
    Fault,
    InvalidClaim,
    InvalidClause,
    InvalidDay,
    InvalidDocument,
    NotInForce,
    UnknownClause,
    ValidityUnknown,
    fault,
)
from aipolicy.errors.fault import Shown

if TYPE_CHECKING:
    from aipolicy.calc.documents.document import Document
    from aipolicy.calc.documents.provision import Provision
    from aipolicy.calc.documents.stacking import Stacking

P = ParamSpec("P")
R = TypeVar("R", bound=Decimal | Range)


class Policy(Unchanging):
    """One document of subsidy law.

    Attributes:
        id: the document's id, such as `harbin_2022`.
        region: where it applies, in Chinese.
        province: the province in which the region lies, itself for a province.
        level: the level of government that issued it.
        draft: whether it is a draft for comment, which is not law.
        first: the first day in force, or None where the text gives none.
        last: the last day in force, that day included, or None.
        term_years: the years in force from the first day, where the text states a term.
        data: the TOML file of what is not arithmetic.

    >>> from aipolicy.rules import harbin_2022
    >>> harbin_2022.POLICY.in_force(date(2023, 12, 31)), harbin_2022.POLICY.in_force(
    ...     date(2024, 1, 1)
    ... )
    (True, False)
    """

    def __init__(
        self,
        *,
        id: str,  # noqa: A002  (the name of the attribute is fixed)
        region: str,
        province: str,
        level: Level,
        data: Path,
        draft: bool = False,
        first: date | None = None,
        last: date | None = None,
        term_years: int | None = None,
        stacking: Stacking | None = None,
    ) -> None:
        self.id = id
        self.region = region
        self.province = province
        self.level = level
        self.draft = draft
        self.first = first
        self.last = last
        self.term_years = term_years
        self.data = data
        self._stacking = stacking
        self._clauses: dict[str, AnyClause] = {}
        self._documents: dict[int, Document] = {}
        self._complete()

    def __repr__(self) -> str:
        return f"<policy {self.id}>"

    def __reduce__(self) -> tuple[object, ...]:
        # Sent as a reference, for one document is one policy wherever it is loaded.
        return _policy_in, (self._module(),)

    def _module(self) -> str:
        """Return the module whose `POLICY` this is, that of its own clauses first."""
        for name in (*(clause.__module__ for clause in self._clauses.values()), *sys.modules):
            if getattr(sys.modules.get(name), "__dict__", {}).get("POLICY") is self:
                return name
        raise PicklingError(f"{self.id}: only a module's POLICY can be sent; put it in a module")

    def clause(
        self,
        number: str,
        *,
        grants: Grants,
        per: Per,
        how_often: HowOften,
        falls_with: Sequence[str] = (),
        jumps_with: Sequence[str] = (),
        soft_cap: bool = False,
        funding: Split | None = None,
        ceiling_as: str | None = None,
    ) -> Callable[[Law[P, R]], Clause[P, R]]:
        """Return a decorator that makes a function the clause of this number.

        Args:
            number: the provision's number in the document, such as `4.1`.
            grants: what the words fix: AMOUNT, CEILING or RANGE.
            per: the beneficiary unit to which the sum or the cap belongs.
            how_often: how often it pays.
            falls_with: the sums with which the award falls.
            jumps_with: the facts at whose thresholds the award jumps.
            soft_cap: whether the cap holds only in principle.
            funding: who pays the sum.
            ceiling_as: the reading under which the words fix only a ceiling; a name of one of
                the function's open points, and not its default.

        Raises:
            InvalidClause: by the decorator, where the number is used already or the function
                cannot be read as a clause.

        >>> from aipolicy.calc.values.money import wan
        >>> from aipolicy.calc.values.quantity import Yuan
        >>> from aipolicy.calc.documents.terms import AMOUNT, CITY, ONCE, PROJECT
        >>> bay = Policy(
        ...     id="bay", region="海湾市", province="海湾省", level=CITY, data=Path("bay.toml")
        ... )
        >>> @bay.clause("1.1", grants=AMOUNT, per=PROJECT, how_often=ONCE)
        ... def quay(*, cost: Yuan, cap: Yuan = wan(3)) -> Yuan:
        ...     return min(cost, cap)
        >>> quay(cost=wan(5))
        Decimal('30000.00')
        """
        terms = Terms(
            grants=grants,
            per=per,
            how_often=how_often,
            falls_with=tuple(falls_with),
            jumps_with=tuple(jumps_with),
            soft_cap=soft_cap,
            funding=funding,
            ceiling_as=ceiling_as,
        )

        def decorate(law: Law[P, R]) -> Clause[P, R]:
            made = Clause(self, number, law, terms)
            if made.id in self._clauses:
                names = {"one": self._clauses[made.id].name, "other": made.name}
                raise InvalidClause(fault(Code.DEFINITION_SAME_NUMBER, made.id, **names))
            self._clauses[made.id] = made
            return made

        return decorate

    @property
    def clauses(self) -> Mapping[str, AnyClause]:
        """The clauses by id, in the order of the module.

        >>> from aipolicy.rules import harbin_2022
        >>> harbin_2022.POLICY.clauses["harbin_2022/4.1"] is harbin_2022.application_scenario
        True
        """
        return MappingProxyType(self._clauses)

    @property
    def stacking(self) -> Stacking:
        """The rules on combining awards; a document without any is silent.

        >>> from aipolicy.rules import harbin_2022
        >>> [rule.effect.value for rule in harbin_2022.POLICY.stacking.rules]
        ['choice']
        """
        from aipolicy.calc.documents.stacking import SILENT  # noqa: PLC0415  (slow, seldom needed)

        return self._stacking or SILENT

    @property
    def title(self) -> str:
        """The document's title, in Chinese.

        >>> from aipolicy.rules import harbin_2022
        >>> harbin_2022.POLICY.title
        '哈尔滨市建设国家新一代人工智能创新发展试验区若干政策'
        """
        return self.document.title

    @property
    def number(self) -> str | None:
        """The document's number, or None where the text gives none.

        >>> from aipolicy.rules import harbin_2022
        >>> harbin_2022.POLICY.number
        '哈政规〔2022〕22号'
        """
        return self.document.number

    @property
    def numerals(self) -> Numerals:
        """In what numerals the document counts its articles."""
        return self.document.numerals

    @property
    def document(self) -> Document:
        """What is not arithmetic: read from the TOML file when first needed.

        Raises:
            InvalidDocument: the file is not what the library can read, or it and the functions
                have different open points.
            OSError: it cannot be read at all.

        >>> from aipolicy.rules import harbin_2022
        >>> len(harbin_2022.POLICY.document.articles)
        10
        """
        clauses = len(self._clauses)  # a module is read once: its clauses only grow in number
        if clauses not in self._documents:
            self._documents[clauses] = self._read_document()
        return self._documents[clauses]

    def _read_document(self) -> Document:
        # Slow, and seldom needed.
        from aipolicy.calc.documents.document import read_document  # noqa: PLC0415
        from aipolicy.calc.documents.recorded_points import point_faults  # noqa: PLC0415

        found = read_document(self.data)
        points = {id_: clause.points for id_, clause in self._clauses.items()}
        faults = [*point_faults(found.provisions, points)]
        if faults:
            raise InvalidDocument(self.data.name, faults)
        return found

    @property
    def provisions(self) -> tuple[Provision, ...]:
        """All provisions, computable or not, in document order.

        Raises:
            InvalidDocument: as for `document`.

        >>> from aipolicy.rules import harbin_2022
        >>> first = harbin_2022.POLICY.provisions[0]
        >>> first.id, first.heading, first.kind.value
        ('harbin_2022/1.1', '支持人工智能关键技术攻关', 'ceiling')
        """
        return self.document.provisions

    def provision(self, id_: str) -> Provision:
        """Return the provision of an id.

        Raises:
            UnknownClause: the document has no such provision.
            InvalidDocument: as for `document`.

        >>> from aipolicy.rules import harbin_2022
        >>> harbin_2022.POLICY.provision("harbin_2022/4.1").departments
        ('市科技局', '市工信局', ...
        """
        by_id = {provision.id: provision for provision in self.provisions}
        if not isinstance(id_, str) or id_ not in by_id:
            known = tuple(by_id)
            wrong = fault(Code.PROVISION_UNKNOWN, "clause", value=id_, policy=self.id, known=known)
            raise UnknownClause(wrong)
        return by_id[id_]

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


def _policy_in(module: str) -> Policy:
    policy: Policy = import_module(module).POLICY
    return policy
