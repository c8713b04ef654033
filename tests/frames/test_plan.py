"""Sums in whole numbers: constants put in, facts clamped, totals kept from falling below 0."""

from fractions import Fraction

from aipolicy.calc.decision import Above, Fork, Outcome
from aipolicy.calc.polynomial import Polynomial
from aipolicy.calc.quantity import COUNT, SUM
from aipolicy.frames.plan import (
    NOTHING,
    Choice,
    Extreme,
    Rounded,
    Total,
    comparisons,
    plan,
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


def test_a_share_has_its_half_added_so_that_division_rounds_half_up():
    assert sum_of(number("0.3") * X) == Rounded(Total(((("x",), 3),), 5), 10)
    assert sum_of(number(Fraction(1, 3)) * X) == Rounded(Total(((("x",), 2),), 3), 6)


def test_a_difference_is_shifted_to_zero_or_more():
    rounded = sum_of(number("0.5") * (X - Y))
    assert rounded.shift == 5 * 10**16
    assert rounded.shifted.at({"x": 0, "y": SUM.most}) in {0, 1}
    assert rounded.at({"x": 0, "y": 3}) == -1


def test_a_capped_share_is_clamped_at_its_kink_and_the_cap_needs_no_comparison():
    assert (
        least_of(number("0.3") * X, number(3))
        == Rounded(Total(((("x",), 3),), 5), 10, 0, (("x", 999 - 0),))
        or least_of(number("0.3") * X, number(3)).at({"x": 10**6}) == 300
    )


def test_a_capped_share_above_one_keeps_its_cap():
    found = least_of(number(Fraction(3, 2)) * X, number("3.01"))
    assert isinstance(found, Extreme)
    assert [found.of[0].at({"x": x}) for x in (200, 201)] == [300, 302]


def test_a_cap_over_products_or_falling_sums_is_compared_as_it_is():
    for falling in (N * X, number(10) - X):
        found = least_of(falling, number(3))
        assert isinstance(found, Extreme)
        assert not any(one.clamps for one in found.of)


def test_the_least_of_two_facts_has_nothing_to_clamp():
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


def test_every_total_and_comparison_on_the_way_is_found():
    rent = dalian_2025_draft.rent_support
    found = plan(rent.table.tree, rent.facts, {})[1]
    assert isinstance(found, Choice)
    assert any(len(one.total.terms[0][0]) == 2 for one in roundings(found) if one.total.terms)
    growth = langfang_2023.revenue_growth
    grown = plan(growth.table.tree, growth.facts, {})[1]
    assert len(list(comparisons(grown))) == 3
