"""Shares in words: fractions (三分之一, 万分之五), discounts (七五折), tenths (三成) and halves.

A discount is the share of the price that is still paid, so that 八折 is 0.8.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from aipolicy.calc.values.numerals import DIGITS
from aipolicy.texts.printed_number import DIGITAL_RUN, LARGE, LONGEST, NUMERAL, SMALL, TO, times
from aipolicy.texts.units import OTHERS, TERMS

_ONE = "一二两三四五六七八九"
_WHOLE = rf"(?:\d{{1,9}}|[{SMALL}{LARGE}]{{1,9}})"
_PART = (
    rf"(?:{DIGITAL_RUN}(?:\.{DIGITAL_RUN})?|[{SMALL}]{{1,{LONGEST}}}(?:点[{SMALL}]{{1,{LONGEST}}})?)"
    rf"(?![\d{SMALL}])"
)
_TIMES_OFF = rf"(?:\d{{1,3}}(?:\.\d{{1,2}})?|[{_ONE}十]{{1,2}}(?:点[{_ONE}]{{1,2}})?)"
_TENTH = rf"[1-9{_ONE}]"

FRACTION = (
    rf"{_WHOLE}分之{_PART}"
    rf"(?:{TO}(?:{_WHOLE}分之{_PART}|{_PART}(?!{TERMS}|{OTHERS}|[月折成{LARGE}])))?"
)
"""A fraction, or a range of two: 百分之三十, 三分之一, 百分之三十至五十."""
DISCOUNT = rf"(?<![第.]|{NUMERAL})(?:{_TIMES_OFF}{TO})?{_TIMES_OFF}折(?![算合旧叠页])"
"""A discount: 五折, 七五折, 8.5折; but not 折算 and the like."""
TENTHS = (
    rf"(?<![第之.]|{NUMERAL})(?:{_TENTH}成?{TO})?{_TENTH}成[{_ONE}半]?"
    r"(?=[的以左及或和与且至到给予补奖资支比股出投、,。;:)〕\"]|$)"
)
"""Tenths: 三成, 三成五; but not 成 in a word, as in 三成员."""
HALF = "减半|一半|半价|半数|对半|对折|折半"


def fraction(text: str) -> tuple[Fraction, ...]:
    """Return the shares that a fraction in words is: one, two for a range.

    >>> fraction("百分之三十至五十"), fraction("三分之二")
    ((Fraction(3, 10), Fraction(1, 2)), (Fraction(2, 3),))
    """
    return tuple(_fractions(text))


def _fractions(text: str) -> Iterator[Fraction]:
    whole = ""
    for piece in re.split(TO, text):
        named, _, part = piece.rpartition("分之")
        whole = named or whole
        if not times(whole):
            return
        yield Fraction(_decimal(part)) / Fraction(times(whole))


def discount(text: str) -> tuple[Fraction, ...]:
    """Return the share of the price that a discount leaves: one, two for a range.

    Two digits are hundredths: 七五折 is 75%, as 7.5折 is. More than two have no meaning.

    >>> discount("七五折"), discount("8折"), discount("5-8折")
    ((Fraction(3, 4),), (Fraction(4, 5),), (Fraction(1, 2), Fraction(4, 5)))
    """
    numbers = [_decimal(number) for number in re.split(TO, text.removesuffix("折"))]
    if any(number >= _HUNDRED for number in numbers):
        return ()
    return tuple(Fraction(number) / (10 if number <= _TEN else 100) for number in numbers)


def tenths(text: str) -> tuple[Fraction, ...]:
    """Return the share that so many tenths are: one, two for a range.

    >>> tenths("三成"), tenths("三成五"), tenths("五至八成")
    ((Fraction(3, 10),), (Fraction(7, 20),), (Fraction(1, 2), Fraction(4, 5)))
    """
    pieces = (piece.partition("成") for piece in re.split(TO, text))
    return tuple(
        Fraction(_decimal(whole)) / 10 + Fraction(_hundredths(more), 100)
        for whole, _, more in pieces
    )


def as_decimal(share: Fraction) -> Decimal | None:
    """Return a share as a decimal, exactly, or None where no decimal equals it.

    >>> as_decimal(Fraction(1, 4)), as_decimal(Fraction(1, 3))
    (Decimal('0.25'), None)
    """
    for power in range(3 * LONGEST):
        scaled = share * 10**power
        if scaled.denominator == 1:
            return Decimal(f"{scaled.numerator}E-{power}")
    return None


_TEN, _HUNDRED = Decimal(10), Decimal(100)


def _decimal(number: str) -> Decimal:
    """Return a number in digits or in numerals, with 点 before its decimals."""
    whole, point, decimals = number.partition("点")
    if not point:
        return times(number)
    digits = "".join(str(DIGITS.get(char, "")) for char in decimals)
    return Decimal(f"{times(whole)}.{digits or 0}")


def _hundredths(more: str) -> int:
    return 5 if more == "半" else DIGITS.get(more, 0)
