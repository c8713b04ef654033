"""The days in which a document is in force, and how a term of years ends.

Both days of a period are included (Civil Code art. 1259: 以上, 届满 include the number). A term of
years ends on the corresponding day (art. 202), that day included, or on the month's last day
where there is none; the other reading, the day before, is a convention with a name.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from aipolicy._words import Words
from aipolicy.calc.values.days import day_of
from aipolicy.errors import Code, InvalidDay, UnreadableValue, fault
from aipolicy.errors.fault import Shown


class Convention(StrEnum):
    """On which day a term of years ends."""

    CORRESPONDING_DAY = "corresponding_day"
    DAY_BEFORE = "day_before"


def required_day(name: str, value: object) -> date:
    """Return a day, given as a `date` or as a midnight of pandas or NumPy; not as text.

    Raises:
        InvalidDay: it is another thing, such as a `datetime`, which is a moment and not a day.

    >>> required_day("on", date(2023, 6, 1))
    datetime.date(2023, 6, 1)
    """
    try:
        return day_of(value if not isinstance(value, str) else None)
    except UnreadableValue as bad:
        moment = bad.fault.code is Code.DAY_TIME
        code = Code.DAY_TIME if moment else Code.DAY_TYPE
        raise InvalidDay(fault(code, name, value=value)) from None


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both included; `last=None` means no end is stated.

    Raises:
        InvalidDay: `last` lies before `first`.

    >>> Period(date(2022, 8, 24), date(2023, 12, 31)).includes(date(2023, 12, 31))
    True
    """

    first: date
    last: date | None

    def __post_init__(self) -> None:
        if self.last is not None and self.last < self.first:
            last = Shown(self.last)
            raise InvalidDay(fault(Code.DAY_ORDER, "last", value=last, first=self.first))

    def includes(self, day: date) -> bool:
        """Return whether a day lies in the period; the first and the last day do.

        Raises:
            InvalidDay: the day is not a `date`, or a `datetime`, which is a moment and not a day.
        """
        day = required_day("day", day)
        return self.first <= day and (self.last is None or day <= self.last)

    @property
    def words(self) -> Words:
        """The period in words.

        >>> Period(date(2022, 8, 24), date(2023, 12, 31)).words.text("zh")
        '2022-08-24 至 2023-12-31，首尾两日均含'
        """
        return Words(
            f"{self.first} 至 {self.last or '（未载明终止日期）'}，首尾两日均含",
            f"{self.first} to {self.last or '(no end stated)'}, both days included",
        )

    def __str__(self) -> str:
        return self.words.en


def end_of_term(
    first: date, years: int, convention: Convention = Convention.CORRESPONDING_DAY
) -> date:
    """Return the last day of a term of whole years that begins on `first`.

    Raises:
        InvalidDay: the term ends beyond the calendar, or the convention is unknown.

    Where the month has no corresponding day, both conventions end on its last day: the day
    before a missing 29 February is the 28th.

    >>> end_of_term(date(2023, 1, 4), 3), end_of_term(date(2023, 1, 4), 3, Convention.DAY_BEFORE)
    (datetime.date(2026, 1, 4), datetime.date(2026, 1, 3))
    >>> end_of_term(date(2024, 2, 29), 3)
    datetime.date(2027, 2, 28)
    """
    try:
        corresponding = first + relativedelta(years=years)
    except (ValueError, OverflowError):
        wrong = fault(Code.DAY_BEYOND, "first", value=Shown(first), years=years)
        raise InvalidDay(wrong) from None
    if convention not in list(Convention):
        known = tuple(map(str, Convention))
        raise InvalidDay(fault(Code.VALUE_CHOICE, "term", value=convention, known=known))
    if convention == Convention.DAY_BEFORE and corresponding.day == first.day:
        return corresponding - timedelta(days=1)
    return corresponding
