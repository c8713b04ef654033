"""Sums of money: exact, in whole fen, and never more than the library can hold.

Inside, a sum is an integer of fen; at the surface it is a `Decimal` in yuan. No result depends
on the process's decimal context: sums are built from integers and text alone.
"""

from decimal import Context, Decimal, InvalidOperation
from fractions import Fraction
from operator import index

from aipolicy.calc.values.foreign import as_python, is_short_float
from aipolicy.calc.values.names import FULL_WIDTH, visible
from aipolicy.calc.values.written_sums import read_sum
from aipolicy.errors import Code, Fault, InvalidClause, Overflow, UnreadableValue, fault
from aipolicy.errors.fault import Shown

ZERO = Decimal("0.00")
"""No money, in yuan."""

MOST_FEN = 10**17
"""The largest sum accepted, in fen: 1,000,000,000,000,000 yuan, far above any real one."""

_LONGEST = 60
_WIDE = Context(prec=60)
_MOST_OF_A_FLOAT = 2**46
"""The largest sum in yuan as a float: above it, two fen can be one float."""


def exact(number: object) -> Fraction:
    """Return a number as an exact fraction; a float counts as the number it prints.

    Scalars of NumPy and PyArrow count as the Python number that they equal.

    Raises:
        UnreadableValue: the value is a boolean, not a number, NaN or infinite.

    >>> exact(0.1)
    Fraction(1, 10)
    """
    value = as_python(number)
    if isinstance(value, bool):
        raise UnreadableValue(fault(Code.NUMBER_TRUTH, value=number))
    if isinstance(value, float):
        return _finite(Decimal(float.__repr__(value)), number)
    if isinstance(value, Decimal):
        return _finite(value, number)
    if isinstance(value, Fraction):
        return value
    kind = type(number).__name__
    if is_short_float(value):
        raise UnreadableValue(fault(Code.NUMBER_SHORT_FLOAT, value=number, type=kind))
    try:
        return Fraction(index(value))  # type: ignore[arg-type]  # asks for __index__
    except TypeError:
        raise UnreadableValue(fault(Code.NUMBER_TYPE, value=number, type=kind)) from None


def fen_of(value: object) -> int:
    """Return a sum as whole fen: `Decimal`, `int`, `float` or text in yuan.

    Raises:
        UnreadableValue: not a sum, below 0, a fraction of a fen, or above `MOST_FEN`.

    >>> fen_of(wan(800)), fen_of("800万元"), fen_of(0.1)
    (800000000, 800000000, 10)
    """
    plain = as_python(value)
    amount = read_sum(plain) if isinstance(plain, str) else exact(value)
    if isinstance(plain, float) and amount > _MOST_OF_A_FLOAT:
        raise UnreadableValue(fault(Code.SUM_FLOAT_TOO_LARGE, value=value))
    return _whole_fen(amount, value)


def yuan_of(fen: int) -> Decimal:
    """Return whole fen, 0 or more, as a `Decimal` in yuan with two decimals.

    >>> yuan_of(5), yuan_of(800000000)
    (Decimal('0.05'), Decimal('8000000.00'))
    """
    return Decimal(f"{fen // 100}.{fen % 100:02d}")


def checked_sum(where: str, fen: int) -> Decimal:
    """Return a clause's sum in yuan, where the library can hold it.

    Raises:
        Overflow: the sum is above `MOST_FEN`.
        InvalidClause: the sum is below 0, which no support is.

    >>> checked_sum("harbin_2022/4.1", 5)
    Decimal('0.05')
    """
    if fen > MOST_FEN:
        given, most = Shown(yuan_of(fen)), MOST_FEN // 100
        raise Overflow(where, [fault(Code.SUM_RESULT_TOO_LARGE, "sum", value=given, most=most)])
    if fen < 0:
        raise InvalidClause(fault(Code.DEFINITION_NEGATIVE, where))
    return yuan_of(fen)


def as_fraction(sum_: Decimal) -> Fraction:
    """Return a finite decimal as a fraction, in any decimal context.

    >>> as_fraction(Decimal("0.25"))
    Fraction(1, 4)
    """
    return Fraction(*sum_.as_integer_ratio())


def yuan(value: Decimal | float | str) -> Decimal:
    """Return a sum in yuan with two decimals, read from a number or from text.

    Raises:
        UnreadableValue: as `fen_of`.

    >>> yuan("1.2亿元"), yuan("3,000,000元"), yuan("８００万元")
    (Decimal('120000000.00'), Decimal('3000000.00'), Decimal('8000000.00'))
    """
    return yuan_of(fen_of(value))


def wan(number: Decimal | float | str) -> Decimal:
    """Return so many 万元 (ten thousand yuan) in yuan.

    Raises:
        UnreadableValue: as `fen_of`.

    >>> wan(500)
    Decimal('5000000.00')
    """
    return _multiple(number, 10_000)


def yi(number: Decimal | float | str) -> Decimal:
    """Return so many 亿元 (a hundred million yuan) in yuan.

    Raises:
        UnreadableValue: as `fen_of`.

    >>> yi(2)
    Decimal('200000000.00')
    """
    return _multiple(number, 100_000_000)


def percent(number: Decimal | float | str) -> Decimal:
    """Return so many hundredths, exactly.

    Raises:
        UnreadableValue: not a finite number, below 0, above 100,000 (a thousandfold), or with
            more than 27 decimals.

    >>> percent(30), percent("33.333333")
    (Decimal('0.30'), Decimal('0.33333333'))
    """
    return share_of(number_of(number) / 100, number)


def share_of(share: Fraction, given: object) -> Decimal:
    """Return a share as an exact decimal, at least 0; a fault names what was given for it.

    Raises:
        UnreadableValue: it is below 0, above 1,000, or has more than 29 decimals.

    >>> share_of(Fraction(3, 10), 30)
    Decimal('0.30')
    """
    if share < 0:
        raise UnreadableValue(rate_fault(given))
    if share > 1000:
        raise UnreadableValue(fault(Code.MULTIPLE_RANGE, value=given))
    decimal = _in_decimals(share)
    if decimal is None:
        raise UnreadableValue(fault(Code.RATE_DECIMALS, value=given))
    return decimal


def rate_fault(given: object, meant: Fraction | None = None) -> Fault:
    """Return the fault of a rate below 0 or above 1, with what was probably meant in percent.

    >>> print(rate_fault(30, meant=Fraction(30)))
    30: a rate must be between 0 and 1, which is 100%; write 0.30 or percent(30)
    """
    share = _in_decimals((meant or 0) / Fraction(100))
    if share is None or not 0 < share <= 1:
        share = Decimal("0.30")
    hundredths = f"{share.scaleb(2, _WIDE):f}"
    if "." in hundredths:
        hundredths = hundredths.rstrip("0").rstrip(".")
    shown = {"share": Shown(share), "hundredths": Shown(hundredths)}
    return fault(Code.RATE_RANGE, value=given, **shown)


def _in_decimals(share: Fraction) -> Decimal | None:
    """Return a share with two decimals or as many as it needs, None where it needs above 29."""
    digits = next((n for n in range(2, 30) if 10**n % share.denominator == 0), None)
    if digits is None:
        return None
    whole = share.numerator * (10**digits // share.denominator)
    return Decimal(whole).scaleb(-digits, _WIDE)


def canonical(number: Decimal) -> Decimal:
    """Return a finite decimal in its one form: plain digits, two decimals or as many as needed.

    >>> canonical(Decimal("8E+5")), canonical(Decimal("0.3")), canonical(Decimal("0.1250"))
    (Decimal('800000.00'), Decimal('0.30'), Decimal('0.125'))
    """
    if not number.is_finite() or not -_LONGEST < number.adjusted() < _LONGEST // 2:
        return number
    plain, cents = number.normalize(_WIDE), number.quantize(ZERO, context=_WIDE)
    if not number:
        return ZERO
    return cents if cents == number else plain if plain == number else number


def number_of(number: object) -> Fraction:
    """Return a number, or the number that a text states in digits, exactly.

    Raises:
        UnreadableValue: it is not a finite number.

    >>> number_of("1.5")
    Fraction(3, 2)
    """
    text = as_python(number)
    if not isinstance(text, str):
        return exact(number)
    if len(text) > _LONGEST:
        raise UnreadableValue(fault(Code.NUMBER_TOO_LONG, value=number, most=_LONGEST))
    plain = visible(text).translate(FULL_WIDTH)
    try:
        return _finite(Decimal(plain if plain.isascii() and "_" not in plain else ""), number)
    except InvalidOperation:
        raise UnreadableValue(fault(Code.NUMBER_UNREADABLE, value=number)) from None


def _multiple(number: Decimal | float | str, unit: int) -> Decimal:
    return yuan_of(_whole_fen(number_of(number) * unit, number))


def _finite(number: Decimal, given: object) -> Fraction:
    """Return a decimal as a fraction, where it is finite and of a size that can be a number."""
    if not number.is_finite():
        raise UnreadableValue(fault(Code.NUMBER_NOT_FINITE, value=given))
    if not number:
        return Fraction(0)
    if number.adjusted() > 30 or number.adjusted() < -60:
        raise UnreadableValue(fault(Code.NUMBER_PROPORTION, value=given))
    return Fraction(number)


def _whole_fen(amount: Fraction, given: object) -> int:
    """Return a sum in yuan as whole fen, within its bounds."""
    if amount < 0:
        raise UnreadableValue(fault(Code.SUM_NEGATIVE, value=given))
    fen = amount * 100
    if fen.denominator != 1:
        raise UnreadableValue(fault(Code.SUM_FRACTION, value=given))
    if fen > MOST_FEN:
        raise UnreadableValue(fault(Code.SUM_TOO_LARGE, value=given, most=MOST_FEN // 100))
    return fen.numerator
