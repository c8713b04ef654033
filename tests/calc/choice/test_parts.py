"""Problems taken apart."""

from hypothesis import given

from aipolicy.calc.choice import Exclusion, JointCap, Problem, solve
from aipolicy.calc.choice.parts import Part, binding, parts
from tests.calc.choice.problems import large_problems, small_problems


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
