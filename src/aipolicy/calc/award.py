"""An award: what a clause gives on a claim, with every step that led there."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, StrictBool, StrictInt

from aipolicy.calc.claim import Claim
from aipolicy.calc.explanation import explain_award
from aipolicy.calc.glossary import Language
from aipolicy.calc.quantity import Yuan
from aipolicy.calc.signature import FigureValue
from aipolicy.calc.step import Step
from aipolicy.calc.terms import Grants, HowOften, Level, Per


def _read_number(value: object) -> object:
    """Take back what JSON wrote as text: sums, rates and areas."""
    return Decimal(value) if isinstance(value, str) else value


Kept: TypeAlias = Annotated[StrictBool | StrictInt | Decimal, BeforeValidator(_read_number)]
"""A fact as an award keeps it: sums, rates and areas as `Decimal`."""


class Origin(StrEnum):
    """Where an award comes from."""

    COMPUTED = "computed"
    RECORDED = "recorded"
    EXTERNAL = "external"


class Award(BaseModel):
    """What a claim is given under a clause.

    `least` and `most` bound the sum in yuan; `amount` is the sum due, or None until the authority
    has determined it. A ceiling is never money due.

    Attributes:
        clause: the clause's id, or the name of a policy outside the library.
        policy: the policy's id, None outside the library.
        article: the article's number as the document counts.
        heading: the article's heading.
        departures: figures and readings that differ from the text, as `name=value`.
        soft_cap: whether the words state the cap only in principle (原则上, 一般).
        funding: who bears the amount, in yuan, where the words divide it.
        assumes: what the words require and no fact asks, in Chinese and English.

    Awards write themselves as JSON and come back without loss:

    >>> from datetime import date
    >>> from aipolicy.calc.money import wan
    >>> from aipolicy.rules import harbin_2022
    >>> award = harbin_2022.platform_operation.award(
    ...     Claim(on=date(2023, 6, 1)), service_income=wan(300), serves_local_clients=True
    ... )
    >>> award.amount
    Decimal('300000.00')
    >>> Award.model_validate_json(award.model_dump_json()) == award
    True
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    clause: str
    policy: str | None = None
    title: str = ""
    article: str = ""
    heading: str = ""
    claim: Claim
    facts: Mapping[str, Kept] = {}
    figures: Mapping[str, FigureValue] = {}
    reading: str | None = None
    departures: tuple[str, ...] = ()
    grants: Grants = Grants.AMOUNT
    per: Per | None = None
    how_often: HowOften | None = None
    instrument: str = "cash"
    least: Yuan
    most: Yuan
    amount: Yuan | None = None
    steps: tuple[Step, ...] = ()
    draft: bool = False
    soft_cap: bool = False
    funding: Mapping[str, Yuan] = {}
    assumes: tuple[tuple[str, str], ...] = ()
    origin: Origin = Origin.COMPUTED
    level: Level | None = None
    same_kind: bool = True

    def reason(self, language: Language = "zh") -> str:
        """Return the step that decided the sum, in a language."""
        deciding = [step for step in self.steps if step.decides]
        return deciding[-1].text(language) if deciding else ""

    def explain(self, language: Language = "zh") -> str:
        """Return the award with all its steps, in Chinese or in English."""
        return explain_award(self, language)
