"""Options of modules: the best of those that exclude each other, and of those that do not."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy.calc.choice import Exclusion, JointCap, Problem, Sides, presolve, solve, solver
from aipolicy.calc.choice.options import Option, best_of, combined, rank, undominated


def of(value, uncut, *kept):
    return Option(value, uncut, kept)


@st.composite
def some_options(draw, first=0):
    """Options of one item each, with few sums, so that ties are common."""
    sums = st.tuples(st.integers(0, 3), st.integers(0, 2))
    drawn = draw(st.lists(sums, min_size=1, max_size=6))
    return [of(value, value + more, first + at) for at, (value, more) in enumerate(drawn)]


def test_value_then_uncut_sum_then_order():
    best = [of(5, 9, 3), of(5, 9, 4), of(5, 8, 1), of(4, 9, 0)]
    turned = best[::-1]
    assert sorted(turned, key=rank) == best
    assert best_of(turned, 2) == best[:2]


@given(some_options(), st.integers(1, 3))
def test_any_best_under_a_cap_is_undominated(options, count):
    """Whatever an outside cap leaves, the best are among those that stay, and no others do."""
    stay = undominated(options, count)
    wanted = set()
    for most in range(5):
        cut = sorted(options, key=lambda one: (-min(one.value, most), -one.uncut, one.kept))
        wanted.update(cut[:count])
    assert wanted <= set(stay)
    ahead = {
        one: [
            other
            for other in options
            if other.value >= one.value and (-other.uncut, other.kept) < (-one.uncut, one.kept)
        ]
        for one in options
    }
    assert {one for one in options if len(ahead[one]) < count} == set(stay)


@given(st.integers(1, 3).flatmap(lambda n: st.tuples(*(some_options(9 * i) for i in range(n)))))
def test_combined_are_the_best_of_all_ways(modules):
    modules = [sorted(options, key=rank) for options in modules]
    every = sorted(
        (
            of(
                sum(one.value for one in some),
                sum(one.uncut for one in some),
                *sorted(item for one in some for item in one.kept),
            )
            for some in product(*modules)
        ),
        key=rank,
    )
    for count in (1, 2, 4):
        assert combined(every[0].value, modules, count) == every[:count]


@pytest.mark.parametrize(
    ("room", "best"), [(6, {0, 3}), (5, {0, 3}), (4, {1, 2, 3}), (3, {1, 2, 3})]
)
def test_outer_cap_lets_the_larger_uncut_sum_win(room, best):
    """Item 0 of 5 against a side that a cap of its own cuts from 6 to 4; both under a wider cap."""
    problem = Problem(
        (5, 3, 3, 0, 9),
        (Exclusion(frozenset({3, 4})),),
        (JointCap(frozenset({1, 2}), 4), JointCap(frozenset({0, 1, 2, 3}), room)),
        sides=(Sides((frozenset({0}), frozenset({1, 2}))), Sides((frozenset({3}), frozenset({4})))),
    )
    expected = solve(problem)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(presolve, "SMALL", 0)
        patch.setattr(solver, "SMALL", 0)
        assert solve(problem) == expected
    assert expected.kept - {3, 4} == best - {3}
