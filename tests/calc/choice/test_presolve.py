"""Presolve of large components, and dominance in the conflict graph."""

import pytest
from hypothesis import HealthCheck, given, settings

from aipolicy.calc.choice import Exclusion, JointCap, presolve, solve
from aipolicy.calc.choice.bitmasks import conflict_graph
from aipolicy.calc.choice.components import Component, components
from aipolicy.calc.choice.presolve import kept_and_open, presolved
from tests.calc.choice.problems import large_problems, small_problems


@pytest.fixture(autouse=True)
def _every_component_is_large(monkeypatch):
    monkeypatch.setattr(presolve, "SMALL", 0)


def group(*items: int) -> Exclusion:
    return Exclusion(frozenset(items))


def test_heaviest_of_a_kind_stays():
    small = presolved(
        Component([0, 1, 2, 3], [group(0, 1, 2, 3), group(2, 3)], [], []), (5, 6, 4, 3)
    )
    assert small.component.items == [1, 2]
    assert small.component.exclusions == [group(1, 2)]


def test_first_of_equals_stays():
    small = presolved(Component([0, 1, 2], [group(0, 1, 2)], [], []), (5, 5, 5))
    assert small.uncontested == [0]


def test_first_of_equals_stays_in_any_order():
    assert presolved(Component([1, 8], [group(8, 1)], [], []), [5] * 9).uncontested == [1]


def test_k_items_of_a_kind_stay():
    component = Component([0, 1, 2, 3], [group(0, 1, 2, 3)], [], [])
    assert presolved(component, (5, 7, 5, 6), each=3).component.items == [0, 1, 3]


@pytest.mark.parametrize(("small", "left"), [(3, [0, 1, 2]), (2, [1])])
def test_small_component_is_unchanged(monkeypatch, small, left):
    monkeypatch.setattr(presolve, "SMALL", small)
    assert (
        presolved(Component([0, 1, 2], [group(0, 1, 2)], [], []), (5, 6, 5)).component.items == left
    )


def test_other_caps_make_another_kind():
    component = Component([0, 1], [group(0, 1)], [JointCap(frozenset({0}), 1)], [])
    assert presolved(component, (5, 4)).component.items == [0, 1]


def test_other_rivals_make_another_kind():
    small = presolved(Component([0, 1, 2], [group(0, 1)], [], [(0, 2)]), (5, 4, 3))
    assert (small.component.items, small.component.conflicts) == ([0, 1, 2], [(0, 2)])


def test_conflicts_go_with_their_items():
    component = Component([0, 1, 2], [group(0, 1)], [], [(0, 2), (1, 2)])
    small = presolved(component, (5, 4, 3))
    assert (small.component.items, small.component.conflicts) == ([0, 2], [(0, 2)])


def test_items_without_group_all_stay():
    small = presolved(Component([0, 1, 2], [], [], [(0, 2), (1, 2)]), (5, 4, 3))
    assert small.component.items == [0, 1, 2]


def test_uncontested_items_become_one_sum():
    cap, other = JointCap(frozenset({0, 1, 2, 3, 4}), 9), JointCap(frozenset({3}), 1)
    small = presolved(Component([0, 1, 2, 3, 4], [], [cap, other], [(0, 4)]), (5, 4, 3, 2, 1))
    assert small.uncontested == [1, 2, 3]
    assert small.amounts == {0: 5, 1: 7, 3: 2, 4: 1}
    assert small.component.caps == [JointCap(frozenset({0, 1, 3, 4}), 9), other]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(small_problems() | large_problems())
def test_presolve_agrees_with_the_solution(problem):
    kept = solve(problem).kept
    for component in components(problem):
        small = presolved(component, problem.amounts)
        assert kept.issuperset(small.uncontested)
        assert set(component.items) - set(small.component.items) - set(small.uncontested) <= (
            set(range(len(problem.amounts))) - kept
        )


def items_kept_and_open(component: Component, *amounts: int) -> tuple[list[int], list[int]]:
    graph = conflict_graph(component, dict(zip(component.items, amounts, strict=True)))
    kept, open_ = kept_and_open(graph)
    return graph.items(kept), graph.items(open_)


def test_heaviest_of_a_group_is_kept():
    assert items_kept_and_open(Component([0, 1, 2], [group(0, 1, 2)], [], []), 4, 6, 5) == ([1], [])


def test_item_above_all_rivals_is_kept():
    component = Component([0, 1, 2, 3], [], [], [(0, 1), (0, 2), (1, 3), (2, 3)])
    assert items_kept_and_open(component, 9, 4, 4, 9) == ([0, 3], [])


def test_tie_with_all_rivals_goes_to_the_first():
    assert items_kept_and_open(Component([0, 1, 2], [], [], [(0, 1), (0, 2)]), 8, 4, 4) == ([0], [])
    assert items_kept_and_open(Component([0, 1, 2], [], [], [(0, 2), (1, 2)]), 4, 4, 8) == (
        [],
        [0, 1, 2],
    )


def test_own_cap_keeps_a_heavy_item_open():
    cap = JointCap(frozenset({0}), 2)
    assert items_kept_and_open(Component([0, 1], [group(0, 1)], [cap], []), 6, 4) == ([], [0, 1])


def test_shared_cap_decides_for_the_heavier():
    cap = JointCap(frozenset({0, 1}), 2)
    assert items_kept_and_open(Component([0, 1], [group(0, 1)], [cap], []), 6, 4) == ([0], [])


def test_ring_of_conflicts_stays_open():
    ring = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 0)]
    assert items_kept_and_open(Component([0, 1, 2, 3, 4], [], [], ring), 5, 5, 5, 5, 5) == (
        [],
        [0, 1, 2, 3, 4],
    )


def test_decisions_propagate():
    chain = [(0, 1), (1, 2), (2, 3)]
    assert items_kept_and_open(Component([0, 1, 2, 3], [], [], chain), 9, 8, 7, 6) == ([0, 2], [])


@given(small_problems() | large_problems())
def test_decided_items_agree_with_the_solution(problem):
    best = solve(problem).kept
    for component in components(problem):
        graph = conflict_graph(component, {item: problem.amounts[item] for item in component.items})
        kept, open_ = kept_and_open(graph)
        assert best.issuperset(graph.items(kept))
        assert best.intersection(component.items) <= set(graph.items(kept | open_))
