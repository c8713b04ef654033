from collections import defaultdict
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy.calc.stacking.history import offsets as module
from aipolicy.calc.stacking.history.offsets import offsets

PAID = st.dictionaries(st.integers(0, 4), st.integers(0, 9), max_size=4)


@st.composite
def replacements(draw):
    paid = draw(PAID)
    gross = {award: draw(st.integers(0, 9)) for award in range(10, 14)}
    replaced = {
        one: sorted(draw(st.sets(st.sampled_from(list(gross)), min_size=1))) for one in sorted(paid)
    }
    return replaced, paid, gross


@pytest.mark.parametrize("many", [10_000, -1])
@given(case=replacements())
def test_max_flow_equals_min_cut(many, case):
    """One after another, and by classes of alike ones."""
    replaced, paid, gross = case
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_MANY", many)
        flow = offsets(replaced, paid, gross)
    deducted = defaultdict(int)
    for award, by in flow.items():
        assert 0 < sum(by.values()) <= gross[award]
        for one, sum_ in by.items():
            assert award in replaced[one]
            deducted[one] += sum_
    assert all(deducted[one] <= paid[one] for one in paid)
    # By the max-flow min-cut theorem.
    cuts = (
        sum(paid[one] for one in paid if one not in some)
        + sum(gross[award] for award in {a for one in some for a in replaced[one]})
        for count in range(len(paid) + 1)
        for some in combinations(paid, count)
    )
    assert sum(deducted.values()) == min(cuts)


def test_first_awards_are_offset_first():
    assert offsets({0: [1, 2]}, {0: 7}, {1: 5, 2: 4}) == {1: {0: 5}, 2: {0: 2}}
    assert offsets({}, {}, {}) == {}


def test_flow_is_rerouted():
    replaced = {0: [10, 11], 1: [10, 11]}
    assert offsets(replaced, {0: 20, 1: 75}, {10: 49, 11: 72}) == {
        10: {1: 49}, 11: {0: 20, 1: 26},
    }  # fmt: skip


def test_long_augmenting_path():
    count = 2_000
    replaced = {one: [count + one, count + one + 1] for one in range(count)}
    gross = dict.fromkeys(range(count, 2 * count + 1), 5)
    last = {**replaced, count: [count]}
    flow = offsets(last, dict.fromkeys(last, 5), gross)
    assert sum(sum(by.values()) for by in flow.values()) == 5 * (count + 1)
    assert flow[2 * count] == {count - 1: 5}


def test_large_sums_take_few_augmentations():
    large = 10**17
    assert offsets({0: [1, 2]}, {0: large}, {1: 1, 2: large}) == {1: {0: 1}, 2: {0: large - 1}}
    flow = offsets({0: [1, 2], 3: [1, 2]}, {0: large, 3: 5}, {1: 7, 2: large})
    assert flow == {1: {0: 2, 3: 5}, 2: {0: large - 2}}


@pytest.mark.parametrize("count", [200, 1_000, 3_000])
def test_thousands_of_alike_sums_have_few_offsets(count):
    """Each sum ends in one award or two: not a list of all pairs."""
    awards = list(range(count, 2 * count))
    flow = offsets(dict.fromkeys(range(count), awards), [3] * count, dict.fromkeys(awards, 4))
    assert sum(map(len, flow.values())) < 2 * count
    assert [sum(by.values()) for by in flow.values()] == [4] * (count * 3 // 4)
    assert list(flow) == awards[: count * 3 // 4]


def test_components_are_offset_as_if_alone():
    """Beside thousands of other sums, a few sums are offset as they are without them."""
    few = {0: [10, 11], 1: [10, 11]}
    paid, gross = {0: 20, 1: 75}, {10: 49, 11: 72}
    alone = offsets(few, paid, gross)
    awards = list(range(2_000, 3_000))
    many = dict.fromkeys(range(1000, 2000), awards)
    flow = offsets(
        few | many, paid | dict.fromkeys(many, 3), gross | dict.fromkeys(range(2_000, 3_000), 4)
    )
    assert {award: by for award, by in flow.items() if award < 1_000} == alone


def test_sum_that_nothing_replaces_is_not_offset():
    """Beside thousands of others, which are looked at component by component."""
    awards = list(range(2_000, 3_000))
    replaced = {0: [], **dict.fromkeys(range(1, 1_001), awards)}
    flow = offsets(replaced, [3] * 1_001, dict.fromkeys(awards, 4))
    assert sum(sum(by.values()) for by in flow.values()) == 3 * 1_000
    assert all(0 not in by for by in flow.values())
