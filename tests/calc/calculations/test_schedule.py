from decimal import Decimal

import pytest

from aipolicy.calc.values.money import wan
from aipolicy.errors import InvalidFacts
from aipolicy.rules import langfang_2023 as langfang
from tests.invented import islands


def test_adds_receipts_and_counts_years():
    years = islands.nets.schedule(
        [{"income": wan(4)}, {"income": wan(4)}, {"income": wan(4)}, {"income": wan(4)}]
    )
    assert [year.most for year in years] == [wan("0.4"), wan("0.4"), wan("0.2"), Decimal(0)]
    assert [year.received for year in years] == [0, wan("0.4"), wan("0.8"), wan(1)]
    assert [year.facts["year_of_support"] for year in years] == [1, 2, 3, 4]
    assert [year.number for year in years] == [1, 2, 3, 4]
    assert years[2].steps[-1].en == "10,000.00 − received_to_date = 2,000.00"


def test_year_may_state_receipts_and_number():
    first, second = islands.nets.schedule(
        [
            {"income": wan(1), "received_to_date": "0.9万元", "year_of_support": 2},
            {"income": wan(1)},
        ]
    )
    assert first.most == wan("0.1")
    assert first.facts["year_of_support"] == 2
    assert second.received == wan(1)


def test_years_count_on_from_a_stated_one():
    years = islands.nets.schedule(
        [{"income": 1, "year_of_support": 2}, {"income": 1}, {"income": 1}]
    )
    assert [year.facts["year_of_support"] for year in years] == [2, 3, 4]


@pytest.mark.parametrize(
    ("reading", "sums"),
    [
        ("highest_tier", [100, 500, 0]),
        ("sum_of_tiers", [100, 500, 0]),
        ("difference_only", [100, 400, 0]),
    ],
)
def test_a_tier_is_first_reached_once(reading, sums):
    clause = langfang.revenue_milestone.read_as(reading)
    revenues = [wan(12000), wan(60000), wan(60000)]
    years = [{"main_revenue": revenue} for revenue in revenues]
    years[0]["highest_past_main_revenue"] = wan(9999)
    assert [year.most for year in clause.schedule(years)] == [wan(sum_) for sum_ in sums]
    years[2]["main_revenue"] = wan(100_000)
    assert clause.schedule(years)[2].facts["highest_past_main_revenue"] == wan(60000)
    years[2]["highest_past_main_revenue"] = wan(100_000)
    assert clause.schedule(years)[2].most == 0


def test_a_first_year_states_the_past():
    with pytest.raises(InvalidFacts, match="highest_past_main_revenue"):
        langfang.revenue_milestone.schedule([{"main_revenue": wan(60000)}])


def test_no_running_sum_no_carry_over():
    """A clause without a running sum computes each year by itself."""
    years = islands.ferry.schedule([{"cost": wan(1), "registered": True}] * 2)
    assert [year.most for year in years] == [wan("0.3")] * 2
    assert [year.received for year in years] == [0, wan("0.3")]


def test_a_ceiling_is_not_money_received():
    years = islands.lighthouse.schedule([{"cost": wan(4)}] * 3)
    assert [year.most for year in years] == [wan(2)] * 3
    assert [year.received for year in years] == [0, None, None]


def test_a_bad_year_is_named():
    with pytest.raises(InvalidFacts) as refused:
        islands.nets.schedule([{"income": 1}, {"incme": 1}])
    assert str(refused.value) == (
        "islands/2.1: 2 faults\n"
        "  years[2].income=(missing): this fact is required; give a sum in yuan\n"
        "  years[2].incme=1: the clause has no such fact; did you mean income?"
    )


@pytest.mark.parametrize("year", [5, None, "cost", ["cost"]])
def test_facts_of_a_year_are_a_mapping(year):
    with pytest.raises(InvalidFacts) as refused:
        islands.ferry.schedule([{"cost": wan(1), "registered": True}, year])
    (one,) = refused.value.faults
    assert (one.code, one.path) == ("value.mapping", ("years", 1))
    assert '"cost": ...' in one.text("en")
