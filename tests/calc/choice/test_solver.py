"""The best lawful choice, held against two oracles, a verifier and the words of its contract."""

from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from aipolicy.calc.choice import (
    Exclusion,
    JointCap,
    Problem,
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
    small_problems,
)
from tests.calc.choice.verifier import broken_rules

any_problem = small_problems() | large_problems()


def one_of(*items: int) -> Exclusion:
    return Exclusion(frozenset(items))


def together(most: int, *items: int) -> JointCap:
    return JointCap(frozenset(items), most)


# The words of the contract


def test_of_two_that_exclude_each_other_the_higher_is_paid():
    assert solve(Problem((3, 5), (one_of(0, 1),))) == Solution((0, 5), frozenset({1}))


def test_of_two_equal_ones_that_exclude_each_other_the_first_is_paid():
    assert solve(Problem((5, 5), (one_of(0, 1),))) == Solution((5, 0), frozenset({0}))


def test_under_a_cap_that_both_would_fill_the_larger_uncut_sum_is_kept():
    problem = Problem((500_000, 600_000, 750_000), (one_of(1, 2),), (together(1_000_000, 0, 1, 2),))
    assert solve(problem) == Solution((500_000, 0, 500_000), frozenset({0, 2}))


def test_a_cap_cuts_the_later_item_and_keeps_the_first_whole():
    assert solve(Problem((4, 5), caps=(together(6, 0, 1),))).paid == (4, 2)


@pytest.mark.parametrize(("most", "paid"), [(8, (4, 4)), (9, (4, 5)), (10, (4, 5))])
def test_a_cap_cuts_nothing_that_fits(most, paid):
    assert solve(Problem((4, 5), caps=(together(most, 0, 1),))).paid == paid


def test_an_item_cut_to_nothing_is_still_kept():
    assert solve(Problem((4, 5), caps=(together(4, 0, 1),))) == Solution((4, 0), frozenset({0, 1}))


def test_an_award_that_excludes_two_gives_way_to_both_if_they_are_more_together():
    conflicts = ((0, 1), (0, 2))
    assert solve(Problem((7, 4, 4), conflicts=conflicts)).paid == (0, 4, 4)
    assert solve(Problem((8, 4, 4), conflicts=conflicts)).paid == (8, 0, 0)
    assert solve(Problem((9, 4, 4), conflicts=conflicts)).paid == (9, 0, 0)


def test_between_equal_sums_the_set_that_keeps_the_first_differing_item_is_chosen():
    assert solve(Problem((4, 8, 4), conflicts=((0, 1), (1, 2)))).kept == {0, 2}
    assert solve(Problem((8, 4, 4), conflicts=((0, 1), (0, 2)))).kept == {0}


def test_a_cap_may_make_the_lower_award_the_better_one():
    problem = Problem((9, 5, 6), (one_of(0, 1),), (together(6, 0, 2),))
    assert solve(problem) == Solution((0, 5, 6), frozenset({1, 2}))


def test_an_item_that_two_caps_share_is_cut_where_keeping_it_whole_would_lose_money():
    problem = Problem((4, 4, 4), caps=(together(4, 0, 1), together(4, 0, 2)))
    assert solve(problem).paid == (0, 4, 4)


def test_caps_in_a_ring_are_filled_to_the_last_whole_fen():
    ring = (together(3, 0, 1), together(3, 1, 2), together(3, 0, 2))
    assert solve(Problem((9, 9, 9), caps=ring)).paid == (2, 1, 1)


def test_an_item_of_nothing_is_kept_where_it_displaces_nothing():
    assert solve(Problem((0, 5), (one_of(0, 1),))) == Solution((0, 5), frozenset({1}))
    assert solve(Problem((0, 0), (one_of(0, 1),))) == Solution((0, 0), frozenset({0}))
    assert solve(Problem((0, 5))) == Solution((0, 5), frozenset({0, 1}))


def test_nothing_is_asked_and_nothing_is_paid():
    assert solve(Problem(())) == Solution((), frozenset())


def test_a_rule_without_members_binds_nothing():
    rules = Problem((5, 3, 4), (one_of(), one_of(1, 2)), (together(0), together(4, 1, 2)))
    assert solve(rules) == Solution((5, 0, 4), frozenset({0, 2}))


# Against two oracles


@AGAINST_AN_ORACLE
@given(small_problems(items=12))
def test_the_choice_is_the_one_that_trying_every_set_and_every_cut_finds(problem):
    solution = solve(problem)
    assert (solution.paid, solution.kept) == best_by_trying_all(problem)


@AGAINST_AN_ORACLE
@given(large_problems())
def test_the_total_is_the_one_that_a_solver_of_others_finds(problem):
    assert solve(problem).total == largest_total_by_milp(problem)


# Properties


@given(any_problem)
def test_no_rule_is_broken_by_the_choice(problem):
    assert broken_rules(problem, solve(problem)) == []


@given(any_problem)
def test_no_item_that_is_left_out_could_be_kept_beside_the_kept_ones(problem):
    kept = solve(problem).kept
    groups = [*(rule.members for rule in problem.exclusions), *map(set, problem.conflicts)]
    for item in set(range(len(problem.amounts))) - kept:
        assert any(item in group and kept.intersection(group) for group in groups)


@given(any_problem)
def test_what_was_paid_is_paid_again_whole(problem):
    paid = solve(problem).paid
    again = Problem(paid, problem.exclusions, problem.caps, problem.conflicts)
    assert solve(again).paid == paid


@given(any_problem, st.randoms(use_true_random=True))
def test_the_order_of_the_rules_does_not_matter(problem, random):
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
def test_the_order_of_the_items_does_not_change_the_total(problem, random):
    count = len(problem.amounts)
    place = random.sample(range(count), count)
    assert solve(_renumbered(problem, place)).total == solve(problem).total


@given(any_problem, st.data())
def test_a_further_award_never_lowers_the_total(problem, data):
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
def test_a_larger_award_never_lowers_the_total(problem, data):
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
def test_making_a_part_smaller_first_does_not_change_the_choice(problem):
    expected = solve(problem)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(presolve, "SMALL", 0)
        patch.setattr(solver, "SMALL", 0)
        assert solve(problem) == expected


def test_many_units_are_settled_one_by_one():
    random = Random(1)
    amounts = tuple(random.randint(0, 9) for _ in range(8_000))
    units = [range(first, first + 4) for first in range(0, 8_000, 4)]
    solution = solve(Problem(amounts, tuple(one_of(*unit) for unit in units)))
    winners = {max(unit, key=lambda item: (amounts[item], -item)) for unit in units}
    assert solution.kept == winners
    assert solution.total == sum(amounts[item] for item in winners)


def test_many_units_under_one_cap_need_no_search():
    units = [range(first, first + 4) for first in range(0, 8_000, 4)]
    problem = Problem(
        tuple(range(8_000)), tuple(one_of(*unit) for unit in units), (together(10, *range(8_000)),)
    )
    solution = solve(problem, steps=0)
    assert solution.kept == {unit[-1] for unit in units}
    assert solution.paid[:8] == (0, 0, 0, 3, 0, 0, 0, 7)
    assert solution.total == 10


def test_many_awards_under_a_cap_stand_as_one_beside_a_few_contested_ones():
    ones = (1,) * 5_000
    problem = Problem(
        (8, 5, 5, *ones), caps=(together(5_009, *range(5_003)),), conflicts=((0, 1), (0, 2))
    )
    assert solve(problem, steps=1_000) == Solution(
        (0, 5, 5, *ones[:-1], 0), frozenset(range(1, 5_003))
    )


# Where the search would take too long

ENTANGLED = random_problem(Random(7), items=40, conflicts_each=2.5, units=0, caps=3)


def test_a_component_that_takes_too_many_steps_is_named_and_not_approximated():
    with pytest.raises(TooEntangled) as refused:
        solve(ENTANGLED, steps=1_000)
    assert str(refused.value) == (
        "component=items 0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12 and 26 more: not resolved within "
        "1,000 steps; stack these awards apart, drop conflicts or joint caps that cannot apply to "
        "them, or raise `steps`"
    )
    assert len(refused.value.items) == 38


def test_more_steps_resolve_the_same_component():
    assert solve(ENTANGLED).total == largest_total_by_milp(ENTANGLED)


def test_a_component_of_forty_awards_is_resolved_in_ten_thousand_steps():
    assert solve(ENTANGLED, steps=10_000) == solve(ENTANGLED)


def test_only_the_entangled_component_is_named():
    pairs = tuple((a + 1, b + 1) for a, b in ENTANGLED.conflicts)
    caps = tuple(together(cap.most, *(i + 1 for i in cap.members)) for cap in ENTANGLED.caps)
    beside = Problem((9, *ENTANGLED.amounts, 9, 8), (one_of(0, 41), one_of(41, 42)), caps, pairs)
    with pytest.raises(TooEntangled) as refused:
        solve(beside, steps=1_000)
    assert refused.value.items[0] == 1
    assert refused.value.items[-1] == 40
