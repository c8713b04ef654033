"""A claim: who asks, on which day, for what, and what the authority has fixed."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from aipolicy.calc.documents.period import Convention
from aipolicy.calc.documents.terms import Applicant
from aipolicy.calc.values.days import day_of
from aipolicy.calc.values.foreign import as_python
from aipolicy.calc.values.frozen import ReadOnly, ReadOnlyMapping
from aipolicy.calc.values.names import read_name
from aipolicy.calc.values.quantity import Yuan
from aipolicy.errors import Code, UnreadableValue, fault
from aipolicy.errors.validation import Stated, custom_error


def _read_day(value: object) -> date:
    try:
        return day_of(value)
    except UnreadableValue as bad:
        raise custom_error(bad.fault) from None


Day = Annotated[date, BeforeValidator(_read_day)]
"""A day: a `date` (not a `datetime`), its ISO text, or a midnight of pandas or NumPy."""

FIRST_YEAR, LAST_YEAR = 1949, 2200
"""The calendar years to which a sum can belong."""


def _read_year(value: object) -> int:
    year = as_python(value)
    if isinstance(year, bool) or not isinstance(year, int):
        raise custom_error(fault(Code.WHOLE_TEXT, value=value))
    if not FIRST_YEAR <= year <= LAST_YEAR:
        ends = {"least": str(FIRST_YEAR), "most": str(LAST_YEAR)}
        raise custom_error(fault(Code.YEAR_RANGE, value=value, **ends))
    return year


CalendarYear = Annotated[int, BeforeValidator(_read_year)]
"""A calendar year, 1949 to 2200."""


def _read_name(value: str) -> str:
    try:
        return read_name(value)
    except UnreadableValue as bad:
        raise custom_error(bad.fault) from None


Name = Annotated[str, Field(strict=True), BeforeValidator(as_python), AfterValidator(_read_name)]
"""A name that people write, as `read_name` reads it: it cannot forge a line of a report."""


class Claim(Stated):
    """What is claimed apart from the facts.

    Attributes:
        on: the day to which the clause is applied; the caller names the event that counts, since
            none of the texts does.
        claimant: who claims.
        subject: what the claim is about (a project, a platform, an event ...), by name.
        effective_from: the first day in force, for documents that give none.
        determined: the sum the authority fixed, in yuan, for ceilings and ranges.
        exception: the decision by which a soft cap is exceeded.
        term: how a term of years ends, where the document states one.
        applicant: what kind of person claims; None where it is not stated.
        year: the year the sum belongs to; the year of `on` where it is not stated.
        contract: the contract the sum is claimed on, by name.
        content: the content of work or the item of cost that is supported, by name.
        invoices: the invoices behind the sum, by number.
        bases: the figures on which joint caps are counted, by name, in yuan, such as the cost
            of a contract or the tax paid.
        paid_on: the day of payment. Of two claims of one day, the one paid earlier comes first
            where awards are decided in order of time.

    `contract`, `content`, `invoices`, `year`, `applicant`, `bases` and `paid_on` change no award;
    they are what rules on combining awards, or their order, may ask for.

    Raises:
        pydantic.ValidationError: a field is unknown or cannot be read.

    >>> Claim(on=date(2023, 6, 1), claimant="蓝海机器人").on
    datetime.date(2023, 6, 1)
    """

    on: Day
    claimant: Name | None = None
    subject: Name | None = None
    effective_from: Day | None = None
    determined: Yuan | None = None
    exception: Name | None = None
    term: Convention = Convention.CORRESPONDING_DAY
    applicant: Applicant | None = None
    year: CalendarYear | None = None
    contract: Name | None = None
    content: Name | None = None
    invoices: tuple[Name, ...] = ()
    bases: ReadOnlyMapping[str, Yuan] = ReadOnly({})
    paid_on: Day | None = None

    def __hash__(self) -> int:
        return hash((self.on, self.claimant, self.subject, self.contract, self.content))
