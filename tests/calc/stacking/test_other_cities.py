"""Wordings of other cities, as data of an invented city."""

from datetime import date
from decimal import Decimal

import pytest

from aipolicy import stack, wan
from aipolicy.calc.documents.rule import ANY_LEVEL, NO_LEVEL, By, CountsBy, Effect, Joint
from aipolicy.calc.documents.terms import CITY, DISTRICT, NATION, PROVINCE
from aipolicy.calc.values.money import percent
from aipolicy.errors import InvalidStack
from tests.calc.stacking.cities import city, claim, ours, rule, theirs  # noqa: F401


def displaced(resolution):
    return [(one.award.clause, [by.clause for by in one.by]) for one in resolution.displaced]


def test_one_contract_is_supported_once(city):
    city(rule(Effect.BARRED, By.CONTRACT, levels=frozenset({CITY})))
    mine, other = ours("1.1", 30, contract="C1"), theirs(20, contract="C1")
    assert stack([mine], history=[other]).total == 0  # excluded, not "the higher"
    assert displaced(stack([mine], history=[other])) == [("springs/1.1", ["另一政策"])]
    assert stack([mine, other]).total == 30
    assert stack([mine, ours("1.2", 20, contract="C1")]).total == 30
    assert stack([mine, ours("1.2", 20, contract="C2")]).total == 50
    assert stack([mine], history=[theirs(20, contract="C2")]).total == 30
    assert stack([mine], history=[theirs(20, "province", contract="C1")]).total == 30
    assert stack([ours("1.1", 30)], history=[theirs(20)]).total == 30


def test_other_city_money_excludes_the_applicant(city):
    city(rule(Effect.BARRED, By.CLAIMANT, inside=False, levels=frozenset({CITY})))
    awards = [ours("1.1", 30, "P"), ours("2.1", 40, "Q")]
    assert stack(awards, history=[theirs(1, subject="R")]).total == 0
    assert stack(awards, history=[theirs(1, "district", subject="R")]).total == 70
    assert stack(awards, history=[theirs(1, subject="R", claimant="乙")]).total == 70


def test_one_content_of_work_is_supported_once(city):
    city(rule(Effect.BARRED, By.CONTENT, levels=frozenset({CITY})))
    mine = ours("1.1", 30, "P", content="模型训练")
    assert stack([mine], history=[theirs(9, subject="Q", content="模型训练")]).total == 0
    assert stack([mine], history=[theirs(9, subject="P", content="数据采集")]).total == 30


def test_claimant_gets_one_direction_a_year(city):
    city(
        rule(
            Effect.CHOICE, By.CLAIMANT, By.YEAR, counts_by=CountsBy.ARTICLE, in_principle=True
        )
    )  # fmt: skip
    compute, model, data = ours("1.1", 30, "P"), ours("1.2", 20, "Q"), ours("2.1", 45, "R")
    resolution = stack([compute, model, data])
    assert resolution.total == 50
    assert [choice.total for choice in resolution.alternatives] == [45]
    assert stack([compute, model, ours("2.1", 51, "R")]).total == 51
    assert stack([compute, ours("2.1", 45, "R", on=date(2025, 1, 1))]).total == 75
    assert stack([compute, ours("2.1", 45, "R", exception="市政府批复")]).total == 75


def test_shared_invoice_loses_the_claim(city):
    city(
        rule(Effect.LOST, By.SUBJECT, levels=ANY_LEVEL),
        rule(Effect.LOST, By.CONTENT, levels=ANY_LEVEL),
        rule(Effect.LOST, By.INVOICE, levels=ANY_LEVEL),
    )
    mine = ours("1.1", 30, "P", invoices=("001", "002", "002"))
    again = ours("2.1", 40, "Q", invoices=("002", "003"))
    resolution = stack([mine, again])
    assert resolution.total == 0
    assert displaced(resolution) == [
        ("springs/1.1", ["springs/2.1"]), ("springs/2.1", ["springs/1.1"]),
    ]  # fmt: skip
    assert stack([mine, ours("2.1", 40, "Q", invoices=("003",))]).total == 70
    doubled = stack([mine, theirs(50, "nation", subject="Q", invoices=("001",))])
    assert doubled.total == 50
    assert displaced(doubled) == [("springs/1.1", ["另一政策"])]
    assert stack([again], history=[ours("1.1", 30, "Q")]).total == 0


def test_listed_fund_bars_the_project(city):
    city(
        rule(
            Effect.BARRED, By.SUBJECT, inside=False, levels=frozenset({NATION}),
            names=("超长期特别国债",),
        )
    )  # fmt: skip
    mine = ours("1.1", 30)
    assert stack([mine], history=[theirs(9, "nation", name="超长期特别国债")]).total == 0
    assert stack([mine], history=[theirs(9, "nation", name="中央预算内投资")]).total == 30


def test_joint_cap_at_a_share_of_one_cost(city):
    policy = city(
        rule(
            Effect.CAPPED, By.CONTRACT, levels=ANY_LEVEL,
            cap=Joint(share=percent(50), of="contract_cost"),
        )
    )  # fmt: skip
    compute = policy.clauses["springs/1.1"]
    mine = compute.award(claim(contract="C1"), contract_cost=100)  # 30
    assert stack([mine, ours("1.2", 19, contract="C1")]).total == 49
    assert stack([mine, ours("1.2", 20, contract="C1")]).total == 50
    cut = stack([mine, ours("1.2", 21, contract="C1")])
    assert cut.total == 50
    assert [(award.clause, paid) for award, paid in cut.granted] == [
        ("springs/1.1", 30), ("springs/1.2", 20),
    ]  # fmt: skip
    assert displaced(cut) == [("springs/1.2", ["springs/1.1"])]
    assert stack([mine], history=[theirs(35, contract="C1")]).total == 15
    # The document caps its own awards: what another policy gives is not cut.
    beside = stack([mine, theirs(35, contract="C1")])
    assert [(award.clause, paid) for award, paid in beside.granted] == [
        ("springs/1.1", 15), ("另一政策", 35),
    ]  # fmt: skip


def test_joint_share_rounds_half_up(city):
    city(rule(Effect.CAPPED, By.CONTRACT, cap=Joint(share=percent(50), of="cost")))
    award = ours("1.1", 9, contract="C1", bases={"cost": Decimal("1.01")})
    assert stack([award]).total == Decimal("0.51")
    (one,) = stack([award]).displaced
    assert one.by == ()
    assert stack([award]).why(award, "en") == "under springs article 9: the rule"


def test_city_money_barred_and_the_rest_capped(city):
    city(
        rule(Effect.BARRED, By.SUBJECT, inside=False, levels=frozenset({CITY})),
        rule(
            Effect.CAPPED, By.SUBJECT, levels=frozenset({NATION, PROVINCE, DISTRICT}),
            cap=Joint(share=percent(20), of="investment"),
        ),
    )  # fmt: skip
    mine = ours("1.2", 150, bases={"investment": 1000})
    assert stack([mine], history=[theirs(1)]).total == 0
    assert stack([mine], history=[theirs(49, "province")]).total == 150
    assert stack([mine], history=[theirs(51, "province")]).total == 149
    assert stack([mine], history=[theirs(300, "province")]).total == 0


def test_group_of_clauses_capped_by_tax_paid(city):
    city(
        rule(
            Effect.CAPPED, By.CLAIMANT, By.YEAR, clauses=("1.1", "2.1"),
            cap=Joint(of="retained_tax"),
        )
    )  # fmt: skip
    tax = {"bases": {"retained_tax": 50}}
    awards = [ours("1.1", 30, "P", **tax), ours("1.2", 99, "Q"), ours("2.1", 40, "R", **tax)]
    assert stack(awards).total == 30 + 99 + 20
    assert stack(awards[:2]).total == 129
    assert stack([awards[2]], history=[ours("1.1", 30, "P")]).total == 20


def test_claimant_gets_one_sum_at_most(city):
    city(rule(Effect.CAPPED, By.CLAIMANT, cap=Joint(most=wan(50))))
    awards = [ours("1.1", wan(30), "P"), ours("2.1", wan(30), "Q")]
    assert stack(awards).total == wan(50)
    assert stack([awards[0], ours("2.1", wan(30), "Q", claimant="乙")]).total == wan(60)


def test_provincial_award_replaces_the_city_award(city):
    city(rule(Effect.REPLACED, By.SUBJECT, inside=False, levels=frozenset({PROVINCE})))
    mine = ours("1.2", 150)
    resolution = stack([mine, theirs(9, "province")])
    assert resolution.total == 9
    assert displaced(resolution) == [("springs/1.2", ["另一政策"])]
    assert stack([mine], history=[theirs(9, "province")]).total == 0
    assert stack([mine, ours("2.1", 5)]).total == 155
    assert stack([mine, theirs(9, "city")]).total == 159
    assert stack([ours("2.1", 5)], history=[mine]).total == 5


def test_city_and_county_bear_half_each(city):
    policy = city()
    award = policy.clauses["springs/3.1"].award(claim(), asked=101)
    assert dict(award.funding) == {"city": Decimal("50.50"), "county": Decimal("50.50")}
    assert stack([award]).total == 101


def test_higher_compares_whole_groups(city):
    city(rule(Effect.HIGHER, By.CONTRACT))
    whole = [ours("1.1", 300, contract="C1"), ours("2.1", 200, contract="C1")]
    split = [ours("1.1", 180, contract="C1"), ours("2.1", 200, contract="C2")]
    assert stack(whole).total == 300
    assert stack(split).total == 380


def test_joint_cap_needs_one_stated_figure(city):
    city(rule(Effect.CAPPED, By.CLAIMANT, cap=Joint(of="retained_tax")))
    with pytest.raises(InvalidStack) as refused:
        stack([ours("1.1", 30), ours("2.1", 40, claimant="乙", bases={"retained_tax": 5}),
               ours("2.1", 40, "Q", claimant="乙", bases={"retained_tax": "6.5"})])  # fmt: skip
    assert str(refused.value) == (
        "stack: 2 faults\n"
        "  awards[1].bases.retained_tax=(missing): the joint cap of springs/rule is computed from "
        'it; state it, as in Claim(bases={"retained_tax": ...})\n'
        "  awards[2].bases.retained_tax=5.00, 6.50: the claims of one group under springs/rule "
        "state one figure; state the same figure on each"
    )
    assert [(one.code.value, one.path) for one in refused.value.faults] == [
        ("cap.base_missing", ("awards", 0, "bases", "retained_tax")),
        ("cap.base_differs", ("awards", 1, "bases", "retained_tax")),
    ]


@pytest.mark.parametrize(
    ("levels", "gross", "paid"),
    [
        (NO_LEVEL, False, 7),
        (NO_LEVEL, True, 3),
        (frozenset({CITY}), False, 3),
        (ANY_LEVEL, False, 3),
        (ANY_LEVEL, True, 3),
    ],
)
def test_cap_on_other_policies_counts_all_in_full(city, levels, gross, paid):
    """Of an award of 8 a province paid 4 before; beside it stands one of 3, under a cap of 7.

    A cap on the city's own awards counts what the city pays, 4 and 3. One that names other
    policies counts what all came to, whoever paid it.
    """
    city(
        rule(Effect.CHOICE, By.SUBJECT, inside=False, levels=ANY_LEVEL),
        rule(Effect.CAPPED, By.CLAIMANT, levels=levels, cap=Joint(most=7)),
        gross_caps=gross,
    )
    mine, beside = ours("1.2", 8), ours("2.1", 3, "Q")
    found = stack([mine, beside], history=[theirs(4, "province")])
    assert found.total == paid
