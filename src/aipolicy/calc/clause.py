"""A clause: a provision as a typed function, and what it gives on a claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self, TypeAlias

from aipolicy._words import Language, Words
from aipolicy.calc.awards.award import Award
from aipolicy.calc.awards.claim import Claim
from aipolicy.calc.awards.issuing import award_of
from aipolicy.calc.calculations.calculation import AnyCalculation, Calculation, Law, P, R_co
from aipolicy.calc.calculations.schedule import YearOfSupport, schedule_of
from aipolicy.calc.documents.terms import Terms
from aipolicy.calc.sheets.publisher import Publisher
from aipolicy.calc.values.figures import FigureValue
from aipolicy.calc.values.range import Range
from aipolicy.errors import Code, UnknownClause, fault

if TYPE_CHECKING:
    from aipolicy.calc.documents.frequency import Frequency, FrequencyReading
    from aipolicy.calc.sheets.sheet import Sheet


class Clause(Calculation[P, R_co]):
    """A provision that fixes money, as a function of its facts.

    Calling it gives the sum, the ceiling or the range in yuan; `award` gives the decision with
    its reasons. It keeps the signature of its function: facts are required, figures are the
    law's own and cannot be given in a call.

    Attributes:
        id: the policy's id and the provision's number, such as `harbin_2022/4.1`.
        number: the provision's number in the document.
        grants: what the words fix, under the readings in use.
        per: the beneficiary unit to which the sum or the cap belongs.
        how_often: how often it pays.
        falls_with: the sums with which the award falls; with all others it rises.
        jumps_with: the facts at whose thresholds the award jumps.
        soft_cap: whether the cap holds only in principle.
        funding: who pays the sum, where the words divide it.
        law: the plain function itself.

    Raises:
        InvalidClause: the function cannot be read as a clause.

    >>> from aipolicy.rules import harbin_2022
    >>> harbin_2022.application_scenario(
    ...     total_investment="800万元", review_passed=True, government_investment_project=False
    ... )
    Decimal('2400000.00')
    """

    def __init__(
        self,
        policy: Publisher,
        number: str,
        law: Law[P, R_co],
        terms: Terms,
        *,
        chosen: Mapping[str, str] | None = None,
        figures: Mapping[str, FigureValue] | None = None,
    ) -> None:
        self.number = number
        self._policy = policy
        super().__init__(f"{policy.id}/{number}", law, terms, chosen=chosen, figures=figures)

    @property
    def policy(self) -> str:
        """The id of the policy to which the clause belongs."""
        return self._policy.id

    @property
    def assumes(self) -> tuple[Words, ...]:
        """What the words require and no fact asks, in Chinese and in English.

        >>> from aipolicy.rules import harbin_2022
        >>> [english for _, english in harbin_2022.application_scenario.assumes]
        ['a demonstration scenario of AI', 'the claimant is the investor in the project']
        """
        return self._policy.provision(self.id).assumes

    @property
    def frequency(self) -> Frequency:
        """How often it pays, and whether the text prints that or it is read into it.

        >>> from aipolicy.rules import harbin_2022
        >>> print(harbin_2022.application_scenario.frequency.text("en"))
        once per project (the text does not print 一次性)
        """
        return self._policy.provision(self.id).frequency(self.how_often, self.per)

    @property
    def frequency_readings(self) -> Mapping[str, FrequencyReading]:
        """The readings of how often it pays and to what its sum belongs, by name.

        `stack(readings=...)` chooses them by the clause's id; empty where the text leaves neither
        open.

        >>> from aipolicy.rules import langfang_2023
        >>> {name: one.en for name, one in langfang_2023.first_software.frequency_readings.items()}
        {'once': 'once, first claim year', 'yearly': 'every year', 'cumulative': ...}
        """
        from aipolicy.calc.documents.frequency import frequency_readings  # noqa: PLC0415

        return frequency_readings(self._policy.provision(self.id).open_points)

    def title(self, language: Language | None = None) -> str:
        """Return what the clause is called; in the context's language where none is given.

        The title is the library's own and short; no other provision of the document has it.

        Raises:
            InvalidDocument: the document's data cannot be read.

        >>> from aipolicy.rules import harbin_2022
        >>> harbin_2022.platform_operation.title("zh")
        '创新平台运营费用补助'
        """
        return self._policy.provision(self.id).title(language)

    def json_schema(self, language: Language | None = None) -> dict[str, Any]:
        """Return the facts as a JSON Schema for a form: draft 2020-12.

        Each fact has its term as title, and its unit and bounds in its description. A sum is an
        integer or text with at most two decimals, such as "8000000.00". Whatever the schema
        accepts the clause accepts; `Case.read` also reads what people write otherwise, such as
        800万元.

        Args:
            language: the language of titles and descriptions; that of the context where none is
                given.

        Raises:
            InvalidDocument: the document's data cannot be read.

        >>> from aipolicy.rules import harbin_2022
        >>> schema = harbin_2022.hosted_event.json_schema("zh")
        >>> schema["title"], schema["required"]
        ('交流合作活动举办补贴', ['event_cost', 'on_annual_list'])
        >>> event_cost = schema["properties"]["event_cost"]
        >>> event_cost["title"], event_cost["type"], event_cost["minimum"]
        ('活动费用', ['integer', 'string'], 0)
        """
        from aipolicy.calc.sheets.form import form_schema  # noqa: PLC0415  (seldom needed)

        return form_schema(self._policy, self._policy.provision(self.id), self, language)

    def describe(
        self,
        language: Language | None = None,
        text: str | None = None,
        *,
        on: date | None = None,
    ) -> Sheet:
        """Return whatever the library holds of the clause, as data in one language.

        It has what `aipolicy show` prints: what the clause gives, its days, facts, figures,
        formula and decision table under the figures and readings in use, its readings, open points
        and passages.

        Args:
            language: the language; that of the context where none is given.
            text: a copy of the official text, of at most 50,000 characters; the passages then
                have their words, as the copy writes them.
            on: a day for which `in_force` and `days_left` are asked.

        Raises:
            InvalidDay: `on` is not a date.
            InvalidDocument: the document's data cannot be read.
            NotComparable: the text is not a string, or too long.

        >>> from datetime import date
        >>> from aipolicy.rules import harbin_2022
        >>> sheet = harbin_2022.hosted_event.describe("zh", on=date(2023, 12, 1))
        >>> sheet.title, sheet.days_left, sheet.kind.value
        ('交流合作活动举办补贴', 30, 'amount')
        >>> sheet.formula
        '如 纳入年度活动清单 = 是：孰低（50% × 活动费用，50万元）；否则 0元'
        """
        from aipolicy.calc.sheets.content import sheet_of  # noqa: PLC0415  (slow, seldom needed)

        provision = self._policy.provision(self.id)
        return sheet_of(self._policy, provision, self, language, text=text, on=on)

    def award(self, claim: Claim, /, *args: P.args, **kwargs: P.kwargs) -> Award:
        """Return the award on a claim, with its steps.

        Raises:
            InvalidFacts: as for a call.
            Overflow: as for a call.
            NotInForce: the claim's day lies outside the document's days.
            ValidityUnknown: the document gives no effective date and the claim states none.
            InvalidClaim: the claim contradicts the document or the clause.
            InvalidDay: the document's term, from the day that the claim states, ends beyond the
                calendar.
            OutOfRange: the determined sum lies outside the range.
            InvalidFigures: shares changed by `with_figures` leave nothing for the rest.
            InvalidDocument: the document's data cannot be read.

        >>> from datetime import date
        >>> from aipolicy.rules import harbin_2022
        >>> award = harbin_2022.platform_operation.award(
        ...     Claim(on=date(2023, 6, 1)), service_income="300万元", serves_local_clients=True
        ... )
        >>> award.amount, award.reason("en")
        (Decimal('300000.00'), '10% × service_income = 300,000.00')
        """
        values = self._canonical(self._given(args, kwargs))
        return award_of(self, self._policy, claim, values)

    def schedule(self, years: Sequence[Mapping[str, object]]) -> tuple[YearOfSupport, ...]:
        """Return what several years in a row give, each with its steps.

        Each year states its own facts; the year's number counts up from 1, what was received to
        date is added up, and the highest figure of the years before is the past one of a clause
        that pays on a first; unless a year states them. Validity is not checked.

        Raises:
            InvalidFacts: a year's facts cannot be used; the message names the year.
            Overflow: as for a call.

        >>> from aipolicy.rules import wuhan_2024_draft as wuhan
        >>> selected = {"selected": True, "lead_unit": True}
        >>> years = wuhan.vertical_model_compute.schedule(
        ...     [{"local_compute_fee": f"{fee}万元", **selected} for fee in (600, 300, 400)]
        ... )
        >>> [(year.number, year.received, year.most) for year in years]
        [(1, Decimal('0.00'), Decimal('3000000.00')), (2, ...
        """
        return schedule_of(self, years)

    def _variant(self, chosen: Mapping[str, str], figures: Mapping[str, FigureValue]) -> Self:
        law, terms = self.law, self.terms
        return type(self)(self._policy, self.number, law, terms, chosen=chosen, figures=figures)

    def __reduce__(self) -> tuple[object, ...]:
        # Sent as a reference: who receives it finds the law as loaded there, and varies it.
        names = tuple(self.chosen.values())
        return _found_again, (self._policy, self.id, names, dict(self._changed))


AnyClause: TypeAlias = "Clause[..., Decimal | Range]"
"""A clause whatever its facts."""


def _found_again(
    policy: Publisher, id_: str, readings: tuple[str, ...], figures: Mapping[str, FigureValue]
) -> AnyCalculation:
    """Return a policy's own clause, varied where it was.

    Raises:
        UnknownClause: the policy, as loaded here, has no such clause.
    """
    if id_ not in policy.clauses:
        known = tuple(policy.clauses)
        raise UnknownClause(fault(Code.CLAUSE_UNKNOWN, "clause", value=id_, known=known))
    clause = policy.clauses[id_]
    varied = clause.with_figures(**figures) if figures else clause
    return varied if readings == tuple(varied.chosen.values()) else varied.read_as(*readings)
