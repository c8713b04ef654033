"""The k best sets of a component."""

from dataclasses import replace
from itertools import islice

import pytest
from hypothesis import given

from aipolicy.calc.choice import (
    MOST_OTHERS,
    Alternatives,
    Exclusion,
    JointCap,
    KeptSet,
    Problem,
    Sides,
    TooEntangled,
    alternatives,
    presolve,
    solve,
)
from aipolicy.calc.choice.components import components
from tests.calc.choice.oracles import maximal_sets, paid_by_trying_all
from tests.calc.choice.problems import (
    AGAINST_AN_ORACLE,
    large_problems,
    sided_problems,
    small_problems,
)


def group(*items: int) -> Exclusion:
    return Exclusion(frozenset(items))


def test_other_members_of_a_group_best_first():
    assert list(alternatives(Problem((3, 9, 5, 5), (group(0, 1, 2, 3),)))) == [
        Alternatives(
            KeptSet((1,), (9,)), (KeptSet((2,), (5,)), KeptSet((3,), (5,)), KeptSet((0,), (3,)))
        )
    ]


def test_group_and_conflict_combine():
    (found,) = alternatives(Problem((3, 4, 5), (group(0, 1),), conflicts=((1, 2),)))
    assert found == Alternatives(KeptSet((0, 2), (3, 5)), (KeptSet((1,), (4,)),))


def test_other_set_shows_capped_sums():
    problem = Problem((5, 6, 7), (group(1, 2),), (JointCap(frozenset({0, 1, 2}), 10),))
    assert list(alternatives(problem)) == [
        Alternatives(KeptSet((0, 2), (5, 5)), (KeptSet((0, 1), (5, 5)),))
    ]


def test_no_choice_lists_nothing():
    problem = Problem((5, 6, 7), (group(0),), (JointCap(frozenset({0, 1, 2}), 10),))
    assert list(alternatives(problem)) == []


def test_components_come_in_order():
    found = alternatives(Problem((1, 2, 3, 4), (group(1, 3), group(0, 2))))
    assert [choices.chosen.kept for choices in found] == [(2,), (3,)]


@pytest.mark.parametrize(("most", "listed"), [(0, 0), (2, 2), (3, 3), (4, 3)])
def test_at_most_k_others_are_listed(most, listed):
    conflicts = ((0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3))
    for rules in ({"exclusions": (group(0, 1, 2, 3),)}, {"conflicts": conflicts}):
        found = list(alternatives(Problem((3, 9, 5, 4), **rules), most=most))
        assert [len(choices.others) for choices in found] == ([listed] if listed else [])


def test_equal_totals_rank_by_uncut_sums():
    conflicts = ((0, 1), (0, 2), (0, 3), (1, 2), (1, 3))
    cap = JointCap(frozenset({0, 1, 2, 3}), 6)
    (found,) = alternatives(Problem((7, 6, 4, 4), caps=(cap,), conflicts=conflicts), most=1)
    assert found == Alternatives(KeptSet((2, 3), (4, 2)), (KeptSet((0,), (6,)),))


def test_eight_others_by_default():
    (found,) = alternatives(Problem(tuple(range(20)), (group(*range(20)),)))
    assert MOST_OTHERS == 8
    assert [choice.kept for choice in found.others] == [(item,) for item in range(18, 10, -1)]


def test_large_group_under_a_cap_lists_its_best():
    problem = Problem(
        tuple(range(2_000)), (group(*range(2_000)),), (JointCap(frozenset(range(1_999)), 1_997),)
    )
    (found,) = alternatives(problem, most=3)
    assert [choice.paid for choice in (found.chosen, *found.others)] == [
        (1_999,), (1_997,), (1_997,), (1_996,)
    ]  # fmt: skip
    assert [choice.kept for choice in found.others] == [(1_998,), (1_997,), (1_996,)]


def test_uncontested_items_are_in_every_set():
    many = range(2, 1_002)
    cap = JointCap(frozenset(range(1_002)), 1_001)
    (found,) = alternatives(Problem((3, 4, *(1 for _ in many)), (group(0, 1),), (cap,)))
    assert found.chosen.kept == (1, *many)
    assert [choice.kept for choice in found.others] == [(0, *many)]
    assert found.chosen.total == found.others[0].total == 1_001


@given(small_problems(items=8))
def test_presolve_does_not_change_the_list(problem):
    expected = list(alternatives(problem, most=2))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(presolve, "SMALL", 0)
        assert list(alternatives(problem, most=2)) == expected


def test_alternatives_are_lazy():
    groups = tuple(group(item, item + 1) for item in range(0, 2_000, 2))
    (first,) = islice(alternatives(Problem(tuple(range(2_000)), groups)), 1)
    assert first.chosen.kept == (1,)


def test_entangled_component_is_named():
    ring = tuple((item, (item + 1) % 5) for item in range(5))
    with pytest.raises(TooEntangled) as refused:
        list(alternatives(Problem((5, 6, 5, 5, 6), conflicts=ring), steps=3))
    assert refused.value.items == (0, 1, 2, 3, 4)


@given(small_problems(items=8))
def test_k_best_equal_brute_force(problem):
    for choices in alternatives(problem, most=3):
        items = next(set(p.items) for p in components(problem) if choices.chosen.kept[0] in p.items)
        alone = Problem(
            tuple(a if i in items else 0 for i, a in enumerate(problem.amounts)),
            problem.exclusions,
            problem.caps,
            problem.conflicts,
        )
        expected = dict.fromkeys(tuple(sorted(kept & items)) for kept in maximal_sets(alone))
        listed = [choices.chosen, *choices.others]
        assert [choice.kept for choice in listed] == list(expected)[:4]
        for choice in listed:
            paid = paid_by_trying_all(problem, frozenset(choice.kept))
            assert choice.paid == tuple(paid[item] for item in choice.kept)
            assert choice.total == sum(paid)


@AGAINST_AN_ORACLE
@given(sided_problems(items=9))
def test_k_best_on_sides_equal_brute_force(problem):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(presolve, "SMALL", 0)
        found = list(alternatives(problem, most=3))
    for choices in found:
        items = next(set(p.items) for p in components(problem) if choices.chosen.kept[0] in p.items)
        alone = replace(
            problem, amounts=tuple(a if i in items else 0 for i, a in enumerate(problem.amounts))
        )
        expected = dict.fromkeys(tuple(sorted(kept & items)) for kept in maximal_sets(alone))
        assert [one.kept for one in (choices.chosen, *choices.others)] == list(expected)[:4]


def test_k_best_of_thousands_on_sides():
    """A thousand groups of three on one side: the dearest others change one group, or sides."""
    count = 3_000
    groups = tuple(group(item, item + 1, item + 2) for item in range(0, count, 3))
    amounts = (*tuple(1000 + item % 3 * (1 + item // 3) for item in range(count)), 5)
    sides = Sides((frozenset(range(count)), frozenset({count})))
    (found,) = alternatives(Problem(amounts, groups, sides=(sides,)), most=4)
    assert found.chosen.kept == tuple(range(2, count, 3))
    changed = [sorted(set(one.kept) - set(found.chosen.kept)) for one in found.others]
    assert changed == [[1], [0], [4], [1, 4]]
    assert [found.chosen.total - one.total for one in found.others] == [1, 2, 2, 3]


@given(small_problems() | large_problems(items=25))
def test_chosen_set_is_the_solution(problem):
    solution = solve(problem)
    for choices in alternatives(problem, most=2):
        assert solution.kept.issuperset(choices.chosen.kept)
        assert choices.chosen.paid == tuple(solution.paid[item] for item in choices.chosen.kept)
        assert all(choice.total <= choices.chosen.total for choice in choices.others)
