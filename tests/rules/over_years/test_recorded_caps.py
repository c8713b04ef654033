"""Recorded sums above a cap that needs no facts: cut where claimed, kept and marked where paid."""

from datetime import date

import pytest

from aipolicy import wan
from aipolicy.rules import harbin_2022 as harbin
from tests.rules.over_years.claims import claim, marked, paid, recorded, rules


@pytest.mark.parametrize(
    ("id_", "on", "sum_", "cap"),
    [
        ("harbin_2022/4.1", 2023, 600, 500),
        ("harbin_2022/9.2", 2023, 51, 50),
        ("heilongjiang_2026/8.2", 2026, 2001, 2000),
        ("heilongjiang_2026/9.2", 2026, 6000, 5000),
        ("wuhan_2024_draft/11.2", 2025, 250, 200),
        ("wuhan_2024_draft/8.2", 2025, 1100, 1000),
        ("wuhan_2024_draft/6.1", 2025, 51, 50),
        ("dalian_2025_draft/5.2", 2026, 201, 200),
        ("dalian_2025_draft/5.3", 2026, 150, 100),
        ("langfang_2023/1.1", 2024, 1200, 1000),
        ("langfang_2023/5.3", 2024, 150, 100),
        ("langfang_2023/7.3", 2024, 501, 500),
    ],
)
def test_recorded_award_is_cut_to_its_cap(id_, on, sum_, cap):
    above = recorded(id_, sum_, on)
    assert paid(above) == [cap]
    assert len(rules(above)) >= 1
    assert paid(recorded(id_, cap, on)) == [cap]
    assert rules(recorded(id_, cap, on)) == []
    assert marked("above_cap", recorded(id_, 1, on, subject="Q", claimant="乙"), history=[above])
    within = recorded(id_, cap, on)
    assert not marked("above_cap", recorded(id_, 1, on, subject="Q"), history=[within])


def scenario(investment, **more):
    return harbin.application_scenario.award(
        claim("harbin_2022", date(2023, 9, 1), **more),
        total_investment=wan(investment),
        review_passed=True,
        government_investment_project=False,
    )


def test_history_above_the_cap_is_kept():
    before = recorded("harbin_2022/4.1", 600, 2023)
    assert paid(scenario(1000), history=[before]) == [0]
    assert paid(scenario(1000, subject="Q"), history=[before]) == [300]
    assert paid(recorded("harbin_2022/4.1", 100, date(2023, 9, 1)), history=[before]) == [0]


@pytest.mark.parametrize(
    ("sums", "events", "total"),
    [((150, 100), "PP", 200), ((150, 100), "PQ", 250), ((250, 250), "PQ", 400), ((120, 80), "PP", 200)],
)  # fmt: skip
def test_recorded_sums_of_one_event_share_its_cap(sums, events, total):
    awards = [
        recorded("wuhan_2024_draft/11.2", sum_, date(2025, 6, day), subject=event)
        for day, (sum_, event) in enumerate(zip(sums, events, strict=True), 1)
    ]
    assert sum(paid(*awards)) == total


def test_recorded_award_without_a_bound_is_kept():
    assert paid(recorded("dalian_2025_draft/1.1", 99_999, 2026)) == [99_999]
    assert paid(recorded("wuhan_2024_draft/2.1", 99_999, 2026)) == [99_999]
    assert paid(recorded("langfang_2023/7.2", 1600, 2024)) == [1600]
    assert paid(recorded("langfang_2023/7.2", 1700, 2024)) == [1600]
    assert paid(recorded("wuhan_2024_draft/1.1", 2500, 2025, exception="专题会议纪要")) == [2500]


def test_recorded_award_outside_its_days_is_marked():
    late = recorded("harbin_2022/4.1", 100, date(2024, 1, 1))
    assert marked("not_in_force", late)
    assert not marked("not_in_force", recorded("harbin_2022/4.1", 100, date(2023, 12, 31)))
    assert marked("not_in_force", recorded("langfang_2023/1.1", 100, date(2027, 1, 1)))
    assert marked("not_in_force", recorded("harbin_2022/4.1", 9, date(2024, 2, 1)), history=[late])
