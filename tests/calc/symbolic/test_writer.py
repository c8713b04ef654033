from fractions import Fraction

import pytest

from aipolicy.calc.symbolic.polynomial import Polynomial
from aipolicy.calc.symbolic.tree import Above, Holds
from aipolicy.calc.symbolic.writer import Writer
from aipolicy.calc.values.quantity import AREA, CONDITION, COUNT, SUM, YEAR

FACTS = {"a": SUM, "b": SUM, "area": AREA, "boats": COUNT, "year": YEAR, "met": CONDITION}
WRITE = Writer(FACTS)


def _f(name, times=1):
    return Polynomial.fact(name) * Polynomial.constant(Fraction(times))


def _n(number):
    return Polynomial.constant(Fraction(number))


@pytest.mark.parametrize(
    ("condition", "written"),
    [
        (Above(_f("a") - _n(5), or_equal=False), "a > 5"),
        (Above(_n(5) - _f("a", Fraction(3, 10)), or_equal=True), "30% × a ≤ 5"),
        (Above(_n(5) - _f("a"), or_equal=False), "a < 5"),
        (Above(_f("a") - _f("b", Fraction(11, 10)), or_equal=True), "a ≥ 110% × b"),
        (Above(_f("a") - _f("b") - _n(7), or_equal=True), "a ≥ b + 7"),
        (Above(_f("a") - _f("b") + _n(7), or_equal=True), "a ≥ b − 7"),
        (Above(_n(4000) - _f("area"), or_equal=True), "area ≤ 4,000 m²"),
        (Above(_f("boats") - _n(5), or_equal=True), "boats ≥ 5"),
        (Above(_n(3) - _f("year"), or_equal=True), "year ≤ 3"),
        (Above(_f("a") * _f("area") - _n(2000), or_equal=False), "a × area > 2,000"),
        (Above(_n(2000) - _f("area", 2), or_equal=False), "2 × area < 2,000 m²"),
        (Above(_n(1) - _f("year"), or_equal=True), "year = 1"),
        (Above(-_f("a"), or_equal=True), "a = 0"),
        (Above(_f("a") * _f("area"), or_equal=False), "a × area > 0"),
        (Holds("met"), "met = yes"),
        (Holds("met", value=False), "met = no"),
    ],
)
def test_condition_puts_number_on_the_right(condition, written):
    """The number is in the unit of its fact."""
    assert WRITE.condition(condition) == written


@pytest.mark.parametrize(
    ("polynomial", "written"),
    [
        (Polynomial(()), "0"),
        (_n(5), "5"),
        (-_f("a"), "−a"),
        (_n(5) - _f("a"), "5 − a"),
        (_f("a") * _f("area"), "a × area"),
        (_f("a", 4000), "4,000 × a"),
        (_f("a", 2), "2 × a"),
        (_f("a", Fraction(1, 3)), "1/3 × a"),
        (_f("a", Fraction(11, 10)), "110% × a"),
        (_f("boats", 5), "5 yuan × boats"),
        (_f("area", 8), "8 yuan per m² × area"),
        (_f("area", Fraction(17, 2)) * _f("boats"), "8.50 yuan per m² × area × boats"),
        (_f("area", 30) * _f("a"), "30 × a × area"),
    ],
)
def test_a_sum_is_written_term_by_term(polynomial, written):
    assert WRITE.sum(polynomial) == written


def test_chinese_notation_names_facts():
    chinese = Writer({"review_passed": CONDITION, "total_investment": SUM}, "zh")
    assert chinese.condition(Holds("review_passed")) == "通过评审 = 是"
    assert chinese.sum(_f("total_investment", Fraction(3, 10))) == "30% × 项目总投资"


@pytest.mark.parametrize(
    ("low", "high", "written"),
    [
        (_n(10**8), _n(5 * 10**8), "100 million ≤ a < 500 million"),
        (_n(Fraction("0.5")), _n(400_000), "0.50 ≤ a < 400,000"),
        (_n(1_234_567), _n(12_340_000), "1,234,567 ≤ a < 12.34 million"),
    ],
)
def test_two_bounds_are_one_interval(low, high, written):
    """Comparisons of one quantity are merged, whatever stands between them."""
    conditions = [
        Above(_f("a") - low, or_equal=True),
        Holds("met"),
        Above(high - _f("a"), or_equal=False),
        Above(high + _n(1) - _f("a"), or_equal=False),
    ]
    assert WRITE.conditions(conditions) == (written, "met = yes")


@pytest.mark.parametrize(
    ("low", "high", "written"),
    [
        (_n(10**8), _n(5 * 10**8), "1亿元 ≤ 主营业务收入 < 5亿元"),
        (_n(400_000), _n(20_000_000), "40万元 ≤ 主营业务收入 < 2000万元"),
        (_n(Fraction("999.5")), _n(150_000_000), "999.50元 ≤ 主营业务收入 < 1.5亿元"),
    ],
)
def test_chinese_bounds_are_in_yi_and_wan(low, high, written):
    chinese = Writer({"main_revenue": SUM}, "zh")
    revenue = _f("main_revenue")
    bounds = [Above(revenue - low, or_equal=True), Above(high - revenue, or_equal=False)]
    assert chinese.conditions(bounds) == (written,)


@pytest.mark.parametrize(
    ("sum_", "english", "chinese"),
    [
        (_f("area", 8), "8.00 yuan per m² × area", "每平方米8.00元 × 用房面积"),
        (_f("a", 3) - _n(5), "3 × a − 5.00", "3 × a − 5.00"),
        (_n(5_000_000), "5,000,000.00", "5,000,000.00"),
    ],
)
def test_sums_in_full_have_two_decimals(sum_, english, chinese):
    """As awards print them, beside what is computed."""
    assert Writer(FACTS, "en", in_full=True).sum(sum_) == english
    assert Writer(FACTS, "zh", in_full=True).sum(sum_) == chinese


def test_an_equality_is_written_as_one():
    bounds = [Above(_f("a") - _n(7), or_equal=True), Above(_n(7) - _f("a"), or_equal=True)]
    assert WRITE.conditions(bounds) == ("a = 7",)
    sides = [Above(_f("a") - _f("b"), or_equal=True), Above(_f("b") - _f("a"), or_equal=True)]
    assert WRITE.conditions(sides) == ("a = b",)
