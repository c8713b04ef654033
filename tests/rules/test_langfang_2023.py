"""Langfang: what its cases cannot show: a run of years, the term of years, whole ranges of sums."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy import Claim, wan, yi
from aipolicy.calc.documents.period import Convention
from aipolicy.calc.values.money import yuan_of
from aipolicy.errors import NotInForce, ValidityUnknown
from aipolicy.rules import langfang_2023
from aipolicy.rules.langfang_2023 import (
    POLICY,
    platform_construction,
    platform_operation,
    revenue_growth,
    revenue_milestone,
)

START = date(2023, 1, 4)
TIERS = (10**10, 5 * 10**10, 10**11)  # in fen


def test_operation_is_paid_for_three_years():
    """Each year has a cap of its own, and the fourth is not paid."""
    years = platform_operation.schedule(
        [
            {"operating_cost": wan(1000)},
            {"operating_cost": wan(2000)},
            {"operating_cost": "7654321.02"},
            {"operating_cost": wan(1000)},
        ]
    )
    assert [year.facts["year_of_operation"] for year in years] == [1, 2, 3, 4]
    assert [year.most for year in years] == [
        Decimal("2000000.00"),
        Decimal("3000000.00"),
        Decimal("1530864.20"),
        Decimal("0.00"),
    ]
    assert [year.received for year in years] == [
        Decimal("0.00"),
        Decimal("2000000.00"),
        Decimal("5000000.00"),
        Decimal("6530864.20"),
    ]
    assert [year.steps[-1].en for year in years] == [
        "20% × operating_cost = 2,000,000.00",
        "cap = 3,000,000.00",
        "rounded half up to the fen: 1,530,864.204 → 1,530,864.20",
        "nothing is given: year_of_operation > 3",
    ]
    assert years[3].steps[-1].zh == "不给予：运营年序 > 3"


@given(st.lists(st.integers(0, 10**12).map(yuan_of), min_size=4, max_size=8))
def test_operation_pays_nine_million_at_most(costs):
    years = platform_operation.schedule([{"operating_cost": cost} for cost in costs])
    assert sum(year.most for year in years) <= wan(900)
    assert all(year.most == 0 for year in years[3:])


@pytest.mark.parametrize(
    ("first", "term", "last"),
    [
        (START, Convention.CORRESPONDING_DAY, date(2026, 1, 4)),
        (START, Convention.DAY_BEFORE, date(2026, 1, 3)),
        (date(2023, 1, 1), Convention.CORRESPONDING_DAY, date(2026, 1, 1)),
        (date(2023, 1, 1), Convention.DAY_BEFORE, date(2025, 12, 31)),
        (date(2024, 2, 29), Convention.CORRESPONDING_DAY, date(2027, 2, 28)),
        (date(2024, 2, 29), Convention.DAY_BEFORE, date(2027, 2, 28)),
        (date(2025, 3, 1), Convention.CORRESPONDING_DAY, date(2028, 3, 1)),
        (date(2025, 3, 1), Convention.DAY_BEFORE, date(2028, 2, 29)),
    ],
)
def test_term_is_three_years_from_the_start(first, term, last):
    """It ends by either convention."""
    period = POLICY.period(first, term)
    assert (period.first, period.last) == (first, last)


@pytest.mark.parametrize(
    ("term", "days"),
    [
        (
            Convention.CORRESPONDING_DAY,
            {
                date(2023, 1, 3): False,
                date(2023, 1, 4): True,
                date(2023, 1, 5): True,
                date(2026, 1, 3): True,
                date(2026, 1, 4): True,
                date(2026, 1, 5): False,
            },
        ),
        (
            Convention.DAY_BEFORE,
            {
                date(2023, 1, 3): False,
                date(2023, 1, 4): True,
                date(2023, 1, 5): True,
                date(2026, 1, 2): True,
                date(2026, 1, 3): True,
                date(2026, 1, 4): False,
            },
        ),
    ],
)
def test_first_and_last_day_are_in_force(term, days):
    """The days beside them are not."""
    assert {day: POLICY.in_force(day, START, term) for day in days} == days


@pytest.mark.parametrize("on", [date(2022, 12, 31), START, date(2024, 6, 1), date(2030, 1, 1)])
def test_in_force_is_unknown_without_a_day(on):
    assert POLICY.in_force(on) is None


def test_claim_must_state_the_first_day():
    """The message shows how to state it."""
    with pytest.raises(ValidityUnknown) as refused:
        platform_construction.award(Claim(on=START), investment=wan(3000))
    assert str(refused.value) == (
        "effective_from: the text of langfang_2023 gives no effective date; "
        "state it: Claim(effective_from=date(2025, 6, 30)), "
        'aipolicy.days({"langfang_2023": date(2025, 6, 30)}), or a file that AIPOLICY_DAYS names'
    )


@pytest.mark.parametrize("on", [date(2023, 1, 4), date(2026, 1, 4)])
def test_pays_on_the_first_and_last_day(on):
    """The award is not under a draft."""
    award = platform_construction.award(Claim(on=on, effective_from=START), investment=wan(3000))
    assert award.amount == Decimal("3000000.00")
    assert award.draft is False


@pytest.mark.parametrize(
    ("on", "term", "last"),
    [
        (date(2023, 1, 3), Convention.CORRESPONDING_DAY, "2026-01-04"),
        (date(2026, 1, 5), Convention.CORRESPONDING_DAY, "2026-01-04"),
        (date(2026, 1, 4), Convention.DAY_BEFORE, "2026-01-03"),
    ],
)
def test_refuses_the_day_before_and_after(on, term, last):
    """The message gives the first and the last day."""
    claim = Claim(on=on, effective_from=START, term=term)
    with pytest.raises(NotInForce) as refused:
        platform_construction.award(claim, investment=wan(3000))
    assert str(refused.value) == (
        f"on={on}: langfang_2023 is in force from 2023-01-04 to {last}, both days included; "
        "claim on a day in force, or under another policy"
    )


# Ten elevenths of 100,000,000.00 is 90,909,090.90…, so a tenth more than the sums below is
# always over the revenue threshold, and only the growth decides.


@given(st.integers(909_090_910, 10**14))
def test_pays_growth_of_exactly_ten_percent(tenth):
    """With a fen less of revenue nothing is paid."""
    previous = yuan_of(10 * tenth)
    paid = revenue_growth(main_revenue=yuan_of(11 * tenth), previous_main_revenue=previous)
    assert paid == yuan_of(min((3 * tenth + 50) // 100, 500_000_000))
    less = revenue_growth(main_revenue=yuan_of(11 * tenth - 1), previous_main_revenue=previous)
    assert less == 0


@given(st.integers(9_090_909_100, 10**15))
def test_rounds_half_up_at_eleven_tenths(previous):
    """Where 11/10 is not a whole fen, the fen above is paid and the fen below is not."""
    least = -(-11 * previous // 10)
    growth = least - previous
    paid = revenue_growth(main_revenue=yuan_of(least), previous_main_revenue=yuan_of(previous))
    assert paid == yuan_of(min((3 * growth + 50) // 100, 500_000_000))
    less = revenue_growth(main_revenue=yuan_of(least - 1), previous_main_revenue=yuan_of(previous))
    assert less == 0


@given(st.integers(0, 10**15))
def test_no_growth_without_past_revenue(revenue):
    assert revenue_growth(main_revenue=yuan_of(revenue), previous_main_revenue=0) == 0


def _paid_over(reading, revenues):
    """What an enterprise is paid in all as its revenues of several years come in."""
    clause = revenue_milestone.read_as(reading)
    highest, paid = Decimal("0.00"), Decimal("0.00")
    for revenue in revenues:
        paid += clause(main_revenue=revenue, highest_past_main_revenue=highest)
        highest = max(highest, revenue)
    return paid


_NEAR_A_TIER = st.sampled_from([tier + step for tier in TIERS for step in (-1, 0, 1)])
_REVENUES = st.lists(
    (_NEAR_A_TIER | st.integers(0, 2 * 10**11)).map(yuan_of), min_size=1, max_size=6
)


def _reached(revenues):
    return [sum_ for tier, sum_ in revenue_milestone.figures["tiers"] if max(revenues) >= tier]


@given(_REVENUES)
def test_difference_only_pays_top_tier_once(revenues):
    """Only the highest tier that the revenues reach counts, however they climb."""
    assert _paid_over("difference_only", revenues) == max([Decimal(0), *_reached(revenues)])


@given(_REVENUES)
def test_sum_of_tiers_pays_every_tier_once(revenues):
    """Every tier that the revenues reach counts, however they climb."""
    assert _paid_over("sum_of_tiers", revenues) == sum(_reached(revenues))


@given(_REVENUES)
def test_default_pays_between_the_others(revenues):
    least, default, most = (
        _paid_over(reading, revenues)
        for reading in ("difference_only", "highest_tier", "sum_of_tiers")
    )
    assert least <= default <= most


@pytest.mark.parametrize(
    ("revenues", "difference", "default", "sum_of_tiers"),
    [
        ([yi(1), yi(5), yi(10)], wan(1000), wan(1600), wan(1600)),
        ([wan(8000), yi(6)], wan(500), wan(500), wan(600)),
        ([yi(2), yi(12)], wan(1000), wan(1100), wan(1600)),
        ([yi(6), wan(5000), yi(6)], wan(500), wan(500), wan(600)),
    ],
)
def test_readings_differ_over_the_years(revenues, difference, default, sum_of_tiers):
    """They differ as the open points say."""
    assert _paid_over("difference_only", revenues) == difference
    assert _paid_over("highest_tier", revenues) == default
    assert _paid_over("sum_of_tiers", revenues) == sum_of_tiers


def test_clauses_are_in_document_order():
    named = [provision.id for provision in POLICY.provisions if provision.name]
    assert list(POLICY.clauses) == named
    for provision in POLICY.provisions:
        if provision.name:
            assert getattr(langfang_2023, provision.name) is POLICY.clauses[provision.id]
