"""Stages of one award: all of them come to what the award gives, and not to its cap alone."""

from datetime import date

import pytest

from aipolicy import wan
from aipolicy.errors import InvalidClaim
from aipolicy.rules import heilongjiang_2026 as heilongjiang
from aipolicy.rules import wuhan_2024_draft as wuhan
from tests.rules.over_years.claims import claim, paid, recorded, rules

ID = "heilongjiang_2026/9.2"
STAGES = [recorded(ID, 2000, 2026), recorded(ID, 1500, 2027)]


def built(approved, stage=None, on=2028, **more):
    """Heilongjiang 9.2: a project's approved investment, and what a stage was determined as."""
    determined = None if stage is None else wan(stage)
    return heilongjiang.terminal_manufacturing.award(
        claim("heilongjiang_2026", on, determined=determined, **more),
        total_investment=wan(approved),
        approved_investment=wan(approved),
        new_build=True,
        in_listed_field=True,
    )


def listed(stage, on=2026, **more):
    """Wuhan 10.4: a stage of the support for a listing."""
    asked = claim("wuhan_2024_draft", on, determined=wan(stage), **more)
    return wuhan.domestic_listing.award(asked, listed_on_domestic_exchange=True)


@pytest.mark.parametrize(
    ("approved", "stage", "sum_"),
    [
        (20_000, 1500, 500),
        (20_000, None, 500),
        (20_000, 300, 300),
        (20_000, 500, 500),
        (30_000, 1500, 1500),
        (30_000, None, 1500),
        (25_000, 1500, 1500),
        (22_500, 1500, 1000),
        (17_500, 100, 0),
    ],
)
def test_stages_come_to_a_share_of_investment(approved, stage, sum_):
    """20 and 15 million are paid; 20% of the approved investment is due in all."""
    claimed = built(approved, stage)
    assert paid(claimed, history=STAGES) == [sum_]
    if sum_ == 500 and stage == 1500:
        assert rules(claimed, STAGES) == ["9.2:figure"]


def test_stages_paid_with_facts_count_alike():
    before = [built(20_000, 2000, 2026), built(20_000, 1500, 2027)]
    assert paid(built(20_000, 1500), history=before) == [500]
    assert paid(built(20_000, 1500), history=[before[0], STAGES[1]]) == [500]
    assert paid(built(30_000, 1500), history=before) == [1500]


def test_stages_claimed_together_come_to_the_same():
    stages = [built(20_000, 2000, 2026), built(20_000, 1500, 2027), built(20_000, 1500)]
    assert sum(paid(*stages)) == 4000
    assert sum(paid(*stages[1:], history=stages[:1])) == 2000
    assert sum(paid(*stages[:2])) == 3500


@pytest.mark.parametrize(
    ("approved", "stage", "sum_"),
    [
        (30_000, 5500, 2500),
        (30_000, 6000, 2500),
        (30_000, 2500, 2500),
        (30_000, 1600, 1600),
        (30_000, 1500, 1500),
        (20_000, 1500, 500),
        (20_000, None, 500),
    ],
)
def test_exception_lifts_the_cap_and_not_the_share(approved, stage, sum_):
    """20% of 300 million is 60 million; the cap of 50 is one of principle."""
    claimed = built(approved, stage, exception="专题会议纪要")
    assert paid(claimed, history=STAGES) == [sum_]


def test_exception_beyond_the_share_is_refused():
    with pytest.raises(InvalidClaim):
        built(30_000, 6100, exception="专题会议纪要")


def test_another_project_has_stages_of_its_own():
    assert paid(built(20_000, 1500, subject="Q"), history=STAGES) == [1500]
    assert paid(built(20_000, subject="Q"), history=STAGES) == [4000]


def test_recorded_stages_are_held_to_the_share():
    before = built(20_000, 2000, 2026)
    assert paid(recorded(ID, 3000, 2028), history=[before]) == [2000]
    assert paid(recorded(ID, 3000, 2028), history=STAGES) == [1500]
    assert paid(recorded(ID, 6000, 2028)) == [5000]


@pytest.mark.parametrize(
    ("before", "stage", "sum_"), [(500, 400, 300), (500, 200, 200), (800, 100, 0), (900, 100, 0)]
)
def test_listing_is_paid_in_stages_to_one_cap(before, stage, sum_):
    history = [recorded("wuhan_2024_draft/10.4", before, 2025)]
    assert paid(listed(stage), history=history) == [sum_]
    assert paid(listed(stage, claimant="乙"), history=history) == [stage]


def test_listing_stages_claimed_together():
    assert sum(paid(listed(500), listed(400, date(2026, 7, 1)))) == 800
    assert sum(paid(listed(300), listed(400, date(2026, 7, 1)))) == 700
