"""The search for the best set of a part."""

import pytest
from hypothesis import given

from aipolicy.calc.choice import JointCap, TooEntangled
from aipolicy.calc.choice.bitmasks import bits, tangle
from aipolicy.calc.choice.bounds import bounds, cover
from aipolicy.calc.choice.branch_and_bound import best_kept, repriced, total_paid
from aipolicy.calc.choice.budget import STEPS, Effort
from aipolicy.calc.choice.components import Part, parts
from tests.calc.choice.oracles import best_by_trying_all, lawful_sets, paid_by_trying_all
from tests.calc.choice.problems import small_problems


def kept(part: Part, *amounts: int, steps: int = STEPS) -> list[int]:
    web = tangle(part, dict(zip(part.items, amounts, strict=True)))
    return web.items(best_kept(web, steps))


RING = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 0)]


def test_in_a_ring_of_five_the_best_two_are_kept():
    assert kept(Part([0, 1, 2, 3, 4], [], [], RING), 5, 6, 5, 5, 6) == [1, 4]


def test_in_a_ring_of_equal_ones_the_first_and_the_next_possible_are_kept():
    assert kept(Part([0, 1, 2, 3, 4], [], [], RING), 5, 5, 5, 5, 5) == [0, 2]


def test_two_rings_are_searched_each_for_itself():
    pairs = [*RING, *((a + 5, b + 5) for a, b in RING)]
    assert kept(Part(list(range(10)), [], [], pairs), *[5, 6, 5, 5, 6] * 2) == [1, 4, 6, 9]


def test_what_is_decided_without_a_search_takes_no_steps():
    assert kept(Part([0, 1], [], [], [(0, 1)]), 5, 6, steps=0) == [1]


def test_a_ring_takes_steps():
    with pytest.raises(TooEntangled) as refused:
        kept(Part([0, 1, 2, 3, 4], [], [], RING), 5, 6, 5, 5, 6, steps=5)
    assert refused.value.items == (0, 1, 2, 3, 4)


def test_a_cap_joins_two_rings_only_where_it_can_be_exceeded():
    pairs = [*RING, *((a + 5, b + 5) for a, b in RING)]
    for most, joined in ((100, 5), (21, 10)):
        part = Part(list(range(10)), [], [JointCap(frozenset(range(10)), most)], pairs)
        with pytest.raises(TooEntangled) as refused:
            kept(part, *[5, 6, 5, 5, 6] * 2, steps=5)
        assert len(refused.value.items) == joined


def test_prices_change_where_that_lowers_the_bound():
    web = tangle(Part([0, 1, 2], [], [], []), {0: 7, 1: 5, 2: 4})
    bound = bounds(web, [(0b001, 9), (0b010, 2)], cover(web, 0b111, 0))
    most, priced = repriced(bound, 0b111, 0b01, bound(0b111, 0b01), 2)
    assert (most >> web.shift, priced) == (13, 0b10)


@given(small_problems(items=8))
def test_the_best_set_is_the_one_that_trying_all_finds(problem):
    _, best = best_by_trying_all(problem)
    for part in parts(problem):
        assert kept(part, *(problem.amounts[item] for item in part.items)) == sorted(
            best.intersection(part.items)
        )


@given(small_problems(items=6))
def test_the_total_of_a_set_is_what_the_best_cut_pays(problem):
    for part in parts(problem):
        web = tangle(part, {item: problem.amounts[item] for item in part.items})
        bound = bounds(web, web.caps, cover(web, 0, sum(web.worth)))
        for some in lawful_sets(problem):
            mask = sum(bit for bit in bits(sum(web.worth)) if web.item[bit] in some)
            total = total_paid(bound, web.shift, mask, web.caps, Effort(part.items, STEPS))
            assert total == sum(paid_by_trying_all(problem, some & set(part.items)))
