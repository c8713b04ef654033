"""One figure of a year or a unit: claimed again, only what history left of it is payable."""

from datetime import date

import pytest

from aipolicy import wan
from aipolicy.rules import dalian_2025_draft as dalian
from aipolicy.rules import harbin_2022 as harbin
from aipolicy.rules import heilongjiang_2026 as heilongjiang
from aipolicy.rules import langfang_2023 as langfang
from aipolicy.rules import wuhan_2024_draft as wuhan
from tests.rules.over_years.claims import claim, marked, paid, recorded, rules


def grown(on, revenue, previous, **more):
    """Langfang 7.3: the growth of main revenue, in units of 10,000 yuan."""
    return langfang.revenue_growth.award(
        claim("langfang_2023", on, **more),
        main_revenue=wan(revenue),
        previous_main_revenue=wan(previous),
    )


def earned(on, income, **more):
    """Harbin 2.3: a platform's service income."""
    return harbin.platform_operation.award(
        claim("harbin_2022", on, **more), service_income=wan(income), serves_local_clients=True
    )


def researched(on, base, rnd=1000, received=0, **more):
    """Heilongjiang 3.1: last year's R&D and the base subsidy on it."""
    return heilongjiang.rnd_investment.award(
        claim("heilongjiang_2026", on, **more),
        prior_year_rnd_spending=wan(rnd),
        base_subsidy=wan(base),
        received_to_date=wan(received),
        qualified=True,
    )


def traded(on, sum_, **more):
    """Heilongjiang 6.5: what a buyer of data paid."""
    asked = claim("heilongjiang_2026", on, **more)
    return heilongjiang.data_voucher.award(asked, trade_amount=wan(sum_))


def rented(on, *, area=4000, rent=600, number=1, **more):
    """Dalian 1.1: a tenant's rent."""
    return dalian.rent_support.award(
        claim("dalian_2025_draft", on, **more),
        area=area,
        annual_rent_per_m2=rent,
        year_of_tenancy=number,
        robotics_enterprise=True,
        designated_carrier=True,
    )


def rated(on, **more):
    """Dalian 4.4: a platform rated excellent."""
    asked = claim("dalian_2025_draft", on, **more)
    return dalian.municipal_platform.award(asked, rated_excellent=True, municipal=True)


def matched(on, sum_, **more):
    """Wuhan 2.1: a provincial subsidy."""
    asked = claim("wuhan_2024_draft", on, **more)
    return wuhan.compute_centre_match.award(asked, provincial_subsidy=wan(sum_), exemplary=True)


GROWTH = grown(2024, 30_000, 20_000, year=2023)


@pytest.mark.parametrize(
    ("revenue", "sum_"),
    [(30_000, 0), (32_000, 60), (40_000, 200), (90_000, 200), (25_000, 0), (31_000, 30)],
)
def test_growth_of_a_year_is_paid_once(revenue, sum_):
    """Claimed again for 2023, on the same or on a corrected revenue."""
    again = grown(2025, revenue, 20_000, year=2023)
    assert GROWTH.amount == wan(300)
    assert paid(again, history=[GROWTH]) == [sum_]
    if not sum_:
        assert rules(again, [GROWTH]) == ["7.3:figure"]


def test_growth_of_another_year_is_paid():
    assert paid(grown(2025, 34_000, 30_000, year=2024), history=[GROWTH]) == [120]
    assert paid(grown(2025, 90_000, 30_000, year=2024), history=[GROWTH]) == [500]
    other = grown(2025, 30_000, 20_000, year=2023, claimant="乙")
    assert paid(other, history=[GROWTH]) == [300]


@pytest.mark.parametrize(("before", "sum_"), [(100, 200), (250, 50), (300, 0), (400, 0), (500, 0)])
def test_growth_paid_in_part_leaves_the_rest(before, sum_):
    history = [recorded("langfang_2023/7.3", before, 2024, year=2023)]
    assert paid(grown(2025, 30_000, 20_000, year=2023), history=history) == [sum_]


def test_growth_claimed_together_is_one():
    first, second = GROWTH, grown(date(2024, 7, 1), 30_000, 20_000, year=2023)
    assert sum(paid(first, second)) == 300
    third = grown(date(2024, 8, 1), 32_000, 20_000, year=2023)
    assert sum(paid(first, second, third)) == 360


def test_same_figures_of_two_days_are_marked():
    first, second = grown(2024, 30_000, 20_000), grown(2025, 30_000, 20_000)
    assert marked("same_figure", second, history=[first])
    assert not marked("same_figure", grown(2025, 34_000, 30_000), history=[first])


@pytest.mark.parametrize(
    ("make", "first", "again", "sum_"),
    [
        (earned, 300, 300, 0),
        (earned, 300, 500, 20),
        (earned, 300, 2000, 70),
        (earned, 300, 200, 0),
        (traded, 300, 300, 0),
        (traded, 300, 400, 10),
        (traded, 300, 5000, 70),
        (researched, 100, 100, 0),
        (researched, 100, 120, 30),
        (researched, 100, 2000, 1350),
    ],
)
def test_figure_of_a_year_is_paid_once(make, first, again, sum_):
    """The same year claimed again, the figure as corrected."""
    year = 2023 if make is earned else 2026
    before = make(year, first)
    assert paid(make(date(year, 9, 1), again), history=[before]) == [sum_]
    assert paid(make(date(year, 9, 1), again, claimant="乙", subject="Q"), history=[before]) == [
        make(year, again).amount / wan(1)
    ]


def test_figure_of_the_next_year_is_paid():
    assert paid(earned(2023, 300), history=[earned(date(2022, 9, 1), 300)]) == [30]
    assert paid(traded(2027, 300), history=[traded(2026, 300)]) == [30]
    assert paid(researched(2027, 100), history=[researched(2026, 100)]) == [150]
    assert paid(researched(2028, 900), history=[researched(2026, 500), researched(2027, 300, 999, 750)]) == [300]  # fmt: skip


def test_other_costs_of_a_year_add_up():
    """The base is not printed as a year's figure."""

    def bought(day, spend):
        return heilongjiang.compute_purchase.award(
            claim("heilongjiang_2026", day),
            compute_spend=wan(spend),
            provider_qualified=True,
            for_ai_scenario=True,
        )

    first = bought(date(2026, 6, 1), 1000)
    assert paid(bought(date(2026, 7, 1), 200), history=[first]) == [60]
    assert paid(bought(date(2026, 7, 1), 900), history=[first]) == [100]
    assert paid(bought(date(2027, 6, 1), 900), history=[first]) == [270]


def test_rent_of_the_first_year_is_paid_once():
    june, september = rented(date(2026, 6, 1)), rented(date(2026, 9, 1))
    assert paid(september, history=[june]) == [0]
    assert sum(paid(june, september)) == 240
    assert paid(september, history=[recorded("dalian_2025_draft/1.1", 240, 2026)]) == [0]
    small = rented(date(2026, 6, 1), area=1000)
    assert paid(rented(date(2026, 9, 1), area=1000), history=[small]) == [0]


@pytest.mark.parametrize("spelt", ["创新大厦（一期）", " 创新大厦(一期)", "创新大厦(一期)"])
def test_rent_again_under_another_spelling(spelt):
    """It is no claim of its own: it takes no metres from the other premises of the year."""
    before = rented(date(2026, 6, 1), area=1500, subject="创新大厦(一期)")
    again = rented(date(2026, 9, 1), area=1500, subject=spelt)
    other = rented(date(2026, 9, 2), area=2500, subject="Q")
    assert paid(again, other, history=[before]) == [0, 150]


def test_recorded_rent_is_that_of_its_metres():
    """A recorded sum is a claim's rent, whether other premises leave it all its metres or not."""
    claimed, other = rented(date(2026, 9, 1), area=3000), rented(2026, area=2000, subject="Q")
    recorded_rent = recorded("dalian_2025_draft/1.1", 180, 2026)
    assert paid(claimed, history=[recorded_rent]) == [0]
    assert paid(claimed, history=[recorded_rent, other]) == [0]
    left = recorded("dalian_2025_draft/1.1", 120, date(2026, 8, 1))
    assert paid(claimed, history=[other]) == [120]
    assert paid(claimed, history=[other, left]) == [0]


def test_rent_of_a_year_is_one_whatever_is_declared():
    """The year is the second, as history shows; another number is no other rent."""
    first = rented(2026)
    for second in (recorded("dalian_2025_draft/1.1", 120, 2027), rented(2027, number=2)):
        for number in (1, 2, 3):
            again = rented(date(2027, 9, 1), number=number)
            assert paid(again, history=[first, second]) == [0]


def test_metres_are_held_over_all_premises():
    one, other = rented(2026, area=3000, subject="A"), rented(2026, area=3000, subject="B")
    assert sorted(paid(one, other)) == [60, 180]
    assert sum(paid(one, rented(2026, area=3000, rent=300, subject="B"))) == 210
    assert sum(paid(rented(2026, area=3000, rent=300, subject="A"), other)) == 210
    later = rented(date(2026, 9, 1), area=3000, subject="B")
    assert paid(later, history=[one]) == [60]
    assert rules(later, [one]) == ["1.1:held"]
    assert paid(later, history=[rented(2026, subject="A")]) == [0]
    assert paid(rented(2026, area=3000, subject="B", claimant="乙"), history=[one]) == [180]


def test_premises_of_a_later_year_get_half():
    """The year is the enterprise's, not the tenancy's."""
    assert paid(rented(2027, area=3000, subject="B"), history=[rented(2026, area=1000)]) == [90]
    both = [rented(2027, area=3000, subject="B"), rented(2027, area=3000, subject="C")]
    assert sum(paid(*both, history=[rented(2026)])) == 120


def test_one_rating_is_rewarded_once():
    june, september = rated(2026), rated(date(2026, 9, 1))
    assert paid(september, history=[june]) == [0]
    assert sum(paid(june, september)) == 50
    assert paid(rated(2027), history=[june]) == [50]
    assert paid(rated(date(2026, 9, 1), subject="Q"), history=[june]) == [50]


def test_provincial_money_is_matched_once():
    june, september = matched(2025, 400), matched(date(2025, 9, 1), 400)
    assert paid(september, history=[june]) == [0]
    assert paid(matched(date(2025, 9, 1), 100), history=[june]) == [100]
    assert paid(matched(2026, 100), history=[june]) == [100]
    assert sum(paid(june, september)) == 400
    assert paid(matched(date(2025, 9, 1), 400, subject="Q"), history=[june]) == [400]
