"""The division of joint caps among kept items."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy.calc.choice import TooEntangled, cap_shares
from aipolicy.calc.choice.budget import STEPS, Budget
from aipolicy.calc.choice.cap_shares import capped_shares
from tests.calc.choice.oracles import cut_by_trying_all

RING = [({0, 1}, 3), ({1, 2}, 3), ({0, 2}, 3)]


def paid(amounts, caps, steps=STEPS) -> list[int]:
    return capped_shares(amounts, caps, Budget(range(len(amounts)), steps))


@pytest.mark.parametrize(("most", "shares"), [(8, [4, 4]), (9, [4, 5]), (10, [4, 5])])
def test_one_cap_cuts_the_later_item_first(most, shares):
    assert paid([4, 5], [({0, 1}, most)]) == shares


def test_cap_of_zero_pays_nothing():
    assert paid([4, 5, 6], [({0, 2}, 0)]) == [0, 5, 0]


def test_without_caps_all_is_paid():
    assert paid([4, 5], []) == [4, 5]
    assert paid([], []) == []


def test_nested_caps_fill_in_document_order():
    assert paid([5, 5, 5, 5], [({0, 1}, 6), ({0, 1, 2, 3}, 13), ({2}, 4)]) == [5, 1, 4, 3]


def test_nested_caps_need_no_steps():
    assert paid([5, 5, 5], [({0, 1}, 6), ({0, 1, 2}, 8)], steps=0) == [5, 1, 2]


def test_eight_nested_caps_need_no_steps():
    caps = [(set(range(wide)), 2 * wide) for wide in range(1, 9)]
    assert paid([5] * 8, caps, steps=0) == [2] * 8
    assert paid([5] * 8, caps[::-1], steps=0) == [2] * 8


def test_item_under_two_caps_gives_way():
    assert paid([4, 4, 4], [({0, 1}, 4), ({0, 2}, 4)]) == [0, 4, 4]


def test_first_item_is_kept_at_equal_total():
    assert paid([4, 3, 2], [({0, 1}, 4), ({0, 2}, 4)]) == [2, 2, 2]
    assert paid([4, 3, 2], [({0, 1}, 4), ({0, 2}, 5)]) == [3, 1, 2]
    assert paid([4, 3, 2], [({0, 1}, 4), ({0, 2}, 6)]) == [4, 0, 2]


def test_overlap_without_ring_needs_no_steps():
    assert paid([4, 4, 4], [({0, 1}, 4), ({0, 2}, 4)], steps=0) == [0, 4, 4]


def test_ring_of_caps_is_divided_in_whole_fen():
    assert paid([9, 9, 9], RING) == [2, 1, 1]


def test_ring_and_nested_caps_are_divided_apart():
    assert paid([9, 9, 9, 7, 5], [*RING, ({3, 4}, 8), ({3}, 6)]) == [2, 1, 1, 6, 2]


def test_ring_of_caps_takes_steps():
    with pytest.raises(TooEntangled):
        paid([9, 9, 9], RING, steps=1)


def test_seven_overlapping_caps_are_searched():
    caps = [({item, item + 1}, 4) for item in range(7)]
    assert paid([4] * 8, caps) == [4, 0, 4, 0, 4, 0, 4, 0]
    with pytest.raises(TooEntangled):
        paid([4] * 8, caps, steps=1)


@st.composite
def capped(draw):
    amounts = draw(st.lists(st.integers(0, 4), min_size=1, max_size=6))
    members = st.frozensets(st.integers(0, len(amounts) - 1))
    return amounts, draw(st.lists(st.tuples(members, st.integers(0, 6)), max_size=4))


@given(capped())
def test_shares_equal_brute_force(given_):
    amounts, caps = given_
    assert tuple(paid(amounts, caps)) == cut_by_trying_all(amounts, caps)


@given(capped())
def test_search_and_prices_agree(given_):
    amounts, caps = given_
    expected = paid(amounts, caps)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cap_shares, "_PRICED", 0)
        assert paid(amounts, caps) == expected
