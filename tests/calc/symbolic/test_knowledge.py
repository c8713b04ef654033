from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from aipolicy.calc.symbolic.knowledge import Knowledge
from aipolicy.calc.symbolic.polynomial import Polynomial
from aipolicy.calc.symbolic.tree import Above

SCALES = {"a": 100, "b": 1}
MOST = 60
WHOLE = st.integers(0, MOST)


def conditions():
    terms = st.lists(
        st.tuples(st.sampled_from([("a",), ("b",), ("a", "b"), ()]), st.integers(-9, 9)),
        min_size=1,
        max_size=3,
    )
    return st.builds(
        lambda found, or_equal: Above(
            Polynomial.of((monomial, Fraction(c)) for monomial, c in found), or_equal
        ),
        terms,
        st.booleans(),
    )


def nothing_known():
    return Knowledge(SCALES, {"a": (0, MOST), "b": (0, MOST)})


def learned(conditions_, facts):
    """What is known at these facts after asking the conditions, one after another."""
    known = nothing_known()
    for condition in conditions_:
        known = known.learning(condition if condition.at(facts) else condition.negated())
    return known


@given(st.lists(conditions(), max_size=4), conditions(), WHOLE, WHOLE)
def test_decisions_agree_with_the_facts(asked, condition, a, b):
    facts = {"a": Fraction(a, 100), "b": Fraction(b)}
    decided = learned(asked, facts).decides(condition)
    assert decided is None or decided is condition.at(facts)


@given(st.lists(conditions(), min_size=1, max_size=4), WHOLE, WHOLE)
def test_learned_bounds_contain_the_facts(asked, a, b):
    known = learned(asked, {"a": Fraction(a, 100), "b": Fraction(b)})
    assert known.box["a"][0] <= a <= known.box["a"][1]
    assert known.box["b"][0] <= b <= known.box["b"][1]


@given(conditions(), WHOLE, WHOLE)
def test_question_settles_its_opposite(condition, a, b):
    """A question that was asked is decided, and so is its opposite."""
    facts = {"a": Fraction(a, 100), "b": Fraction(b)}
    known = learned([condition], facts)
    assert known.decides(condition) is condition.at(facts)
    assert known.decides(condition.negated()) is not condition.at(facts)
