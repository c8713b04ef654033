"""An open point: a question that the words of a provision leave to careful readers."""

from collections.abc import Iterator
from typing import Self

from pydantic import BaseModel, model_validator

from aipolicy._words import Language
from aipolicy.calc.documents.passage import READ_ONLY
from aipolicy.calc.documents.terms import HowOften, Per
from aipolicy.calc.words.glossary import named
from aipolicy.errors import Code, Fault, fault
from aipolicy.errors.validation import raise_faults


class OpenQuestion(BaseModel):
    """What is asked, in one language.

    Attributes:
        issue: the question.
        readings: the answers that can be defended, two or more.
        why: why the default answer was chosen, or why the point is open.
    """

    model_config = READ_ONLY

    issue: str
    readings: tuple[str, ...]
    why: str


class OpenPoint(OpenQuestion):
    """A point on which careful readers can differ, in English; `zh` says the same in Chinese.

    The library uses one of the readings by `default`, or leaves the point to the caller, who
    settles it by a fact: `asked` names that fact. It does one of the two.

    Attributes:
        default: the answer that the library uses, one of the readings; None where it asks.
        asked: the fact by which the caller answers; None where the library uses a default.
        keyword_readings: the names by which `read_as` selects the readings that change the sum,
            in the order of `readings` and the default first; empty where none does.
        how_often_readings: where the point is how often the clause pays, what each reading says of
            it, in the order of `readings`; `stack(readings=...)` selects them by these names.
        per_readings: where the point is to what the sum or the cap belongs, likewise. A point
            that asks both names both for each of its answers. It has no `keyword_readings`.
        zh: the question in Chinese, its readings in the same order.

    Raises:
        pydantic.ValidationError: the readings, the default and what is asked do not fit together.

    >>> chinese = OpenQuestion(issue="是否固定", readings=["固定", "至多"], why="条文用「按」")
    >>> point = OpenPoint(
    ...     issue="30%?", readings=["fixed", "at most"], default="fixed", why="按", zh=chinese
    ... )
    >>> point.taken("en"), point.taken("zh"), point.said("zh").issue
    ('fixed', '固定', '是否固定')
    """

    default: str | None = None
    asked: str | None = None
    keyword_readings: tuple[str, ...] = ()
    how_often_readings: tuple[HowOften, ...] = ()
    per_readings: tuple[Per, ...] = ()
    zh: OpenQuestion

    def said(self, language: Language) -> OpenQuestion:
        """Return the question in a language."""
        return self.zh if language == "zh" else self

    def taken(self, language: Language) -> str:
        """Return how the library settles the point: its default, or the fact it asks for."""
        if self.default is not None:
            return self.said(language).readings[self.readings.index(self.default)]
        fact = named(str(self.asked), language)
        return f"以申报事实「{fact}」为准" if language == "zh" else f"as the fact {fact} says"

    @model_validator(mode="after")
    def _is_settled_one_way(self) -> Self:
        raise_faults(type(self).__name__, self._faults())
        return self

    def _faults(self) -> Iterator[Fault]:
        readings, default, names = self.readings, self.default, self.keyword_readings
        chinese = self.zh.readings
        often, units = self.how_often_readings, self.per_readings
        if len(set(readings)) < max(2, len(readings)):
            yield fault(Code.DOCUMENT_READINGS, "readings", value=list(readings))
        if len(chinese) != len(readings) or len(set(chinese)) < len(chinese):
            yield fault(Code.DOCUMENT_READINGS_ZH, "zh", "readings", value=list(chinese))
        if (default is None) == (self.asked is None):
            yield fault(Code.DOCUMENT_SETTLED, "default", value=default)
        if default is not None and default not in readings:
            yield fault(Code.DOCUMENT_DEFAULT, "default", value=default, known=readings)
        if names and (len(names) > len(readings) or default != readings[0]):
            yield fault(Code.DOCUMENT_NAMES, "keyword_readings", value=list(names))
        for key in ("how_often_readings", "per_readings"):
            counted: tuple[str, ...] = getattr(self, key)
            if counted and (len(counted) > len(readings) or default != readings[0]):
                yield fault(Code.DOCUMENT_NAMES, key, value=list(counted))
        if (often or units) and (names or not _each_once(often, units)):
            written = [*often, *units]
            yield fault(Code.DOCUMENT_FREQUENCY, "how_often_readings", value=written)


def _each_once(often: tuple[HowOften, ...], units: tuple[Per, ...]) -> bool:
    """Return whether answers differ, each naming both where a point asks both."""
    if often and units:
        return len(often) == len(units) == len(set(zip(often, units, strict=True)))
    return len({*often, *units}) == len(often) + len(units)
