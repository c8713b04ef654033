from fractions import Fraction

import pytest

from aipolicy.calc.symbolic.compiled import compile_tree, condition_in_minor_units, fen_rounded
from aipolicy.calc.symbolic.polynomial import Polynomial
from aipolicy.calc.symbolic.tree import Above, Outcome


def _x(times=1):
    return Polynomial.fact("x") * Polynomial.constant(Fraction(times))


def _n(number):
    return Polynomial.constant(Fraction(number))


@pytest.mark.parametrize(
    ("condition", "source"),
    [
        (Above(_x(Fraction(3, 10)) - _n(5), or_equal=True), "x >= 1667"),
        (Above(_x(Fraction(3, 10)) - _n(5), or_equal=False), "x >= 1667"),
        (Above(_n(5) - _x(Fraction(3, 10)), or_equal=True), "x <= 1666"),
        (Above(_n(5) - _x(Fraction(3, 10)), or_equal=False), "x <= 1666"),
        (Above(_x() - _n(5), or_equal=True), "x >= 500"),
        (Above(_x() - _n(5), or_equal=False), "x >= 501"),
        (Above(_n(5) - _x(), or_equal=True), "x <= 500"),
        (Above(_n(5) - _x(), or_equal=False), "x <= 499"),
    ],
)
def test_threshold_becomes_a_bound_in_fen(condition, source):
    assert condition_in_minor_units(condition, {"x": 100}) == source


def test_compares_facts_by_multiplying_out():
    grown = Above(_x() - Polynomial.fact("y") * _n(Fraction(11, 10)), or_equal=True)
    assert condition_in_minor_units(grown, {"x": 100, "y": 100}) == "x * 10 - y * 11 >= 0"


@pytest.mark.parametrize(
    ("sum_", "source"),
    [
        (_x(), "x"),
        (Polynomial(()), "0"),
        (_n(5), "500"),
        (_x(Fraction(3, 10)), "(x * 3 + 5) // 10"),
        (_x(Fraction(1, 3)), "(x * 2 + 3) // 6"),
        (_n(5) - _x(), "500 - x"),
    ],
)
def test_sum_rounds_half_up_to_the_fen(sum_, source):
    assert fen_rounded(sum_, {"x": 100}) == source


@pytest.mark.parametrize(("cost", "fen"), [(0, 0), (1, 0), (2, 1), (3, 1), (4, 1), (5, 2)])
def test_thirds_are_rounded_half_up_too(cost, fen):
    third = _x(Fraction(1, 3))
    assert compile_tree("third", Outcome(third, third), {"x": 100}).ends(x=cost) == fen


def test_a_clause_without_facts_compiles():
    assert compile_tree("fixed", Outcome(_n(5), _n(5)), {}).of_values() == 500
