"""Sums of money: exact, in whole fen, and never more than the library can hold.

Inside, a sum is an integer of fen; at the surface it is a `Decimal` in yuan. No result depends
on the process's decimal context: sums are built from integers and text alone.
"""

from decimal import Context, Decimal, InvalidOperation
from fractions import Fraction
from operator import index

from aipolicy.calc.values.written_sums import read_sum
from aipolicy.errors import Fault, InvalidClause, Overflow, UnreadableValue

ZERO = Decimal("0.00")
"""No money, in yuan."""

MOST_FEN = 10**17
"""The largest sum accepted, in fen: 1,000,000,000,000,000 yuan, far above any real one."""

_LONGEST = 60
_WIDE = Context(prec=60)
_MOST_OF_A_FLOAT = 2**53 // 100

_SUM_CURE = 'give a sum in yuan, such as 8000000, "8000000.00" or "800万元"'


def exact(value: object, cure: str) -> Fraction:
    """Return a number as an exact fraction; a float counts as the number it prints.

    Raises:
        UnreadableValue: the value is a boolean, not a number, NaN or infinite.

    >>> exact(0.1, "")
    Fraction(1, 10)
    """
    if isinstance(value, bool):
        raise UnreadableValue("a truth value is not a number", cure)
    if isinstance(value, float):
        value = Decimal(float.__repr__(value))
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise UnreadableValue("this is not a finite number", cure)
        if not value:
            return Fraction(0)
        if value.adjusted() > 30 or value.adjusted() < -60:
            raise UnreadableValue("this is out of all proportion", cure)
        return Fraction(value)
    if isinstance(value, Fraction):
        return value
    try:
        return Fraction(index(value))  # type: ignore[arg-type]  # asks for __index__, NumPy's too
    except TypeError:
        raise UnreadableValue(f"{type(value).__name__} is not a number", cure) from None


def fen_of(value: object) -> int:
    """Return a sum as whole fen: `Decimal`, `int`, `float` or text in yuan.

    Raises:
        UnreadableValue: not a sum, below 0, a fraction of a fen, or above `MOST_FEN`.

    >>> fen_of(wan(800)), fen_of("800万元"), fen_of(0.1)
    (800000000, 800000000, 10)
    """
    amount = read_sum(value) if isinstance(value, str) else exact(value, _SUM_CURE)
    if isinstance(value, float) and amount > _MOST_OF_A_FLOAT:
        raise UnreadableValue(
            "a float this large cannot hold a fen", "give Decimal, a whole number or text"
        )
    if amount < 0:
        raise UnreadableValue("a sum is 0 or more", _SUM_CURE)
    fen = amount * 100
    if fen.denominator != 1:
        raise UnreadableValue(
            "a sum has at most two decimals", "round it to the fen first, as the books do"
        )
    if fen > MOST_FEN:
        raise UnreadableValue(
            f"a sum is at most {MOST_FEN // 100:,} yuan", "check the unit of the sum"
        )
    return fen.numerator


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
        limit = f"a sum is at most {MOST_FEN // 100:,} yuan"
        fault = Fault("sum", str(yuan_of(fen)), limit, "check the units of the facts")
        raise Overflow(where, [fault])
    if fen < 0:
        raise InvalidClause(f"{where}: it gives a sum below 0; floor it: max(..., ZERO)")
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
    cure = 'give a number such as 30 or "33.5"'
    return share_of(number_of(number, cure) / 100, cure)


def share_of(share: Fraction, cure: str) -> Decimal:
    """Return a share as an exact decimal, at least 0.

    Raises:
        UnreadableValue: it is below 0, above 1,000, or has more than 29 decimals.

    >>> share_of(Fraction(3, 10), "")
    Decimal('0.30')
    """
    if not 0 <= share <= 1000:
        raise UnreadableValue("a rate is between 0 and 1,000, which is 100,000%", cure)
    digits = next((n for n in range(2, 30) if 10**n % share.denominator == 0), None)
    if digits is None:
        raise UnreadableValue("a rate has at most 29 decimals", cure)
    whole = share.numerator * (10**digits // share.denominator)
    return Decimal(whole).scaleb(-digits, _WIDE)


def number_of(number: object, cure: str) -> Fraction:
    """Return a number, or the number that a text states in digits, exactly.

    Raises:
        UnreadableValue: it is not a finite number.

    >>> number_of("1.5", "")
    Fraction(3, 2)
    """
    if not isinstance(number, str):
        return exact(number, cure)
    if len(number) > _LONGEST:
        raise UnreadableValue(f"a number has at most {_LONGEST} characters", cure)
    try:
        return exact(Decimal(number), cure)
    except InvalidOperation:
        raise UnreadableValue(f"{number!r} is not a number", cure) from None


def _multiple(number: Decimal | float | str, unit: int) -> Decimal:
    cure = 'give a number such as 500 or "1.2"'
    return yuan_of(fen_of(number_of(number, cure) * unit))
