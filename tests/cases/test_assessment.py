from datetime import date
from decimal import Decimal

import pytest
from pydantic import ValidationError

from aipolicy import Assessment, Case, assess, wan
from aipolicy.errors import InvalidCase, faults

SCENARIO = {
    "clause": "harbin_2022/4.1",
    "on": date(2023, 6, 1),
    "subject": "寒地供热",
    "facts": {
        "total_investment": wan(800),
        "review_passed": True,
        "government_investment_project": False,
    },
}
KEY_PROJECT = {
    "clause": "harbin_2022/1.1",
    "on": date(2023, 6, 1),
    "facts": {"review_passed": True},
}


def test_awards_keep_order_and_are_summed():
    result = assess(Case(claimant="冰城智造", claims=[SCENARIO, KEY_PROJECT]))
    assert [award.clause for award in result.awards] == ["harbin_2022/4.1", "harbin_2022/1.1"]
    assert result.total == wan(240)
    assert result.by_instrument == {"cash": wan(240)}
    assert result.awards[0].claim.claimant == "冰城智造"


def test_total_leaves_out_ceilings():
    result = assess(Case(claims=[KEY_PROJECT]))
    assert result.total == 0
    assert result.undetermined == 1
    fixed = assess(Case(claims=[{**KEY_PROJECT, "determined": wan(150)}]))
    assert fixed.total == wan(150)
    assert fixed.undetermined == 0
    assert fixed.summary("en").count("\n") == 0


def test_a_claim_may_name_its_own_claimant():
    result = assess(Case(claimant="甲", claims=[{**KEY_PROJECT, "claimant": "乙"}]))
    assert result.awards[0].claim.claimant == "乙"


def test_summary_is_in_both_languages():
    result = assess(Case(claims=[SCENARIO, KEY_PROJECT]))
    assert result.summary() == (
        "合计（资金）：2,400,000.00 元\n"
        "另有待主管部门核定（资金）：最高 10,000,000.00 元，不计入合计\n"
        "结果为暂定：1 项金额待主管部门核定"
    )
    assert result.summary("en") == (
        "Total (cash): 2,400,000.00 yuan\n"
        "Awaiting the authority's sum (cash): at most 10,000,000.00 yuan, not added\n"
        "Provisional: 1 await the authority's sum"
    )
    assert result.explain("en").endswith(result.resolution.explain("en"))
    assert result.awards[0].explain() in result.explain()


def test_case_has_history_and_readings():
    """They decide what is paid."""
    before = {"on": date(2023, 1, 1), "subject": "寒地供热", "amount": "150万元"}
    outside = {**before, "name": "省示范场景", "level": "province"}
    result = assess(Case(claimant="甲", claims=[SCENARIO], history=[outside]))
    assert result.total == wan(90)
    assert result.resolution.displaced[0].by[0].claim.claimant == "甲"
    assert result.summary("en").endswith(
        "Not paid in full under stacking rules: 1; each award says the reason"
    )
    assert result.summary().endswith("因重复或上限未全额给予：1 处，理由见各项")
    read = assess(
        Case(claims=[SCENARIO], history=[outside], readings={"harbin_2022": ("no_top_up",)})
    )
    assert read.total == 0
    assert "no_top_up" in read.summary("en")
    own = assess(Case(claims=[SCENARIO], history=[{**before, "clause": "harbin_2022/4.1"}]))
    assert own.total == 0
    assert own.resolution.displaced[0].rule == "harbin_2022/4.1:once"


def test_payment_names_a_clause_or_a_policy():
    """Another policy has a name and a level; a clause has neither."""
    before = {"on": date(2023, 1, 1), "amount": 5}
    two = ["payment.two_policies"]
    for wrong, told in [
        ({}, ["payment.no_policy"]),
        ({"clause": "harbin_2022/4.1", "name": "省策"}, [*two, "payment.level_missing"]),
        ({"name": "省策"}, ["payment.level_missing"]),
        ({"clause": "harbin_2022/4.1", "level": "province"}, ["payment.level_alone"]),
        ({"clause": "a/1", "name": "省策", "level": "city"}, two),
        ({"level": "city"}, ["payment.no_policy", "payment.level_alone"]),
    ]:
        with pytest.raises(ValidationError) as refused:
            Case(claims=[SCENARIO], history=[{**before, **wrong}])
        assert [one.code for one in faults(refused.value)] == told
        assert {one.path[:2] for one in faults(refused.value)} == {("history", 0)}


def test_reports_stacking_faults_with_others():
    paid = {"on": date(2023, 1, 1), "amount": 5, "clause": "harbin_2022/4.11"}
    with pytest.raises(InvalidCase) as refused:
        assess(Case(claims=[SCENARIO, SCENARIO]))
    assert str(refused.value) == (
        "case: 1 fault\n"
        "  claims[2]=harbin_2022/4.1(寒地供热): the same award as claims[1]; "
        "remove one, or give each its own subject, contract or day"
    )
    with pytest.raises(InvalidCase) as refused:
        assess(
            Case(claims=[{**SCENARIO, "clause": "zz"}], history=[paid], readings={"zz": "literal"})
        )
    assert str(refused.value).startswith("case: 3 faults\n  claims[1].clause='zz'")
    assert "history[1].clause='harbin_2022/4.11'" in str(refused.value)
    assert "readings.zz='literal': unknown policy" in str(refused.value)


def test_assessment_round_trips_through_json():
    result = assess(Case(claims=[SCENARIO, KEY_PROJECT]))
    assert Assessment.model_validate_json(result.model_dump_json()) == result


def test_reports_all_faults_of_all_claims():
    claims = [
        {**SCENARIO, "facts": {"total_investment": -1}},
        {**SCENARIO, "on": date(2024, 1, 1)},
        {**SCENARIO, "clause": "harbin_2022/4.2"},
        {**SCENARIO, "clause": "harbin_2022/5.1"},
        {**SCENARIO, "reading": "wide"},
        {**SCENARIO, "effective_from": date(2023, 1, 1)},
    ]
    with pytest.raises(InvalidCase) as refused:
        assess(Case(claims=claims))
    assert str(refused.value) == (
        "case: 8 faults\n"
        "  claims[1].facts.total_investment=-1: a sum must be 0 or more; "
        'give a sum in yuan, such as 8000000, "8000000.00" or "800万元"\n'
        "  claims[1].facts.review_passed=(missing): this fact is required; give True or False\n"
        "  claims[1].facts.government_investment_project=(missing): this fact is required; "
        "give True or False\n"
        "  claims[2].on=2024-01-01: harbin_2022 is in force from "
        "2022-08-24 to 2023-12-31, both days included; "
        "claim on a day in force, or under another policy\n"
        "  claims[3].clause='harbin_2022/4.2': unknown clause; "
        "did you mean harbin_2022/4.1?\n"
        "  claims[4].clause='harbin_2022/5.1': this provision has no computable amount; "
        "its kind is referral; remove it from what is computed\n"
        "  claims[5].reading='wide': the clause has no such reading; its readings: fixed, up_to\n"
        "  claims[6].effective_from=2023-01-01: harbin_2022 states its own first day, "
        "2022-08-24; remove effective_from"
    )


def test_a_case_without_claims_is_refused():
    with pytest.raises(ValidationError, match="a case has at least one claim"):
        Case(claims=[])


def test_sums_are_added_exactly():
    facts = {**SCENARIO["facts"], "total_investment": Decimal("0.05")}
    many = [{**SCENARIO, "subject": str(number), "facts": facts} for number in range(7)]
    assert assess(Case(claims=many)).total == Decimal("0.14")
