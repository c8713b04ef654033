"""What is payable and why: the answer of the resolver."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, NamedTuple, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from aipolicy.calc.awards.award import Award
from aipolicy.calc.stacking.in_words import tell, tell_why
from aipolicy.calc.values.money import ZERO
from aipolicy.calc.values.quantity import Yuan
from aipolicy.calc.words.bilingual import Bilingual
from aipolicy.calc.words.citation import Numerals
from aipolicy.calc.words.glossary import Language

Total: TypeAlias = Annotated[Decimal, Field(ge=0, decimal_places=2)]
"""Sums put together, in yuan: unlike one sum they may be of any size."""


class Granted(NamedTuple):
    """An award and what is paid of it, in yuan; at most that where the sum is not determined."""

    award: Award
    paid: Yuan


class Displaced(NamedTuple):
    """An award not paid in full, the awards that displaced it, and the rule.

    `by` is empty where a joint cap alone cuts the award. `rule` is the rule's id: the document's
    and the rule's name; `article` is where its words stand.
    """

    award: Award
    by: tuple[Award, ...]
    rule: str
    article: str


class MarkKind(StrEnum):
    """What a mark says of a resolution."""

    SILENT = "silent"
    READING = "reading"
    DEPARTURE = "departure"
    DRAFT = "draft"
    EXCEPTION = "exception"
    STREAM = "stream"
    TOGETHER = "together"
    INSTRUMENT = "instrument"
    UNDETERMINED = "undetermined"


class Mark(Bilingual):
    """Something to know about the result, in both languages, and the award it is about."""

    kind: MarkKind
    award: Award | None = None


class RuleInWords(Bilingual):
    """A rule that a resolution cites: where it stands and what it says, in short."""

    article: str


class DocumentInWords(BaseModel):
    """A document whose awards a resolution tells of: its title, and how it counts."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    title: str
    numerals: Numerals = Numerals.DIGITS


class Alternative(BaseModel):
    """Another lawful choice, where the choice is the applicant's.

    Attributes:
        instead_of: what it would take the place of, as paid.
        granted: what would be paid instead.
        total: what all awards of the resolution would then come to, in yuan.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    instead_of: tuple[Granted, ...]
    granted: tuple[Granted, ...]
    total: Total


class Resolution(BaseModel):
    """What is payable of some awards, and why the rest is not.

    Attributes:
        granted: every award that is paid, with the sum paid in yuan, in document order; an award
            of no sum is granted with 0.
        displaced: every award not paid in full: the awards that displaced it, the rule, and the
            article; several times where several rules do.
        total: what is granted, in yuan. Sums not yet determined count with the most they can
            come to; the result is then provisional.
        due: the part of the total whose sums are determined: money due.
        by_instrument: the total, with cash, vouchers, equity and the like kept apart.
        due_by_instrument: the same for what is due.
        alternatives: other lawful choices where the applicant chooses, better ones first.
        provisional: whether some award's sum is not determined yet.
        marks: what to know: texts without a rule, chosen readings, reforms, drafts, streams.
        rules: the rules cited, in short, by id.
        documents: the documents of the awards, by id.

    Resolutions write themselves as JSON and come back without loss.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    granted: tuple[Granted, ...] = ()
    displaced: tuple[Displaced, ...] = ()
    total: Total = ZERO
    due: Total = ZERO
    by_instrument: Mapping[str, Total] = {}
    due_by_instrument: Mapping[str, Total] = {}
    alternatives: tuple[Alternative, ...] = ()
    provisional: bool = False
    marks: tuple[Mark, ...] = ()
    rules: Mapping[str, RuleInWords] = {}
    documents: Mapping[str, DocumentInWords] = {}

    def paid(self, award: Award) -> Decimal:
        """Return what is paid of an award, in yuan; 0 where it is not granted."""
        return next((paid for one, paid in self.granted if one is award or one == award), ZERO)

    def why(self, award: Award, language: Language = "zh") -> str:
        """Return why an award is not paid in full, on one line; empty where it is.

        Each reason names the awards that displaced it, the rule and its article.
        """
        return tell_why(self, award, language)

    def explain(self, language: Language = "zh") -> str:
        """Return what is paid, what is not and why, in Chinese or in English."""
        return tell(self, language)
