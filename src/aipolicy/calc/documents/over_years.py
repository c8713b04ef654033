"""What a clause says of money over years: how many years, what is a first, what counts once.

Each stands in the clause's decorator beside its facts, with the words that state it. The resolver
holds claims against history by them; the function itself knows one claim alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from aipolicy.calc.values.figures import FigureValue
from aipolicy.errors import Code, Fault, fault


class CountedFor(StrEnum):
    """For what a base is one figure."""

    UNIT = "unit"
    """For the beneficiary unit: a project's total investment."""
    YEAR = "year"
    """For the unit and a year: the year's service income."""
    EVENT = "event"
    """For what is claimed: the same figures of the same unit and year are the same event."""


@dataclass(frozen=True, slots=True)
class YearsOfSupport:
    """A clause supports a number of years, which its figure `years` gives.

    Attributes:
        fact: the fact that states which year it is, such as `year_of_operation`.
        zh: the words of the text, in Chinese, such as 前三年.
        en: the same in English.
        in_a_row: whether a year that was missed is lost (连续).

    >>> YearsOfSupport("year_of_operation", "前三年", "the first three years").in_a_row
    False
    """

    fact: str
    zh: str
    en: str
    in_a_row: bool = False

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that it names."""
        return (self.fact,)

    @property
    def figures(self) -> tuple[str, ...]:
        """The figures that it needs."""
        return ("years",)


@dataclass(frozen=True, slots=True)
class FirstReached:
    """A clause pays when a figure first reaches a tier.

    Attributes:
        fact: the figure of this year, such as `main_revenue`.
        past: the fact that states its highest past value.
        zh: the words of the text, in Chinese, such as 首次达到.
        en: the same in English.
        tiers: the figure that holds the thresholds and their sums.
    """

    fact: str
    past: str
    zh: str
    en: str
    tiers: str = "tiers"

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that it names."""
        return self.fact, self.past

    @property
    def figures(self) -> tuple[str, ...]:
        """The figures that it needs."""
        return (self.tiers,)


@dataclass(frozen=True, slots=True)
class OneFigure:
    """The base of a clause is one figure: claimed again, it is the same award.

    Attributes:
        counted_for: for what it is one figure.
        facts: the facts that make it up.
    """

    counted_for: CountedFor
    facts: tuple[str, ...]

    @property
    def figures(self) -> tuple[str, ...]:
        """The figures that it needs: none."""
        return ()


@dataclass(frozen=True, slots=True)
class HeldInAll:
    """A measure is held over all claims of a unit and a year, such as the metres of rooms.

    Attributes:
        fact: the measure that each claim states, such as `area`.
        most: the figure to which all of them are held, such as `max_area`.
        zh: the words of the text, in Chinese.
        en: the same in English.
    """

    fact: str
    most: str
    zh: str
    en: str

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that it names."""
        return (self.fact,)

    @property
    def figures(self) -> tuple[str, ...]:
        """The figures that it needs."""
        return (self.most,)


OverYears: TypeAlias = YearsOfSupport | FirstReached | OneFigure | HeldInAll
"""What a clause says of money over years."""


def a_figure_of_the_unit(*facts: str) -> OneFigure:
    """Return that these facts are one figure of the unit, such as a project's investment.

    >>> a_figure_of_the_unit("total_investment").counted_for.value
    'unit'
    """
    return OneFigure(CountedFor.UNIT, facts)


def a_figure_of_the_year(*facts: str) -> OneFigure:
    """Return that these facts are one figure of the unit and a year, such as a year's income.

    >>> a_figure_of_the_year("service_income").counted_for.value
    'year'
    """
    return OneFigure(CountedFor.YEAR, facts)


def a_figure_of_the_event(*facts: str) -> OneFigure:
    """Return that these facts are one figure of an event, a payment or an evaluation.

    >>> a_figure_of_the_event("provincial_subsidy").counted_for.value
    'event'
    """
    return OneFigure(CountedFor.EVENT, facts)


def over_years_faults(
    stated: Collection[OverYears],
    facts: Mapping[str, object],
    figures: Mapping[str, FigureValue],
) -> Iterator[Fault]:
    """Yield the facts and figures that a clause's terms name and its function does not have.

    >>> stated = [YearsOfSupport("year", "前三年", "the first three years")]
    >>> [wrong.code.value for wrong in over_years_faults(stated, {}, {"years": 3})]
    ['definition.over_years']
    """
    for one in stated:
        for names, known in ((one.facts, facts), (one.figures, figures)):
            for name in names:
                if name not in known:
                    yield fault(
                        Code.DEFINITION_OVER_YEARS, "over_years", value=name, known=tuple(known)
                    )
