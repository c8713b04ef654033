"""Presolve of large components, and dominance in the conflict graph."""

import pytest
from hypothesis import HealthCheck, given, settings

from aipolicy.calc.choice import Exclusion, JointCap, Sides, TooEntangled, presolve, solve
from aipolicy.calc.choice.bitmasks import conflict_graph
from aipolicy.calc.choice.components import Component, components
from aipolicy.calc.choice.presolve import kept_and_open, presolved
from tests.calc.choice.problems import large_problems, small_problems


@pytest.fixture(autouse=True)
def _every_component_is_large(monkeypatch):
    monkeypatch.setattr(presolve, "SMALL", 0)


def group(*items: int) -> Exclusion:
    return Exclusion(frozenset(items))


def kept(small) -> list[tuple[int, ...]]:
    """The items of each option that is left."""
    return [option.kept for option in small.options.values()]


def left_of(component: Component, amounts, **more):
    return presolved(component, amounts, 1_000, **more)


def test_heaviest_of_a_kind_stays():
    """Then the two left are of one kind too."""
    component = Component([0, 1, 2, 3], [group(0, 1, 2, 3), group(2, 3)], [], [])
    assert kept(left_of(component, (5, 6, 4, 3))) == [(1,)]
    other = Component([0, 1, 2, 3, 4], [group(0, 1, 2, 3), group(2, 3, 4)], [], [])
    small = left_of(other, (5, 6, 4, 3, 1))
    assert kept(small) == [(1,), (2,), (4,)]
    assert small.component.exclusions == [group(0, 1), group(1, 2)]


def test_first_of_equals_stays():
    assert kept(left_of(Component([0, 1, 2], [group(0, 1, 2)], [], []), (5, 5, 5))) == [(0,)]


def test_first_of_equals_stays_in_any_order():
    assert kept(left_of(Component([1, 8], [group(8, 1)], [], []), [5] * 9)) == [(1,)]


def test_k_items_of_a_kind_stay():
    component = Component([0, 1, 2, 3], [group(0, 1, 2, 3)], [], [])
    small = left_of(component, (5, 7, 5, 6), each=3)
    assert kept(small) == [(1,), (3,), (0,)]
    assert small.component.exclusions == [group(0, 1, 2)]


@pytest.mark.parametrize(("small", "left"), [(3, [0, 1, 2]), (2, [0])])
def test_small_component_is_unchanged(monkeypatch, small, left):
    monkeypatch.setattr(presolve, "SMALL", small)
    component = Component([0, 1, 2], [group(0, 1, 2)], [], [])
    assert left_of(component, (5, 6, 5)).component.items == left


def test_cap_on_one_kind_is_counted_at_once():
    component = Component([0, 1], [group(0, 1)], [JointCap(frozenset({0}), 1)], [])
    (option,) = left_of(component, (5, 4)).options.values()
    assert (option.value, option.kept) == (4, (1,))


def test_caps_on_other_items_make_another_kind():
    cap = JointCap(frozenset({0, 2}), 1)
    component = Component([0, 1, 2, 3], [group(0, 1), group(2, 3)], [cap], [])
    assert kept(left_of(component, (5, 4, 5, 4))) == [(0,), (1,), (2,), (3,)]


def test_other_rivals_make_another_kind():
    small = left_of(Component([0, 1, 2], [group(0, 1)], [], [(0, 2)]), (5, 4, 3))
    assert kept(small) == [(0,), (1,), (2,)]
    assert small.component.conflicts == [(0, 2)]


def test_items_of_one_side_become_one_node():
    sides = Sides((frozenset({0, 1}), frozenset({2, 3, 4}), frozenset({5})))
    (option,) = left_of(
        Component([*range(6)], [], [], [], [sides]), (4, 4, 3, 3, 3, 8)
    ).options.values()
    assert (option.value, option.kept) == (9, (2, 3, 4))


def test_equal_sides_go_by_document_order():
    sides = Sides((frozenset({1, 2}), frozenset({0, 3})))
    assert kept(left_of(Component([*range(4)], [], [], [], [sides]), (4, 4, 4, 4))) == [(0, 3)]


def test_larger_uncut_side_wins_under_caps():
    sides = Sides((frozenset({0, 1}), frozenset({2})))
    cap = JointCap(frozenset({0, 1}), 6)
    for most, best in ((6, (0, 1)), (7, (2,))):
        component = Component([0, 1, 2], [], [cap], [], [sides])
        assert kept(left_of(component, (4, 4, most))) == [best]


def test_items_without_rivals_become_one_sum():
    cap, other = JointCap(frozenset({0, 1, 2, 3, 4}), 9), JointCap(frozenset({3}), 1)
    small = left_of(Component([0, 1, 2, 3, 4], [], [cap, other], [(0, 4)]), (5, 4, 3, 2, 1))
    assert [(one.value, one.uncut, one.kept) for one in small.options.values()] == [
        (5, 5, (0,)),
        (8, 9, (1, 2, 3)),
        (1, 1, (4,)),
    ]


def test_thousands_on_sides_become_one_node():
    """Twelve sides of groups, of items under caps and of items that are free."""
    count = 12_000
    sides = [range(first, first + 1_000) for first in range(0, count, 1_000)]
    component = Component(
        [*range(count)],
        [group(*side[at : at + 10]) for side in sides[:4] for at in range(0, 1_000, 10)],
        [
            JointCap(frozenset(s[at : at + 10]), 25)
            for s in sides[4:8]
            for at in range(0, 1_000, 10)
        ],
        [],
        [Sides(tuple(map(frozenset, sides)))],
    )
    small = presolved(component, [item % 7 for item in range(count)], steps=0)
    assert len(small.options) == 1


def test_too_much_left_is_refused_before_it_is_masks():
    ring = [(item, (item + 1) % 1_001) for item in range(1_001)]
    component = Component([*range(1_001)], [], [], ring)
    with pytest.raises(TooEntangled):
        presolved(component, [*range(1_001)], steps=249_000)
    assert len(presolved(component, [*range(1_001)], steps=251_000).options) == 1_001


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(small_problems() | large_problems())
def test_presolve_agrees_with_the_solution(problem):
    best = solve(problem).kept
    for component in components(problem):
        small = left_of(component, problem.amounts)
        assert set(best.intersection(component.items)) in [
            set(small.items(numbers))
            for numbers in [
                [n for n, option in small.options.items() if best.issuperset(option.kept)]
            ]
        ]


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
