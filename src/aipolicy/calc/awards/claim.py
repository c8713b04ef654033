"""A claim: who asks, on which day, for what, and what the authority has fixed."""

import unicodedata
from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

from aipolicy.calc.documents.period import Convention
from aipolicy.calc.documents.terms import Applicant
from aipolicy.calc.values.frozen import ReadOnly, ReadOnlyMapping
from aipolicy.calc.values.quantity import Yuan
from aipolicy.errors import Code, fault
from aipolicy.errors.validation import Stated, custom_error


def _read_day(value: object) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise custom_error(fault(Code.DAY_TEXT, value=value))


Day = Annotated[date, BeforeValidator(_read_day)]
"""A day: a `date` (not a `datetime`) or its ISO text."""


_CONTROLS = {"Cc", "Zl", "Zp"}  # control characters and line ends
_TURNS = {*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"}
"""What turns the direction of text, and so shows letters in another order."""

FIRST_YEAR, LAST_YEAR = 1949, 2200
"""The calendar years to which a sum can belong."""


def _read_year(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise custom_error(fault(Code.WHOLE_TEXT, value=value))
    if not FIRST_YEAR <= value <= LAST_YEAR:
        ends = {"least": str(FIRST_YEAR), "most": str(LAST_YEAR)}
        raise custom_error(fault(Code.YEAR_RANGE, value=value, **ends))
    return value


CalendarYear = Annotated[int, BeforeValidator(_read_year)]
"""A calendar year, 1949 to 2200."""


def has_controls(value: str) -> bool:
    r"""Return whether a name has control characters, which could forge a line of a report.

    >>> has_controls("蓝海机器人"), has_controls("P\n合计")
    (False, True)
    """
    return any(one in _TURNS or unicodedata.category(one) in _CONTROLS for one in value)


def _read_name(value: str) -> str:
    if has_controls(value):
        raise custom_error(fault(Code.VALUE_CHARACTERS, value=value))
    return value


Name = Annotated[str, AfterValidator(_read_name)]
"""A name that people write; it has no control characters, so it cannot forge a line of a report."""


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

    `contract`, `content`, `invoices`, `year`, `applicant` and `bases` change no award; they are
    what rules on combining awards may ask for.

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

    def __hash__(self) -> int:
        return hash((self.on, self.claimant, self.subject, self.contract, self.content))
