"""Sums of money: exact, in whole fen, and never more than the library can hold.

Inside, a sum is an integer of fen; at the surface it is a `Decimal` in yuan. No result depends
on the process's decimal context: sums are built from integers and text alone.
"""

from decimal import Decimal, InvalidOperation
from fractions import Fraction
from operator import index

from aipolicy.calc.amounts_in_words import UnreadableSum, read_sum
from aipolicy.errors import Overflow

ZERO = Decimal("0.00")
"""No money, in yuan."""

MOST_FEN = 10**17
"""The largest sum taken, in fen: 1,000,000,000,000,000 yuan, far above any real one."""

_SUM_CURE = 'give a sum in yuan, such as 8000000, "8000000.00" or "800万元"'


class UnreadableValue(ValueError):
    """A value that cannot be taken as what it is meant to be; bears the limit and the cure."""

    def __init__(self, limit: str, cure: str) -> None:
        self.limit = limit
        self.cure = cure
        super().__init__(limit, cure)

    def __str__(self) -> str:
        return f"{self.limit}; {self.cure}"


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
    if isinstance(value, str):
        try:
            amount = read_sum(value)
        except UnreadableSum as unreadable:
            raise UnreadableValue(unreadable.limit, unreadable.cure) from None
    else:
        amount = exact(value, _SUM_CURE)
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
    """Return whole fen as a `Decimal` in yuan with two decimals.

    >>> yuan_of(5), yuan_of(800000000)
    (Decimal('0.05'), Decimal('8000000.00'))
    """
    return Decimal(f"{fen // 100}.{fen % 100:02d}")


def held(where: str, fen: int) -> Decimal:
    """Return a clause's sum in yuan, where the library can hold it.

    Raises:
        Overflow: the sum is above `MOST_FEN`.

    >>> held("harbin_2022/4.1", 5)
    Decimal('0.05')
    """
    if fen > MOST_FEN:
        raise Overflow(
            f"{where}: the sum is above {MOST_FEN // 100:,} yuan; check the units of the facts"
        )
    return yuan_of(fen)


def as_fraction(sum_: Decimal) -> Fraction:
    """Return a finite decimal as a fraction, whatever the decimal context.

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
        UnreadableValue: not a finite number, or below 0.

    >>> percent(30), percent("33.333333")
    (Decimal('0.30'), Decimal('0.33333333'))
    """
    cure = 'give a number such as 30 or "33.5"'
    share = exact(_decimal(number, cure), cure)
    if share < 0:
        raise UnreadableValue("a rate is 0 or more", cure)
    sign, digits, exponent = _decimal(number, cure).as_tuple()
    return Decimal((sign, digits, int(exponent) - 2))


def _multiple(number: Decimal | float | str, unit: int) -> Decimal:
    cure = 'give a number such as 500 or "1.2"'
    return yuan_of(fen_of(exact(_decimal(number, cure), cure) * unit))


def _decimal(number: Decimal | float | str, cure: str) -> Decimal:
    if isinstance(number, bool):
        raise UnreadableValue("a truth value is not a number", cure)
    try:
        return Decimal(float.__repr__(number) if isinstance(number, float) else number)
    except InvalidOperation:
        raise UnreadableValue(f"{number!r} is not a number", cure) from None
