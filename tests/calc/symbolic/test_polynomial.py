from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from aipolicy.calc.symbolic.polynomial import Polynomial

NAMES = ("a", "b", "c")
NUMBERS = st.fractions(-1000, 1000, max_denominator=100)
MONOMIALS = st.lists(st.sampled_from(NAMES), max_size=3).map(lambda names: tuple(sorted(names)))
POLYNOMIALS = st.lists(st.tuples(MONOMIALS, NUMBERS), max_size=5).map(Polynomial.of)
POINTS = st.fixed_dictionaries({name: st.fractions(0, 100, max_denominator=100) for name in NAMES})


@given(POLYNOMIALS, POLYNOMIALS, POINTS)
def test_arithmetic_agrees_with_values(one, other, facts):
    assert (one + other).at(facts) == one.at(facts) + other.at(facts)
    assert (one - other).at(facts) == one.at(facts) - other.at(facts)
    assert (one * other).at(facts) == one.at(facts) * other.at(facts)
    assert (-one).at(facts) == -one.at(facts)


@given(POLYNOMIALS, POLYNOMIALS)
def test_equal_polynomials_have_one_form(one, other):
    assert one + other == other + one
    assert one * other == other * one
    assert one - one == Polynomial(())
    assert all(coefficient for _, coefficient in (one * other).terms)


@given(POLYNOMIALS, POINTS, st.sets(st.sampled_from(NAMES)))
def test_facts_may_be_set_one_after_another(polynomial, facts, first):
    some = {name: facts[name] for name in first}
    left = polynomial.given(some)
    assert not first & set(left.facts)
    assert left.at(facts) == polynomial.at(facts)


@given(POLYNOMIALS, POINTS)
def test_minor_units_keep_the_value(polynomial, facts):
    """In minor units and over one denominator the value is the same."""
    scales = {"a": 100, "b": 1, "c": 10_000}
    parts = {name: value * scales[name] for name, value in facts.items()}
    whole, under = polynomial.in_minor_units(scales).whole()
    assert all(coefficient.denominator == 1 for _, coefficient in whole.terms)
    assert whole.at(parts) == polynomial.at(facts) * under


@given(POLYNOMIALS, st.data())
def test_bounds_contain_every_value(polynomial, data):
    ends = st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda two: tuple(sorted(two)))
    box = {name: data.draw(ends) for name in NAMES}
    facts = {name: Fraction(data.draw(st.integers(*box[name]))) for name in NAMES}
    least, most = polynomial.bounds(box)
    assert least <= polynomial.at(facts) <= most


@given(POLYNOMIALS)
def test_splits_off_its_constant(polynomial):
    rest = polynomial.without_constant
    assert rest + Polynomial.constant(polynomial.constant_part) == polynomial
    assert rest.constant_part == 0
    assert polynomial.is_constant is not bool(rest.terms)


def small(least, most):
    each = {monomial: st.integers(least, most) for monomial in ((), ("a",), ("b",))}
    return st.fixed_dictionaries(each).map(
        lambda found: Polynomial.of((monomial, Fraction(c)) for monomial, c in found.items())
    )


@given(small(-3, 3), small(-1, 3), st.integers(0, 2), POINTS)
def test_follows_implies_non_negative(known, rest, times, facts):
    """What follows from another polynomial is not negative where that one is not."""
    one = Polynomial.constant(Fraction(times)) * known + rest
    if known.at(facts) >= 0 and one.follows(known):
        assert one.at(facts) >= 0


def test_follows_from_a_multiple():
    """A multiple of another polynomial, plus nothing negative, follows from it."""
    x, y, five = (
        Polynomial.fact("x"),
        Polynomial.fact("y"),
        Polynomial.constant(Fraction(5)),
    )
    assert (x - y).follows(x - y)
    assert (five * x - five * y).follows(x - y)
    assert (x - y).follows(five * x - five * y - five)
    assert (x - five).follows(x - five - five)
    assert (x + y).follows(-x)
    assert (five * x - y - y - five - five).follows(x - y - y - five)
    assert not (x - y).follows(x - y + five)
    assert not (x - y).follows(y - x)
    assert not (x - y).follows(x)
    assert not (x - y - five).follows(x - y)
    assert not (x - five).follows(x - y)
