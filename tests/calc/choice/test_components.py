"""What depends on what."""

from hypothesis import given
from hypothesis import strategies as st

from aipolicy.calc.choice.components import connected


def test_numbers_in_no_common_group_stay_apart():
    assert connected([{4}, {2, 3}]) == [[2, 3], [4]]


def test_a_chain_of_groups_is_one_component():
    assert connected([(5, 1), (1, 9), (9, 2), (7, 8)]) == [[1, 2, 5, 9], [7, 8]]


def test_a_group_without_members_joins_nothing():
    assert connected([]) == []
    assert connected([(), (3,), ()]) == [[3]]


def test_a_long_chain_is_walked_without_trouble():
    links = [(n, n + 1) for n in range(20_000)]
    assert connected(links) == [list(range(20_001))]
    assert connected(links[::-1]) == [list(range(20_001))]


@given(st.lists(st.frozensets(st.integers(0, 12), max_size=4)))
def test_components_are_the_groups_merged_while_any_two_meet(groups):
    merged: list[set[int]] = []
    for group in filter(None, groups):
        meeting = [other for other in merged if other & group]
        merged = [other for other in merged if not other & group]
        merged.append(set(group).union(*meeting))
    assert connected(groups) == sorted(map(sorted, merged))
