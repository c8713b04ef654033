"""An award: what a clause gives on a claim, with every step that led there."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Annotated, Self, TypeAlias, TypeVar, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, StrictBool, StrictInt, model_validator

from aipolicy._context import of_displays
from aipolicy._schema import described_in_short
from aipolicy._words import Language, Words
from aipolicy.calc.awards.claim import Claim
from aipolicy.calc.awards.in_words import explain_award
from aipolicy.calc.calculations.step import Step
from aipolicy.calc.documents.stated_days import StatedDay
from aipolicy.calc.documents.terms import Grants, HowOften, Instrument, Level, Origin, Per
from aipolicy.calc.values.figures import FigureValue
from aipolicy.calc.values.foreign import as_python
from aipolicy.calc.values.frozen import ReadOnly, ReadOnlyMapping
from aipolicy.calc.values.money import ZERO, canonical, exact, fen_of, number_of, yuan_of
from aipolicy.calc.values.names import name_key, read_name
from aipolicy.calc.values.quantity import CONDITION, Yuan
from aipolicy.calc.words.citation import Numerals, citation, printable
from aipolicy.errors import Code, Fault, InvalidClaim, UnreadableValue, fault
from aipolicy.errors.validation import custom_error


def _read_number(value: object) -> object:
    """Take back what JSON wrote as text, sums, rates and areas, each in its one form."""
    number = as_python(value)
    if isinstance(number, bool) or type(number) is int:
        return number
    try:
        if isinstance(number, str):
            number_of(number)
            return canonical(Decimal(number))
        exact(value)
    except UnreadableValue as bad:
        raise custom_error(bad.fault) from None
    return canonical(Decimal(str(number)))


T = TypeVar("T")

_AN_ID = re.compile(r"[a-z][a-z0-9_]*/[0-9]+(\.[0-9]+)*")

Kept: TypeAlias = Annotated[StrictBool | StrictInt | Decimal, BeforeValidator(_read_number)]
"""A fact as an award keeps it: sums, rates and areas as `Decimal`."""


class Award(BaseModel):
    """What a claim is given under a clause.

    `least` and `most` bound the sum in yuan; `amount` is the sum due, or None until the authority
    has determined it. A ceiling is never money due.

    Attributes:
        clause: the clause's id, or the name of a policy outside the library.
        policy: the policy's id, None outside the library.
        title: the document's title; outside the library the name of the policy.
        number: the document's number (文号); None where the text gives none.
        article: the article's number as the document counts.
        numerals: in what numerals the document counts its articles.
        heading: the article's heading.
        provision_title: what the provision is called, in Chinese and in English; None where no
            provision is at hand, as for a recorded sum.
        reading: the reading in use of the clause's only open point; None where there is none, or
            several.
        readings: the readings in use of all open points, in the clause's order.
        departures: figures and readings that differ from the text, as `name=value`.
        soft_cap: whether the words state the cap only in principle (原则上, 一般).
        funding: who pays the amount, in yuan, where the words divide it.
        assumes: what the words require and no fact asks, in Chinese and English.
        stated_day: the effective date that was stated, since the text gives none, and whether by
            the call, the context or a file; None where the text gives it.

    Awards write themselves as JSON and come back without loss:

    >>> from datetime import date
    >>> from aipolicy.calc.values.money import wan
    >>> from aipolicy.rules import harbin_2022
    >>> award = harbin_2022.platform_operation.award(
    ...     Claim(on=date(2023, 6, 1)), service_income=wan(300), serves_local_clients=True
    ... )
    >>> award.amount
    Decimal('300000.00')
    >>> Award.model_validate_json(award.model_dump_json()) == award
    True
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", defer_build=True, json_schema_extra=described_in_short
    )

    clause: str
    policy: str | None = None
    title: str = ""
    number: str | None = None
    article: str = ""
    numerals: Numerals = Numerals.DIGITS
    heading: str = ""
    provision_title: Words | None = None
    claim: Claim
    facts: ReadOnlyMapping[str, Kept] = ReadOnly({})
    figures: ReadOnlyMapping[str, FigureValue] = ReadOnly({})
    reading: str | None = None
    readings: tuple[str, ...] = ()
    departures: tuple[str, ...] = ()
    grants: Grants = Grants.AMOUNT
    per: Per | None = None
    how_often: HowOften | None = None
    instrument: Instrument = Instrument.CASH
    least: Yuan
    most: Yuan
    amount: Yuan | None = None
    steps: tuple[Step, ...] = ()
    draft: bool = False
    soft_cap: bool = False
    funding: ReadOnlyMapping[str, Yuan] = ReadOnly({})
    assumes: tuple[Words, ...] = ()
    origin: Origin = Origin.COMPUTED
    level: Level | None = None
    same_kind: Annotated[StrictBool, BeforeValidator(as_python)] = True
    stated_day: StatedDay | None = None

    @model_validator(mode="before")
    @classmethod
    def _names_its_readings(cls, stated: object) -> object:
        """Take back an award that was stored before a clause could have several open points."""
        if not isinstance(stated, Mapping):
            return stated
        fields = cast("Mapping[str, object]", stated)
        if not fields.get("reading") or "readings" in fields:
            return fields
        return {**fields, "readings": (fields["reading"],)}

    @classmethod
    def recorded(cls, clause_id: str, amount: object, claim: Claim) -> Self:
        """Return a sum already decided or paid under a clause, in yuan.

        Raises:
            InvalidClaim: the amount is not a sum of 0 or more.
            pydantic.ValidationError: `claim` is not a claim.

        >>> from datetime import date
        >>> Award.recorded("langfang_2023/1.1", "300万元", Claim(on=date(2024, 6, 1))).amount
        Decimal('3000000.00')
        """
        faults: list[Fault] = []
        sum_ = _read(_sum, amount, ZERO, "amount", faults)
        if faults:
            raise InvalidClaim(clause_id, faults)
        if not isinstance(clause_id, str):
            kind = type(clause_id).__name__
            wrong = fault(Code.CLAUSE_TYPE, "clause_id", value=clause_id, type=kind)
            raise InvalidClaim("award", [wrong])
        policy = clause_id.partition("/")[0]
        given = cls(clause=clause_id, policy=policy, claim=claim, least=sum_, most=sum_)
        return given.model_copy(update={"amount": sum_, "origin": Origin.RECORDED})

    @classmethod
    def external(
        cls,
        name: str,
        amount: object,
        claim: Claim,
        *,
        level: Level | str,
        same_kind: bool = True,
    ) -> Self:
        """Return a sum in yuan from a policy outside the library.

        Args:
            name: the policy's name.
            amount: the sum in yuan, 0 or more.
            claim: whose it is, for what, on which day.
            level: the level of government: nation, province, city or district.
            same_kind: whether it is of the same kind, a policy for AI.

        Raises:
            InvalidClaim: the amount is not a sum of 0 or more, the level is unknown, `same_kind`
                is not a truth value, or the name is not a name or is the id of a provision; all
                faults at once.
            pydantic.ValidationError: `claim` is not a claim.

        >>> from datetime import date
        >>> claim = Claim(on=date(2024, 6, 1), subject="水下检测线")
        >>> Award.external("省首台套政策", 500_000, claim, level="province").level.value
        'province'
        """
        faults: list[Fault] = []
        sum_ = _read(_sum, amount, ZERO, "amount", faults)
        called = _read(_outside_name, name, "", "name", faults)
        same = _read(_truth, same_kind, False, "same_kind", faults)  # noqa: FBT003
        if not isinstance(level, str) or level not in list(Level):
            known = tuple(map(str, Level))
            faults.append(fault(Code.VALUE_CHOICE, "level", value=level, known=known))
        if faults:
            raise InvalidClaim(printable(str(name)), faults)
        given = cls(clause=called, title=called, claim=claim, least=sum_, most=sum_)
        return given.model_copy(
            update={
                "amount": sum_,
                "origin": Origin.EXTERNAL,
                "level": Level(level),
                "same_kind": same,
            }
        )

    @property
    def citation(self) -> str:
        """The article under which the award is given, as an official cites it in Chinese.

        The clause's id for a recorded sum, which states no document; the name of a policy outside
        the library.

        >>> from datetime import date
        >>> from aipolicy.rules import harbin_2022
        >>> harbin_2022.platform_operation.award(
        ...     Claim(on=date(2023, 6, 1)), service_income=5, serves_local_clients=True
        ... ).citation
        '《哈尔滨市建设国家新一代人工智能创新发展试验区若干政策》（哈政规〔2022〕22号）第二条'
        """
        if not self.article:
            return printable(self.clause)
        return citation(self.title, self.number, self.article, self.numerals)

    def reason(self, language: Language | None = None) -> str:
        """Return the step that decided the sum, in a language; empty where there are no steps.

        >>> from datetime import date
        >>> from aipolicy.rules import harbin_2022
        >>> award = harbin_2022.platform_operation.award(
        ...     Claim(on=date(2023, 6, 1)), service_income=5, serves_local_clients=False
        ... )
        >>> award.reason("en")
        'nothing is given: serves_local_clients = no'
        """
        deciding = [step for step in self.steps if step.decides]
        return deciding[-1].text(of_displays(language)) if deciding else ""

    def explain(self, language: Language | None = None) -> str:
        """Return the award with all its steps; in the context's language where none is given.

        >>> from datetime import date
        >>> claim = Claim(on=date(2024, 6, 1), claimant="冰城智造")
        >>> print(Award.external("省平台补助", 200_000, claim, level="province").explain("en"))
        省平台补助: a policy outside the library (province)
        day: 2024-06-01 · claimant: 冰城智造
        Result: 200,000.00 yuan, as given under that policy
        """
        return explain_award(self, of_displays(language))


def is_provision_id(name: str) -> bool:
    """Return whether a name has the form of a provision's id.

    >>> is_provision_id("harbin_2022/4.1"), is_provision_id("省首台套政策")
    (True, False)
    """
    return _AN_ID.fullmatch(name_key(name)) is not None


def _read(
    read: Callable[[object], T], value: object, otherwise: T, name: str, faults: list[Fault]
) -> T:
    """Return an argument as it is read; what is wrong with it is added to the faults."""
    try:
        return read(value)
    except UnreadableValue as bad:
        faults.append(bad.fault.within(name).stating(value=value))
        return otherwise


def _truth(value: object) -> bool:
    return bool(CONDITION.read(value))


def _sum(amount: object) -> Decimal:
    return yuan_of(fen_of(amount))


def _outside_name(name: object) -> str:
    """Return the name of a policy outside the library.

    Raises:
        UnreadableValue: it is not a name, or it is the id of a provision.
    """
    text = as_python(name)
    if not isinstance(text, str):
        raise UnreadableValue(fault(Code.VALUE_TEXT, type=type(name).__name__))
    called = read_name(text)
    if is_provision_id(called):
        raise UnreadableValue(fault(Code.AWARD_NOT_EXTERNAL))
    return called
