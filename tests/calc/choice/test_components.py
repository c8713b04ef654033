"""What depends on what."""

from hypothesis import given
from hypothesis import strategies as st

from aipolicy.calc.choice import Exclusion, JointCap, Problem, solve
from aipolicy.calc.choice.components import Part, binding, connected, parts
from tests.calc.choice.problems import large_problems, small_problems


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


def test_exclusions_conflicts_and_binding_caps_tie_items_together():
    unit, cap = Exclusion(frozenset({0, 5})), JointCap(frozenset({5, 2}), 6)
    problem = Problem((4, 4, 4, 4, 4, 4), (unit,), (cap,), ((3, 4),))
    assert parts(problem) == [Part([0, 2, 5], [unit], [cap], []), Part([3, 4], [], [], [(3, 4)])]


def test_a_cap_ties_its_members_only_where_they_exceed_it():
    reached = JointCap(frozenset({0, 1}), 8)
    exceeded = JointCap(frozenset({0, 1}), 7)
    assert parts(Problem((4, 4), caps=(reached,))) == []
    assert parts(Problem((4, 4), caps=(exceeded,))) == [Part([0, 1], [], [exceeded], [])]
    assert binding(Problem((4, 4), caps=(reached, exceeded))) == [exceeded]


def test_rules_without_members_belong_to_no_part():
    empty = Problem((4,), (Exclusion(frozenset()),), (JointCap(frozenset(), 0),))
    assert parts(empty) == []


@given(small_problems() | large_problems())
def test_parts_share_no_item_and_lose_no_rule(problem):
    found = parts(problem)
    items = [item for part in found for item in part.items]
    assert len(items) == len(set(items))
    assert [part.items[0] for part in found] == sorted(part.items[0] for part in found)
    assert sum(len(part.conflicts) for part in found) == len(problem.conflicts)
    assert sum(len(part.caps) for part in found) == len(binding(problem))
    for part in found:
        for rule in (*part.exclusions, *part.caps):
            assert rule.members <= set(part.items)


@given(small_problems())
def test_parts_can_be_solved_each_for_itself(problem):
    kept = solve(problem).kept
    for part in parts(problem):
        alone = tuple(a if i in part.items else 0 for i, a in enumerate(problem.amounts))
        rules = Problem(alone, tuple(part.exclusions), tuple(part.caps), tuple(part.conflicts))
        assert solve(rules).kept & set(part.items) == kept & set(part.items)
