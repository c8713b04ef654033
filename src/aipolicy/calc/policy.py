"""A policy: one document, its days, its provisions and its clauses."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from pickle import PicklingError
from types import MappingProxyType
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from aipolicy._words import Language
from aipolicy.calc.calculations.calculation import Law
from aipolicy.calc.clause import AnyClause, Clause
from aipolicy.calc.documents.dated import Dated
from aipolicy.calc.documents.over_years import OverYears
from aipolicy.calc.documents.terms import Grants, HowOften, Level, Per, Split, Terms
from aipolicy.calc.values.frozen import Unchanging
from aipolicy.calc.values.range import Range
from aipolicy.calc.words.citation import Numerals
from aipolicy.errors import (
    Code,
    InvalidClause,
    InvalidDocument,
    UnknownClause,
    fault,
)

if TYPE_CHECKING:
    from aipolicy.calc.documents.document import Document
    from aipolicy.calc.documents.provision import Provision
    from aipolicy.calc.documents.stacking import Stacking
    from aipolicy.calc.sheets.sheet import Sheet

P = ParamSpec("P")
R = TypeVar("R", bound=Decimal | Range)


class Policy(Dated, Unchanging):
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
        over_years: Sequence[OverYears] = (),
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
                the function's open points and not its default.
            over_years: years of support, firsts, and bases that count once.

        Raises:
            InvalidClause: by the decorator, where the number is used already or the function
                cannot be read as a clause.

        >>> from aipolicy.calc import AMOUNT, CITY, ONCE, PROJECT, Yuan, wan
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
            over_years=tuple(over_years),
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
        if faults := [*point_faults(found.provisions, points)]:
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
        found = next((one for one in self.provisions if one.id == id_), None)
        if found is None:
            known = tuple(provision.id for provision in self.provisions)
            wrong = fault(Code.PROVISION_UNKNOWN, "clause", value=id_, policy=self.id, known=known)
            raise UnknownClause(wrong)
        return found

    def describe(
        self,
        id_: str,
        language: Language | None = None,
        text: str | None = None,
        *,
        on: date | None = None,
    ) -> Sheet:
        """Return whatever the library holds of a provision, computable or not, as data.

        Args:
            id_: the provision's id.
            language: as for `Clause.describe`.
            text: as for `Clause.describe`.
            on: as for `Clause.describe`.

        Raises:
            UnknownClause: the document has no such provision.
            InvalidDay: as for `Clause.describe`.
            InvalidDocument: as for `document`.
            NotComparable: as for `Clause.describe`.

        >>> from aipolicy.rules import harbin_2022
        >>> sheet = harbin_2022.POLICY.describe("harbin_2022/5.3", "en")
        >>> sheet.title, sheet.gives, sheet.formula
        ('Support for headquarters of leading companies', 'what another document gives', None)
        """
        from aipolicy.calc.sheets.content import sheet_of  # noqa: PLC0415  (slow, seldom needed)

        provision = self.provision(id_)
        return sheet_of(
            self, provision, self._clauses.get(provision.id), language, text=text, on=on
        )


def _policy_in(module: str) -> Policy:
    policy: Policy = import_module(module).POLICY
    return policy
