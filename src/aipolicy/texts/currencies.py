"""Sums in other currencies, which are not yuan: 港币500万元, 500万美元, HK$500万."""

import re
from decimal import Decimal

from aipolicy.calc.values.currencies import CURRENCIES
from aipolicy.texts.printed_number import NUMBER, NUMERAL, TO, ends
from aipolicy.texts.units import OTHERS, TERMS

_BY_LENGTH = sorted(CURRENCIES, key=len, reverse=True)
_NAME = "|".join(
    rf"(?<![A-Za-z]){name}(?![A-Za-z])" if name.isascii() and name.isalpha() else re.escape(name)
    for name in _BY_LENGTH
)
_NAME_BEHIND = "|".join(
    rf"{name}(?![A-Za-z])" if name.isascii() and name.isalpha() else re.escape(name)
    for name in _BY_LENGTH
)
_CURRENCY = rf"(?:{_NAME})"
_CURRENCY_BEHIND = rf"(?:(?:{_NAME_BEHIND})(?![素旦宵区]))"
_YUAN = "[元圆]"
_NO_UNIT = rf"(?!{NUMERAL}|[.,]\d|[:∶]|{TERMS}|{OTHERS}|[月折成]|分之)"

FOREIGN_AMOUNT = (
    rf"{_CURRENCY}(?:\(大写\))?[::]?(?:{NUMBER}{_YUAN}?{TO}{_CURRENCY}?)?"
    rf"{NUMBER}(?:{_YUAN}|{_CURRENCY_BEHIND}|{_NO_UNIT})"
    rf"|(?:{NUMBER}{_YUAN}?{TO})?{NUMBER}(?:{_CURRENCY_BEHIND}|{_YUAN}"
    rf"(?:\({_CURRENCY_BEHIND}\)|{_CURRENCY_BEHIND}(?![:(]?{NUMERAL})))"
)
"""A sum in another currency, which is named before the number or after it; or a range of two."""

_NAMED = re.compile(rf"{_CURRENCY}|{_CURRENCY_BEHIND}")
_SUMS = re.compile(NUMBER)


def foreign_amount(text: str) -> tuple[str, tuple[Decimal, ...]]:
    """Return the currency of a sum and what it is worth in it: one value, two for a range.

    >>> foreign_amount("港币500万元"), foreign_amount("50-100万美元")
    (('HKD', (Decimal('5000000'),)), ('USD', (Decimal('500000'), Decimal('1000000'))))
    """
    named = _NAMED.findall(text)
    numbers = _SUMS.findall(_NAMED.sub("", text.replace("(大写)", "")))
    least = numbers[0] if len(numbers) > 1 else ""
    return CURRENCIES[named[0]], ends(least, numbers[-1])
