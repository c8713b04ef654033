"""Sums in other currencies, which are never yuan."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy.calc.copies.normal_form import normal_form
from aipolicy.calc.values.money import wan
from aipolicy.texts.agreement import agrees, worth
from aipolicy.texts.currencies import CURRENCIES
from aipolicy.texts.figures import FigureKind, figure, figures_of


def scan(text):
    return [(found.text, found.currency) for found in figures_of(normal_form(text))]


@pytest.mark.parametrize(
    ("printed", "currency", "values"),
    [
        ("港币500万元", "HKD", [5_000_000]),
        ("500万美元", "USD", [5_000_000]),
        ("500万元港币", "HKD", [5_000_000]),
        ("500万元(港币)", "HKD", [5_000_000]),
        ("港币（大写）伍佰万元", "HKD", [5_000_000]),
        ("港币：500万元", "HKD", [5_000_000]),
        ("HK$500万", "HKD", [5_000_000]),
        ("ＵＳＤ　500万", "USD", [5_000_000]),
        ("US$1,000", "USD", [1000]),
        ("€500", "EUR", [500]),
        ("一百万欧元", "EUR", [1_000_000]),
        ("500万日元", "JPY", [5_000_000]),
        ("3亿日圆", "JPY", [300_000_000]),
        ("20万英镑", "GBP", [200_000]),
        ("美金10万", "USD", [100_000]),
        ("500万新台币", "TWD", [5_000_000]),
        ("外币300万", "XXX", [3_000_000]),
        ("50-100万美元", "USD", [500_000, 1_000_000]),
        ("50万至100万欧元", "EUR", [500_000, 1_000_000]),
        ("港币50万元至100万元", "HKD", [500_000, 1_000_000]),
        ("50万元至100万元港币", "HKD", [500_000, 1_000_000]),
    ],
)
def test_other_currency_is_not_yuan(printed, currency, values):
    found = figure(printed)
    assert (found.kind, found.currency) == (FigureKind.FOREIGN_AMOUNT, currency)
    assert found.values == tuple(map(Decimal, values))
    assert worth(found) is None
    assert not agrees(Decimal(values[0]), [printed])


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("人民币500万元", [("500万元", None)]),
        ("500万元人民币", [("500万元", None)]),
        ("￥500万元", [("500万元", None)]),
        (
            "人民币500万元港币100万元",
            [("500万元", None), ("港币100万元", "HKD")],
        ),
        (
            "港币100万元、200万元、300万元",
            [("港币100万元", "HKD"), ("200万元", "HKD"), ("300万元", "HKD")],
        ),
        (
            "港币100万元、200万元人民币、300万元",
            [("港币100万元", "HKD"), ("200万元", None), ("300万元", None)],
        ),
        ("50万美元至100万美元", [("50万美元", "USD"), ("100万美元", "USD")]),
        ("美元3年期贷款30%", [("3年", None), ("30%", None)]),
        ("10亿美元基金出资2亿元", [("10亿美元", "USD"), ("2亿元", None)]),
        ("1月3日元旦", [("1月3日", None)]),
    ],
)
def test_currency_goes_with_its_own_sum(sentence, figures):
    assert scan(sentence) == figures


@given(
    name=st.sampled_from(sorted(CURRENCIES)),
    number=st.integers(1, 10**6),
    group=st.sampled_from(["", "万", "亿"]),
    behind=st.booleans(),
)
def test_every_currency_is_seen_on_both_sides(name, number, group, behind):
    printed = f"{number}{group}{name}" if behind else f"{name}{number}{group}元"
    (found,) = figures_of(normal_form(f"给予{printed}的补助"))
    assert (found.text, found.currency) == (normal_form(printed), CURRENCIES[name])
    assert found.values == (Decimal(number * {"": 1, "万": 10**4, "亿": 10**8}[group]),)


def test_code_in_yuan_contradicts_other_currency():
    assert agrees(wan(500), ["500万元"])
    assert not any(agrees(wan(500), [printed]) for printed in ("500万美元", "港币500万元"))
