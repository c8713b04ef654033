"""Shares that a text prints in words."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy.calc.copies.normal_form import normal_form
from aipolicy.texts.agreement import agrees, worth
from aipolicy.texts.figures import FigureKind, figure, figures_of


@pytest.mark.parametrize(
    ("printed", "share"),
    [
        ("三分之一", Fraction(1, 3)),
        ("千分之二", Fraction(2, 1000)),
        ("万分之五", Fraction(5, 10_000)),
        ("五折", Fraction(1, 2)),
        ("三分之二", Fraction(2, 3)),
        ("七分之三", Fraction(3, 7)),
        ("四分之三", Fraction(3, 4)),
        ("３分之１", Fraction(1, 3)),
        ("十万分之一", Fraction(1, 100_000)),
        ("百分之三十", Fraction(3, 10)),
        ("百分之百", Fraction(1)),
        ("百分之30", Fraction(3, 10)),
        ("百分之三点五", Fraction(35, 1000)),
        ("百分之零点零五", Fraction(5, 10_000)),
        ("千分之0.5", Fraction(5, 10_000)),
        ("3‰", Fraction(3, 1000)),
        ("3‱", Fraction(3, 10_000)),
        ("1.5‱", Fraction(15, 100_000)),
        ("七五折", Fraction(3, 4)),
        ("九五折", Fraction(95, 100)),
        ("8折", Fraction(8, 10)),
        ("85折", Fraction(85, 100)),
        ("8.5折", Fraction(85, 100)),
        ("七点五折", Fraction(3, 4)),
        ("十折", Fraction(1)),
        ("对折", Fraction(1, 2)),
        ("半数", Fraction(1, 2)),
        ("三成", Fraction(3, 10)),
        ("三成五", Fraction(35, 100)),
        ("三成半", Fraction(35, 100)),
        ("8成", Fraction(8, 10)),
    ],
)
def test_share_in_words_has_its_worth(printed, share):
    found = figure(printed)
    assert found is not None
    assert found.kind in {FigureKind.RATE, FigureKind.RATIO}
    assert worth(found) == share


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("给予不超过三分之一的补助", ["三分之一"]),
        ("按销售额的千分之二至千分之五奖励", ["千分之二至千分之五"]),
        ("租金按七五折、五折收取", ["七五折", "五折"]),
        ("租金五折至八折", ["五折", "八折"]),
        ("按百分之三至五年内付清", ["百分之三", "五年内"]),
        ("补贴三成以上", ["三成"]),
        ("给予五至八成补助", ["五至八成"]),
        ("三分之二的企业,给予百分之三十至五十", ["三分之二", "百分之三十至五十"]),
    ],
)
def test_sentence_gives_each_share_in_words(sentence, printed):
    assert [found.text for found in figures_of(normal_form(sentence))] == printed


@pytest.mark.parametrize(
    ("printed", "least", "most"),
    [
        ("百分之三十至五十", "0.3", "0.5"),
        ("百分之十到百分之二十", "0.1", "0.2"),
        ("千分之二—五", "0.002", "0.005"),
        ("5-8折", "0.5", "0.8"),
        ("五至八成", "0.5", "0.8"),
    ],
)
def test_range_of_shares_has_two_values(printed, least, most):
    found = figure(printed)
    assert (found.kind, found.values) == (FigureKind.RATE, (Decimal(least), Decimal(most)))


@pytest.mark.parametrize("printed", ["零分之一", "100折", "三分之一至三分之二"])
def test_share_without_decimal_has_no_value(printed):
    """It is found, so that somebody must account for it."""
    assert figure(printed).values == ()


@given(part=st.integers(1, 99), whole=st.integers(1, 99))
def test_every_fraction_is_exact(part, whole):
    assert worth(figure(f"{whole}分之{part}")) == Fraction(part, whole)


def test_code_agrees_with_a_share_in_words():
    assert agrees(Decimal("0.0005"), ["万分之五"])
    assert agrees(Decimal("0.75"), ["七五折"])
    assert agrees(Decimal("0.3"), ["百分之三十"])
    assert not agrees(Decimal("0.05"), ["万分之五"])
    assert not agrees(Decimal("0.3333"), ["三分之一"])
