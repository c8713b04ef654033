"""What moved is what must be taken out so that the rest is in order."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy.calc.copies.moves import out_of_order


def stretches(starts):
    return [(start, start + 1) for start in starts]


@pytest.mark.parametrize(
    ("starts", "moved"),
    [
        ([], []),
        ([7], []),
        ([1, 2, 3, 4], []),
        ([101, 102, 103], []),
        ([4, 1, 2, 3], [0]),
        ([2, 3, 4, 1], [3]),
        ([1, 3, 2, 4], [1, 2]),
        ([5, 2, 3, 4, 1], [0, 4]),
        ([3, 4, 5, 1, 2], [3, 4]),
        ([3, 2, 1], [0, 1, 2]),
    ],
)
def test_order_breakers_have_moved(starts, moved):
    """Where either of two may have moved, both have."""
    assert sorted(out_of_order(stretches(starts))) == moved


def test_nested_stretch_is_in_order():
    assert out_of_order([(10, 20), (10, 30), (12, 15)]) == frozenset()


@given(st.lists(st.integers(0, 9), unique=True, max_size=8))
def test_in_order_is_in_every_longest_run(starts):
    runs = [
        set(chosen)
        for size in range(len(starts) + 1)
        for chosen in combinations(range(len(starts)), size)
        if all(starts[one] < starts[next_] for one, next_ in pairwise(chosen))
    ]
    longest = [run for run in runs if len(run) == max(map(len, runs))]
    assert out_of_order(stretches(starts)) == set(range(len(starts))) - set.intersection(*longest)
