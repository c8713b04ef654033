"""Whether the number in the code is the number in the words."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from aipolicy.texts.agreement import agrees, worth
from aipolicy.texts.figures import figure

YI = Decimal(100_000_000)
TIERS = ((YI, Decimal(1_000_000)), (5 * YI, Decimal(5_000_000)))


@pytest.mark.parametrize(
    ("coded", "printed"),
    [
        (Decimal("5000000.00"), ["500万元"]),
        (Decimal("0.30"), ["30%"]),
        (Decimal(1), ["1:1"]),
        (Decimal(1), ["全免"]),
        (Decimal(4000), ["4000平米"]),
        (1_000_000_000, ["十亿"]),
        (5, ["5个"]),
        (3, ["三年"]),
        (3, ["前三年"]),
        (3, ["第一年", "后两年"]),
        (TIERS, ["1亿", "5亿", "100万", "500万"]),
        (date(2023, 12, 31), ["2023年12月31日"]),
    ],
)
def test_code_agrees_with_the_words(coded, printed):
    assert agrees(coded, printed)


@pytest.mark.parametrize(
    ("coded", "printed"),
    [
        (Decimal("5000000.01"), ["500万元"]),
        (Decimal("0.31"), ["30%"]),
        (Decimal(30), ["30%"]),
        (Decimal("0.5"), ["1:1"]),
        (4, ["第一年", "后两年"]),
        (1, ["6个月"]),
        (3, ["三年", "6个月"]),
        (2, ["2-3个"]),
        (6, ["5个", "一项"]),
        (0, []),
        (5, ["若干"]),
        (5, ["5个", "若干"]),
        (TIERS, ["1亿", "100万", "5亿", "500万"]),
        (TIERS, ["1亿", "5亿", "100万"]),
        (TIERS, ["1亿"]),
        (date(2023, 12, 30), ["2023年12月31日"]),
        (date(2023, 12, 31), ["2023年"]),
        (date(2023, 12, 31), ["3年"]),
    ],
)
def test_another_number_does_not_agree(coded, printed):
    assert not agrees(coded, printed)


@pytest.mark.parametrize(
    ("printed", "number"),
    [("1:3", Fraction(1, 3)), ("1:0", None), ("2-3个", None), ("亿元", Fraction(10**8))],
)
def test_figure_is_worth_one_number_or_none(printed, number):
    assert worth(figure(printed)) == number
