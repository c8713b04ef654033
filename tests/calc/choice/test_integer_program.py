"""Integer programs, against brute force and against HiGHS."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from aipolicy.calc.choice import TooEntangled
from aipolicy.calc.choice.budget import STEPS, Budget
from aipolicy.calc.choice.integer_program import lexicographic_maximum

RING = [((0, 1), 3), ((1, 2), 3), ((0, 2), 3)]


def budget(steps: int = STEPS) -> Budget:
    return Budget((0, 1, 2), steps)


def test_without_caps_numbers_reach_limits():
    assert lexicographic_maximum([3, 0, 7], [], budget()) == [3, 0, 7]
    assert lexicographic_maximum([], [], budget()) == []


def test_ring_of_caps_leaves_no_half():
    assert lexicographic_maximum([9, 9, 9], RING, budget()) == [2, 1, 1]


def test_ring_of_large_sums_takes_few_steps():
    fen = 10**15
    ring = [((0, 1), fen + 1), ((1, 2), fen + 1), ((0, 2), fen + 1)]
    half = fen // 2
    assert lexicographic_maximum([fen] * 3, ring, budget(1_000)) == [half + 1, half, half]


def test_two_rings_with_a_shared_cap():
    caps = [((0, 1), 1), ((1, 2), 1), ((0, 2, 3), 1), ((3, 4), 1), ((4, 5), 1), ((5, 3), 1)]
    assert lexicographic_maximum([1] * 6, caps, budget()) == [1, 0, 0, 0, 1, 0]


def test_two_halves_do_not_make_a_whole():
    caps = [((0, 1), 1), ((1, 2), 1), ((0, 2), 1), ((3, 4), 1), ((4, 5), 1), ((3, 5), 1)]
    assert lexicographic_maximum([1] * 6, caps, budget()) == [1, 0, 0, 1, 0, 0]


def test_exhausted_budget_raises():
    with pytest.raises(TooEntangled) as refused:
        lexicographic_maximum([9, 9, 9], RING, budget(30))
    assert refused.value.steps == 30


@st.composite
def programs(draw, limits=st.integers(0, 4), count=5):
    found = draw(st.lists(limits, min_size=1, max_size=count))
    members = st.lists(st.integers(0, len(found) - 1), min_size=1, unique=True)
    most = st.integers(0, 2 * max(found))
    return found, draw(st.lists(st.tuples(members, most), max_size=5))


@given(programs())
def test_maximum_equals_brute_force(program):
    limits, caps = program
    lawful = (
        numbers
        for numbers in product(*(range(limit + 1) for limit in limits))
        if all(sum(numbers[j] for j in members) <= most for members, most in caps)
    )
    expected = max(lawful, key=lambda numbers: (sum(numbers), numbers))
    assert lexicographic_maximum(limits, caps, budget()) == list(expected)


@given(programs(st.integers(0, 10_000), count=14))
def test_sum_equals_milp(program):
    limits, caps = program
    matrix = np.array([[j in members for j in range(len(limits))] for members, _ in caps], float)
    answer = milp(
        [-1] * len(limits),
        integrality=np.ones(len(limits)),
        bounds=Bounds(0, limits),
        constraints=LinearConstraint(matrix, -np.inf, [most for _, most in caps]) if caps else None,
        options={"mip_rel_gap": 0},
    )
    assert sum(lexicographic_maximum(limits, caps, budget())) == round(-answer.fun)
