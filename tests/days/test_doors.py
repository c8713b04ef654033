"""Every door takes an effective date however it is stated, and the nearer wins."""

from contextlib import ExitStack
from datetime import date
from itertools import combinations

import pytest

from tests.days.ways import BY, DOORS, MOST, OTHER, START, WAYS

every_door = pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
ALL = ("call", *WAYS)


@every_door
def test_days_are_unknown_where_none_is_stated(door):
    answer = door(None)
    assert (answer.in_force, answer.stated) == (None, None)


def _answers(door, days):
    """Return the answer of a door where days are stated in several ways."""
    with ExitStack() as stated:
        for way, day in days.items():
            if way != "call":
                stated.enter_context(WAYS[way](day))
        return door(days.get("call"))


@every_door
@pytest.mark.parametrize("way", ALL)
def test_every_door_takes_every_way(door, way):
    assert _answers(door, {way: START}) == (True, MOST, f"2023-01-04 ({BY[way]})")
    assert _answers(door, {way: OTHER}).in_force is False


@every_door
@pytest.mark.parametrize(("nearer", "farther"), [*combinations(ALL, 2)])
def test_the_nearer_wins(door, nearer, farther):
    answer = _answers(door, {nearer: START, farther: OTHER})
    assert (answer.in_force, answer.stated) == (True, f"2023-01-04 ({BY[nearer]})")
    assert _answers(door, {nearer: OTHER, farther: START}).in_force is False


@every_door
def test_days_of_another_document_do_not_count(door):
    import aipolicy

    with aipolicy.days({"dalian_2025_draft": date(2023, 1, 4)}):
        assert door(None).in_force is None
