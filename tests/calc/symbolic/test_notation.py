from fractions import Fraction

import pytest

from aipolicy.calc.symbolic.notation import counted, digits, figure, money, percentage, surface


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (Fraction(0), "0.00"),
        (Fraction(5_000_000), "5,000,000.00"),
        (Fraction(-5, 100), "-0.05"),
        (Fraction(1, 1000), "0.001"),
        (Fraction(-1, 1000), "-0.001"),
        (Fraction(10, 3), "10/3"),
    ],
)
def test_sums_have_thousands_separators(number, written):
    assert money(number) == written


@pytest.mark.parametrize(
    ("yuan", "english", "chinese"),
    [
        (Fraction(0), "0", "0元"),
        (Fraction(8), "8", "8元"),
        (Fraction("0.5"), "0.50", "0.50元"),
        (Fraction(9_999), "9,999", "9999元"),
        (Fraction(10_000), "10,000", "1万元"),
        (Fraction(12_345), "12,345", "12,345元"),
        (Fraction(12_300), "12,300", "1.23万元"),
        (Fraction(1_000_000), "1 million", "100万元"),
        (Fraction(1_234_567), "1,234,567", "1,234,567元"),
        (Fraction(20_000_000), "20 million", "2000万元"),
        (Fraction(123_456_700), "123,456,700", "12345.67万元"),
        (Fraction(150_000_000), "150 million", "1.5亿元"),
        (Fraction(1_000_000_000), "1,000 million", "10亿元"),
        (Fraction("1000000.01"), "1,000,000.01", "1,000,000.01元"),
        (Fraction(1, 3), "1/3", "1/3元"),
        (Fraction(-3_000_000), "-3 million", "-300万元"),
    ],
)
def test_figures_are_printed_exactly(yuan, english, chinese):
    """In the unit that an official uses, never rounded."""
    assert figure(yuan, "en") == english
    assert figure(yuan, "zh") == chinese


@pytest.mark.parametrize(
    ("ratio", "written"),
    [
        (Fraction(1, 3), "1/3"),
        (Fraction(2, 3), "2/3"),
        (Fraction(5, 6), "5/6"),
        (Fraction(1), "100%"),
        (Fraction(1, 8), "12.5%"),
        (Fraction(333_333, 10**6), "33.3333%"),
    ],
)
def test_thirds_are_written_as_fractions(ratio, written):
    """A share whose digits do not end is a fraction; every other one a percentage."""
    assert percentage(ratio) == written


def test_counts_and_areas_are_short_in_chinese():
    assert (counted(Fraction(10**9), "zh"), counted(Fraction(10**9), "en")) == (
        "10亿",
        "1,000,000,000",
    )
    assert (counted(Fraction(24), "zh"), digits(Fraction(1500))) == ("24", "1,500")
    assert (surface(Fraction("120.5"), "zh"), surface(Fraction(4000), "en")) == (
        "120.5平方米",
        "4,000 m²",
    )
