"""A claim: who asks, on which day, for what, and what the authority has fixed."""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic_core import PydanticCustomError

from aipolicy.calc.period import Convention
from aipolicy.calc.quantity import Yuan
from aipolicy.errors import shown


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
        effective_from: the first day in force, for documents that bear none.
        determined: the sum the authority fixed, in yuan, for ceilings and ranges.
        exception: the decision by which a soft cap is exceeded.
        term: how a term of years ends, where the document states one.

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
