"""Which rules a clause implies, by how often it pays and to what."""

import pytest

from aipolicy import clause
from aipolicy.calc.documents.rule import By, Effect
from aipolicy.calc.documents.stacking import Stacking
from aipolicy.calc.documents.terms import HowOften, Per
from aipolicy.calc.stacking.clause_rules import clause_rules, unit_of


def implied(id_, **read):
    number = id_.partition("/")[2]
    stacking = Stacking(**{name: {number: value} for name, value in read.items()})
    rules = clause_rules(clause(id_), (), stacking)
    return [(rule.name.partition(":")[2], rule.group_by) for rule in rules]


@pytest.mark.parametrize("id_", ["langfang_2023/9.1", "langfang_2023/5.3", "wuhan_2024_draft/7.4"])
def test_a_fixed_sum_a_year_is_paid_once_a_year(id_):
    unit = unit_of(clause(id_), Stacking())
    assert implied(id_) == [("once", (unit,))]
    assert implied(id_, how_often=HowOften.YEARLY) == [("once", (unit, By.YEAR))]
    assert implied(id_, how_often=HowOften.CUMULATIVE) == [("in_all", (unit,))]
    assert implied(id_, how_often=HowOften.PER_CLAIM) == []


def test_a_cap_follows_how_often_it_is_read():
    once = "harbin_2022/1.1"
    assert implied(once) == [("once", (By.SUBJECT,))]
    assert implied(once, how_often=HowOften.YEARLY) == [("yearly", (By.SUBJECT, By.YEAR))]
    assert implied(once, how_often=HowOften.CUMULATIVE) == [("in_all", (By.SUBJECT,))]
    per = {"how_often": HowOften.CUMULATIVE, "per": Per.ENTERPRISE}
    assert implied(once, **per) == [("in_all", (By.CLAIMANT,))]


@pytest.mark.parametrize(
    ("id_", "effects"),
    [
        ("langfang_2023/1.2", {Effect.CAPPED, Effect.YEARS}),
        ("langfang_2023/7.2", {Effect.TIER}),
        ("dalian_2025_draft/1.1", {Effect.CAPPED, Effect.YEARS, Effect.HELD}),
    ],
)
def test_rules_over_years_come_from_the_terms(id_, effects):
    assert {rule.effect for rule in clause_rules(clause(id_), (), Stacking())} == effects


def test_a_contract_is_its_own_unit():
    assert unit_of(clause("dalian_2025_draft/5.3"), Stacking()) is By.ITEM
    assert implied("dalian_2025_draft/5.3") == [("in_all", (By.ITEM,))]
