"""Chinese numerals as whole numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy.texts.numerals import whole_number

_DIGITS = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        ("零", 0),
        ("两", 2),
        ("十", 10),
        ("十五", 15),
        ("二十一", 21),
        ("一百零五", 105),
        ("二千五百", 2_500),
        ("三千五百万", 35_000_000),
        ("伍佰万", 5_000_000),
        ("壹萬", 10_000),
        ("十亿", 1_000_000_000),
        ("百亿", 10_000_000_000),
        ("千亿", 100_000_000_000),
        ("万亿", 1_000_000_000_000),
        ("三万亿", 3_000_000_000_000),
        ("一亿零五百", 100_000_500),
        ("一亿二千万", 120_000_000),
        ("二〇二五", 2025),
    ],
)
def test_a_numeral_is_the_number_it_stands_for(numeral, number):
    assert whole_number(numeral) == number


def _section(number):
    """Write a number below ten thousand, with every digit and its unit."""
    parts = zip(f"{number:04d}", "千百十 ", strict=True)
    return "".join(_DIGITS[int(d)] + unit.strip() for d, unit in parts if d != "0")


@given(st.integers(1, 9_999), st.integers(0, 9_999), st.integers(0, 9_999))
def test_a_numeral_written_out_is_read_back(yi, wan, ones):
    numeral = _section(yi) + "亿"
    numeral += f"{_section(wan)}万" if wan else ""
    numeral += _section(ones)
    assert whole_number(numeral) == yi * 10**8 + wan * 10**4 + ones
