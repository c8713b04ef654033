"""Parts as bit masks."""

from hypothesis import given

from aipolicy.calc.choice import Exclusion, JointCap
from aipolicy.calc.choice.bitmasks import bits, tangle
from aipolicy.calc.choice.components import Part, parts
from tests.calc.choice.problems import small_problems


def test_the_heaviest_item_is_the_lowest_bit_and_of_equal_ones_the_first():
    web = tangle(Part([2, 4, 6], [], [], []), {2: 5, 4: 9, 6: 5})
    assert [web.item[bit] for bit in (1, 2, 4)] == [4, 2, 6]


def test_worth_is_the_amount_and_below_it_a_bit_that_is_higher_for_earlier_items():
    web = tangle(Part([2, 4], [], [], []), {2: 5, 4: 9})
    assert web.worth == {1: 9 << 2 | 0b01, 2: 5 << 2 | 0b10}


def test_exclusions_and_conflicts_reach_both_ways():
    part = Part(
        [0, 1, 2, 3], [Exclusion(frozenset({0, 1})), Exclusion(frozenset({1, 2}))], [], [(3, 0)]
    )
    web = tangle(part, {0: 9, 1: 8, 2: 7, 3: 6})
    assert web.reach == {1: 0b1011, 2: 0b0111, 4: 0b0110, 8: 0b1001}


def test_the_members_of_one_unit_share_one_mask():
    part = Part(list(range(100)), [Exclusion(frozenset(range(100)))], [], [])
    web = tangle(part, dict.fromkeys(range(100), 1))
    assert len({id(mask) for mask in web.reach.values()}) == 1


def test_caps_are_masks_and_each_item_knows_its_caps():
    caps = [JointCap(frozenset({0, 1}), 7), JointCap(frozenset({1}), 3)]
    web = tangle(Part([0, 1, 2], [], caps, []), {0: 9, 1: 8, 2: 7})
    assert web.caps == [(0b011, 7), (0b010, 3)]
    assert web.under == {1: 0b01, 2: 0b11, 4: 0}


def test_bits_come_lowest_first():
    assert list(bits(0)) == []
    assert list(bits(0b110)) == [2, 4]


@given(small_problems())
def test_the_worth_of_a_set_orders_it_by_uncut_sum_and_then_by_document_order(problem):
    for part in parts(problem):
        web = tangle(part, {item: problem.amounts[item] for item in part.items})
        ranked = []
        for mask in range(min(1 << len(part.items), 64)):
            items = web.items(mask)
            uncut = sum(problem.amounts[item] for item in items)
            worth = sum(web.worth[bit] for bit in bits(mask))
            ranked.append((worth, uncut, [item in items for item in part.items]))
        ranked.sort()
        assert [entry[1:] for entry in ranked] == sorted(entry[1:] for entry in ranked)
