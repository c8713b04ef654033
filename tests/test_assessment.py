from datetime import date
from decimal import Decimal

import pytest
from pydantic import ValidationError

from aipolicy import Assessment, Case, assess, wan
from aipolicy.errors import InvalidCase

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


def test_a_case_comes_to_its_awards_in_order_and_a_total():
    result = assess(Case(claimant="冰城智造", claims=[SCENARIO, KEY_PROJECT]))
    assert [award.clause for award in result.awards] == ["harbin_2022/4.1", "harbin_2022/1.1"]
    assert result.total == wan(240)
    assert result.by_instrument == {"cash": wan(240)}
    assert result.awards[0].claim.claimant == "冰城智造"


def test_a_ceiling_is_never_added_to_the_total():
    result = assess(Case(claims=[KEY_PROJECT]))
    assert result.total == 0
    assert result.undetermined == 1
    fixed = assess(Case(claims=[{**KEY_PROJECT, "determined": wan(150)}]))
    assert fixed.total == wan(150)
    assert fixed.undetermined == 0
    assert fixed.summary("en").count("\n") == 1


def test_a_claim_may_name_its_own_claimant():
    result = assess(Case(claimant="甲", claims=[{**KEY_PROJECT, "claimant": "乙"}]))
    assert result.awards[0].claim.claimant == "乙"


def test_the_report_tells_the_totals_in_both_languages():
    result = assess(Case(claims=[SCENARIO, KEY_PROJECT]))
    assert result.summary() == (
        "合计(资金):2,400,000.00 元\n"
        "另有 1 项金额待主管部门核定,不计入合计\n"
        "各项并列,尚未按就高不重复处理"
    )
    assert result.summary("en") == (
        "Total (cash): 2,400,000.00 yuan\n"
        "1 more await the authority's sum and are not added\n"
        "The awards stand side by side; stacking rules are not applied"
    )
    assert result.explain("en").endswith(result.summary("en"))
    assert result.awards[0].explain() in result.explain()


def test_an_assessment_goes_out_as_json_and_comes_back_without_loss():
    result = assess(Case(claims=[SCENARIO, KEY_PROJECT]))
    assert Assessment.model_validate_json(result.model_dump_json()) == result


def test_all_faults_of_all_claims_are_told_at_once():
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
        "  claims[1].total_investment=-1: a sum is 0 or more; "
        'give a sum in yuan, such as 8000000, "8000000.00" or "800万元"\n'
        "  claims[1].review_passed=(missing): this fact is required; give True or False\n"
        "  claims[1].government_investment_project=(missing): this fact is required; "
        "give True or False\n"
        "  claims[2].clause=harbin_2022/4.1: on=2024-01-01: harbin_2022 is in force from "
        "2022-08-24 to 2023-12-31, both days included; "
        "claim on a day in force, or under another policy\n"
        "  claims[3].clause=harbin_2022/4.2: harbin_2022/4.2: there is no such clause; "
        "did you mean harbin_2022/4.1?\n"
        "  claims[4].clause=harbin_2022/5.1: harbin_2022/5.1: this measure fixes no money to "
        "compute; its kind is referral\n"
        "  claims[5].reading='wide': the clause has no such reading; its readings are none\n"
        "  claims[6].effective_from=2023-01-01: the document states its own first day, "
        "2022-08-24; leave effective_from out"
    )


def test_a_case_without_claims_is_refused():
    with pytest.raises(ValidationError, match="a case has at least one claim"):
        Case(claims=[])


def test_sums_are_added_exactly():
    many = [{**SCENARIO, "facts": {**SCENARIO["facts"], "total_investment": Decimal("0.05")}}] * 7
    assert assess(Case(claims=many)).total == Decimal("0.14")
