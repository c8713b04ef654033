"""Running costs without 一次性 or 每年: claims add up to one cap; what is once is paid once."""

from datetime import date

import pytest

from aipolicy import wan
from aipolicy.rules import dalian_2025_draft as dalian
from aipolicy.rules import harbin_2022 as harbin
from aipolicy.rules import langfang_2023 as langfang
from tests.rules.over_years.claims import claim, marked, paid, recorded, rules


def invited(on, cost, **more):
    """Harbin 6.2: working costs of foreign experts."""
    asked = claim("harbin_2022", on, **more)
    return harbin.foreign_experts.award(asked, expert_cost=wan(cost), joint_centre=True)


def computed(on, cost, **more):
    """Langfang 11.1: a talent's compute cost."""
    asked = claim("langfang_2023", on, **more)
    return langfang.talent_compute.award(asked, compute_cost=wan(cost), qualified_talent=True)


def tasked(on, cost, **more):
    """Langfang 5.2: R&D of a national task."""
    asked = claim("langfang_2023", on, **more)
    return langfang.national_innovation_task.award(asked, rnd_cost=wan(cost), national_task=True)


def purchased(on, cost, sum_, **more):
    """Dalian 7.3: the purchase of a filed model, of which a sum was determined."""
    return dalian.filed_model_service.award(
        claim("dalian_2025_draft", on, determined=wan(sum_), **more),
        model_purchase_cost=wan(cost),
        filed_model=True,
        scale_reached=True,
        good_effect=True,
    )


def sold(on, sales, **more):
    """Dalian 14.1: the sales of a product."""
    return dalian.hardware_sales.award(
        claim("dalian_2025_draft", on, **more),
        sales=wan(sales),
        listed_product=True,
        scale_reached=True,
    )


def licensed(on, sales, **more):
    """Langfang 8.2: the sales of first-version software."""
    asked = claim("langfang_2023", on, **more)
    return langfang.first_software.award(asked, annual_sales=wan(sales), first_version=True)


EXPERTS = invited(date(2022, 12, 1), 100)


@pytest.mark.parametrize(
    ("before", "claimed", "sum_"),
    [
        (EXPERTS, invited(2023, 80), 30),
        (EXPERTS, invited(2023, 30), 21),
        (EXPERTS, invited(2023, 80, subject="Q"), 56),
        (recorded("harbin_2022/6.2", 100, 2023), invited(date(2023, 9, 1), 10), 0),
        (computed(2023, 300), computed(2024, 200), 50),
        (computed(2023, 300), computed(2024, 60), 30),
        (computed(2023, 300), computed(2024, 200, subject="Q"), 100),
        (computed(2023, 400), computed(2024, 200), 0),
        (tasked(2023, 400), tasked(2024, 500), 50),
        (tasked(2023, 400), tasked(2024, 800), 60),
        (tasked(2023, 400), tasked(2024, 2000, subject="Q"), 100),
        (purchased(2026, 500, 150), purchased(2027, 400, 120), 50),
        (purchased(2026, 500, 150), purchased(2027, 400, 120, subject="Q"), 50),
        (purchased(2026, 500, 150), purchased(2027, 400, 40), 40),
        (purchased(2026, 500, 150), purchased(2027, 400, 120, claimant="乙"), 120),
        (sold(2026, 600), sold(2027, 700), 40),
        (sold(2026, 600), sold(2027, 300), 30),
        (sold(2026, 600), sold(2027, 700, subject="Q"), 70),
    ],
)
def test_claims_of_years_add_up_to_one_cap(before, claimed, sum_):
    assert paid(claimed, history=[before]) == [sum_]


def test_claims_together_add_up_to_one_cap():
    assert sum(paid(EXPERTS, invited(2023, 80))) == 100
    assert sum(paid(computed(2023, 300), computed(2024, 200))) == 200
    assert sum(paid(tasked(2023, 400), tasked(2024, 500))) == 90
    assert sum(paid(purchased(2026, 500, 150), purchased(2027, 400, 120))) == 200


def test_cap_read_over_claims_is_marked():
    [mark] = marked("frequency", invited(2023, 80), history=[EXPERTS])
    assert mark.startswith("one cap per platform over all claims")
    assert "neither 一次性 nor 每年" in mark


def test_second_year_of_software_is_marked():
    before, claimed = licensed(2023, 600), licensed(2024, 800)
    [mark] = marked("frequency", claimed, history=[before])
    assert mark.startswith("once per product (the text does not print 一次性)")
    assert '"yearly"' in mark


def test_second_year_of_software_is_once():
    before, claimed = licensed(2023, 600), licensed(2024, 800)
    assert paid(claimed, history=[before]) == [0]
    assert rules(claimed, [before]) == ["8.2:once"]
    assert paid(licensed(2024, 800, subject="第二版"), history=[before]) == [80]
    assert paid(licensed(date(2024, 7, 1), 600, year=2023), history=[before]) == [0]


@pytest.mark.parametrize(
    ("id_", "on", "printed"),
    [
        ("harbin_2022/2.1", 2023, True),
        ("harbin_2022/4.1", 2023, False),
        ("heilongjiang_2026/12.3", 2027, True),
        ("heilongjiang_2026/8.2", 2027, False),
        ("wuhan_2024_draft/6.1", 2026, True),
        ("wuhan_2024_draft/4.1", 2026, False),
        ("dalian_2025_draft/7.2", 2027, True),
        ("dalian_2025_draft/3.2", 2027, False),
        ("langfang_2023/6.1", 2025, True),
        ("langfang_2023/11.2", 2025, False),
    ],
)
def test_once_is_marked_where_it_is_read(id_, on, printed):
    """Paid in part before, nothing is left; a word that is printed needs no mark."""
    before, claimed = (
        recorded(id_, 10, on - 1 if on > 2023 else date(2022, 9, 1)),
        recorded(id_, 20, on),
    )
    assert paid(claimed, history=[before]) == [0]
    assert bool(marked("frequency", claimed, history=[before])) is not printed
    other = recorded(id_, 20, on, claimant="乙", subject="Q")
    assert paid(other, history=[before]) == [20]
