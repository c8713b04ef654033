"""A number as a text prints it, in digits or in Chinese numerals: its pattern and its value."""

import re
from decimal import Decimal

from aipolicy.calc.values.numerals import DIGITS, GROUPS, TENS, whole_number

SMALL = "".join(DIGITS) + "".join(TENS)
"""The Chinese numerals below 万, for a class of characters."""
LARGE = "".join(GROUPS)
"""The numerals of groups, 万 and 亿, for a class of characters."""
LONGEST = 40
"""The most numerals in a row; the longest figure of a document has about ten."""

NUMERAL = rf"[\d{SMALL}{LARGE}]"
DIGITAL_RUN = rf"\d{{1,{LONGEST}}}"
DIGITAL = (
    rf"{DIGITAL_RUN}(?:,\d{{3}}(?!\d)){{0,{LONGEST // 3}}}(?:\.{DIGITAL_RUN}(?!\d))?"
    rf"[十百千]?[{LARGE}]{{0,{LONGEST}}}"
)
"""A number that begins with digits: 3,000,000 or 1.2亿."""
WRITTEN = rf"(?:[{SMALL}]|亿|万亿)[{SMALL}{LARGE}]{{0,{LONGEST}}}"
"""A number in Chinese numerals."""
NUMBER = rf"(?:{DIGITAL}|{WRITTEN})"
TO = "[-—–~至到]"
"""The sign between the two ends of a range."""


def times(number: str, power: int = 0) -> Decimal:
    """Return a printed number times a power of ten, exactly, in any decimal context.

    >>> times("2亿"), times("五百"), times("30", -2)
    (Decimal('200000000'), Decimal('500'), Decimal('0.30'))
    """
    digits = number.rstrip("".join(TENS) + LARGE) if number[0].isdecimal() else ""
    if not digits:
        return Decimal(f"{whole_number(number)}E{power}")
    multiplier = whole_number(number[len(digits) :]) if len(number) > len(digits) else 1
    whole, _, decimals = digits.replace(",", "").partition(".")
    return Decimal(f"{int(whole + decimals) * multiplier}E{power - len(decimals)}")


def ends(least: str, most: str, power: int = 0) -> tuple[Decimal, ...]:
    """Return what a number is worth, or both ends of a range; `least` is empty without one.

    >>> ends("50", "100万"), ends("", "3")
    ((Decimal('500000'), Decimal('1000000')), (Decimal('3'),))
    """
    if not least:
        return (times(most, power),)
    if least[-1] not in LARGE:  # 50-100万元: the group is written once, for both ends
        least += re.sub(r"^[\d,.]+", "", most)
    return times(least, power), times(most, power)
