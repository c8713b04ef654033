from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from aipolicy.calc.symbolic.polynomial import Polynomial
from aipolicy.calc.symbolic.tree import Above, Fork, Holds, Outcome, fork, rows

FACTS = st.fixed_dictionaries(
    {
        "cost": st.integers(0, 20).map(Fraction),
        "passed": st.sampled_from([Fraction(0), Fraction(1)]),
    }
)


def conditions():
    above = st.builds(
        lambda least, or_equal: Above(
            Polynomial.fact("cost") - Polynomial.constant(Fraction(least)), or_equal
        ),
        st.integers(0, 20),
        st.booleans(),
    )
    return above | st.builds(Holds, st.just("passed"), st.booleans())


def outcomes():
    sums = st.integers(0, 3).map(lambda number: Polynomial.constant(Fraction(number)))
    return sums.map(lambda sum_: Outcome(sum_, sum_))


TREES = st.recursive(outcomes(), lambda inner: st.builds(fork, conditions(), inner, inner))


def led_to(tree, facts):
    while isinstance(tree, Fork):
        tree = tree.met if tree.condition.at(facts) else tree.unmet
    return tree


@given(conditions(), FACTS)
def test_exactly_one_of_two_opposites_is_met(condition, facts):
    assert condition.at(facts) is not condition.negated().at(facts)
    assert condition.negated().negated() == condition


@given(TREES, FACTS)
def test_exactly_one_row_applies(tree, facts):
    """It is the row to which the tree leads."""
    (row,) = [row for row in rows(tree) if all(one.at(facts) for one in row.conditions)]
    assert row.outcome == led_to(tree, facts)


@given(conditions(), TREES)
def test_needless_condition_is_dropped(condition, tree):
    assert fork(condition, tree, tree) is tree
