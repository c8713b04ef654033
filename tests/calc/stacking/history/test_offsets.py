from collections import defaultdict
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from aipolicy.calc.stacking.history.offsets import offsets

PAID = st.dictionaries(st.integers(0, 4), st.integers(0, 9), max_size=4)


@st.composite
def displacements(draw):
    paid = draw(PAID)
    gross = {award: draw(st.integers(0, 9)) for award in range(10, 14)}
    displaced = {
        one: sorted(draw(st.sets(st.sampled_from(list(gross)), min_size=1))) for one in sorted(paid)
    }
    return displaced, paid, gross


@given(displacements())
def test_as_much_as_possible_is_offsets_and_no_more_than_was_paid_or_is_given(case):
    displaced, paid, gross = case
    flow = offsets(displaced, paid, gross)
    off = defaultdict(int)
    for award, parts in flow.items():
        assert 0 < sum(parts.values()) <= gross[award]
        for one, sum_ in parts.items():
            assert award in displaced[one]
            off[one] += sum_
    assert all(off[one] <= paid[one] for one in paid)
    # What cannot be flow off is what no award has room for: the cheapest cut says how much.
    cuts = (
        sum(paid[one] for one in paid if one not in some)
        + sum(gross[award] for award in {a for one in some for a in displaced[one]})
        for count in range(len(paid) + 1)
        for some in combinations(paid, count)
    )
    assert sum(off.values()) == min(cuts)


def test_the_first_awards_bear_it_first():
    assert offsets({0: [1, 2]}, {0: 7}, {1: 5, 2: 4}) == {1: {0: 5}, 2: {0: 2}}
    assert offsets({}, {}, {}) == {}


def test_a_sum_moves_aside_where_that_makes_room_for_another():
    displaced = {0: [10, 11], 1: [10, 11]}
    assert offsets(displaced, {0: 20, 1: 75}, {10: 49, 11: 72}) == {
        10: {1: 49}, 11: {0: 20, 1: 26},
    }  # fmt: skip


def test_a_long_row_of_sums_moves_aside_one_by_one():
    count = 2_000
    displaced = {one: [count + one, count + one + 1] for one in range(count)}
    gross = dict.fromkeys(range(count, 2 * count + 1), 5)
    last = {**displaced, count: [count]}
    flow = offsets(last, dict.fromkeys(last, 5), gross)
    assert sum(sum(parts.values()) for parts in flow.values()) == 5 * (count + 1)
    assert flow[2 * count] == {count - 1: 5}


def test_a_large_sum_is_offsets_in_few_steps_however_small_its_first_award():
    large = 10**17
    assert offsets({0: [1, 2]}, {0: large}, {1: 1, 2: large}) == {1: {0: 1}, 2: {0: large - 1}}
    flow = offsets({0: [1, 2], 3: [1, 2]}, {0: large, 3: 5}, {1: 7, 2: large})
    assert flow == {1: {0: 2, 3: 5}, 2: {0: large - 2}}
