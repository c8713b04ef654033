"""Bounds hold for every lawful set, and are exact where nothing is left to choose."""

from hypothesis import given

from aipolicy.calc.choice.bitmasks import bits, tangle
from aipolicy.calc.choice.bounds import bounds, cover
from aipolicy.calc.choice.components import Part, parts
from tests.calc.choice.oracles import lawful_sets, paid_by_trying_all
from tests.calc.choice.problems import small_problems


def test_a_clique_counts_its_heaviest_item_once():
    triangle = Part([0, 1, 2], [], [], [(0, 1), (1, 2), (0, 2)])
    web = tangle(triangle, {0: 7, 1: 5, 2: 4})
    bound = bounds(web, [], cover(web, 0, 0b111))
    assert bound(0b111, 0) >> web.shift == 7
    assert bound(0b110, 0) >> web.shift == 5


def test_what_a_heavy_item_has_left_meets_its_next_rival():
    star = Part([0, 1, 2], [], [], [(0, 1), (0, 2)])
    web = tangle(star, {0: 10, 1: 6, 2: 6})
    assert bounds(web, [], cover(web, 0, 0b111))(0b111, 0) >> web.shift == 12


def test_priced_caps_count_with_their_fen_and_their_members_not_at_all():
    web = tangle(Part([0, 1, 2], [], [], []), {0: 7, 1: 5, 2: 4})
    bound = bounds(web, [(0b011, 3), (0b110, 2)], cover(web, 0b111, 0))
    assert [bound(0b111, priced) >> web.shift for priced in range(4)] == [16, 7, 9, 5]


@given(small_problems(items=7))
def test_no_lawful_set_is_worth_more_or_paid_more_than_any_bound(problem):
    for part in parts(problem):
        web = tangle(part, {item: problem.amounts[item] for item in part.items})
        everything = sum(web.worth)
        cliques = cover(web, 0, everything)
        bound = bounds(web, web.caps, cliques)
        for clique, share in cliques:
            assert share > 0
            assert all(clique & ~web.reach[bit] == 0 for bit in bits(clique))
        for kept in lawful_sets(problem):
            mask = sum(bit for bit in bits(everything) if web.item[bit] in kept)
            worth = sum(web.worth[bit] for bit in bits(mask))
            paid = sum(paid_by_trying_all(problem, kept & set(part.items)))
            assert bound(mask, 0) == worth <= bound(everything, 0)
            for priced in range(1 << len(web.caps)):
                assert bound(mask, priced) >> web.shift >= paid
