"""Cases written in Chinese, with the English name suggested where a key is unknown."""

import pytest

from aipolicy import Case, assess
from aipolicy.calc.awards.claim import Claim
from aipolicy.calc.words.entry_keys import ENTRY
from aipolicy.cases.case import CaseClaim, CasePayment
from aipolicy.cases.chinese import CASE, label
from aipolicy.errors import InvalidCase

FORM = {
    "申报主体": "冰城智造",
    "申报": [
        {
            "条款": "harbin_2022/4.1",
            "适用日": "2023-06-01",
            "项目": "智慧供热",
            "主体类型": "企业",
            "所属年度": "2023",
            "事实": {"项目总投资": "2000万元", "通过评审": "是", "政府投资项目": "否"},
        }
    ],
    "已领": [
        {"政策名称": "省示范场景补助", "级别": "省", "适用日": "2023-03-01", "项目": "智慧供热", "金额": "300万元"}
    ],
    "理解方式": {"harbin_2022": "any_kind"},
}  # fmt: skip
YAML = """
申报主体: 冰城智造
申报:
  - 条款: harbin_2022/9.2
    适用日: 2023-06-01
    事实: {活动费用: 60万元, 纳入年度活动清单: 是}
"""


def test_a_form_in_chinese_is_a_case():
    case = Case.read(FORM)
    (claim,), (paid,) = case.claims, case.history
    assert (case.claimant, claim.subject, claim.year) == ("冰城智造", "智慧供热", 2023)
    assert (claim.applicant, paid.level) == ("enterprise", "province")
    assert claim.facts == {
        "total_investment": 20_000_000, "review_passed": True,
        "government_investment_project": False,
    }  # fmt: skip
    assert assess(FORM).total == assess(case).total == 2_000_000


def test_yaml_in_chinese_is_the_same_case():
    english = YAML
    for zh, en in {
        **CASE,
        **ENTRY,
        "活动费用": "event_cost",
        "纳入年度活动清单": "on_annual_list",
    }.items():
        english = english.replace(f"{zh}:", f"{en}:")
    assert Case.read(YAML) == Case.read(english)
    assert assess(Case.read(YAML)).total == 300_000


@pytest.mark.parametrize(
    ("written", "level"),
    [("省", "province"), ("省级", "province"), ("国家级", "nation"), ("市", "city"), ("区县", "district"), ("city", "city")],
)  # fmt: skip
def test_levels_are_written_in_chinese(written, level):
    paid = {**FORM["已领"][0], "级别": written}
    assert Case.read({**FORM, "已领": [paid]}).history[0].level == level


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("申报主体:", "申报主休:", "申报主休='冰城智造'：未知的键；是否应为 申报主体（claimant）？"),
        ("适用日:", "适用曰:", "claims[1].适用曰='2023-06-01'：未知的键；是否应为 适用日（on）？"),
        ("活动费用:", "活动费:", "claims[1].facts.活动费='60万元'：该条款没有此项事实；是否应为 活动费用（event_cost）？"),
        ("60万元", "六十万块", "claims[1].facts.event_cost（活动费用）='六十万块'：无法识别 '块'；请写作 8000000.00 或 800万元"),
        (": 是}", ": 对}", "claims[1].facts.on_annual_list（纳入年度活动清单）='对'：不是“是”或“否”；请填写是或否"),
        ("2023-06-01", "六月", "claims[1].on（适用日）='六月'：不是日期；请写作 2023-06-01 或 2023年6月1日"),
        ("harbin_2022/9.2", "harbin_2022/9.9", "claims[1].clause（条款）='harbin_2022/9.9'：未知的条款；是否应为 harbin_2022/9.2？"),
        ("harbin_2022/9.2", "harbin_2022/9.2\n    clause: x", "claims[1].clause（条款）：此键重复；请只保留一个"),
    ],
)  # fmt: skip
def test_faults_are_in_chinese(old, new, fault):
    assert old in YAML
    with pytest.raises(InvalidCase) as refused:
        Case.read(YAML.replace(old, new))
    assert fault in [one.text("zh") for one in refused.value.faults]


def test_every_key_has_a_chinese_name():
    keys = {*Claim.model_fields, *CaseClaim.model_fields, *CasePayment.model_fields}
    assert keys == set(ENTRY.values())
    assert set(Case.model_fields) == set(CASE.values())
    assert all(label(key) for key in keys | set(Case.model_fields))
    assert label("zz") is None


def test_a_fact_in_both_languages_is_a_fault():
    claim = {**FORM["申报"][0]}
    claim["事实"] = {**claim["事实"], "total_investment": "5"}
    with pytest.raises(InvalidCase) as refused:
        Case.read({**FORM, "申报": [claim]})
    assert "key.twice" in {one.code for one in refused.value.faults}
