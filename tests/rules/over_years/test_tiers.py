"""Langfang 7.2: a tier of revenue is first reached once, however the past is declared."""

import pytest

from aipolicy import wan
from aipolicy.rules import langfang_2023 as langfang
from tests.rules.over_years.claims import claim, marked, paid, reasons, recorded, rules

ID = "langfang_2023/7.2"


def reached(on, revenue, past, reading="highest_tier", **more):
    return langfang.revenue_milestone.read_as(reading).award(
        claim("langfang_2023", on, **more),
        main_revenue=wan(revenue),
        highest_past_main_revenue=wan(past),
    )


FIVE = reached(2024, 60_000, 8_000)


def test_one_tier_is_paid_once():
    again = reached(2025, 60_000, 8_000)
    assert paid(again, history=[FIVE]) == [0]
    assert rules(again, [FIVE]) == ["7.2:tier"]
    assert "首次达到" in reasons(again, [FIVE])
    [mark] = marked("replaced", again, history=[FIVE])
    assert mark.startswith("highest_past_main_revenue is declared as 80000000")
    assert "600000000" in mark.replace(",", "")


@pytest.mark.parametrize(
    ("reading", "revenue", "sum_"),
    [
        ("highest_tier", 110_000, 1000),
        ("sum_of_tiers", 110_000, 1000),
        ("difference_only", 110_000, 500),
        ("highest_tier", 99_999, 0),
        ("sum_of_tiers", 60_000, 0),
        ("difference_only", 70_000, 0),
    ],
)
def test_next_tier_is_paid_after_the_second(reading, revenue, sum_):
    """600 million was reached and paid for in 2024; the past is declared as 80 million."""
    before = reached(2024, 60_000, 8_000, reading)
    assert paid(reached(2025, revenue, 8_000, reading), history=[before]) == [sum_]


@pytest.mark.parametrize(
    ("reading", "revenue", "sum_"),
    [
        ("highest_tier", 60_000, 500),
        ("sum_of_tiers", 60_000, 500),
        ("difference_only", 60_000, 400),
        ("highest_tier", 110_000, 1000),
        ("sum_of_tiers", 110_000, 1500),
        ("difference_only", 110_000, 900),
        ("highest_tier", 30_000, 0),
    ],
)
def test_next_tiers_are_paid_after_the_first(reading, revenue, sum_):
    """1 million was paid for the first tier; the past is declared as 90 million."""
    claimed = reached(2025, revenue, 9_000, reading)
    for before in (reached(2024, 20_000, 8_000, reading), recorded(ID, 100, 2024)):
        assert paid(claimed, history=[before]) == [sum_]


@pytest.mark.parametrize(
    ("sum_", "revenue", "left"),
    [(500, 60_000, 0), (500, 110_000, 1000), (1000, 110_000, 0), (100, 20_000, 0), (300, 60_000, 500)],
)  # fmt: skip
def test_recorded_tiers_are_passed(sum_, revenue, left):
    assert paid(reached(2025, revenue, 8_000), history=[recorded(ID, sum_, 2024)]) == [left]


def test_recorded_sum_of_no_tier_is_marked():
    claimed = reached(2025, 60_000, 8_000)
    assert marked("unknown_tier", claimed, history=[recorded(ID, 300, 2024)])
    assert not marked("unknown_tier", claimed, history=[recorded(ID, 500, 2024)])


def test_another_claimant_has_tiers_of_its_own():
    other = reached(2025, 60_000, 8_000, claimant="乙")
    assert paid(other, history=[FIVE]) == [500]
    assert paid(other, reached(2025, 110_000, 8_000), history=[FIVE]) == [500, 1000]
    assert paid(reached(2025, 110_000, 8_000, claimant="乙"), history=[FIVE]) == [1000]


def test_recorded_awards_of_one_tier_are_one():
    assert paid(recorded(ID, 500, 2025), history=[FIVE]) == [0]
    assert sum(paid(recorded(ID, 500, 2024), recorded(ID, 500, 2025))) == 500
    assert paid(recorded(ID, 1000, 2025), history=[FIVE]) == [1000]
    assert sum(paid(reached(2024, 60_000, 8_000), recorded(ID, 500, 2025))) == 500


def test_declared_past_stands_where_it_is_higher():
    assert paid(reached(2025, 110_000, 100_000), history=[FIVE]) == [0]
    assert paid(reached(2025, 60_000, 8_000)) == [500]
    assert paid(reached(2025, 60_000, 50_000)) == [0]
