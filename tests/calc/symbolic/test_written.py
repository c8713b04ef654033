from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy.calc import Rate, Yuan, percent, wan
from aipolicy.calc.symbolic.polynomial import Polynomial
from aipolicy.calc.symbolic.terms import (
    Fact,
    Number,
    Product,
    Total,
    leaves,
    minus,
    plus,
    polynomial,
    spelled,
    times,
    without,
)
from aipolicy.calc.symbolic.tree import rows
from aipolicy.calc.symbolic.written import Written, term_of, written_tree
from aipolicy.calc.values.money import ZERO
from aipolicy.calc.values.quantity import SUM, QuantityKind
from tests.calc.symbolic.drawn import LAWS, looked_up, table_of

FORMULAS = {
    "excess": ("max(50% × (spend − 400,000), 0)", "孰高（50% ×（spend − 40万元），0元）"),
    "excess_with_a_cap": (
        "min(30% × (compute_spend − 300,000), 4 million) if compute_spend > 300,000 else 0",
        "如 算力实际支出额 > 30万元：孰低（30% ×（算力实际支出额 − 30万元），400万元）；否则 0元",
    ),
    "growth": (
        "3% × (main_revenue − previous) if main_revenue − previous ≥ 10% × previous else 0",
        "如 主营业务收入 − previous ≥ 10% × previous：3% ×（主营业务收入 − previous）；否则 0元",
    ),
    "rent_above": (
        "price × area if price × area ≥ 100,000 else 0",
        "如 price × 用房面积 ≥ 10万元：price × 用房面积；否则 0元",
    ),
    "price_of_area": (
        "8 yuan per m² × area if 8 yuan per m² × area ≥ 100,000 else 0",
        "如 每平方米8元 × 用房面积 ≥ 10万元：每平方米8元 × 用房面积；否则 0元",
    ),
    "third": ("min(1/3 × cost, 3 million)", "孰低（1/3 × cost，300万元）"),
    "two_thirds": ("2/3 × support + 50% × support", "2/3 × support + 50% × support"),
    "sixth_of_a_half": ("50% × 1/3 × cost", "50% × 1/3 × cost"),
    "one_and_a_half": ("1.5 × base", "1.5 × base"),
    "over_tiers": (
        "highest_tier(jobs: > 10 → 10,000, > 50 → 30,000) if year ≤ 2 else 0",
        "如 year ≤ 2：已达最高档（jobs：> 10 → 1万元，> 50 → 3万元）；否则 0元",
    ),
    "rates_by_tier": (
        "highest_tier(tax: ≥ 1 million → 10% × tax, ≥ 3 million → 15% × tax)",
        "已达最高档（tax：≥ 100万元 → 10% × tax，≥ 300万元 → 15% × tax）",
    ),
    "looked_up": (
        "min(20% × cost, 80,000) if selected = yes else 0",
        "如 入选 = 是：孰低（20% × cost，8万元）；否则 0元",
    ),
}
"""What each function of `drawn` is as one line, in English and in Chinese."""


@pytest.mark.parametrize("name", FORMULAS)
def test_formulas_show_what_the_law_says(name):
    """A rate times an excess, a price for each m², a third: as written, with no figure more."""
    assert (LAWS[name].formula("en"), LAWS[name].formula("zh")) == FORMULAS[name]


def test_bands_keep_their_bounds():
    """A scale of falling rates is no least of several sums to who reads it."""
    assert [gives for _, gives in LAWS["bands"].written("en")] == [
        "10% × investment",
        "10% × 10 million + 5% × (investment − 10 million)",
        "10% × 10 million + 5% × (100 million − 10 million) + 2% × (investment − 100 million)",
    ]
    assert LAWS["bands"].formula("en") == (
        "10% × investment if investment ≤ 10 million else "
        "10% × 10 million + 5% × (investment − 10 million) if investment ≤ 100 million else "
        "10% × 10 million + 5% × (100 million − 10 million) + 2% × (investment − 100 million)"
    )
    assert "1000万元 < 实际投资（投入）额 ≤ 1亿元" in LAWS["bands"].written("zh")[1][0]


@pytest.mark.parametrize(
    ("number", "english", "chinese"),
    [
        (0, "8 yuan per m² × 2,000 m² × 24", "每平方米8元 × 2000平方米 × 24"),
        (2, "8 yuan per m² × 24 × area", "每平方米8元 × 24 × 用房面积"),
        (3, "8 yuan per m² × area × months", "每平方米8元 × 用房面积 × months"),
    ],
)
def test_a_price_per_area_is_money(number, english, chinese):
    """8 yuan for a square metre and a month is no 800%."""
    table = LAWS["rent"]
    assert table.gives(table.lines[number], "en") == english
    assert table.gives(table.lines[number], "zh") == chinese


def test_a_sum_for_each_item_is_money():
    assert [gives for _, gives in LAWS["per_item"].written("en")] == [
        "50,000 × 3",
        "50,000 yuan × standards",
        "20% × 50,000 yuan × standards",
    ]


@pytest.mark.parametrize("name", LAWS)
def test_the_written_tree_is_the_same(name):
    """It has the rows of the tree, and each term is worth its polynomial."""
    table = LAWS[name]
    assert len(table.drawing.rows) == len(table.rows)
    for row, again in zip(table.rows, table.drawing.rows, strict=True):
        assert row == again
        assert again == row
        assert polynomial(term_of(again.outcome.most)) == row.outcome.most


def test_a_function_may_defy_recording():
    """What cannot be run on symbols for figures is written from what it is worth."""
    assert table_of(looked_up).source() is None
    assert not any(isinstance(row.outcome.most, Written) for row in LAWS["looked_up"].drawing.rows)


def test_a_tree_that_differs_is_not_shown():
    """A function that asks what type a figure has may go another way when it is recorded."""

    def law(*, cost: Yuan, cap: Yuan = wan(5)) -> Yuan:
        return min(cost, cap) if isinstance(cap, Decimal) else cost

    table = table_of(law)
    assert table.source() != table.tree
    assert table.formula("en") == "min(cost, 50,000)"


def test_facts_that_cancel_out_are_left_out():
    def law(*, cost: Yuan, cap: Yuan = wan(5)) -> Yuan:
        return cost - cost + cap if cost - cost >= ZERO else ZERO

    assert table_of(law).written("en") == (("always", "50,000"),)


def test_negated_and_swapped_sides_are_kept():
    def law(*, a: Yuan, b: Yuan, rate: Rate = percent(50)) -> Yuan:
        return ZERO if -(a - b) >= ZERO else abs(-(a - rate * b))

    assert table_of(law).written("en") == (
        ("a ≤ b", "0"),
        ("a > b; a ≤ 50% × b", "50% × b − a"),
        ("a > b; a > 50% × b", "a − 50% × b"),
    )


_NUMBERS = st.fractions(-3, 3, max_denominator=4).map(Number) | st.sampled_from(
    [Number(Fraction(1, 2), QuantityKind.RATE, "rate"), Number(Fraction(7), QuantityKind.SUM)]
)
_TERMS = st.recursive(
    _NUMBERS | st.sampled_from("abc").map(Fact),
    lambda inner: st.tuples(st.sampled_from([plus, minus, times]), inner, inner).map(
        lambda made: made[0](made[1], made[2])
    ),
    max_leaves=8,
)


@given(one=_TERMS, other=_TERMS)
def test_terms_are_worth_what_they_say(one, other):
    """Sums, differences and products of terms are those of their polynomials."""
    assert polynomial(plus(one, other)) == polynomial(one) + polynomial(other)
    assert polynomial(minus(one, other)) == polynomial(one) - polynomial(other)
    assert polynomial(times(one, other)) == polynomial(one) * polynomial(other)
    assert polynomial(without(one, other)) == polynomial(one) - polynomial(other)
    assert polynomial(spelled(polynomial(one))) == polynomial(one)
    kinds = {type(inner) for inner in leaves(one)}
    assert kinds <= {Number, Fact}
    assert not isinstance(one, Product) or len(one.factors) > 1
    assert not isinstance(one, Total) or one.addends


@given(one=_TERMS, other=_TERMS)
def test_written_polynomials_are_polynomials(one, other):
    """They equal plain ones, whichever side these stand on."""
    left = Written(polynomial(one).terms, one)
    right = polynomial(other)
    assert left == polynomial(one)
    assert polynomial(one) == left
    assert hash(left) == hash(polynomial(one))
    assert left != "a"
    for made, worth in (
        (left + right, polynomial(one) + right),
        (right + left, polynomial(one) + right),
        (left - right, polynomial(one) - right),
        (right - left, right - polynomial(one)),
        (left * right, polynomial(one) * right),
        (right * left, polynomial(one) * right),
        (-(left - right), right - polynomial(one)),
    ):
        assert made == worth
        assert polynomial(term_of(made)) == worth


def test_a_failing_law_has_no_written_tree():
    assert written_tree("a/1.1", lambda cost: {cost: 1}, {"cost": SUM}, {}, {}) is None
    tree = written_tree("a/1.1", lambda cost: cost, {"cost": SUM}, {}, {})
    assert [row.outcome.most for row in rows(tree)] == [Polynomial.fact("cost")]
