"""A claim: who asks, on which day, for what, and what the authority has fixed."""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from aipolicy.calc.documents.period import Convention
from aipolicy.calc.documents.terms import Applicant
from aipolicy.calc.values.frozen import ReadOnly, ReadOnlyMapping
from aipolicy.calc.values.quantity import Yuan
from aipolicy.errors.fault import shown


def _read_day(value: object) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError(
        "day",
        "{value} is not a day; give datetime.date(2023, 6, 1) or the text 2023-06-01",
        {"value": shown(value)},
    )


Day = Annotated[date, BeforeValidator(_read_day)]
"""A day: a `date` (not a `datetime`) or its ISO text."""


class Claim(BaseModel):
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

    `contract`, `content`, `invoices`, `year`, `applicant` and `bases` change no award; they are
    what rules on combining awards may ask for.

    Raises:
        pydantic.ValidationError: a field is unknown or cannot be read.

    >>> Claim(on=date(2023, 6, 1), claimant="蓝海机器人").on
    datetime.date(2023, 6, 1)
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    on: Day
    claimant: str | None = None
    subject: str | None = None
    effective_from: Day | None = None
    determined: Yuan | None = None
    exception: str | None = None
    term: Convention = Convention.CORRESPONDING_DAY
    applicant: Applicant | None = None
    year: Annotated[int, Field(strict=True, ge=1949, le=2200)] | None = None
    contract: str | None = None
    content: str | None = None
    invoices: tuple[str, ...] = ()
    bases: ReadOnlyMapping[str, Yuan] = ReadOnly({})

    def __hash__(self) -> int:
        return hash((self.on, self.claimant, self.subject, self.contract, self.content))
