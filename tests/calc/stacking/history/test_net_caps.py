"""Joint caps that count what is paid now and before, whatever they overlap with."""

from dataclasses import replace
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy.calc.choice import JointCap, Problem, TooEntangled
from aipolicy.calc.choice.budget import Budget
from aipolicy.calc.stacking.caps import Cap
from aipolicy.calc.stacking.history import net_division as module
from aipolicy.calc.stacking.history.net_caps import NetCap, caps_of
from aipolicy.calc.stacking.history.net_division import net_division, net_offsets
from aipolicy.calc.stacking.history.paid_before import solve_with_history
from tests.calc.choice.oracles import cut_by_trying_all, lawful_sets, rivals_of
from tests.calc.choice.problems import AGAINST_AN_ORACLE


@st.composite
def paid_before(draw):
    """A small problem, what was paid of it, and which of its caps count what is paid.

    The sums paid before exclude some of the others, which are under caps together and alone.
    """
    amounts = tuple(draw(st.lists(st.integers(0, 4), min_size=3, max_size=6)))
    paid, items = draw(st.integers(1, 2)), range(len(amounts))
    rivals = [(one, other) for one in items[:paid] for other in items[paid:]]
    pairs = draw(st.lists(st.sampled_from(rivals), min_size=1, unique=True))
    if len(items) > paid + 1:
        pairs += draw(st.lists(st.sampled_from([*combinations(items[paid:], 2)]), max_size=2))
    some = st.frozensets(st.sampled_from(items), min_size=1, max_size=4)
    caps = draw(st.lists(st.builds(JointCap, some, st.integers(0, 8)), max_size=3))
    net = draw(st.lists(st.sampled_from([True] * 4 + [False]), min_size=3, max_size=3))
    return Problem(amounts, (), tuple(caps), tuple(pairs)), tied(amounts, pairs, paid), net


def tied(amounts, pairs, paid):
    return frozenset(one for one, _ in pairs if one < paid and amounts[one])


def caps_in(problem, before, net):
    rivals = rivals_of(problem)
    caps = [
        Cap(None, tuple(sorted(cap.members)), cap.most, counts)
        for cap, counts in zip(problem.caps, net, strict=False)
    ]
    replaced_by = {one: tuple(sorted(rivals[one])) for one in before if rivals[one]}
    return caps_of(caps, problem.amounts, set(), before, replaced_by)


@AGAINST_AN_ORACLE
@given(paid_before())
def test_net_solution_equals_brute_force(case):
    problem, before, net = case
    caps, net_caps = caps_in(problem, before, net)
    rivals = rivals_of(problem)
    replaceable = frozenset(one for one in before if rivals[one])
    held = replace(problem, caps=tuple(caps))
    found = solve_with_history(held, replaceable, net_caps=net_caps)
    paid, kept, _ = best_by_trying_all(problem, before, net)
    assert (found.paid, found.kept) == (paid, kept)
    gross = {item: paid[item] for item in kept - before}
    replaced = {one: sorted(rivals[one] & kept) for one in sorted(before - kept)}
    flow = net_offsets(net_caps, replaced, problem.amounts, gross)
    less = {item: sum(flow.get(item, {}).values()) for item in gross}
    assert sum(less.values()) == sum(problem.amounts[one] for one in replaced)
    assert all(less[item] <= gross[item] for item in gross)
    for cap, counts in zip(problem.caps, net, strict=False):
        room = room_of(problem, cap, before if counts else before & kept)
        under = [gross[i] - counts * less[i] for i in cap.members if i in gross]
        assert sum(under) <= room


def room_of(problem, cap, before):
    return max(cap.most - sum(problem.amounts[i] for i in cap.members & before), 0)


def best_by_trying_all(problem, before, net):
    """Return the best of every set and every way to deduct what was paid of what is replaced."""
    best, rivals, amounts = (-1,), rivals_of(problem), problem.amounts
    for some in lawful_sets(problem):
        kept = some | {one for one in before if not rivals[one] & some}
        uncut = sum(amounts[item] for item in kept)
        if kept - before != some - before or uncut < best[0]:
            continue
        order = tuple(item in kept for item in range(len(amounts)))
        for paid in ways_to_pay(problem, before, net, kept):
            best = max(best, (sum(paid), uncut, order, paid, kept))
    return (*best[3:], best[0])


def ways_to_pay(problem, before, net, kept):
    """Yield what items come to, for each way to deduct what was paid of what is replaced."""
    amounts, rivals = problem.amounts, rivals_of(problem)
    new, replaced = sorted(kept - before), sorted(before - kept)
    ways = [
        [
            dict(zip(by, parts, strict=True))
            for by in [sorted(rivals[one] & kept)]
            for parts in product(range(amounts[one] + 1), repeat=len(by))
            if sum(parts) == amounts[one]
        ]
        for one in replaced
    ]
    for way in product(*ways):
        less = {item: sum(parts.get(item, 0) for parts in way) for item in new}
        rooms = []
        for cap, counts in zip(problem.caps, net, strict=False):
            room = room_of(problem, cap, before if counts else before & kept)
            room -= 0 if counts else sum(less[item] for item in cap.members if item in less)
            members = frozenset(at for at, item in enumerate(new) if item in cap.members)
            rooms.append((members, room))
        if all(less[item] <= amounts[item] for item in new) and all(room >= 0 for _, room in rooms):
            now = cut_by_trying_all([amounts[item] - less[item] for item in new], rooms)
            come_to = dict(zip(new, now, strict=True))
            yield tuple(
                come_to[item] + less[item] if item in come_to else amounts[item] * (item in kept)
                for item in range(len(amounts))
            )


def test_sum_joins_the_caps_of_its_rivals():
    """Kept, it uses up the room that it brings; a sum that no member replaces brings none."""
    caps = [Cap(None, (1, 2), 100, net=True), Cap(None, (3,), 10, net=True)]
    found, net_caps = caps_of(caps, (50, 80, 50, 20), set(), {0}, {0: (1,)})
    assert found == [JointCap(frozenset({0, 1, 2}), 150), JointCap(frozenset({3}), 10)]
    assert net_caps == []
    gross, _ = caps_of([replace(caps[0], net=False)], (50, 80, 50), set(), {0}, {0: (1,)})
    assert gross == [JointCap(frozenset({1, 2}), 100)]


def test_cap_is_net_where_rivals_lie_beside_it():
    cap = Cap(None, (0, 1, 2), 100, net=True)
    found, net_caps = caps_of([cap], (30, 80, 50, 9), {2}, {0}, {0: (1, 3)})
    assert found == [JointCap(frozenset({0, 1}), 100)]
    assert net_caps == [NetCap(frozenset({1}), 70)]
    loose, none = caps_of([replace(cap, most=110)], (30, 80, 0, 9), {2}, {0}, {0: (1, 3)})
    assert (loose, none) == ([JointCap(frozenset({0, 1}), 110)], [])


def test_overpaid_cap_leaves_nothing_to_pay():
    cap = Cap(None, (0, 1, 2), 10, net=True)
    found, _ = caps_of([cap], (12, 5, 7), set(), {0}, {})
    assert found == [JointCap(frozenset({1, 2}), 0)]


def test_offsets_go_where_the_cap_is_full():
    cap = NetCap(frozenset({2}), 10)
    assert net_offsets([cap], {0: [1, 2]}, [50], {1: 80, 2: 30}) == {1: {0: 30}, 2: {0: 20}}
    assert net_offsets([cap], {0: [1, 2]}, [50], {1: 80, 2: 10}) == {1: {0: 50}}
    assert net_offsets([], {0: [1, 2]}, [50], {1: 80, 2: 30}) == {1: {0: 50}}


def test_division_that_cannot_cover_is_none():
    budget = Budget((1, 2), steps=1_000)
    amounts, caps = {1: 6, 2: 6}, [([1, 2], 8)]
    net = [NetCap(frozenset({2}), 0)]
    assert net_division(amounts, caps, net, {0: (9, [1, 2])}, budget) is None
    found = net_division(amounts, caps, net, {0: (8, [1, 2])}, budget)
    assert found == ({1: 6, 2: 2}, {1: {0: 6}, 2: {0: 2}})


def test_alike_sums_and_awards_are_one_class():
    """Thousands of pairs, of which two classes of awards take part in the division."""
    count = 60
    awards = [*range(100, 100 + count)]
    amounts = dict.fromkeys(awards, 7)
    cap = NetCap(frozenset(awards[-20:]), 11)
    budget = Budget(awards, steps=1_000_000)
    replaced = dict.fromkeys(range(50), (3, awards))
    found = net_division(amounts, [], [cap], replaced, budget)
    assert found.gross == amounts
    less = [sum(found.offsets.get(award, {}).values()) for award in awards]
    assert (sum(less), sum(7 - fen for fen in less[-20:])) == (150, 11)


def test_too_many_offsets_are_refused(monkeypatch):
    monkeypatch.setattr(module, "STEPS", 3)
    with pytest.raises(TooEntangled) as refused:
        net_offsets([NetCap(frozenset({2}), 10)], {0: [1, 2]}, [50], {1: 80, 2: 30})
    assert (refused.value.items, refused.value.steps) == ((1, 2), 3)


def test_problem_beside_net_caps_is_unchanged():
    """A component in which no net cap is exceeded keeps its plain choice."""
    problem = Problem(
        (5, 9, 4, 6), caps=(JointCap(frozenset({0, 1}), 14),), conflicts=((0, 1), (2, 3))
    )
    plain = solve_with_history(problem, {0})
    assert solve_with_history(problem, {0}, net_caps=[NetCap(frozenset({1}), 9)]) == plain


def test_sum_is_offset_once_under_two_caps():
    caps = [NetCap(frozenset({1}), 10), NetCap(frozenset({2}), 10)]
    found = net_division({1: 80, 2: 80}, [], caps, {0: (50, [1, 2])}, Budget((1, 2), 1_000))
    assert found == ({1: 60, 2: 10}, {1: {0: 50}})


def test_caps_that_share_a_sum_hold_as_one():
    caps = [Cap(None, (item,), 10, net=True) for item in (1, 2, 3)]
    found, _ = caps_of(caps, (50, 80, 80, 80), set(), {0}, {0: (1, 2)})
    assert JointCap(frozenset({0, 1, 2}), 70) in found
    assert len(found) == 4
    many = [Cap(None, (item,), 10, net=True) for item in range(1, 8)]
    alone, _ = caps_of(many, (50, *[80] * 7), set(), {0}, {0: tuple(range(1, 8))})
    assert len(alone) == 7


def test_small_award_takes_a_small_offset():
    """Of 4 paid before the award of 1 under the cap takes 1, and the other award the rest."""
    cap = Cap(None, (1, 3), 0, net=True)
    caps, net_caps = caps_of([cap], (4, 1, 4, 3), set(), {0}, {0: (1, 2)})
    problem = Problem((4, 1, 4, 3), (), tuple(caps), ((0, 1), (0, 2)))
    found = solve_with_history(problem, {0}, net_caps=net_caps)
    assert found.paid == (0, 1, 4, 0)
    assert solve_with_history(problem, {0}).paid != found.paid
