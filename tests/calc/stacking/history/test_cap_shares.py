import pytest

from aipolicy.calc.choice import TooEntangled
from aipolicy.calc.choice.budget import STEPS, Budget
from aipolicy.calc.stacking.history.cap_shares import covering_shares


def shares(amounts, caps, replaced, steps=STEPS):
    return covering_shares(amounts, caps, replaced, Budget(tuple(amounts), steps))


def test_first_item_is_whole_without_history():
    assert shares({1: 6, 2: 6}, [({1, 2}, 10)], {}) == {1: 6, 2: 4}
    assert shares({2: 6, 1: 6}, [({1, 2}, 10)], {}) == {2: 6, 1: 4}
    assert shares({1: 6, 2: 6}, [], {}) == {1: 6, 2: 6}


@pytest.mark.parametrize(("before", "paid"), [(3, (6, 4)), (4, (6, 4)), (5, (5, 5)), (6, (4, 6))])
def test_first_item_gives_way_to_cover(before, paid):
    found = shares({1: 6, 2: 6}, [({1, 2}, 10)], {0: (before, [2])})
    assert found == {1: paid[0], 2: paid[1]}


def test_no_covering_division_is_none():
    assert shares({1: 6, 2: 6}, [({1, 2}, 10)], {0: (7, [2])}) is None
    assert shares({1: 6, 2: 6}, [({1, 2}, 10)], {0: (6, [1]), 3: (5, [2])}) is None


def test_several_sums_are_covered_together():
    room = [({1, 2, 3}, 12)]
    assert shares({1: 9, 2: 9, 3: 9}, room, {4: (3, [2]), 5: (5, [2, 3])}) == {1: 4, 2: 8, 3: 0}
    assert shares({1: 9, 2: 9, 3: 9}, room, {4: (3, [2]), 5: (9, [2, 3])}) == {1: 0, 2: 9, 3: 3}
    assert shares({1: 9, 2: 9, 3: 9}, room, {4: (3, [2]), 5: (10, [2, 3])}) is None


def test_covering_comes_before_the_total():
    # Item 1 uses up two caps at once: without it 8 would be paid, with it 4.
    caps = [({1, 2}, 4), ({1, 3}, 4)]
    assert shares({1: 4, 2: 4, 3: 4}, caps, {}) == {1: 0, 2: 4, 3: 4}
    assert shares({1: 4, 2: 4, 3: 4}, caps, {0: (3, [1])}) == {1: 3, 2: 1, 3: 1}


def test_exhausted_budget_raises():
    with pytest.raises(TooEntangled):
        shares({1: 6, 2: 6}, [({1, 2}, 10)], {0: (5, [2])}, steps=1)
