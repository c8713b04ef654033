"""Chinese numerals as whole numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy.calc.values.numerals import is_well_formed, whole_number

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
def test_reads_chinese_numerals(numeral, number):
    assert whole_number(numeral) == number


def _section(number):
    """Write a number below ten thousand, with every digit and its unit."""
    parts = zip(f"{number:04d}", "千百十 ", strict=True)
    return "".join(_DIGITS[int(d)] + unit.strip() for d, unit in parts if d != "0")


@given(st.integers(1, 9_999), st.integers(0, 9_999), st.integers(0, 9_999))
def test_reads_back_written_numerals(yi, wan, ones):
    numeral = _section(yi) + "亿"
    numeral += f"{_section(wan)}万" if wan else ""
    numeral += _section(ones)
    assert whole_number(numeral) == yi * 10**8 + wan * 10**4 + ones


@pytest.mark.parametrize(
    "numeral",
    ["零", "十", "十五", "二十一", "两百", "一百零五", "一百一十五", "一千五十", "一千零五十",
     "两千零五", "三千五百万", "一万零五", "一万五百", "一万零五百", "一亿零五", "一亿五百万",
     "一亿零五万零五", "三万亿", "伍佰万", "壹拾万零柒仟", "壹萬", "三千亿零五百"],
)  # fmt: skip
def test_one_reading_is_well_formed(numeral):
    """A numeral that can be read in just one way is well formed."""
    assert is_well_formed(numeral)


@pytest.mark.parametrize(
    "numeral",
    ["", "五百五", "一万五", "一千五", "一亿五", "百", "万", "万亿", "零五", "二〇二五", "五五",
     "十百", "一百千", "一百零", "一万零", "一百零零五", "一万二万", "一亿二亿", "五元"],
)  # fmt: skip
def test_two_readings_are_not_well_formed(numeral):
    """Nor is a numeral that cannot be read at all."""
    assert not is_well_formed(numeral)


@given(st.integers(0, 10**15))
def test_reads_back_numerals_of_cn2an(number):
    """Every number that cn2an writes is well formed."""
    from cn2an import an2cn

    for style in ("low", "up"):
        written = an2cn(number, style)
        assert is_well_formed(written)
        assert whole_number(written) == number


@given(st.text("一二五十百千万亿零两壹拾", min_size=1, max_size=6))
def test_last_digit_counts_ones(numeral):
    """A bare digit at the end counts ones, so that none is lost or moved to another place."""
    if is_well_formed(numeral) and numeral[-1] == "一":
        assert is_well_formed(numeral[:-1] + "五")
        assert whole_number(numeral[:-1] + "五") == whole_number(numeral) + 4
