from fractions import Fraction

import pytest

from aipolicy.calc.symbolic.notation import Notation, money, percentage
from aipolicy.calc.symbolic.polynomial import Polynomial
from aipolicy.calc.symbolic.tree import Above, Holds
from aipolicy.calc.values.quantity import AREA, CONDITION, COUNT, SUM, YEAR

FACTS = {"a": SUM, "b": SUM, "area": AREA, "boats": COUNT, "year": YEAR, "met": CONDITION}
WRITE = Notation(FACTS)


def _f(name, times=1):
    return Polynomial.fact(name) * Polynomial.constant(Fraction(times))


def _n(number):
    return Polynomial.constant(Fraction(number))


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


def test_shares_are_written_exactly():
    assert percentage(Fraction(1, 3)) == "100/3%"
    assert percentage(Fraction(1)) == "100%"


@pytest.mark.parametrize(
    ("condition", "written"),
    [
        (Above(_f("a") - _n(5), or_equal=False), "a > 5.00"),
        (Above(_n(5) - _f("a", Fraction(3, 10)), or_equal=True), "30% × a ≤ 5.00"),
        (Above(_n(5) - _f("a"), or_equal=False), "a < 5.00"),
        (Above(_f("a") - _f("b", Fraction(11, 10)), or_equal=True), "a ≥ 110% × b"),
        (Above(_f("a") - _f("b") - _n(7), or_equal=True), "a ≥ b + 7.00"),
        (Above(_f("a") - _f("b") + _n(7), or_equal=True), "a ≥ b − 7.00"),
        (Above(_n(4000) - _f("area"), or_equal=True), "area ≤ 4,000 m²"),
        (Above(_f("boats") - _n(5), or_equal=True), "boats ≥ 5"),
        (Above(_n(3) - _f("year"), or_equal=True), "year ≤ 3"),
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
        (Polynomial(()), "0.00"),
        (_n(5), "5.00"),
        (-_f("a"), "−a"),
        (_n(5) - _f("a"), "5.00 − a"),
        (_f("a") * _f("area"), "a × area"),
        (_f("a", 4000), "4,000 × a"),
        (_f("a", 2), "200% × a"),
        (_f("a", Fraction(1, 3)), "100/3% × a"),
        (_f("boats", 5), "5.00 × boats"),
    ],
)
def test_a_sum_is_written_term_by_term(polynomial, written):
    assert WRITE.sum(polynomial) == written


def test_chinese_notation_names_facts():
    chinese = Notation({"review_passed": CONDITION, "total_investment": SUM}, "zh")
    assert chinese.condition(Holds("review_passed")) == "通过评审 = 是"
    assert chinese.sum(_f("total_investment", Fraction(3, 10))) == "30% × 项目总投资"
