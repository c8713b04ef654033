"""Days as calls give them and as people write them.

A call gives a `date` or its ISO text, 2023-06-01. In files, in ledgers and on the command line
people also write 2023/6/1, 2023.6.1 and 2023年6月1日. A week, a month or a moment is not a day.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from aipolicy.calc.values.foreign import as_python
from aipolicy.calc.values.names import FULL_WIDTH, visible
from aipolicy.errors import Code, UnreadableValue, fault

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})|(\d{4})(\d{2})(\d{2})", re.ASCII)
_WRITTEN = re.compile(
    r"(?P<year>\d{4}) ?(?P<by>[-/.年]) ?(?P<month>\d{1,2}) ?(?:(?P=by)|月) ?(?P<day>\d{1,2}) ?日?",
    re.ASCII,
)


def day_of(value: object) -> date:
    """Return a day: a `date` (not a `datetime`), its ISO text, or a midnight of pandas or NumPy.

    Raises:
        UnreadableValue: it is another thing, such as a moment or the text of a week.

    >>> day_of("2023-06-01"), day_of(date(2023, 6, 1))
    (datetime.date(2023, 6, 1), datetime.date(2023, 6, 1))
    """
    plain = value if type(value) is date else as_python(value)
    if isinstance(plain, datetime):
        raise UnreadableValue(fault(Code.DAY_TIME, value=value))
    if isinstance(plain, date):
        return date(plain.year, plain.month, plain.day)
    if isinstance(plain, str) and (found := _ISO.fullmatch(plain)):
        return _day(value, *(part for part in found.groups() if part))
    raise UnreadableValue(fault(Code.DAY_TEXT, value=value))


def written_day(value: object) -> date:
    """Return a day as people write it, or as a call gives it.

    Raises:
        UnreadableValue: it is not a day.

    >>> [written_day(one).isoformat() for one in ("2023/6/1", "2023.06.01", "2023年6月1日")]
    ['2023-06-01', '2023-06-01', '2023-06-01']
    """
    if type(value) is int:
        value = str(value)  # 20230601 in JSON
    if isinstance(value, str):
        text = visible(value).translate(FULL_WIDTH)
        found = _WRITTEN.fullmatch(text)
        if found and (found["by"] == "年") == ("月" in text) == ("日" in text):
            return _day(value, found["year"], found["month"], found["day"])
        if _ISO.fullmatch(text):
            return day_of(text)
    return day_of(value)


def _day(value: object, *parts: str) -> date:
    try:
        return date(*map(int, parts))
    except ValueError:
        raise UnreadableValue(fault(Code.DAY_TEXT, value=value)) from None
