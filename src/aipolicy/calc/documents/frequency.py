"""How often a clause pays, and on what ground: printed in the text, or read into it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, Field, model_validator

from aipolicy._words import Language
from aipolicy.calc.documents.open_point import OpenPoint
from aipolicy.calc.documents.passage import READ_ONLY
from aipolicy.calc.documents.terms import HowOften, Per
from aipolicy.calc.words.glossary import named
from aipolicy.errors import Code, fault
from aipolicy.errors.validation import custom_error


class Ground(StrEnum):
    """Why a clause pays as often as it does."""

    PRINTED = "printed"
    """The text prints a word of frequency, such as 一次性 or 每年."""
    READ = "read"
    """The text prints none: it is an open point, with its readings."""


class FrequencyWords(BaseModel):
    """A few words of the text, and where they stand in the normal form of its body.

    Raises:
        pydantic.ValidationError: the words are not as long as their place.

    >>> FrequencyWords(words="一次性", start=290, end=293).words
    '一次性'
    """

    model_config = READ_ONLY

    words: str = Field(min_length=1)
    start: int = Field(ge=0)
    end: int

    @model_validator(mode="after")
    def _fill_their_place(self) -> Self:
        least = self.start + len(self.words)
        if self.end != least:
            raise custom_error(fault(Code.DOCUMENT_ORDER, value=self.end, least=least))
        return self


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often a clause pays, to what, and on what ground.

    Attributes:
        how_often: how often it pays.
        per: to what its sum belongs.
        ground: whether a word of frequency is printed; None where the document does not say.
        words: the words printed, in the order of the text.
        readings: how often else it could pay, as careful readers may hold.
        per_readings: to what else its sum could belong.

    >>> Frequency(HowOften.ONCE, Per.PROJECT, Ground.READ).text("en")
    'once per project (the text does not print 一次性)'
    """

    how_often: HowOften
    per: Per
    ground: Ground | None = None
    words: tuple[str, ...] = ()
    readings: tuple[HowOften, ...] = ()
    per_readings: tuple[Per, ...] = ()

    @property
    def is_read(self) -> bool:
        """Whether it is read into a text that does not print it."""
        return self.ground is Ground.READ

    @property
    def choices(self) -> tuple[str, ...]:
        """The names that choose another reading in a call."""
        return (*self.readings, *self.per_readings)

    def text(self, language: Language) -> str:
        """Return it in words, with its ground."""
        english = language == "en"
        if self.how_often is HowOften.PER_EVENT and self.per is Per.EVENT:
            said = _PER_EVENT[english]
        else:
            said = _SAID[self.how_often][english].format(per=named(self.per, language, "terms"))
        if language == "en":
            return f"{said} ({self._ground_en()})" if self.ground else said
        return f"{said}（{self._ground_zh()}）" if self.ground else said

    def _ground_zh(self) -> str:
        if self.ground is Ground.PRINTED:
            return f"原文写明{'、'.join(map(_quoted, self.words))}"
        if self.how_often is HowOften.YEARLY:
            return "条文未就支持写明“每年”"
        return f"条文未写明{'，也未写明'.join(map(_quoted, _ASKED[self.how_often]))}"

    def _ground_en(self) -> str:
        if self.ground is Ground.PRINTED:
            return f"printed: {', '.join(self.words)}"
        if self.how_often is HowOften.YEARLY:
            return "the text does not print 每年 of the support"
        first, *others = _ASKED[self.how_often]
        if others:
            return f"the text prints neither {first} nor {', '.join(others)}"
        return f"the text does not print {first}"


def frequency_of(
    how_often: HowOften,
    per: Per,
    words: Iterable[FrequencyWords],
    open_points: Iterable[OpenPoint],
) -> Frequency:
    """Return how often a clause pays, with the ground that its provision records.

    >>> frequency_of(HowOften.ONCE, Per.PROJECT, [], []).text("zh")
    '每个项目给予一次'
    """
    printed = tuple(one.words for one in words)
    points = list(open_points)
    readings = tuple(name for point in points for name in point.how_often_readings)
    ground = Ground.PRINTED if printed else Ground.READ if readings else None
    return Frequency(
        how_often,
        per,
        ground,
        printed,
        tuple(dict.fromkeys(name for name in readings if name is not how_often)),
        tuple(dict.fromkeys(n for point in points for n in point.per_readings if n is not per)),
    )


@dataclass(frozen=True, slots=True)
class FrequencyReading:
    """One reading of how often a clause pays, of to what its sum belongs, or of both.

    Attributes:
        name: the name that chooses it in a call.
        zh: the answer to the open point, in Chinese.
        en: the same in English.
        how_often: how often the clause then pays; None where the point does not ask it.
        per: to what its sum then belongs; None where the point does not ask it.
    """

    name: str
    zh: str
    en: str
    how_often: HowOften | None = None
    per: Per | None = None


def frequency_readings(open_points: Iterable[OpenPoint]) -> Mapping[str, FrequencyReading]:
    """Return the readings of how often a clause pays and to what its sum belongs, by name.

    A point that asks both says both with each of its answers: "per organiser and year" changes
    the one with the other. Where two answers of such a point share a name, it chooses the first.

    >>> from aipolicy.rules.harbin_2022 import POLICY
    >>> found = frequency_readings(POLICY.provision("harbin_2022/9.2").open_points)
    >>> [(name, one.how_often.value, one.per.value) for name, one in found.items()][:2]
    [('per_event', 'per_event', 'event'), ('event', 'per_event', 'event')]
    """
    found: dict[str, FrequencyReading] = {}
    for point in open_points:
        for reading in _readings_of(point):
            found.setdefault(reading.name, reading)
    return found


def _readings_of(point: OpenPoint) -> Iterator[FrequencyReading]:
    often, units = point.how_often_readings, point.per_readings
    for place in range(max(len(often), len(units))):
        how_often = often[place] if often else None
        per = units[place] if units else None
        words = point.zh.readings[place], point.readings[place]
        for name in filter(None, (how_often, per)):
            yield FrequencyReading(name.value, *words, how_often, per)


def _quoted(word: str) -> str:
    return f"“{word}”"


_SAID = {
    HowOften.ONCE: ("每个{per}给予一次", "once per {per}"),
    HowOften.YEARLY: ("每个{per}每年给予", "yearly per {per}"),
    HowOften.PER_EVENT: ("每个{per}按次给予", "per event, to each {per}"),
    HowOften.PER_TIER: ("每个{per}每档给予一次", "once per {per} and tier"),
    HowOften.CUMULATIVE: ("每个{per}各次合计不超过一个上限", "one cap per {per} over all claims"),
    HowOften.PER_CLAIM: ("每个{per}每次申报分别计算", "per claim, to each {per}"),
}

_PER_EVENT = "按次给予", "per event"

_ASKED = {
    HowOften.ONCE: ("一次性",),
    HowOften.PER_EVENT: ("每次",),
    HowOften.PER_TIER: ("每档",),
    HowOften.CUMULATIVE: ("一次性", "每年"),
    HowOften.PER_CLAIM: ("一次性", "每年"),
}
"""The words of frequency that a reader would look for."""
