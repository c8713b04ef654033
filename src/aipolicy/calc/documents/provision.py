"""A provision: one numbered support of a document, computable or not, as data.

It says what kind of provision this is, whom it serves, what it gives, who is responsible, what it
refers to, which of its words can be read in two ways, and where those words are. The words
themselves are not kept.
"""

from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field

from aipolicy._context import of_displays
from aipolicy._words import Language, Words
from aipolicy.calc.documents.frequency import Frequency, FrequencyWords, frequency_of
from aipolicy.calc.documents.open_point import OpenPoint
from aipolicy.calc.documents.passage import READ_ONLY, Passage
from aipolicy.calc.documents.terms import HowOften, Instrument, Per
from aipolicy.calc.values.frozen import ReadOnly, ReadOnlyMapping
from aipolicy.errors import Code, fault
from aipolicy.errors.validation import custom_error


class Kind(StrEnum):
    """What the words of a provision fix."""

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


def _listed(printed: object) -> object:
    return [printed] if isinstance(printed, str) else printed


Printed: TypeAlias = ReadOnlyMapping[str, Annotated[tuple[str, ...], BeforeValidator(_listed)]]
"""Figures by name, each as the text prints it; several strings where several make one figure."""


def _short(title: str) -> str:
    if not title.strip() or not title.isprintable():
        raise custom_error(fault(Code.DOCUMENT_TITLE, value=title))
    return title


Title: TypeAlias = Annotated[str, AfterValidator(_short)]
"""What a provision is called: a few words on one line."""


Labels: TypeAlias = ReadOnlyMapping[str, Words]
"""Readings by name, each in Chinese and in English."""


class ProvisionInFile(BaseModel):
    """A provision as the file writes it, under its article; see `Provision`."""

    model_config = READ_ONLY

    id: str
    title_zh: Title | None = None
    title_en: Title | None = None
    kind: Kind
    name: str | None = None
    beneficiary: str | None = None
    instrument: Instrument
    refers_to: tuple[str, ...] = ()
    assumes: tuple[Words, ...] = ()
    open_points: tuple[OpenPoint, ...] = ()
    reading_labels: Labels = ReadOnly({})
    passages: tuple[Passage, ...] = Field(min_length=1)
    printed: Printed = ReadOnly({})
    other_figures: tuple[str, ...] = ()
    how_often_words: tuple[FrequencyWords, ...] = ()


class Provision(ProvisionInFile):
    """One numbered support of a document.

    Attributes:
        id: the document and the provision's own number, such as "harbin_2022/4.1".
        title_zh: what it is called in Chinese: a short title of the library's own, which no other
            provision of the document has; the text itself gives none. None: the heading serves.
        title_en: what it is called in English, alike.
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
        passages: where its words are.
        printed: the figures of its function as the words print them.
        other_figures: the figures in its words that no figure of its function carries.
        how_often_words: the words that print how often it pays, such as 一次性; empty where the
            text prints none.
    """

    article: str
    heading: str
    departments: tuple[str, ...]

    def frequency(self, how_often: HowOften, per: Per) -> Frequency:
        """Return how often its clause pays, and to what, with the ground that it records.

        >>> from aipolicy.calc.documents.terms import HowOften, Per
        >>> from aipolicy.rules import harbin_2022
        >>> scenario = harbin_2022.POLICY.provision("harbin_2022/4.1")
        >>> scenario.frequency(HowOften.ONCE, Per.PROJECT).ground.value
        'read'
        """
        return frequency_of(how_often, per, self.how_often_words, self.open_points)

    def title(self, language: Language | None = None) -> str:
        """Return what the provision is called; in the context's language where none is given.

        >>> from aipolicy.rules import harbin_2022
        >>> scenario = harbin_2022.POLICY.provision("harbin_2022/4.1")
        >>> scenario.title("zh"), scenario.title("en")
        ('示范应用场景建设补助', 'Demonstration scenario subsidy')
        """
        return self.titles.text(of_displays(language))

    @property
    def titles(self) -> Words:
        """What the provision is called, in both languages."""
        return Words(self.title_zh or self.heading, self.title_en or self.heading)
