"""Large parts made smaller before they are searched."""

import pytest
from hypothesis import HealthCheck, given, settings

from aipolicy.calc.choice import Exclusion, JointCap, presolve, solve
from aipolicy.calc.choice.bitmasks import tangle
from aipolicy.calc.choice.components import Part, parts
from aipolicy.calc.choice.presolve import reduced, shrunk
from tests.calc.choice.problems import large_problems, small_problems


@pytest.fixture(autouse=True)
def _every_part_is_large(monkeypatch):
    monkeypatch.setattr(presolve, "SMALL", 0)


def unit(*items: int) -> Exclusion:
    return Exclusion(frozenset(items))


def test_of_items_under_the_same_rules_the_heaviest_is_left():
    small = shrunk(Part([0, 1, 2, 3], [unit(0, 1, 2, 3), unit(2, 3)], [], []), (5, 6, 4, 3))
    assert small.part.items == [1, 2]
    assert small.part.exclusions == [unit(1, 2)]


def test_of_equal_items_under_the_same_rules_the_first_is_left():
    small = shrunk(Part([0, 1, 2], [unit(0, 1, 2)], [], []), (5, 5, 5))
    assert small.uncontested == [0]


def test_of_equal_items_the_first_is_left_however_the_unit_names_them():
    assert shrunk(Part([1, 8], [unit(8, 1)], [], []), [5] * 9).uncontested == [1]


def test_so_many_are_left_of_each_kind_as_choices_are_asked_for():
    part = Part([0, 1, 2, 3], [unit(0, 1, 2, 3)], [], [])
    assert shrunk(part, (5, 7, 5, 6), each=3).part.items == [0, 1, 3]


@pytest.mark.parametrize(("small", "left"), [(3, [0, 1, 2]), (2, [1])])
def test_a_small_part_is_left_as_it_is(monkeypatch, small, left):
    monkeypatch.setattr(presolve, "SMALL", small)
    assert shrunk(Part([0, 1, 2], [unit(0, 1, 2)], [], []), (5, 6, 5)).part.items == left


def test_items_of_a_unit_under_different_caps_are_both_left():
    part = Part([0, 1], [unit(0, 1)], [JointCap(frozenset({0}), 1)], [])
    assert shrunk(part, (5, 4)).part.items == [0, 1]


def test_items_of_a_unit_with_different_rivals_are_both_left():
    small = shrunk(Part([0, 1, 2], [unit(0, 1)], [], [(0, 2)]), (5, 4, 3))
    assert (small.part.items, small.part.conflicts) == ([0, 1, 2], [(0, 2)])


def test_a_conflict_with_an_item_that_is_gone_is_gone():
    part = Part([0, 1, 2], [unit(0, 1)], [], [(0, 2), (1, 2)])
    small = shrunk(part, (5, 4, 3))
    assert (small.part.items, small.part.conflicts) == ([0, 2], [(0, 2)])


def test_items_of_no_unit_are_never_of_one_kind():
    small = shrunk(Part([0, 1, 2], [], [], [(0, 2), (1, 2)]), (5, 4, 3))
    assert small.part.items == [0, 1, 2]


def test_uncontested_items_under_the_same_caps_are_one_sum():
    cap, other = JointCap(frozenset({0, 1, 2, 3, 4}), 9), JointCap(frozenset({3}), 1)
    small = shrunk(Part([0, 1, 2, 3, 4], [], [cap, other], [(0, 4)]), (5, 4, 3, 2, 1))
    assert small.uncontested == [1, 2, 3]
    assert small.amounts == {0: 5, 1: 7, 3: 2, 4: 1}
    assert small.part.caps == [JointCap(frozenset({0, 1, 3, 4}), 9), other]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(small_problems() | large_problems())
def test_what_is_uncontested_is_kept_and_what_is_gone_is_not(problem):
    kept = solve(problem).kept
    for part in parts(problem):
        small = shrunk(part, problem.amounts)
        assert kept.issuperset(small.uncontested)
        assert set(part.items) - set(small.part.items) - set(small.uncontested) <= (
            set(range(len(problem.amounts))) - kept
        )


def kept_and_open(part: Part, *amounts: int) -> tuple[list[int], list[int]]:
    web = tangle(part, dict(zip(part.items, amounts, strict=True)))
    kept, open_ = reduced(web)
    return web.items(kept), web.items(open_)


def test_the_heaviest_of_a_unit_is_kept():
    assert kept_and_open(Part([0, 1, 2], [unit(0, 1, 2)], [], []), 4, 6, 5) == ([1], [])


def test_an_item_is_kept_if_it_is_more_than_its_rivals_together():
    part = Part([0, 1, 2, 3], [], [], [(0, 1), (0, 2), (1, 3), (2, 3)])
    assert kept_and_open(part, 9, 4, 4, 9) == ([0, 3], [])


def test_an_item_that_equals_its_rivals_together_is_kept_if_it_is_the_first():
    assert kept_and_open(Part([0, 1, 2], [], [], [(0, 1), (0, 2)]), 8, 4, 4) == ([0], [])
    assert kept_and_open(Part([0, 1, 2], [], [], [(0, 2), (1, 2)]), 4, 4, 8) == ([], [0, 1, 2])


def test_a_heavy_item_stays_open_where_a_cap_of_its_own_may_cut_it():
    cap = JointCap(frozenset({0}), 2)
    assert kept_and_open(Part([0, 1], [unit(0, 1)], [cap], []), 6, 4) == ([], [0, 1])


def test_a_heavy_item_is_kept_where_its_rival_is_under_its_cap_too():
    cap = JointCap(frozenset({0, 1}), 2)
    assert kept_and_open(Part([0, 1], [unit(0, 1)], [cap], []), 6, 4) == ([0], [])


def test_a_ring_of_conflicts_stays_open():
    ring = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 0)]
    assert kept_and_open(Part([0, 1, 2, 3, 4], [], [], ring), 5, 5, 5, 5, 5) == (
        [],
        [0, 1, 2, 3, 4],
    )


def test_what_one_item_decides_decides_the_next():
    chain = [(0, 1), (1, 2), (2, 3)]
    assert kept_and_open(Part([0, 1, 2, 3], [], [], chain), 9, 8, 7, 6) == ([0, 2], [])


@given(small_problems() | large_problems())
def test_what_is_sure_is_so_in_the_best_choice(problem):
    best = solve(problem).kept
    for part in parts(problem):
        web = tangle(part, {item: problem.amounts[item] for item in part.items})
        kept, open_ = reduced(web)
        assert best.issuperset(web.items(kept))
        assert best.intersection(part.items) <= set(web.items(kept | open_))
