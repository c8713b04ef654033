from dataclasses import replace
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from aipolicy.calc.choice import JointCap, Problem
from aipolicy.calc.stacking.holding import solve_beside
from tests.calc.choice.oracles import cut_by_trying_all, whole_sets
from tests.calc.choice.problems import small_problems


def capped(*members, most=10):
    return JointCap(frozenset(members), most)


def test_a_sum_already_paid_is_not_cut_to_make_room_for_two_others():
    ring = Problem((10, 10, 10, 1), caps=(capped(0, 1), capped(0, 2)), conflicts=((0, 3),))
    assert solve_beside([], ring).paid == (0, 10, 10, 1)
    assert solve_beside([0], ring).paid == (10, 0, 0, 0)


def test_a_sum_already_paid_is_replaced_only_by_awards_that_cover_it():
    def problem(rival):
        return Problem((10, 10, rival), caps=(capped(0, 1),), conflicts=((0, 2),))

    assert solve_beside([], problem(9)).paid == (0, 10, 9)
    assert solve_beside([0], problem(9)).paid == (10, 0, 0)
    assert solve_beside([0], problem(10)).paid == (0, 10, 10)
    assert solve_beside([0], problem(11)).paid == (0, 10, 11)


def test_a_ring_of_caps_may_still_be_left_for_a_higher_award():
    caps = (capped(0, 1), capped(0, 2))
    lower = Problem((10, 10, 10, 3), caps=caps, conflicts=((0, 3),))
    higher = Problem((10, 10, 10, 12), caps=caps, conflicts=((0, 3),))
    assert solve_beside([0], lower).paid == (10, 0, 0, 0)
    assert solve_beside([0], higher).paid == (0, 10, 10, 12)


def test_what_was_overpaid_under_a_cap_leaves_no_room_and_nothing_to_try():
    problem = Problem((12, 5, 3), caps=(capped(0, 1),), conflicts=((0, 2),))
    assert solve_beside([0], problem).paid == (12, 0, 0)


def test_several_sums_already_paid_are_each_held():
    problem = Problem(
        (10, 10, 10, 10, 3),
        caps=(capped(0, 2), capped(1, 3)),
        conflicts=((0, 4), (1, 4)),
    )
    assert solve_beside([0, 1], problem).paid == (10, 10, 0, 0, 0)


def test_a_choice_that_covers_is_found_though_better_ones_do_not():
    # The highest total leaves the first out for nothing; what covers it comes third.
    problem = Problem(
        (10, 10, 10, 10, 15),
        caps=(capped(0, 1), capped(0, 2)),
        conflicts=((0, 3), (3, 4)),
    )
    assert solve_beside([], problem).total == 35
    held = solve_beside([0], problem)
    assert (held.paid, held.total) == ((0, 10, 10, 10, 0), 30)


@given(small_problems(items=8), st.frozensets(st.integers(0, 7), max_size=3))
def test_of_all_choices_that_hold_the_best_is_taken(problem, before):
    before = frozenset(i for i in before if i < len(problem.amounts) and problem.amounts[i])
    problem = replace(
        problem,
        exclusions=tuple(e for e in problem.exclusions if not e.members & before),
        conflicts=tuple(pair for pair in problem.conflicts if not before.issuperset(pair)),
    )
    before &= {item for pair in problem.conflicts for item in pair}
    found = solve_beside(before, problem)
    assert payable(problem, before, found.kept) is not None
    assert sum(found.paid[i] for i in range(len(found.paid)) if i not in before) - sum(
        problem.amounts[i] for i in before - found.kept
    ) == max(
        worth
        for kept in whole_sets(problem)
        if (worth := payable(problem, before, kept)) is not None
    )


def payable(problem, before, kept):
    """What is payable beside what was paid, those that cover it first; None where they do not."""
    displaced = before - kept
    rivals = {
        item: {other for pair in problem.conflicts if item in pair for other in pair}
        & kept - before
        for item in displaced
    }
    first = set().union(*rivals.values())
    order = sorted(kept - before, key=lambda item: (item not in first, item))
    caps = [
        (
            frozenset(order.index(item) for item in cap.members if item in order),
            max(cap.most - sum(problem.amounts[i] for i in cap.members & before & kept), 0),
        )
        for cap in problem.caps
    ]
    paid = dict(
        zip(order, cut_by_trying_all([problem.amounts[i] for i in order], caps), strict=True)
    )
    for count in range(1, len(displaced) + 1):
        for some in combinations(displaced, count):
            covering = set().union(*(rivals[item] for item in some))
            if sum(paid[item] for item in covering) < sum(problem.amounts[item] for item in some):
                return None
    return sum(paid.values()) - sum(problem.amounts[item] for item in displaced)


def test_many_better_choices_that_do_not_cover_are_passed_over():
    pairs = tuple((item, item + 1) for item in range(3, 11, 2))
    problem = Problem(
        (10, 10, 9, *(5, 4) * 4),
        caps=(capped(0, 1), capped(1, *range(3, 11), most=45)),
        conflicts=((0, 2), *pairs),
    )
    assert solve_beside([], problem).total == 39
    assert solve_beside([0], problem).paid == (10, 0, 0, *(5, 0) * 4)


def test_a_choice_that_only_seemed_as_good_is_not_taken():
    problem = Problem(
        (10, 10, 10, 1, 5, 4),
        caps=(capped(0, 1), capped(0, 2), capped(1, 4, 5, most=18)),
        conflicts=((0, 3), (4, 5)),
    )
    assert solve_beside([0], problem).paid == (10, 0, 0, 0, 5, 0)


def test_parts_without_such_a_sum_are_left_as_they_are():
    problem = Problem((10, 10, 9, 7, 8), caps=(capped(0, 1),), conflicts=((0, 2), (3, 4)))
    assert solve_beside([0], problem).paid == (10, 0, 0, 0, 8)


def test_what_was_paid_beyond_a_cap_counts_in_full():
    problem = Problem((2, 1, 2), caps=(capped(0, most=0),), conflicts=((0, 2), (1, 2)))
    assert solve_beside([0], problem).paid == (2, 1, 0)
