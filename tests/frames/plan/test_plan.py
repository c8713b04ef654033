"""Sums in whole numbers: constants put in, facts clamped, totals kept from falling below 0."""

from fractions import Fraction

from aipolicy.calc.symbolic.polynomial import Polynomial
from aipolicy.calc.symbolic.tree import Above, Fork, Outcome
from aipolicy.calc.values.quantity import COUNT, SUM
from aipolicy.frames.plan.plan import plan
from aipolicy.frames.plan.sums import (
    NOTHING,
    Conditional,
    Extreme,
    Rounded,
    Total,
    comparisons,
    roundings,
)
from aipolicy.rules import dalian_2025_draft, harbin_2022, langfang_2023

FACTS = {"x": SUM, "y": SUM, "n": COUNT}
X, Y, N = (Polynomial.fact(name) for name in FACTS)


def number(value):
    return Polynomial.constant(Fraction(value))


def most(tree, **constants):
    return plan(tree, FACTS, constants)[1]


def sum_of(polynomial):
    return most(Outcome(polynomial, polynomial))


def least_of(one, other):
    return most(Fork(Above(other - one, or_equal=True), Outcome(one, one), Outcome(other, other)))


def test_shares_round_half_up():
    assert sum_of(number("0.3") * X) == Rounded(Total(((("x",), 3),), 5), 10)
    assert sum_of(number(Fraction(1, 3)) * X) == Rounded(Total(((("x",), 2),), 3), 6)


def test_a_difference_is_shifted_to_zero_or_more():
    rounded = sum_of(number("0.5") * (X - Y))
    assert rounded.shift == 5 * 10**16
    assert rounded.shifted.at({"x": 0, "y": SUM.most}) in {0, 1}
    assert rounded.at({"x": 0, "y": 3}) == -1


def test_guarded_differences_are_not_shifted():
    half_more, half = number("0.5") * (X - Y), Total(((("x",), 1), (("y",), -1)), 1)
    nothing = Outcome(number(0), number(0))
    for known in (
        X - Y - number(5),
        X - number("1.1") * Y,
        number(10) * X - number(11) * Y - number(3),
    ):
        grown = Fork(Above(known, or_equal=False), Outcome(half_more, half_more), nothing)
        assert most(grown).met == Rounded(half, 2)
    for unrelated in (X - number("0.9") * Y, Y - X - number(5), X - number(7), X + Y):
        grown = Fork(Above(unrelated, or_equal=False), Outcome(half_more, half_more), nothing)
        assert most(grown).met.shift == 5 * 10**16


def test_an_unmet_comparison_bounds_nothing():
    fallen = number("0.5") * (X - Y)
    tree = Fork(Above(X - Y, or_equal=True), Outcome(X, X), Outcome(fallen, fallen))
    assert most(tree).unmet.shift == 5 * 10**16


def test_capped_shares_are_clamped():
    found = least_of(number("0.3") * X, number(3))
    assert found == Rounded(Total(((("x",), 3),), 5), 10, most=999)
    assert [found.at({"x": x}) for x in (994, 995, 998, 999, 10**6)] == [298, 299, 299, 300, 300]
    assert found.clamps == {"x": 999}


def test_a_clamp_lies_no_further_than_facts_go():
    found = least_of(number("0.3") * X, number(10**18))
    assert found.most == SUM.most


def test_a_capped_share_above_one_keeps_its_cap():
    found = least_of(number(Fraction(3, 2)) * X, number("3.01"))
    assert isinstance(found, Extreme)
    assert [found.of[0].at({"x": x}) for x in (200, 201)] == [300, 302]


def test_sums_of_facts_are_clamped_as_one():
    found = least_of(number("0.03") * (X + number(2) * Y), number(3))
    assert found == Rounded(Total(((("x",), 3), (("y",), 6)), 50), 100, most=9984)
    assert [found.at({"x": x, "y": 4_000}) for x in (1983, 1984, 10**6)] == [299, 300, 300]
    rented = least_of(N * X, number(3))
    assert rented == Rounded(Total(((("n", "x"), 1),), 0), most=300)
    assert found.clamps == rented.clamps == {}  # no fact counts less far than it did


def test_caps_on_falling_sums_are_not_clamped():
    found = least_of(number(10) - X, number(3))
    assert isinstance(found, Extreme)
    assert not any(one.most for one in found.of)


def test_minimum_of_two_facts_is_not_clamped():
    found = least_of(X, Y)
    assert isinstance(found, Extreme)
    assert found.is_least


def test_what_constants_decide_is_decided_once():
    clause = harbin_2022.application_scenario
    tree, facts = clause.table.tree, clause.facts
    assert plan(tree, facts, {"review_passed": 0}) == (NOTHING, NOTHING)
    open_ = plan(tree, facts, {"review_passed": 1, "government_investment_project": 0})[1]
    assert isinstance(open_, Rounded)
    assert plan(tree, facts, {"total_investment": 10, "review_passed": 1})[1].met == Rounded(
        Total((), 3)
    )


def test_finds_every_total_and_comparison():
    rent = dalian_2025_draft.rent_support
    found = plan(rent.table.tree, rent.facts, {})[1]
    assert isinstance(found, Conditional)
    assert any(len(one.total.terms[0][0]) == 2 for one in roundings(found) if one.total.terms)
    growth = langfang_2023.revenue_growth
    grown = plan(growth.table.tree, growth.facts, {})[1]
    assert len(list(comparisons(grown))) == 3
