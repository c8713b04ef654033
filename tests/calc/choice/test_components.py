"""Connected components."""

from hypothesis import given
from hypothesis import strategies as st

from aipolicy.calc.choice import Exclusion, JointCap, Problem, solve
from aipolicy.calc.choice.components import Component, binding_caps, components, connected
from tests.calc.choice.problems import large_problems, small_problems


def test_numbers_without_common_group():
    assert connected([{4}, {2, 3}]) == [[2, 3], [4]]


def test_chain_of_groups_is_one_component():
    assert connected([(5, 1), (1, 9), (9, 2), (7, 8)]) == [[1, 2, 5, 9], [7, 8]]


def test_empty_group_joins_nothing():
    assert connected([]) == []
    assert connected([(), (3,), ()]) == [[3]]


def test_long_chain_is_one_component():
    links = [(n, n + 1) for n in range(20_000)]
    assert connected(links) == [list(range(20_001))]
    assert connected(links[::-1]) == [list(range(20_001))]


@given(st.lists(st.frozensets(st.integers(0, 12), max_size=4)))
def test_components_equal_merged_groups(groups):
    merged: list[set[int]] = []
    for group in filter(None, groups):
        meeting = [other for other in merged if other & group]
        merged = [other for other in merged if not other & group]
        merged.append(set(group).union(*meeting))
    assert connected(groups) == sorted(map(sorted, merged))


def test_every_kind_of_rule_connects_items():
    group, cap = Exclusion(frozenset({0, 5})), JointCap(frozenset({5, 2}), 6)
    problem = Problem((4, 4, 4, 4, 4, 4), (group,), (cap,), ((3, 4),))
    assert components(problem) == [
        Component([0, 2, 5], [group], [cap], []),
        Component([3, 4], [], [], [(3, 4)]),
    ]


def test_only_binding_caps_connect_items():
    reached = JointCap(frozenset({0, 1}), 8)
    exceeded = JointCap(frozenset({0, 1}), 7)
    assert components(Problem((4, 4), caps=(reached,))) == []
    assert components(Problem((4, 4), caps=(exceeded,))) == [Component([0, 1], [], [exceeded], [])]
    assert binding_caps(Problem((4, 4), caps=(reached, exceeded))) == [exceeded]


def test_empty_rules_are_in_no_component():
    empty = Problem((4,), (Exclusion(frozenset()),), (JointCap(frozenset(), 0),))
    assert components(empty) == []


@given(small_problems() | large_problems())
def test_components_partition_items_and_rules(problem):
    found = components(problem)
    items = [item for component in found for item in component.items]
    assert len(items) == len(set(items))
    assert [component.items[0] for component in found] == sorted(
        component.items[0] for component in found
    )
    assert sum(len(component.conflicts) for component in found) == len(problem.conflicts)
    assert sum(len(component.caps) for component in found) == len(binding_caps(problem))
    for component in found:
        for rule in (*component.exclusions, *component.caps):
            assert rule.members <= set(component.items)


@given(small_problems())
def test_components_are_independent(problem):
    kept = solve(problem).kept
    for component in components(problem):
        alone = tuple(a if i in component.items else 0 for i, a in enumerate(problem.amounts))
        rules = Problem(
            alone, tuple(component.exclusions), tuple(component.caps), tuple(component.conflicts)
        )
        assert solve(rules).kept & set(component.items) == kept & set(component.items)
