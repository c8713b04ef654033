"""What is kept or left out without a search."""

from hypothesis import given

from aipolicy.calc.choice import Exclusion, JointCap, solve
from aipolicy.calc.choice.bitmasks import tangle
from aipolicy.calc.choice.parts import Part, parts
from aipolicy.calc.choice.reductions import reduced
from tests.calc.choice.problems import large_problems, small_problems


def kept_and_open(part: Part, *amounts: int) -> tuple[list[int], list[int]]:
    web = tangle(part, dict(zip(part.items, amounts, strict=True)))
    kept, open_ = reduced(web)
    return web.items(kept), web.items(open_)


def unit(*items: int) -> Exclusion:
    return Exclusion(frozenset(items))


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
