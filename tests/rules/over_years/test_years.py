"""Years of support: no year beyond those that the text supports is paid, whatever is declared."""

from datetime import date

import pytest

from aipolicy import wan
from aipolicy.rules import dalian_2025_draft as dalian
from aipolicy.rules import langfang_2023 as langfang
from aipolicy.rules import wuhan_2024_draft as wuhan
from tests.rules.over_years.claims import claim, marked, paid, reasons, recorded, rules


def operated(on, cost, number, **more):
    """Langfang 1.2: a platform's operating cost of a year, which one is declared."""
    asked = claim("langfang_2023", on, **more)
    return langfang.platform_operation.award(
        asked, operating_cost=wan(cost), year_of_operation=number
    )


def parked(on, sum_, number, **more):
    """Wuhan 8.2: a core park."""
    asked = claim("wuhan_2024_draft", on, determined=wan(sum_), **more)
    return wuhan.core_park.award(asked, year_of_support=number, selected=True)


def modelled(on, fee, number, received=0, *, reading="cumulative", **more):
    """Wuhan 3.3: a model's fees for local compute."""
    asked = claim("wuhan_2024_draft", on, **more)
    return wuhan.vertical_model_compute.read_as(reading).award(
        asked,
        local_compute_fee=wan(fee),
        received_to_date=wan(received),
        year_of_support=number,
        selected=True,
        lead_unit=True,
    )


def served(on, income, number, received=0, **more):
    """Dalian 5.2: a pilot base's service income."""
    asked = claim("dalian_2025_draft", on, **more)
    return dalian.pilot_base_operation.award(
        asked,
        service_income=wan(income),
        received_to_date=wan(received),
        year_since_recognition=number,
    )


def rented(on, number, *, area=4000, rent=600, **more):
    """Dalian 1.1: a tenant's rent."""
    asked = claim("dalian_2025_draft", on, **more)
    return dalian.rent_support.award(
        asked,
        area=area,
        annual_rent_per_m2=rent,
        year_of_tenancy=number,
        robotics_enterprise=True,
        designated_carrier=True,
    )


TWO = [operated(2024, 1000, 1), operated(2025, 1000, 2)]
THREE = [operated(2023, 1000, 1), operated(2024, 1000, 2), operated(2025, 1000, 3)]


def test_langfang_pays_no_fourth_year():
    fourth = operated(date(2026, 1, 3), 1000, 3)
    assert paid(fourth, history=THREE) == [0]
    assert rules(fourth, THREE) == ["1.2:years"]
    assert "前三年" in reasons(fourth, THREE)
    [mark] = marked("replaced", fourth, history=THREE)
    assert mark.startswith("year_of_operation is declared as 3; what was paid before shows 4")


@pytest.mark.parametrize(
    ("history", "declared", "sum_"),
    [
        (TWO, 3, 200),
        (TWO, 2, 200),
        (TWO, 1, 200),
        (THREE[1:], 3, 0),
        (THREE[1:2], 1, 200),
        (THREE[:1], 1, 200),
        (THREE[2:], 3, 0),
        ([], 3, 200),
        ([], 4, 0),
        ([recorded("langfang_2023/1.2", 200, year) for year in (2023, 2024, 2025)], 1, 0),
        ([recorded("langfang_2023/1.2", 200, year) for year in (2024, 2025)], 1, 200),
        ([recorded("langfang_2023/1.2", 200, year, subject="Q") for year in (2023, 2024, 2025)], 1, 200),
    ],
)  # fmt: skip
def test_langfang_counts_the_years_paid(history, declared, sum_):
    """The claim is for 2026; a year that history states by its number is that one."""
    assert paid(operated(date(2026, 1, 3), 1000, declared), history=history) == [sum_]


def test_replaced_year_is_marked_without_effect():
    """The rate does not depend on the year: the sum stays, and the mark says what was wrong."""
    assert len(marked("replaced", operated(2025, 1000, 1), history=THREE[:2])) == 1
    assert not marked("replaced", operated(2025, 1000, 3), history=THREE[:2])
    assert len(marked("replaced", operated(2025, 1000, 2), history=THREE[:2])) == 1
    assert reasons(operated(2025, 1000, 1), THREE[:2]) == ""


@pytest.mark.parametrize(("cost", "sum_"), [(1000, 0), (1200, 40), (1500, 100), (2000, 100), (900, 0)])  # fmt: skip
def test_langfang_pays_one_cost_of_a_year(cost, sum_):
    """The year of the first payment again, with the cost as corrected."""
    again = operated(date(2025, 6, 1), cost, 1, year=2023)
    assert paid(again, history=THREE[:1]) == [sum_]
    assert paid(again, history=THREE[:2]) == [sum_]


def test_langfang_pays_four_claims_of_three_years():
    four = [operated(year, 1000, number) for number, year in enumerate((2023, 2024, 2025), 1)]
    four.append(operated(date(2026, 1, 3), 1000, 3))
    assert sum(paid(*four)) == 600
    assert paid(*four)[3] == 0


PARK = [parked(date(2023 + n, 8, 1), 1000, n) for n in (1, 2, 3)]


def test_wuhan_pays_a_park_no_fourth_year():
    fourth = parked(2027, 1000, 3)
    assert paid(fourth, history=PARK) == [0]
    assert "连续奖励3年" in reasons(fourth, PARK)
    assert rules(fourth, PARK) == ["8.2:years"]


@pytest.mark.parametrize(
    ("years", "year", "sum_"),
    [
        ((2024, 2025), 2026, 1000),
        ((2024, 2026), 2027, 0),
        ((2025, 2026), 2027, 1000),
        ((2024,), 2026, 1000),
        ((2024,), 2027, 0),
        ((2025,), 2027, 1000),
        ((), 2027, 1000),
        ((2024, 2025, 2026), 2026, 0),
    ],
)
def test_wuhan_loses_a_missed_year_of_a_park(years, year, sum_):
    """Recorded and computed payments show the same."""
    days = [date(one, 8, 1) for one in years]
    for history in (
        [parked(day, 1000, number) for number, day in enumerate(days, 1)],
        [recorded("wuhan_2024_draft/8.2", 1000, day) for day in days],
    ):
        asked = parked(date(2027, 6, 1), 1000, 3, year=year)
        assert paid(asked, history=history) == [sum_], history


def test_wuhan_counts_on_from_a_stated_year():
    """The second year was 2025, so that 2027 is the fourth of the row, though two were missed."""
    second = parked(2025, 1000, 2)
    assert paid(parked(2026, 1000, 2), history=[second]) == [1000]
    assert paid(parked(2027, 1000, 3), history=[second]) == [0]
    assert paid(parked(2027, 1000, 1), history=[parked(2026, 1000, 2)]) == [1000]
    assert paid(parked(2027, 1000, 1), history=[parked(2026, 1000, 3)]) == [0]


def test_wuhan_caps_a_park_in_a_year():
    first, second = parked(2026, 600, 3), parked(date(2026, 7, 1), 600, 3)
    assert sum(paid(first, second)) == 1000
    assert paid(second, history=[first]) == [400]
    assert paid(second, history=[*PARK[:2], first]) == [400]


@pytest.mark.parametrize("reading", ["cumulative", "each_year"])
def test_wuhan_pays_a_model_no_fourth_year(reading):
    fourth = modelled(2027, 200, 3, 300, reading=reading)
    history = [modelled(date(2023 + n, 8, 1), 200, n, reading=reading) for n in (1, 2, 3)]
    assert paid(fourth, history=history) == [0]
    assert "三年" in reasons(fourth, history)


@pytest.mark.parametrize(
    ("before", "fee", "declared", "sum_"),
    [
        (400, 600, 0, 100),
        (400, 600, 400, 100),
        (400, 600, 450, 50),
        (400, 150, 0, 75),
        (500, 600, 0, 0),
        (0, 600, 0, 300),
        (0, 600, 400, 100),
        (600, 600, 0, 0),
    ],
)
def test_wuhan_sums_what_a_model_received(before, fee, declared, sum_):
    history = [recorded("wuhan_2024_draft/3.3", before, 2025)] if before else []
    asked = modelled(2026, fee, 3, declared)
    assert paid(asked, history=history) == [sum_]
    if history and declared < before:
        [mark] = marked("replaced", asked, history=history)
        assert mark.startswith(f"received_to_date is declared as {declared}")


def test_wuhan_adds_other_fees_of_one_year():
    first, second = modelled(2026, 400, 2), modelled(date(2026, 7, 1), 300, 2)
    assert paid(first, second) == [200, 150]
    assert paid(second, history=[first]) == [150]
    assert paid(modelled(date(2026, 7, 1), 900, 2), history=[first]) == [300]


BASE = [served(2026, 200, 1), served(2027, 200, 2, 60), served(2028, 200, 3, 120)]


def test_dalian_pays_a_base_no_fourth_year():
    fourth = served(2029, 200, 3, 180)
    assert paid(fourth, history=BASE) == [0]
    assert "连续3年" in reasons(fourth, BASE)
    recorded_before = [recorded("dalian_2025_draft/5.2", 50, year) for year in (2026, 2027, 2028)]
    assert paid(fourth, history=recorded_before) == [0]
    assert paid(served(2029, 200, 1), history=BASE) == [0]


@pytest.mark.parametrize(
    ("income", "received", "claimant", "sum_"),
    [(400, 0, "甲", 80), (400, 120, "甲", 80), (400, 0, "乙", 80), (100, 0, "甲", 30), (400, 150, "甲", 50)],
)  # fmt: skip
def test_dalian_caps_a_base_over_its_years(income, received, claimant, sum_):
    """The cap follows the platform, whoever runs it."""
    assert paid(served(2028, income, 3, received, claimant=claimant), history=BASE[:2]) == [sum_]


@pytest.mark.parametrize(("income", "sum_"), [(200, 0), (250, 15), (400, 60), (150, 0)])
def test_dalian_pays_one_income_of_a_year(income, sum_):
    again = served(date(2028, 6, 1), income, 2, 60, year=2027)
    assert paid(again, history=BASE[:2]) == [sum_]


RENT = [rented(2026, 1), rented(2027, 2), rented(2028, 3)]


def test_dalian_pays_rent_of_no_fourth_year():
    assert [one.amount for one in RENT] == [wan(240), wan(120), wan(120)]
    fourth = rented(2029, 3)
    assert paid(fourth, history=RENT) == [0]
    assert "第一年、后两年" in reasons(fourth, RENT)


@pytest.mark.parametrize(
    ("history", "year", "declared", "sum_"),
    [
        (RENT[:1], 2027, 1, 120),
        (RENT[:1], 2027, 2, 120),
        (RENT[:2], 2028, 1, 120),
        ([recorded("dalian_2025_draft/1.1", 240, 2026)], 2027, 1, 120),
        ([recorded("dalian_2025_draft/1.1", 240, 2026, claimant="乙")], 2027, 1, 240),
        ([recorded("dalian_2025_draft/1.1", 99, y) for y in (2026, 2027, 2028)], 2029, 1, 0),
        ([], 2027, 2, 120),
        ([], 2027, 1, 240),
        ([], 2027, 4, 0),
        ([rented(2026, 3)], 2027, 1, 0),
    ],
)
def test_dalian_pays_one_first_year_of_rent(history, year, declared, sum_):
    assert paid(rented(year, declared), history=history) == [sum_]


def test_more_years_paid_leave_nothing_of_any():
    """Four were paid where three are supported: a corrected cost of the first is not paid too."""
    four = [recorded("langfang_2023/1.2", 100, 2025, year=year) for year in range(2022, 2026)]
    corrected = operated(date(2025, 12, 1), 1500, 1, year=2022)
    assert paid(corrected, history=four[:3]) == [200]
    assert paid(corrected, history=four) == [0]
    assert rules(corrected, four) == ["1.2:years"]
    apart = [recorded("wuhan_2024_draft/8.2", 100, 2025, year=year) for year in (2024, 2027)]
    assert paid(parked(2025, 500, 1, year=2024), history=apart) == [0]
    assert paid(parked(2025, 500, 1, year=2024), history=apart[:1]) == [500]
    assert paid(parked(2025, 500, 2), history=apart) == [500]


def test_no_history_believes_the_year():
    assert paid(modelled(2026, 200, 3)) == [100]
    assert paid(modelled(2026, 200, 4)) == [0]
    assert paid(parked(2026, 700, 1)) == [700]
