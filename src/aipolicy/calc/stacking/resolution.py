"""A resolution: what is payable of several awards, and why the rest is not."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, NamedTuple, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from aipolicy._context import of_displays
from aipolicy._schema import described_in_short
from aipolicy._words import Language
from aipolicy.calc.awards.award import Award
from aipolicy.calc.stacking.explanation.in_words import explanation, reasons_in_words
from aipolicy.calc.values.money import ZERO
from aipolicy.calc.values.quantity import Yuan
from aipolicy.calc.words.bilingual import Bilingual
from aipolicy.calc.words.citation import Numerals

Total: TypeAlias = Annotated[Decimal, Field(ge=0, decimal_places=2)]
"""Totals in yuan; unlike a single sum they have no upper bound."""


class Granted(NamedTuple):
    """An award and what is paid of it, in yuan; at most that if its sum is not determined."""

    award: Award
    paid: Yuan


class Displaced(NamedTuple):
    """An award not paid in full, the awards that displaced it, and the rule.

    `by` is empty where a joint cap alone cuts the award. Of more than 100 awards under one rule it
    names 100: those whose sum is not determined first, then the highest. `rule` is the rule's id:
    the document's id and the rule's name; `article` is the article that states it.
    """

    award: Award
    by: tuple[Award, ...]
    rule: str
    article: str


class MarkKind(StrEnum):
    """What a mark is about."""

    SILENT = "silent"
    READING = "reading"
    DEPARTURE = "departure"
    DRAFT = "draft"
    EXCEPTION = "exception"
    STREAM = "stream"
    TOGETHER = "together"
    INSTRUMENT = "instrument"
    UNDETERMINED = "undetermined"
    SIMILAR_NAMES = "similar_names"
    REPLACED = "replaced"
    FREQUENCY = "frequency"
    ABOVE_CAP = "above_cap"
    NOT_IN_FORCE = "not_in_force"
    UNNAMED = "unnamed"
    UNKNOWN_TIER = "unknown_tier"
    SAME_FIGURE = "same_figure"


class Mark(Bilingual):
    """A remark on the result in both languages, and the award it is about, if on one."""

    kind: MarkKind
    award: Award | None = None


class RuleInWords(Bilingual):
    """A rule that a resolution cites: its article, and what it says in short."""

    article: str


class DocumentInWords(BaseModel):
    """A document whose awards are in a resolution: its title, and the numerals of its articles."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", defer_build=True, json_schema_extra=described_in_short
    )

    title: str
    numerals: Numerals = Numerals.DIGITS


class Alternative(BaseModel):
    """Another lawful choice, where the choice is the applicant's.

    Attributes:
        instead_of: the awards it would replace, as paid.
        granted: what would be paid instead.
        total: the total of the resolution if it were chosen, in yuan.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", defer_build=True, json_schema_extra=described_in_short
    )

    instead_of: tuple[Granted, ...]
    granted: tuple[Granted, ...]
    total: Total


class Resolution(BaseModel):
    """What is payable of some awards, and why the rest is not.

    Attributes:
        granted: every award that is paid, with the sum paid in yuan, in document order; an award
            with a sum of 0 is granted with 0.
        displaced: every award not paid in full: the awards that displaced it, the rule, and the
            article; once for each rule.
        total: the sum of what is granted, in yuan. Sums not yet determined count with their
            maximum; the result is then provisional.
        due: the part of the total whose sums are determined: money due.
        by_instrument: the total by instrument, such as cash, vouchers or equity.
        due_by_instrument: the same for what is due.
        alternatives: other lawful choices where the applicant chooses, best first.
        provisional: whether some award's sum is not determined yet.
        marks: remarks: texts without a rule, chosen readings, reforms, drafts, yearly payments.
        rules: the rules cited, in short, by id.
        documents: the documents of the awards, by id.

    A resolution survives a round trip through JSON without loss.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", defer_build=True, json_schema_extra=described_in_short
    )

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

    def why(self, award: Award, language: Language | None = None) -> str:
        """Return why an award is not paid in full, on one line; empty where it is.

        Each reason names the awards that displaced it, the rule and its article.
        """
        return reasons_in_words(self, award, of_displays(language))

    def explain(self, language: Language | None = None) -> str:
        """Return what is paid, what is not and why, in Chinese or in English."""
        return explanation(self, of_displays(language))
