"""The solver against two oracles, a verifier and its documented contract."""

from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from aipolicy.calc.choice import (
    Exclusion,
    JointCap,
    Problem,
    Sides,
    Solution,
    TooEntangled,
    presolve,
    solve,
    solver,
)
from tests.calc.choice.oracles import best_by_trying_all, largest_total_by_milp
from tests.calc.choice.problems import (
    AGAINST_AN_ORACLE,
    large_problems,
    random_problem,
    sided_problems,
    small_problems,
)
from tests.calc.choice.verifier import broken_rules

any_problem = small_problems() | large_problems()


def one_of(*items: int) -> Exclusion:
    return Exclusion(frozenset(items))


def together(most: int, *items: int) -> JointCap:
    return JointCap(frozenset(items), most)


# The contract


def test_higher_of_two_is_paid():
    assert solve(Problem((3, 5), (one_of(0, 1),))) == Solution((0, 5), frozenset({1}))


def test_first_of_two_equals_is_paid():
    assert solve(Problem((5, 5), (one_of(0, 1),))) == Solution((5, 0), frozenset({0}))


def test_larger_uncut_sum_wins_under_a_full_cap():
    problem = Problem((500_000, 600_000, 750_000), (one_of(1, 2),), (together(1_000_000, 0, 1, 2),))
    assert solve(problem) == Solution((500_000, 0, 500_000), frozenset({0, 2}))


def test_cap_cuts_the_later_item():
    assert solve(Problem((4, 5), caps=(together(6, 0, 1),))).paid == (4, 2)


@pytest.mark.parametrize(("most", "paid"), [(8, (4, 4)), (9, (4, 5)), (10, (4, 5))])
def test_cap_cuts_nothing_that_fits(most, paid):
    assert solve(Problem((4, 5), caps=(together(most, 0, 1),))).paid == paid


def test_item_cut_to_zero_is_still_kept():
    assert solve(Problem((4, 5), caps=(together(4, 0, 1),))) == Solution((4, 0), frozenset({0, 1}))


def test_two_smaller_items_beat_one_larger():
    conflicts = ((0, 1), (0, 2))
    assert solve(Problem((7, 4, 4), conflicts=conflicts)).paid == (0, 4, 4)
    assert solve(Problem((8, 4, 4), conflicts=conflicts)).paid == (8, 0, 0)
    assert solve(Problem((9, 4, 4), conflicts=conflicts)).paid == (9, 0, 0)


def test_ties_go_by_document_order():
    assert solve(Problem((4, 8, 4), conflicts=((0, 1), (1, 2)))).kept == {0, 2}
    assert solve(Problem((8, 4, 4), conflicts=((0, 1), (0, 2)))).kept == {0}


def test_cap_may_favour_the_lower_item():
    problem = Problem((9, 5, 6), (one_of(0, 1),), (together(6, 0, 2),))
    assert solve(problem) == Solution((0, 5, 6), frozenset({1, 2}))


def test_item_under_two_caps_is_cut():
    problem = Problem((4, 4, 4), caps=(together(4, 0, 1), together(4, 0, 2)))
    assert solve(problem).paid == (0, 4, 4)


def test_ring_of_caps_is_filled_to_the_fen():
    ring = (together(3, 0, 1), together(3, 1, 2), together(3, 0, 2))
    assert solve(Problem((9, 9, 9), caps=ring)).paid == (2, 1, 1)


def test_item_of_zero_is_kept_if_free():
    assert solve(Problem((0, 5), (one_of(0, 1),))) == Solution((0, 5), frozenset({1}))
    assert solve(Problem((0, 0), (one_of(0, 1),))) == Solution((0, 0), frozenset({0}))
    assert solve(Problem((0, 5))) == Solution((0, 5), frozenset({0, 1}))


def test_empty_problem_pays_nothing():
    assert solve(Problem(())) == Solution((), frozenset())


def test_empty_rules_bind_nothing():
    rules = Problem((5, 3, 4), (one_of(), one_of(1, 2)), (together(0), together(4, 1, 2)))
    assert solve(rules) == Solution((5, 0, 4), frozenset({0, 2}))


# Against two oracles


@AGAINST_AN_ORACLE
@given(small_problems(items=12))
def test_solution_equals_brute_force(problem):
    solution = solve(problem)
    assert (solution.paid, solution.kept) == best_by_trying_all(problem)


@AGAINST_AN_ORACLE
@given(large_problems())
def test_total_equals_milp(problem):
    assert solve(problem).total == largest_total_by_milp(problem)


@AGAINST_AN_ORACLE
@given(sided_problems(items=10))
def test_sides_equal_brute_force(problem):
    """As masks at once, and as modules contracted first."""
    expected = best_by_trying_all(problem)
    for small in (64, 0):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(presolve, "SMALL", small)
            patch.setattr(solver, "SMALL", small)
            solution = solve(problem)
        assert (solution.paid, solution.kept) == expected


@AGAINST_AN_ORACLE
@given(sided_problems(items=40, most=1_000))
def test_total_on_sides_equals_milp(problem):
    assume(problem.amounts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(presolve, "SMALL", 0)
        patch.setattr(solver, "SMALL", 0)
        solution = solve(problem)
    assert solution.total == largest_total_by_milp(problem)
    assert broken_rules(problem, solution) == []


# Properties


@given(any_problem)
def test_solution_breaks_no_rule(problem):
    assert broken_rules(problem, solve(problem)) == []


@given(any_problem)
def test_kept_set_is_maximal(problem):
    kept = solve(problem).kept
    groups = [*(rule.members for rule in problem.exclusions), *map(set, problem.conflicts)]
    for item in set(range(len(problem.amounts))) - kept:
        assert any(item in group and kept.intersection(group) for group in groups)


@given(any_problem)
def test_solving_payments_again_pays_them(problem):
    paid = solve(problem).paid
    again = Problem(paid, problem.exclusions, problem.caps, problem.conflicts)
    assert solve(again).paid == paid


@given(any_problem, st.randoms(use_true_random=True))
def test_order_of_rules_does_not_matter(problem, random):
    def shuffled(rules):
        return tuple(random.sample(rules, len(rules)))

    turned = tuple((b, a) for a, b in problem.conflicts)
    same = Problem(
        problem.amounts,
        shuffled(problem.exclusions + problem.exclusions[:1]),
        shuffled(problem.caps + problem.caps[:1]),
        shuffled(turned + problem.conflicts[:1]),
    )
    assert solve(same) == solve(problem)


@given(any_problem, st.randoms(use_true_random=True))
def test_order_of_items_keeps_the_total(problem, random):
    count = len(problem.amounts)
    place = random.sample(range(count), count)
    assert solve(_renumbered(problem, place)).total == solve(problem).total


@given(any_problem, st.data())
def test_another_item_never_lowers_the_total(problem, data):
    assume(problem.amounts)
    gone = data.draw(st.integers(0, len(problem.amounts) - 1))
    fewer = Problem(
        (*problem.amounts[:gone], 0, *problem.amounts[gone + 1 :]),
        tuple(Exclusion(rule.members - {gone}) for rule in problem.exclusions),
        tuple(JointCap(cap.members - {gone}, cap.most) for cap in problem.caps),
        tuple(pair for pair in problem.conflicts if gone not in pair),
    )
    assert solve(fewer).total <= solve(problem).total


@given(any_problem, st.data())
def test_larger_item_never_lowers_the_total(problem, data):
    assume(problem.amounts)
    item = data.draw(st.integers(0, len(problem.amounts) - 1))
    raised = list(problem.amounts)
    raised[item] += data.draw(st.integers(1, 500))
    larger = Problem(tuple(raised), problem.exclusions, problem.caps, problem.conflicts)
    assert solve(larger).total >= solve(problem).total


def _renumbered(problem: Problem, place: list[int]) -> Problem:
    amounts = [0] * len(place)
    for item, amount in enumerate(problem.amounts):
        amounts[place[item]] = amount
    return Problem(
        tuple(amounts),
        tuple(one_of(*(place[i] for i in rule.members)) for rule in problem.exclusions),
        tuple(together(cap.most, *(place[i] for i in cap.members)) for cap in problem.caps),
        tuple((place[a], place[b]) for a, b in problem.conflicts),
    )


# Many items


@given(any_problem)
def test_presolve_does_not_change_the_solution(problem):
    expected = solve(problem)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(presolve, "SMALL", 0)
        patch.setattr(solver, "SMALL", 0)
        assert solve(problem) == expected


def test_many_groups_need_one_pass():
    random = Random(1)
    amounts = tuple(random.randint(0, 9) for _ in range(8_000))
    groups = [range(first, first + 4) for first in range(0, 8_000, 4)]
    solution = solve(Problem(amounts, tuple(one_of(*group) for group in groups)))
    winners = {max(group, key=lambda item: (amounts[item], -item)) for group in groups}
    assert solution.kept == winners
    assert solution.total == sum(amounts[item] for item in winners)


def test_many_groups_under_a_cap_need_no_search():
    groups = [range(first, first + 4) for first in range(0, 8_000, 4)]
    problem = Problem(
        tuple(range(8_000)),
        tuple(one_of(*group) for group in groups),
        (together(10, *range(8_000)),),
    )
    solution = solve(problem, steps=0)
    assert solution.kept == {group[-1] for group in groups}
    assert solution.paid[:8] == (0, 0, 0, 3, 0, 0, 0, 7)
    assert solution.total == 10


def test_uncontested_items_count_as_one():
    ones = (1,) * 5_000
    problem = Problem(
        (8, 5, 5, *ones), caps=(together(5_009, *range(5_003)),), conflicts=((0, 1), (0, 2))
    )
    assert solve(problem, steps=1_000) == Solution(
        (0, 5, 5, *ones[:-1], 0), frozenset(range(1, 5_003))
    )


@pytest.mark.parametrize("count", [100, 1_000, 30_000])
def test_one_side_against_another_needs_no_search(count):
    """The better side is paid: closed form, with a hundred thousand items too."""
    for odd in (3, 4, 5):
        amounts = tuple(odd if item % 2 else 4 for item in range(count))
        sides = Sides((frozenset(range(0, count, 2)), frozenset(range(1, count, 2))))
        solution = solve(Problem(amounts, sides=(sides,)), steps=0)
        assert solution.kept == sides.sides[odd > 4]
        assert solution.total == max(odd, 4) * count // 2


@pytest.mark.parametrize(("most", "best"), [(99, 1), (100, 0), (101, 0)])
def test_caps_on_a_side_are_counted_against_the_other(most, best):
    """Ten caps on a side of 200; the other side comes to 1,000 less one."""
    sides = (frozenset(range(200)), frozenset(range(200, 400)))
    amounts = (*tuple(20 if item < 200 else 5 for item in range(399)), 4)
    caps = tuple(together(most, *range(at, 200, 10)) for at in range(10))
    solution = solve(Problem(amounts, caps=caps, sides=(Sides(sides),)), steps=0)
    assert solution.kept == sides[best]
    assert solution.total == max(10 * most, 999)


# Where the search would take too long

ENTANGLED = random_problem(Random(7), items=40, conflicts_each=2.5, groups=0, caps=3)


def test_entangled_component_raises():
    with pytest.raises(TooEntangled) as refused:
        solve(ENTANGLED, steps=1_000)
    assert str(refused.value) == (
        "component=items 0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12 … +26: not resolved within "
        "1,000 steps; stack these awards apart, drop conflicts or joint caps that cannot apply to "
        "them, or raise `steps`"
    )
    assert len(refused.value.items) == 38


def test_more_steps_solve_the_component():
    assert solve(ENTANGLED).total == largest_total_by_milp(ENTANGLED)


def test_forty_items_take_ten_thousand_steps():
    assert solve(ENTANGLED, steps=10_000) == solve(ENTANGLED)


def test_only_the_entangled_component_is_named():
    pairs = tuple((a + 1, b + 1) for a, b in ENTANGLED.conflicts)
    caps = tuple(together(cap.most, *(i + 1 for i in cap.members)) for cap in ENTANGLED.caps)
    beside = Problem((9, *ENTANGLED.amounts, 9, 8), (one_of(0, 41), one_of(41, 42)), caps, pairs)
    with pytest.raises(TooEntangled) as refused:
        solve(beside, steps=1_000)
    assert refused.value.items[0] == 1
    assert refused.value.items[-1] == 40
