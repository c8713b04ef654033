"""Codes and units in arrays, against the plain way of saying the same."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from aipolicy.calc.choice.components import connected
from aipolicy.frames.stacking.groups.group_ids import (
    NONE,
    GroupIds,
    Grouping,
    compact,
    components,
    paired,
    repeated_ids,
)
from aipolicy.frames.stacking.rows.encoded_text import NONE

CODES = st.lists(st.integers(-1, 5), max_size=12)


def numbers(values):
    return np.array(values, np.int64)


def classes(codes):
    """Which rows share a code: the rows of each, those without one left out."""
    found = {}
    for row, code in enumerate(codes):
        if code != NONE:
            found.setdefault(code, []).append(row)
    return sorted(found.values())


@given(st.lists(st.tuples(st.integers(-1, 3), st.integers(-1, 3)), max_size=12), st.booleans())
def test_paired_ids_share_both(pairs, wide):
    size = 1000 if wide else 4  # beyond what a table holds, rows are compared or sorted
    one, other = numbers([a for a, _ in pairs]), numbers([b for _, b in pairs])
    found = paired(GroupIds(one, size), GroupIds(other, size))
    both = [NONE if NONE in pair else pair for pair in pairs]
    assert classes(found.ids.tolist()) == classes(both)
    assert all(code < found.size for code in found.ids)


def test_a_dependent_id_adds_nothing():
    project, claimant = GroupIds(numbers([0, 1, 2, 1]), 100), GroupIds(numbers([7, 7, 8, 7]), 100)
    assert paired(project, claimant).ids.tolist() == [0, 1, 2, 1]
    assert paired(claimant, project).ids.tolist() == [0, 1, 2, 1]
    assert paired(claimant, project).size == 100


@given(st.lists(st.integers(0, 6), max_size=12), st.sampled_from([7, 10_000]))
def test_repeated_ids_come_once_less(codes, size):
    found = repeated_ids(numbers(codes), size)
    assert sorted(found.tolist()) == sorted(
        code for code in set(codes) for _ in range(codes.count(code) - 1)
    )


def test_codes_without_gaps_are_left_alone():
    codes = numbers([3, 0])
    assert compact(codes, 4)[0] is codes
    assert compact(codes, 400)[0].tolist() == [1, 0]


@given(st.lists(CODES, max_size=3))
def test_connected_rows_share_a_label(groupings):
    rows = 12
    groups, units = [], []
    for codes in groupings:
        named = [(row, code) for row, code in enumerate(codes) if code != NONE]
        inside = [numbers([a for a, _ in named]), numbers([b for _, b in named])]
        groups.append(Grouping(*inside, 6))
        units += [{row for row, code in named if code == one} for one in range(6)]
    labels = components(np.arange(rows), groups).tolist()
    found = classes(labels)
    expected = connected([*({row} for row in range(rows)), *(unit for unit in units if unit)])
    assert found == sorted(expected)
    assert all(labels[row] == min(members) for members in found for row in members)


def test_a_long_chain_of_units_is_one_component():
    rows = 2_000
    order = np.random.default_rng(7).permutation(rows)
    links = Grouping(np.concatenate((order[:-1], order[1:])), np.tile(np.arange(rows - 1), 2), rows)
    assert not components(np.arange(rows), [links]).any()
