from collections import defaultdict
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

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


@given(replacements())
def test_max_flow_equals_min_cut(case):
    replaced, paid, gross = case
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
