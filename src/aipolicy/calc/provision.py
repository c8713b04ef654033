"""A provision: one measure of a document, computable or not, as data.

It says what kind of measure this is, whom it serves, what it gives, who is responsible, what it
refers to, which of its words can be read in two ways, and where those words stand. The words
themselves are not kept.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Self, TypeAlias

from pydantic import BaseModel, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from aipolicy.calc.passage import READ_ONLY, Passage
from aipolicy.calc.read_only import ReadOnly, ReadOnlyMapping
from aipolicy.calc.terms import Instrument
from aipolicy.errors import Fault, did_you_mean, shown


class Kind(StrEnum):
    """What the words of a measure fix."""

    AMOUNT = "amount"
    """An amount."""
    CEILING = "ceiling"
    """The most that can be given; the authority decides the sum."""
    RANGE = "range"
    """The least and the most; the authority decides the sum."""
    IN_KIND = "in_kind"
    """Something other than money, such as rooms free of rent."""
    REFERRAL = "referral"
    """Whatever another document gives."""
    DISCRETIONARY = "discretionary"
    """Support without a figure."""
    NON_MONETARY = "non_monetary"
    """No money at all."""


class OpenPoint(BaseModel):
    """A point on which careful readers can differ.

    The library takes one of the readings by `default`, or leaves the point to the caller, who
    settles it by a fact: `asked` names that fact. It does one of the two.

    Attributes:
        issue: the question.
        readings: the answers that can be defended, two or more.
        default: the answer that the library takes, one of the readings; None where it asks.
        asked: the fact by which the caller answers; None where the library takes a default.
        why: what speaks for the default, or why the point is open.
        keyword_readings: the names by which `read_as` selects the readings that change the sum,
            in the order of `readings` and the default first; empty where none does.

    Raises:
        pydantic.ValidationError: the readings, the default and what is asked do not fit together.

    >>> point = OpenPoint(issue="30%?", readings=["fixed", "at most"], default="fixed", why="按")
    >>> point.taken
    'fixed'
    """

    model_config = READ_ONLY

    issue: str
    readings: tuple[str, ...]
    default: str | None = None
    asked: str | None = None
    why: str
    keyword_readings: tuple[str, ...] = ()

    @property
    def taken(self) -> str:
        """How the library settles the point: its default, or the fact it asks for."""
        return self.default or f"as the fact {self.asked} says"

    @model_validator(mode="after")
    def _is_settled_one_way(self) -> Self:
        faults = tuple(self._faults())
        if faults:
            told = "\n".join(map(str, faults))
            raise PydanticCustomError("open_point", "{told}", {"told": told, "faults": faults})
        return self

    def _faults(self) -> Iterator[Fault]:
        readings, default, names = self.readings, self.default, self.keyword_readings
        if len(set(readings)) < max(2, len(readings)):
            limit = "an open point has two readings or more, each once"
            yield Fault("readings", shown(list(readings)), limit, "name what readers may hold")
        if (default is None) == (self.asked is None):
            limit = "an open point has a default or is asked"
            yield Fault("default", shown(default), limit, "give default or asked, one of the two")
        if default is not None and default not in readings:
            near = did_you_mean(default, readings)
            cure = f"did you mean {near!r}?" if near else "take one of the readings"
            yield Fault("default", shown(default), "the default is one of the readings", cure)
        if names and (len(names) > len(readings) or default != readings[0]):
            limit = "names stand for the first readings, in order, the default first"
            yield Fault("keyword_readings", shown(list(names)), limit, "put the default first")


def _listed(printed: object) -> object:
    return [printed] if isinstance(printed, str) else printed


Printed: TypeAlias = ReadOnlyMapping[str, Annotated[tuple[str, ...], BeforeValidator(_listed)]]
"""Figures by name, each as the text prints it; several strings where several make one figure."""


Labels: TypeAlias = ReadOnlyMapping[str, tuple[str, str]]
"""Readings by name, each in Chinese and in English."""


class MeasureInFile(BaseModel):
    """A measure as the file writes it, under its article; see `Provision`."""

    model_config = READ_ONLY

    id: str
    kind: Kind
    name: str | None = None
    beneficiary: str | None = None
    instrument: Instrument
    refers_to: tuple[str, ...] = ()
    assumes: tuple[tuple[str, str], ...] = ()
    open_points: tuple[OpenPoint, ...] = ()
    reading_labels: Labels = ReadOnly({})
    passages: tuple[Passage, ...] = Field(min_length=1)
    printed: Printed = ReadOnly({})
    other_figures: tuple[str, ...] = ()


class Provision(MeasureInFile):
    """One measure of a document.

    Attributes:
        id: the document and the measure's own number, such as "harbin_2022/4.1".
        article: the number of its article in the document, such as "4".
        heading: the heading of its article.
        kind: what its words fix.
        name: the name of the function that computes it; None where none does.
        beneficiary: whom it serves, in the words printed; None where nobody is named.
        instrument: in what form it gives.
        departments: who is responsible (责任单位), as printed.
        refers_to: the documents or policies it points to, by number or in a short word.
        assumes: what its words require and no fact asks, in Chinese and in English.
        open_points: where careful readers can differ.
        reading_labels: the readings of its function by name, in Chinese and in English.
        passages: where its words stand.
        printed: the figures of its function as the words print them.
        other_figures: the figures in its words that no figure of its function carries.
    """

    article: str
    heading: str
    departments: tuple[str, ...]
