"""Divisions in whole numbers, against trying all and against a solver of others."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from aipolicy.calc.choice import TooEntangled
from aipolicy.calc.choice.budget import STEPS, Effort
from aipolicy.calc.choice.integer_program import largest

RING = [((0, 1), 3), ((1, 2), 3), ((0, 2), 3)]


def effort(steps: int = STEPS) -> Effort:
    return Effort((0, 1, 2), steps)


def test_without_caps_each_number_is_at_its_limit():
    assert largest([3, 0, 7], [], effort()) == [3, 0, 7]
    assert largest([], [], effort()) == []


def test_a_ring_of_caps_leaves_no_half_behind():
    assert largest([9, 9, 9], RING, effort()) == [2, 1, 1]


def test_a_ring_of_large_sums_is_cut_in_few_steps():
    fen = 10**15
    ring = [((0, 1), fen + 1), ((1, 2), fen + 1), ((0, 2), fen + 1)]
    half = fen // 2
    assert largest([fen] * 3, ring, effort(1_000)) == [half + 1, half, half]


def test_two_rings_that_share_a_cap_lose_one_whole_between_them():
    caps = [((0, 1), 1), ((1, 2), 1), ((0, 2, 3), 1), ((3, 4), 1), ((4, 5), 1), ((5, 3), 1)]
    assert largest([1] * 6, caps, effort()) == [1, 0, 0, 0, 1, 0]


def test_two_halves_that_make_a_whole_are_still_halves():
    caps = [((0, 1), 1), ((1, 2), 1), ((0, 2), 1), ((3, 4), 1), ((4, 5), 1), ((3, 5), 1)]
    assert largest([1] * 6, caps, effort()) == [1, 0, 0, 1, 0, 0]


def test_work_beyond_the_effort_left_is_refused():
    with pytest.raises(TooEntangled) as refused:
        largest([9, 9, 9], RING, effort(30))
    assert refused.value.steps == 30


@st.composite
def programs(draw, limits=st.integers(0, 4), count=5):
    found = draw(st.lists(limits, min_size=1, max_size=count))
    members = st.lists(st.integers(0, len(found) - 1), min_size=1, unique=True)
    most = st.integers(0, 2 * max(found))
    return found, draw(st.lists(st.tuples(members, most), max_size=5))


@given(programs())
def test_no_other_numbers_are_larger_or_larger_earlier(program):
    limits, caps = program
    lawful = (
        numbers
        for numbers in product(*(range(limit + 1) for limit in limits))
        if all(sum(numbers[j] for j in members) <= most for members, most in caps)
    )
    expected = max(lawful, key=lambda numbers: (sum(numbers), numbers))
    assert largest(limits, caps, effort()) == list(expected)


@given(programs(st.integers(0, 10_000), count=14))
def test_the_sum_is_the_one_that_a_solver_of_others_finds(program):
    limits, caps = program
    matrix = np.array([[j in members for j in range(len(limits))] for members, _ in caps], float)
    answer = milp(
        [-1] * len(limits),
        integrality=np.ones(len(limits)),
        bounds=Bounds(0, limits),
        constraints=LinearConstraint(matrix, -np.inf, [most for _, most in caps]) if caps else None,
        options={"mip_rel_gap": 0},
    )
    assert sum(largest(limits, caps, effort())) == round(-answer.fun)
