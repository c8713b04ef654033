"""Sums, rates, areas and counts as people write them, exactly."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from aipolicy._words import Language

_YES_NO: Mapping[Language, tuple[str, str]] = {"zh": ("是", "否"), "en": ("yes", "no")}
_WAN, _YI, _MILLION = 10_000, 100_000_000, 1_000_000


def money(yuan: Fraction) -> str:
    """Return a sum in yuan with its thousands apart; fractions of a fen only where there are any.

    >>> money(Fraction(5000000)), money(Fraction(1, 1000))
    ('5,000,000.00', '0.001')
    """
    fen = yuan * 100
    if fen.denominator == 1:
        return f"{'-' if fen < 0 else ''}{abs(int(fen)) // 100:,}.{abs(int(fen)) % 100:02d}"
    return digits(yuan)


def figure(yuan: Fraction, language: Language) -> str:
    """Return a sum in yuan as a text prints it: exactly, in the unit that keeps it short.

    >>> figure(Fraction(100_000_000), "en"), figure(Fraction(400_000), "en")
    ('100 million', '400,000')
    >>> figure(Fraction(100_000_000), "zh"), figure(Fraction(400_000), "zh")
    ('1亿元', '40万元')
    """
    in_digits = digits(yuan) if yuan.denominator == 1 else money(yuan)
    if language == "zh":
        return f"{_short(yuan, in_digits)}元"
    if abs(yuan) >= _MILLION and yuan % (_MILLION // 100) == 0:
        return f"{digits(yuan / _MILLION)} million"
    return in_digits


def counted(number: Fraction, language: Language) -> str:
    """Return a number without a unit as a text prints it.

    >>> counted(Fraction(1_000_000_000), "en"), counted(Fraction(1_000_000_000), "zh")
    ('1,000,000,000', '10亿')
    """
    return digits(number) if language == "en" else _short(number, digits(number))


def surface(area: Fraction, language: Language) -> str:
    """Return square metres as a text prints them.

    >>> surface(Fraction(4000), "en"), surface(Fraction(4000), "zh")
    ('4,000 m²', '4000平方米')
    """
    return f"{digits(area)} m²" if language == "en" else f"{_short(area, digits(area))}平方米"


def _short(number: Fraction, in_digits: str) -> str:
    """Return a number in 亿 or 万 where two decimals are enough, below that without commas."""
    for unit, name in ((_YI, "亿"), (_WAN, "万")):
        if abs(number) >= unit and number % (unit // 100) == 0:
            return f"{digits(number / unit).replace(',', '')}{name}"
    return in_digits.replace(",", "") if abs(number) < _WAN else in_digits


def percentage(ratio: Fraction) -> str:
    """Return a share as a percentage, exactly; as a fraction where its digits do not end.

    >>> percentage(Fraction(3, 10)), percentage(Fraction(33333333, 100000000))
    ('30%', '33.333333%')
    >>> percentage(Fraction(1, 3))
    '1/3'
    """
    return f"{digits(ratio * 100)}%" if _ends(ratio) else digits(ratio)


def yes_or_no(value: object, language: Language) -> str:
    """Return a truth value in words.

    >>> yes_or_no(True, "zh"), yes_or_no(False, "en")
    ('是', 'no')
    """
    return _YES_NO[language][0 if value else 1]


def digits(number: Fraction) -> str:
    """Return a number in digits where these end, else as a fraction.

    >>> digits(Fraction(241, 2)), digits(Fraction(1, 3))
    ('120.5', '1/3')
    """
    if not _ends(number):
        return f"{number.numerator:,}/{number.denominator:,}"
    places = 0
    while 10**places % number.denominator:
        places += 1
    whole, part = divmod(abs(number.numerator) * (10**places // number.denominator), 10**places)
    sign = "-" if number < 0 else ""
    return f"{sign}{whole:,}" + (f".{part:0{places}d}" if places else "")


_PLACES = 10**30


def _ends(number: Fraction) -> bool:
    """Return whether a number has an end in at most thirty decimals."""
    return _PLACES % number.denominator == 0
