from dataclasses import replace
from functools import cache
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy.calc.choice import JointCap, Problem, TooEntangled, solve
from aipolicy.calc.choice.budget import STEPS
from aipolicy.calc.stacking.history import paid_before as module
from aipolicy.calc.stacking.history.paid_before import solve_with_history
from tests.calc.choice.oracles import lawful_sets, rivals_of
from tests.calc.choice.problems import AGAINST_AN_ORACLE, small_problems


def capped(*members, most=10):
    return JointCap(frozenset(members), most)


def test_sum_paid_before_is_not_cut():
    ring = Problem((10, 10, 10, 1), caps=(capped(0, 1), capped(0, 2)), conflicts=((0, 3),))
    assert solve_with_history(ring, set()).paid == (0, 10, 10, 1)
    assert solve_with_history(ring, {0}).paid == (10, 0, 0, 0)


def test_sum_paid_before_is_replaced_if_covered():
    def problem(rival):
        return Problem((10, 10, rival), caps=(capped(0, 1),), conflicts=((0, 2),))

    assert solve_with_history(problem(9), set()).paid == (0, 10, 9)
    assert solve_with_history(problem(9), {0}).paid == (10, 0, 0)
    assert solve_with_history(problem(10), {0}).paid == (0, 10, 10)
    assert solve_with_history(problem(11), {0}).paid == (0, 10, 11)


def test_higher_award_replaces_under_two_caps():
    caps = (capped(0, 1), capped(0, 2))
    lower = Problem((10, 10, 10, 3), caps=caps, conflicts=((0, 3),))
    higher = Problem((10, 10, 10, 12), caps=caps, conflicts=((0, 3),))
    assert solve_with_history(lower, {0}).paid == (10, 0, 0, 0)
    assert solve_with_history(higher, {0}).paid == (0, 10, 10, 12)


def test_overpaid_cap_leaves_no_room():
    problem = Problem((12, 5, 3), caps=(capped(0, 1),), conflicts=((0, 2),))
    assert solve_with_history(problem, {0}).paid == (12, 0, 0)


def test_several_sums_paid_before_are_kept():
    problem = Problem(
        (10, 10, 10, 10, 3),
        caps=(capped(0, 2), capped(1, 3)),
        conflicts=((0, 4), (1, 4)),
    )
    assert solve_with_history(problem, {0, 1}).paid == (10, 10, 0, 0, 0)


def test_covering_choice_beats_higher_totals():
    # The highest total leaves the first item out uncovered; the covering choice comes third.
    problem = Problem(
        (10, 10, 10, 10, 15),
        caps=(capped(0, 1), capped(0, 2)),
        conflicts=((0, 3), (3, 4)),
    )
    assert solve_with_history(problem, set()).total == 35
    found = solve_with_history(problem, {0})
    assert (found.paid, found.total) == ((0, 10, 10, 10, 0), 30)


@st.composite
def paid_before(draw):
    """A small problem and what was paid of it; some of it excludes items that are asked for now."""
    problem = draw(small_problems(items=7))
    tied = sorted({i for pair in problem.conflicts for i in pair if problem.amounts[i]})
    before = draw(st.frozensets(st.sampled_from(tied), max_size=3)) if tied else frozenset()
    problem = replace(
        problem,
        exclusions=tuple(e for e in problem.exclusions if not e.members & before),
        conflicts=tuple(pair for pair in problem.conflicts if not before.issuperset(pair)),
    )
    return problem, before & {item for pair in problem.conflicts for item in pair}


@AGAINST_AN_ORACLE
@given(paid_before())
def test_solution_equals_brute_force(case):
    problem, before = case
    found = solve_with_history(problem, before)
    assert (found.paid, found.kept) == best_by_trying_all(problem, before)


def best_by_trying_all(problem, before):
    """Return the best of every set, every division, and every way to cover what was paid."""
    best = (-1,)
    rivals = rivals_of(problem)
    for some in lawful_sets(problem):
        kept = some | {one for one in before if not rivals[one] & some}
        uncut = sum(problem.amounts[item] for item in kept)
        if kept - before == some - before and uncut >= best[0]:
            paid = paid_by_trying_all(problem, before, kept)
            order = tuple(item in kept for item in range(len(problem.amounts)))
            if paid is not None:
                best = max(best, (sum(paid), uncut, order, paid, kept))
    return best[3:]


def paid_by_trying_all(problem, before, kept):
    """Return what kept items come to, or None if that does not cover what they replace."""
    amounts, rivals = problem.amounts, rivals_of(problem)
    replaced = sorted(before - kept)

    @cache
    def best(item, left, needs):
        """Return the best sums from an item on, given the room of the caps and what to cover."""
        if item == len(amounts):
            return None if any(needs) else (0, ())
        if item not in kept or item in before:
            share = amounts[item] if item in kept else 0
            rest = best(item + 1, left, needs)
            return rest and (rest[0] + share, (share, *rest[1]))
        over = [item in cap.members for cap in problem.caps]
        room = [fen for fen, above in zip(left, over, strict=True) if above]
        found = []
        for share in range(min([amounts[item], *room]) + 1):
            less = tuple(fen - share * above for fen, above in zip(left, over, strict=True))
            ways = [
                range(need + 1) if item in rivals[one] else [0]
                for one, need in zip(replaced, needs, strict=True)
            ]
            for parts in product(*ways):
                if sum(parts) <= share:
                    still = tuple(need - part for need, part in zip(needs, parts, strict=True))
                    if rest := best(item + 1, less, still):
                        found.append((rest[0] + share, (share, *rest[1])))
        return max(found, default=None)

    room = (cap.most - sum(amounts[i] for i in cap.members & before & kept) for cap in problem.caps)
    found = best(0, tuple(max(fen, 0) for fen in room), tuple(amounts[one] for one in replaced))
    return found and found[1]


def test_many_uncovering_choices_are_pruned():
    pairs = tuple((item, item + 1) for item in range(3, 11, 2))
    problem = Problem(
        (10, 10, 9, *(5, 4) * 4),
        caps=(capped(0, 1), capped(1, *range(3, 11), most=45)),
        conflicts=((0, 2), *pairs),
    )
    assert solve_with_history(problem, set()).total == 39
    assert solve_with_history(problem, {0}).paid == (10, 0, 0, *(5, 0) * 4)


def test_equal_bound_is_not_equal_choice():
    problem = Problem(
        (10, 10, 10, 1, 5, 4),
        caps=(capped(0, 1), capped(0, 2), capped(1, 4, 5, most=18)),
        conflicts=((0, 3), (4, 5)),
    )
    assert solve_with_history(problem, {0}).paid == (10, 0, 0, 0, 5, 0)


def test_components_without_history_are_unchanged():
    problem = Problem((10, 10, 9, 7, 8), caps=(capped(0, 1),), conflicts=((0, 2), (3, 4)))
    assert solve_with_history(problem, {0}).paid == (10, 0, 0, 0, 8)


def test_sum_beyond_a_cap_counts_in_full():
    problem = Problem((2, 1, 2), caps=(capped(0, most=0),), conflicts=((0, 2), (1, 2)))
    assert solve_with_history(problem, {0}).paid == (2, 1, 0)


def test_earlier_items_give_way_to_cover():
    room = (capped(0, 1, 4, most=4), capped(0, 2, 4, most=6))
    problem = Problem((8, 1, 8, 4, 9), caps=room, conflicts=((0, 3), (0, 4)))
    assert solve_with_history(problem, {0}).paid == (0, 0, 2, 4, 4)


def test_spared_items_are_cut_last_but_cover():
    problem = Problem((8, 6, 7, 4), caps=(capped(0, 1, 2),), conflicts=((0, 1), (0, 3)))
    assert solve_with_history(problem, set(), {2}).paid == (0, 3, 7, 4)
    assert solve_with_history(problem, {0}).paid == (0, 6, 4, 4)
    assert solve_with_history(problem, {0}, {2}).paid == (0, 4, 6, 4)


def test_entangled_component_is_named(monkeypatch):
    pair = ((0, 1),)
    problem = Problem((9, 8, 10, 10, 9), caps=(capped(2, 3),), conflicts=(*pair, (2, 4)))
    assert solve_with_history(problem, {2}).paid == (9, 0, 10, 0, 0)
    with monkeypatch.context() as patch:
        patch.setattr(module, "STEPS", 10)
        with pytest.raises(TooEntangled) as refused:
            solve_with_history(problem, {2})
    assert (refused.value.items, refused.value.steps) == ((2, 3, 4), 10)
    limits = iter([STEPS, 0])
    monkeypatch.setattr(module, "solve", lambda problem: solve(problem, steps=next(limits)))
    with pytest.raises(TooEntangled) as refused:
        solve_with_history(problem, {2})
    assert (set(refused.value.items) <= {2, 3, 4}, refused.value.steps) == (True, 0)
