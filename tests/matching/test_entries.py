"""What each entry says: the ends of the sum, the facts taken, the document, the days left."""

from datetime import date
from decimal import Decimal

import pytest

from aipolicy import Claim, clause, clauses, match, policy, wan, yi

DAY = date(2023, 6, 1)
NO_DAYS = {"langfang_2023": date(2023, 1, 4), "dalian_2025_draft": date(2025, 6, 30)}


def entry(id_, facts, on=DAY, **asked):
    (one,) = [one for one in match(facts, on=on, **asked).matches if one.clause == id_]
    return one


@pytest.mark.parametrize(
    ("id_", "facts", "least", "most"),
    [
        ("harbin_2022/4.1", {}, "0.00", "5000000.00"),
        ("harbin_2022/4.1", {"total_investment": wan(800)}, "0.00", "2400000.00"),
        ("harbin_2022/4.1", {"harbin_2022/4.1:review_passed": False}, "0.00", "0.00"),
        ("heilongjiang_2026/6.5", {"trade_amount": wan(50)}, "50000.00", "50000.00"),
        ("wuhan_2024_draft/1.2", {"wuhan_2024_draft/1.2:selected": True}, "500000.00", "1000000.00"),
        ("wuhan_2024_draft/1.2", {}, "0.00", "1000000.00"),
        ("wuhan_2024_draft/2.1", {"wuhan_2024_draft/2.1:exemplary": True}, "0.00", None),
        ("wuhan_2024_draft/2.1", {"provincial_subsidy": wan(7)}, "0.00", "70000.00"),
        ("dalian_2025_draft/1.1", {"area": 10}, "0.00", None),
        ("dalian_2025_draft/1.1", {"annual_rent_per_m2": 600}, "0.00", "2400000.00"),
        ("dalian_2025_draft/1.1", {"area": 10, "annual_rent_per_m2": 600}, "0.00", "6000.00"),
        ("dalian_2025_draft/3.3", {"dalian_2025_draft/3.3:excellent_scenario": True}, "2000000.00", "2000000.00"),
        ("langfang_2023/7.2", {"main_revenue": yi(6)}, "0.00", "5000000.00"),
        ("langfang_2023/7.2", {"main_revenue": yi(6), "highest_past_main_revenue": 0}, "5000000.00", "5000000.00"),
        ("langfang_2023/7.3", {"main_revenue": yi("1.1")}, "0.00", "3300000.00"),
    ],
)  # fmt: skip
def test_ends_of_a_sum(id_, facts, least, most):
    one = entry(id_, facts)
    assert (str(one.least), None if one.most is None else str(one.most)) == (least, most)


@pytest.mark.parametrize(
    ("id_", "facts", "name", "least", "most"),
    [
        ("harbin_2022/4.1", {"total_investment": "800万元"}, "total_investment", wan(800), wan(800)),
        ("harbin_2022/4.1", {}, "total_investment", 0, None),
        ("harbin_2022/4.1", {}, "review_passed", False, True),
        ("harbin_2022/4.1", {"harbin_2022/4.1:review_passed": True}, "review_passed", True, True),
        ("dalian_2025_draft/1.1", {}, "area", Decimal("0.01"), None),
        ("dalian_2025_draft/1.1", {"area": 12.5}, "area", Decimal("12.50"), Decimal("12.50")),
        ("dalian_2025_draft/1.1", {}, "year_of_tenancy", 1, None),
        ("langfang_2023/3.1", {"scenarios": 7}, "scenarios", 7, 7),
    ],
)  # fmt: skip
def test_ranges_of_the_facts_taken(id_, facts, name, least, most):
    taken = entry(id_, facts).ranges[name]
    assert (taken.least, taken.most) == (least, most)
    assert (type(taken.least), type(taken.most)) == (type(taken.least), type(most))
    assert list(entry(id_, facts).ranges) == list(clause(id_).facts)


@pytest.mark.parametrize("one", clauses(), ids=lambda one: one.id)
def test_the_document_is_named(one):
    provision = policy(one.policy).provision(one.id)
    seen = entry(one.id, {})
    assert seen.policy == one.policy
    assert seen.title == policy(one.policy).title
    assert (seen.heading, seen.departments) == (provision.heading, provision.departments)
    assert seen.provision_title == provision.titles
    assert (seen.grants, seen.draft) == (one.grants, policy(one.policy).draft)
    assert seen.superseded_by is None


@pytest.mark.parametrize(
    ("id_", "on", "left"),
    [
        ("harbin_2022/4.1", date(2023, 12, 31), 0),
        ("harbin_2022/4.1", date(2023, 12, 30), 1),
        ("harbin_2022/4.1", date(2023, 6, 1), 213),
        ("harbin_2022/4.1", date(2022, 8, 24), 494),
        ("harbin_2022/4.1", date(2024, 1, 1), None),
        ("harbin_2022/4.1", date(2022, 8, 23), None),
        ("langfang_2023/1.1", date(2026, 1, 4), 0),
        ("langfang_2023/1.1", date(2024, 2, 29), 675),
        ("langfang_2023/1.1", date(2026, 1, 5), None),
        ("dalian_2025_draft/6.1", date(2027, 6, 30), None),
        ("heilongjiang_2026/6.5", date(2026, 6, 1), None),
    ],
)
def test_days_left_count_to_the_last_day(id_, on, left):
    assert entry(id_, {}, on, effective_from=NO_DAYS).days_left == left


def test_a_fact_known_in_full_pays_what_an_award_gives():
    facts = {"compute_fee": wan(80)}
    seen = entry("dalian_2025_draft/6.1", facts)
    claim = Claim(on=date(2025, 8, 1), effective_from=date(2025, 6, 30))
    award = clause("dalian_2025_draft/6.1").award(claim, **facts)
    assert (seen.prospect, seen.least, seen.most) == ("pays", award.most, award.most)
    assert award.amount is None  # it is a ceiling
    assert seen.grants == "ceiling"
