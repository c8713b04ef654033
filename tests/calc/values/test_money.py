from decimal import Decimal, localcontext
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy.calc.values.money import (
    MOST_FEN,
    as_fraction,
    checked_sum,
    fen_of,
    percent,
    wan,
    yi,
    yuan,
    yuan_of,
)
from aipolicy.errors import Code, InvalidClause, UnreadableValue

CURE = 'give a sum in yuan, such as 8000000, "8000000.00" or "800万元"'
NOT_A_SUM = 'not a sum of money; write it as "8000000.00" or "800万元"'


@pytest.mark.parametrize(
    ("given_", "fen"),
    [
        (0, 0),
        (8_000_000, 800_000_000),
        (Decimal("0.01"), 1),
        (Decimal("-0"), 0),
        (0.1, 10),
        (8e6, 800_000_000),
        (Fraction(1, 4), 25),
        (Decimal("0E+40"), 0),
        ("800 万元", 800_000_000),
        (np.int64(5), 500),
        (np.float64(0.29), 29),
        ("8000000.00", 800_000_000),
        ("800万元", 800_000_000),
        ("800万", 800_000_000),
        ("1.2亿元", 12_000_000_000),
        ("3,000,000元", 300_000_000),
        ("３，０００，０００元", 300_000_000),
        ("８００万元", 800_000_000),
        (" 人民币 500 元整 ", 50_000),
        ("¥12.5", 1_250),
        ("3千元", 300_000),
        ("2百万元", 200_000_000),
        ("0.5万亿元", 50_000_000_000_000),
        ("人民币伍佰万元整", 500_000_000),
        ("壹仟贰佰叁拾肆元伍角陆分", 123_456),
        ("一万零五元零伍分", 1_000_505),
        (MOST_FEN // 100, MOST_FEN),
    ],
)
def test_a_sum_is_read_to_the_fen(given_, fen):
    assert fen_of(given_) == fen


@pytest.mark.parametrize(
    ("given_", "message"),
    [
        (float("nan"), "nan: not a finite number; give a finite number"),
        (float("inf"), "inf: not a finite number; give a finite number"),
        (Decimal("NaN"), "Decimal('NaN'): not a finite number; give a finite number"),
        (Decimal("sNaN"), "Decimal('sNaN'): not a finite number; give a finite number"),
        (Decimal("Infinity"), "Decimal('Infinity'): not a finite number; give a finite number"),
        (-1, f"-1: a sum must be 0 or more; {CURE}"),
        (Decimal("-0.01"), f"Decimal('-0.01'): a sum must be 0 or more; {CURE}"),
        ("-5元", f"'-5元': a sum must be 0 or more; {CURE}"),
        (
            Decimal("0.001"),
            "Decimal('0.001'): a sum has at most two decimals; round it to two decimals first",
        ),
        (
            0.1 + 0.2,
            "0.30000000000000004: a sum has at most two decimals; round it to two decimals first",
        ),
        ("1.234元", "'1.234元': a sum has at most two decimals; round it to two decimals first"),
        (True, "True: a truth value is not a number; give a number"),
        (None, "None: expected a number, got NoneType; give a number"),
        ([1], "[1]: expected a number, got list; give a number"),
        (
            Decimal("1E+1000000"),
            "Decimal('1E+1000000'): number too large or too small; give a number of a usual size",
        ),
        (
            MOST_FEN // 100 + 1,
            "1000000000000001: a sum must be at most 1,000,000,000,000,000 yuan; "
            "check the unit of the sum",
        ),
        ("500刀", "'500刀': unknown unit '刀'; write 元, 万元 or 亿元, or no unit"),
        ("500k", "'500k': unknown unit 'k'; write 元, 万元 or 亿元, or no unit"),
        ("500美元", "'500美元': sums are in yuan, not in another currency; convert it to yuan"),
        ("$500", "'$500': sums are in yuan, not in another currency; convert it to yuan"),
        (
            123456789012345.67,
            "123456789012345.67: floats this large cannot represent single fen; "
            "pass Decimal, int or text",
        ),
        (
            "9" * 61,
            f'\'{"9" * 59}…: a written sum has at most 60 characters; write it as "800万元"',
        ),
        ("5²", "'5²': unknown unit '²'; write 元, 万元 or 亿元, or no unit"),
        ("①②", f"'①②': {NOT_A_SUM}"),
        (
            "3000 5000",
            "'3000 5000': '3000 5000' can be read in more than one way; write it in one unit, such as 800万元",
        ),
        (
            "三元十角",
            "'三元十角': '十角' was not understood; write it as \"8000000.00\" or \"800万元\"",
        ),
        ("", f"'': {NOT_A_SUM}"),
        ("8,00,0元", f"'8,00,0元': {NOT_A_SUM}"),
        ("five", f"'five': {NOT_A_SUM}"),
        (
            "五百五元",
            "'五百五元': these Chinese numerals are not well formed; write digits, such as 500万元",
        ),
        (
            "二〇二五元",
            "'二〇二五元': these Chinese numerals are not well formed; write digits, such as 500万元",
        ),
    ],
)
def test_refuses_what_is_not_a_sum(given_, message):
    """The message gives the limit and the cure."""
    with pytest.raises(UnreadableValue) as refused:
        fen_of(given_)
    assert str(refused.value) == message


@given(st.integers(0, MOST_FEN))
def test_fen_and_yuan_round_trip(fen):
    """The decimal context of the caller does not matter."""
    with localcontext(prec=3):
        sum_ = yuan_of(fen)
        assert fen_of(sum_) == fen
        assert fen_of(str(sum_)) == fen
    assert as_fraction(sum_) == Fraction(fen, 100)


@given(st.integers(1, 10**13))
def test_reads_back_banking_numerals(fen):
    from cn2an import an2cn

    written = an2cn(str(yuan_of(fen)), "rmb")
    if written.startswith("零") or fen < 100:
        return  # sums under a yuan are written without 元
    assert fen_of(written) == fen


def test_figures_are_read_as_printed():
    with localcontext(prec=3):
        assert wan(500) == yuan("500万元") == Decimal("5000000.00")
        assert wan("12345.6789") == Decimal("123456789.00")
        assert wan(0.5) == Decimal("5000.00")
        assert wan(np.int64(5)) == Decimal("50000.00")
        assert yi(2) == Decimal("200000000.00")
        assert percent(30) == Decimal("0.3")
        assert percent("33.333333") == Decimal("0.33333333")
        assert percent(0.5) == Decimal("0.005")


def test_refuses_a_negative_sum():
    with pytest.raises(InvalidClause) as refused:
        checked_sum("islands/9.9", -5)
    assert str(refused.value) == ("islands/9.9: it gives a sum below 0; floor it: max(..., ZERO)")


@pytest.mark.parametrize("figure", [wan, yi, percent])
@pytest.mark.parametrize("bad", [True, "ten", float("nan"), -1, None, b"5", [], "1e999999999"])
def test_refuses_non_numeric_figures(figure, bad):
    with pytest.raises(UnreadableValue):
        figure(bad)


def test_limits_size_and_decimals_of_a_rate():
    """A rate is at most 1,000 and has at most 29 decimals."""
    assert percent(100_000) == 1000
    assert percent("0." + "0" * 26 + "1") == Decimal("1E-29")
    tiny = "0." + "0" * 27 + "1"
    for bad, message in [
        (
            "100000.01",
            "a multiple must be between 0 and 1,000; give a number such as 1.5",
        ),
        (tiny, "a rate has at most 29 decimals; give fewer decimals"),
    ]:
        with pytest.raises(UnreadableValue) as refused:
            percent(bad)
        assert str(refused.value) == f"'{bad}': {message}"


def test_refuses_numbers_written_too_long():
    """They are never cut short."""
    assert wan("0" * 59 + "5") == Decimal(50_000)
    for too_long in ("0" * 60 + "5", "1" * 61):
        with pytest.raises(UnreadableValue) as refused:
            wan(too_long)
        assert str(refused.value) == (
            f"'{too_long[:59]}…: a number has at most 60 characters; write fewer digits"
        )


@pytest.mark.parametrize(
    ("figure", "bad", "code"),
    [
        (wan, -1, Code.SUM_NEGATIVE),
        (wan, "0.0000001", Code.SUM_FRACTION),
        (yi, "10000001", Code.SUM_TOO_LARGE),
        (wan, "nan", Code.NUMBER_NOT_FINITE),
        (yi, float("inf"), Code.NUMBER_NOT_FINITE),
        (percent, "1e999999999", Code.NUMBER_PROPORTION),
        (percent, -1, Code.RATE_RANGE),
        (wan, "ten", Code.NUMBER_UNREADABLE),
        (wan, True, Code.NUMBER_TRUTH),
    ],
)
def test_faults_show_what_was_given(figure, bad, code):
    """They name the caller's own number, and not what it became on the way."""
    with pytest.raises(UnreadableValue) as refused:
        figure(bad)
    assert (refused.value.fault.code, refused.value.fault.params["value"]) == (code, repr(bad))
