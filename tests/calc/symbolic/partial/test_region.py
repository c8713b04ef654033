"""The ends of a sum under conditions, against every whole number there is."""

from itertools import product

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from aipolicy.calc.choice.integer_program import Infeasible
from aipolicy.calc.symbolic.partial import region as region_module
from aipolicy.calc.symbolic.partial import search
from aipolicy.calc.symbolic.partial.region import region_of
from aipolicy.calc.symbolic.partial.search import searched_maximum
from aipolicy.calc.symbolic.partial.whole import Whole

LINEAR = [(), ("x",), ("y",), ("z",)]
PRODUCTS = [*LINEAR, ("x", "y"), ("y", "z"), ("x", "x"), ("x", "y", "z")]
LARGE = 10**17


def wholes(monomials):
    return st.lists(st.tuples(st.sampled_from(monomials), st.integers(-9, 9)), max_size=4).map(
        Whole.of
    )


def boxes():
    ends = st.tuples(st.integers(0, 6), st.integers(0, 6)).map(lambda ends: tuple(sorted(ends)))
    return st.fixed_dictionaries({"x": ends, "y": ends, "z": ends})


def tenths(number):
    return (number + 5) // 10


def points(box, conditions):
    for values in product(*(range(low, high + 1) for low, high in box.values())):
        point = dict(zip(box, values, strict=True))
        if all(one.at(point) >= 0 for one in conditions):
            yield point


def ends_by_hand(value, conditions, box, fen):
    found = [fen(value.at(point)) for point in points(box, conditions)]
    return (min(found), max(found)) if found else None


def ends(value, conditions, box, fen):
    region = region_of(conditions, box, {})
    try:
        return region and (region.smallest(value, fen), region.largest(value, fen))
    except Infeasible:
        return None


@given(wholes(LINEAR), st.lists(wholes(LINEAR), max_size=4), boxes())
@example(Whole.of([(("x",), 2), (("y",), -2)]), [Whole.of([(("x",), -3), (("y",), 3), ((), 7)])], {"x": (0, 6), "y": (0, 6), "z": (0, 0)})  # fmt: skip
def test_ends_of_sums_are_exact(value, conditions, box):
    assert ends(value, conditions, box, int) == ends_by_hand(value, conditions, box, int)


@given(wholes(PRODUCTS), st.lists(wholes(PRODUCTS), max_size=3), boxes())
def test_ends_of_products_are_exact(value, conditions, box):
    assert ends(value, conditions, box, int) == ends_by_hand(value, conditions, box, int)


@given(wholes(PRODUCTS), st.lists(wholes(PRODUCTS), max_size=3), boxes())
def test_ends_are_exact_once_rounded(value, conditions, box):
    assert ends(value, conditions, box, tenths) == ends_by_hand(value, conditions, box, tenths)


@given(wholes(LINEAR), st.lists(wholes(LINEAR), max_size=4), boxes())
def test_search_agrees_with_cuts(value, conditions, box):
    assume(value.names.union(*(one.names for one in conditions)))
    try:
        found = searched_maximum(value, box, conditions, int)
    except Infeasible:
        found = None
    by_hand = ends_by_hand(value, conditions, box, int)
    assert found == (by_hand and by_hand[1])


def linear(**rates):
    constant = rates.pop("constant", 0)
    return Whole.of([*(((name,), rate) for name, rate in rates.items()), ((), constant)])


@pytest.mark.parametrize(
    ("value", "conditions", "most"),
    [
        (linear(x=3, y=-3), [linear(x=-3, y=3, constant=100)], 99),
        (linear(x=3, y=-3), [linear(x=10, y=-11)], None),
        (linear(x=3), [linear(x=-10, y=11), linear(y=-1, constant=9)], 27),
        (linear(x=7, y=5), [linear(x=-3, y=-11, constant=10**6)], 7 * 333_333),
        (Whole.of([(("x", "y"), 3)]), [Whole.of([(("x", "y"), -3), ((), 100)])], 99),
        (Whole.of([(("x", "y"), 3)]), [linear(x=1, y=-2)], None),
        (Whole.of([(("x", "y"), 3)]), [linear(x=-1, y=-1, constant=9)], 60),
        (Whole.of([(("x", "y"), 1)]), [linear(y=-1, constant=7)], None),
        (Whole.of([(("x", "y"), 1)]), [linear(y=-1)], 0),
        (linear(constant=5), [linear(x=1, y=-1, constant=-5)], 5),
    ],
)
def test_only_the_text_bounds_a_sum(value, conditions, most):
    box = {"x": (0, LARGE), "y": (0, LARGE)}
    assert region_of(conditions, box, dict.fromkeys(box, LARGE)).largest(value, int) == most


@pytest.mark.parametrize(
    ("value", "other", "bound"),
    [
        (linear(x=2, y=-2), linear(x=-3, y=3, constant=7), 4),
        (linear(x=2, constant=1), linear(x=-2, constant=7), 8),
        (linear(x=2), linear(x=3, constant=-5), None),
        (linear(x=2), linear(y=-3, constant=5), None),
        (linear(x=2, y=1), linear(x=-2, constant=5), None),
        (linear(x=2, y=1), linear(x=-2, y=-2, constant=5), None),
        (linear(constant=2), linear(x=-2, constant=5), None),
    ],
)
def test_a_condition_bounds_its_own_multiple(value, other, bound):
    assert value.bound_by(other) == bound


def test_corners_are_where_a_sum_is_largest():
    box = {"x": (1, 6), "y": (2, 5)}
    assert linear(x=3, y=-2).corner(box) == {"x": 6, "y": 2}
    assert linear(constant=7).corner(box) == {}
    assert Whole.of([(("x", "y"), 3), (("y",), -4)]).corner(box) is None


def test_a_bound_of_their_own_is_a_bound():
    """A rate is at most 100%, whatever the text says."""
    box = {"x": (0, 100), "y": (0, LARGE)}
    assert region_of([], box, {"y": LARGE}).largest(linear(x=3), int) == 300
    assert region_of([], box, {"y": LARGE}).largest(linear(y=3), int) is None


def test_an_end_too_dear_to_find_is_a_bound(monkeypatch):
    """It is never below what a sum can come to."""
    value = linear(x=3, y=5)
    ties = [linear(x=-7, y=-11, constant=10**6 + 3)]
    box = {"x": (0, LARGE), "y": (0, LARGE)}
    exact = region_of(ties, box, {}).largest(value, int)
    monkeypatch.setattr(region_module, "STEPS", 0)
    monkeypatch.setattr(search, "MOST_BOXES", 3)
    assert exact <= region_of(ties, box, {}).largest(value, int) <= 8 * LARGE


def test_a_search_too_long_gives_a_bound(monkeypatch):
    """No two numbers above 1 multiply to a prime, which takes long to see."""
    value = Whole.of([(("x", "y"), 1)])
    prime = 1_000_003
    ties = [Whole.of([(("x", "y"), -1), ((), prime)])]
    box = {"x": (2, 10**6), "y": (2, 10**6)}
    monkeypatch.setattr(search, "MOST_BOXES", 50)
    found = region_of(ties, box, {}).largest(value, int)
    assert prime - 1 <= found <= prime
    monkeypatch.undo()
    assert region_of(ties, box, {}).largest(value, tenths) == tenths(prime)
