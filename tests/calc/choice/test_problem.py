"""Validation of a problem."""

import pytest

from aipolicy.calc.choice import (
    Exclusion,
    InvalidProblem,
    JointCap,
    Problem,
    Sides,
    Solution,
    solve,
)
from aipolicy.errors import Code


def faults_of(**rules) -> list[str]:
    with pytest.raises(InvalidProblem) as refused:
        Problem(**rules)
    return [str(fault) for fault in refused.value.faults]


@pytest.mark.parametrize("amount", [-1, 1.0, True, None])
def test_sums_are_whole_fen(amount):
    expected = f"={amount}: a sum is a whole number of fen, 0 or more; give the sum in fen"
    assert faults_of(amounts=(0, amount, 5)) == [f"amounts[2]{expected}"]
    cap = JointCap(frozenset({0}), amount)
    assert faults_of(amounts=(0,), caps=(cap,)) == [f"caps[1].most{expected}"]


@pytest.mark.parametrize("item", [-1, 2])
def test_rules_name_items_of_the_problem(item):
    expected = "the items are 0 to 1; name items of the problem"
    members = frozenset({0, item})
    assert faults_of(amounts=(5, 3), exclusions=(Exclusion(members),)) == [
        f"exclusions[1].members={sorted(members)}: {expected}"
    ]
    assert faults_of(amounts=(5, 3), caps=(JointCap(members, 1),)) == [
        f"caps[1].members={sorted(members)}: {expected}"
    ]
    assert faults_of(amounts=(5, 3), conflicts=((0, item),)) == [
        f"conflicts[1]=(0, {item}): {expected}"
    ]


def test_empty_problem_has_no_items_to_name():
    assert faults_of(amounts=(), exclusions=(Exclusion(frozenset({0})),)) == [
        "exclusions[1].members=[0]: there are no items; name items of the problem"
    ]


def test_item_does_not_conflict_with_itself():
    assert faults_of(amounts=(5, 3), conflicts=((0, 1), (1, 1))) == [
        "conflicts[2]=(1, 1): an item does not conflict with itself; name two items"
    ]


def test_item_is_on_one_side_only():
    both = Sides((frozenset({0, 1}), frozenset(), frozenset({1})))
    assert faults_of(amounts=(5, 3), sides=(both,)) == [
        "sides[1]=[[0, 1], [], [1]]: an item does not conflict with itself; name two items"
    ]
    unknown = Sides((frozenset({0}), frozenset({2})))
    assert faults_of(amounts=(5, 3), sides=(unknown,)) == [
        "sides[1].members=[0, 2]: the items are 0 to 1; name items of the problem"
    ]


@pytest.mark.parametrize("sides", [(), ({0, 1},), ({0, 1}, set()), (set(), {1}, set())])
def test_one_side_alone_opposes_nothing(sides):
    group = Sides(tuple(map(frozenset, sides)))
    assert not group.opposes
    assert solve(Problem((5, 3), sides=(group,))).paid == (5, 3)


def test_all_faults_come_at_once():
    faults = faults_of(
        amounts=(-5, -3),
        exclusions=(Exclusion(frozenset({7})),),
        caps=(JointCap(frozenset({8}), -1),),
        conflicts=((0, 0), (0, 9)),
    )
    assert [fault.split("=")[0] for fault in faults] == [
        "amounts[1]",
        "amounts[2]",
        "caps[1].most",
        "exclusions[1].members",
        "caps[1].members",
        "conflicts[1]",
        "conflicts[2]",
    ]


def test_places_in_a_path_count_from_zero():
    with pytest.raises(InvalidProblem) as refused:
        Problem((0, -1), caps=(JointCap(frozenset({0}), -1),))
    assert [one.path for one in refused.value.faults] == [("amounts", 1), ("caps", 0, "most")]
    assert {one.code for one in refused.value.faults} == {Code.PROBLEM_SUM}


def test_first_and_last_item_may_be_named():
    ends = frozenset({0, 2})
    rules = (Exclusion(ends), Exclusion(frozenset()))
    assert Problem((0, 1, 2), rules, (JointCap(ends, 0),), ((0, 2),)).exclusions == rules


def test_total_sums_the_payments():
    assert Solution((5, 0, 3), frozenset({0, 2})).total == 8
    assert Solution((), frozenset()).total == 0
