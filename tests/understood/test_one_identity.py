"""One award has one identity, however its facts are spelled; nothing is paid twice for it.

Dalian article 6 gives at most 30% of the compute fees, at most 2 million yuan: 240,000 yuan on
800,000.
"""

import json
from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from aipolicy import Award, Case, Claim, assess, frames, stack, wan
from aipolicy.cases import Assessment
from aipolicy.cli import program
from aipolicy.errors import InvalidCase, InvalidClaim, InvalidStack, faults
from aipolicy.rules import dalian_2025_draft as dalian
from aipolicy.rules import harbin_2022 as harbin
from aipolicy.rules import langfang_2023 as langfang
from tests.frames.engines import listed

DAY = date(2025, 8, 1)
CLAIM = Claim(on=DAY, effective_from=date(2025, 6, 30), claimant="甲", subject="线",
              determined=wan(20))  # fmt: skip
FEES = {
    "wan": "80万元", "digits": "800000", "grouped": "800,000.00元", "numerals": "捌拾万元整",
    "wide": "８０万元", "int": 800_000, "float": 800_000.0, "decimal": Decimal(800_000),
    "exponent": Decimal("8E+5"), "long": Decimal("800000.0000"), "short": Decimal("8.0E5"),
    "int64": np.int64(800_000), "float32": np.float32(800_000), "arrow": pa.scalar(800_000),
    "arrow-decimal": pa.scalar(Decimal("800000.000")),
}  # fmt: skip
fees = pytest.mark.parametrize("fee", FEES.values(), ids=FEES)


def voucher(fee=wan(80), claim=CLAIM, **more):
    return dalian.compute_voucher.award(claim, compute_fee=fee, **more)


def codes(call, *args, **more):
    with pytest.raises((InvalidStack, InvalidClaim, InvalidCase, ValueError)) as refused:
        call(*args, **more)
    return [one.code.value for one in faults(refused.value)]


@fees
def test_spelled_facts_are_one_award(fee):
    award = voucher(fee)
    assert award == voucher()
    assert award.model_dump_json() == voucher().model_dump_json()
    assert json.loads(award.model_dump_json())["facts"] == {"compute_fee": "800000.00"}
    assert str(award.facts["compute_fee"]) == "800000.00"
    assert award.explain("zh") == voucher().explain("zh")
    assert codes(stack, [voucher(), award]) == ["award.same"]
    assert codes(stack, [award], history=[voucher()]) == ["award.paid_already"]
    assert codes(stack, [voucher()], history=[award]) == ["award.paid_already"]


@fees
def test_identity_survives_json(fee):
    for data in (voucher(fee).model_dump_json(), voucher(fee).model_dump_json(indent=1)):
        back = Award.model_validate_json(data)
        assert back == voucher()
        assert codes(stack, [voucher(), back]) == ["award.same"]
        assert codes(stack, [voucher()], history=[back]) == ["award.paid_already"]
        again = Award.model_validate(json.loads(data))
        assert again.model_dump_json() == voucher().model_dump_json()


@pytest.mark.parametrize("fee", ["8E+5", "+800000", "800000.000", "8.0e5", 800_000, Decimal("8E5"),
                                 " 800000 ", "0800000"])  # fmt: skip
def test_edited_json_is_the_same_award(fee):
    data = {**voucher().model_dump(mode="json"), "facts": {"compute_fee": fee}}
    back = Award.model_validate(data)
    assert back.facts["compute_fee"] == 800_000
    assert codes(stack, [voucher(), back]) == ["award.same"]


@pytest.mark.parametrize("fee", [800_000.0, "8E+5", "800000"])
def test_edited_json_has_one_form(fee):
    data = {**voucher().model_dump(mode="json"), "facts": {"compute_fee": fee}}
    back = Award.model_validate(data)
    assert back.model_dump_json() == voucher().model_dump_json()


@pytest.mark.parametrize("fee", ["NaN", "Infinity", "80万元", None, []])
def test_bad_facts_of_json_are_one_fault(fee):
    data = {**voucher().model_dump(mode="json"), "facts": {"compute_fee": fee}}
    with pytest.raises(ValueError, match="compute_fee") as refused:
        Award.model_validate(data)
    assert [one.path for one in faults(refused.value)] == [("facts", "compute_fee")]


@pytest.mark.parametrize("other", [wan(81), Decimal("800000.01"), 799_999])
def test_other_facts_are_other_awards(other):
    assert len(stack([voucher(), voucher(other)]).granted) == 2


@pytest.mark.parametrize(
    ("clause", "facts", "again"),
    [
        (dalian.rent_support,
         {"area": 100, "annual_rent_per_m2": "1000元", "year_of_tenancy": 1,
          "robotics_enterprise": True, "designated_carrier": True},
         {"area": Decimal("1E+2"), "annual_rent_per_m2": 1e3, "year_of_tenancy": np.int8(1),
          "robotics_enterprise": np.True_, "designated_carrier": pa.scalar(True)}),
        (langfang.large_model,
         {"compute_cost": "300万元", "parameters": 7_000_000_000, "scenarios": 5},
         {"compute_cost": Decimal("3E+6"), "parameters": np.int64(7_000_000_000),
          "scenarios": pa.scalar(5)}),
        (langfang.revenue_milestone,
         {"main_revenue": "6亿元", "highest_past_main_revenue": 0},
         {"main_revenue": "600,000,000.00", "highest_past_main_revenue": Decimal("0E+3")}),
        (harbin.hosted_event, {"event_cost": "0.10", "on_annual_list": True},
         {"event_cost": 0.1, "on_annual_list": np.array(True)}),
    ],
)  # fmt: skip
def test_every_kind_of_fact_has_one_form(clause, facts, again):
    on = date(2023, 6, 1) if clause.policy == "harbin_2022" else DAY
    first = None if clause.policy == "harbin_2022" else date(2025, 1, 4)
    claim = Claim(on=on, effective_from=first, subject="线")
    one, other = clause.award(claim, **facts), clause.award(claim, **again)
    assert one == other
    assert one.model_dump_json() == other.model_dump_json()
    assert Award.model_validate_json(one.model_dump_json()) == other
    assert codes(stack, [one, other]) == ["award.same"]


@pytest.mark.parametrize("zero", ["0", 0, 0.0, -0.0, Decimal("-0"), Decimal("0E-10"), "零元", "-0"])
def test_zero_has_one_form(zero):
    assert voucher(zero).model_dump_json() == voucher(0).model_dump_json()
    assert codes(stack, [voucher(0), voucher(zero)]) == ["award.same"]


def case(fee, **more):
    claim = {"clause": "dalian_2025_draft/6.1", "on": "2025-08-01", "effective_from": "2025-06-30",
             "subject": "线", "determined": "20万元"}  # fmt: skip
    return {"claimant": "甲", "claims": [{**claim, "facts": {"compute_fee": fee}}], **more}


@fees
def test_cases_have_one_identity(fee):
    fee = fee.as_py() if isinstance(fee, pa.Scalar) else fee
    fee = fee.item() if isinstance(fee, np.generic) else fee
    fee = f"{fee:f}" if isinstance(fee, Decimal) else fee
    found = assess(Case.read(case(fee)))
    assert found.awards == (voucher(),)
    two = case(fee)
    two["claims"] += case("80万元")["claims"]
    assert codes(lambda: assess(Case.read(two))) == ["award.same"]
    text = json.dumps(two)
    assert codes(lambda: assess(Case.read(text))) == ["award.same"]


@fees
def test_assessments_come_back(fee):
    found = assess(Case.read(case(fee)))
    back = Assessment.model_validate_json(found.model_dump_json())
    assert back == found
    assert codes(stack, [back.awards[0], voucher()]) == ["award.same"]


def test_history_of_a_case_is_stacked():
    """What was paid is recorded without facts: the cap of the clause holds for the year."""
    paid = {"clause": "dalian_2025_draft/6.1", "on": "2025-07-01", "amount": "190万元"}
    found = assess(Case.read(case("80万元", history=[paid])))
    assert found.resolution.total == wan(10)


TRUE = {"bool": True, "np.True_": np.True_, "0-d": np.array(True), "arrow": pa.scalar(True)}
NO_TRUTH = [1, 0, "是", "否", "true", "False", "", None, 1.0, Decimal(1), [], np.int64(1), pa.scalar(1),
            np.float64(0), "yes"]  # fmt: skip


@pytest.mark.parametrize("same", TRUE.values(), ids=TRUE)
def test_same_kind_is_a_truth_value(same):
    outside = Award.external("省策", 5, CLAIM, level="province", same_kind=same)
    assert outside.same_kind is True
    back = Award.model_validate_json(outside.model_dump_json())
    assert back.same_kind is True
    assert back == outside


@pytest.mark.parametrize("same", NO_TRUTH, ids=repr)
def test_same_kind_is_strict(same):
    assert codes(lambda: Award.external("省策", 5, CLAIM, level="province", same_kind=same)) == [
        "condition.type"
    ]
    data = Award.external("省策", 5, CLAIM, level="province").model_dump(mode="json")
    assert codes(lambda: Award.model_validate({**data, "same_kind": same})) == ["condition.type"]


@pytest.mark.parametrize(("same", "total"), [(True, wan(500)), (np.True_, wan(500)),
                                             (False, wan(600)), (np.False_, wan(600))])  # fmt: skip
def test_same_kind_decides_what_is_paid(same, total):
    """Harbin's closing words meet other policies of the same kind alone."""
    claim = Claim(on=date(2023, 6, 1), claimant="甲", subject="线")
    own = Award.recorded("harbin_2022/4.1", wan(500), claim)
    outside = Award.external("省策", wan(100), claim, level="province", same_kind=same)
    assert stack([own, outside]).total == total
    back = [Award.model_validate_json(one.model_dump_json()) for one in (own, outside)]
    assert stack(back).total == total
    claims = [{"clause": "harbin_2022/4.1", "on": "2023-06-01", "subject": "线",
               "facts": {"total_investment": "2000万元", "review_passed": True,
                         "government_investment_project": False}}]  # fmt: skip
    paid = {"name": "省策", "level": "province", "on": "2023-01-05", "subject": "线", "amount": 1,
            "same_kind": same}  # fmt: skip
    for read in (dict, lambda data: json.dumps(data, default=bool)):
        found = assess(Case.read(read({"claims": claims, "history": [paid]})))
        assert found.resolution.total == (wan(500) - 1 if same else wan(500))
    frame = pl.DataFrame(
        {"clause": ["harbin_2022/4.1", "省策"], "amount": [5_000_000, 1_000_000],
         "level": [None, "province"], "subject": ["线", "线"],
         "same_kind": [None, bool(same)]}
    )  # fmt: skip
    assert sum(frames.stack(frame, unit="yuan", on=date(2023, 6, 1))["paid"]) == total


IDS = ("harbin_2022/4.1", " harbin_2022/4.1", "harbin_2022/4.1\n", "harbin\u200b_2022/4.1",
       "langfang_2023/1.1", "harbin_2022/10.1")  # fmt: skip


@pytest.mark.parametrize("name", IDS)
def test_own_measures_are_not_outside(name):
    with pytest.raises(InvalidClaim) as refused:
        Award.external(name, 5, CLAIM, level="city")
    (one,) = refused.value.faults
    assert (one.code.value, one.path) == ("award.not_external", ("name",))
    assert "Award.recorded(...)" in one.text("en")
    assert "本库" in one.text("zh")
    paid = {"name": name, "level": "city", "on": "2023-01-05", "amount": 5}
    assert codes(Case.read, case(5, history=[paid])) == ["award.not_external"]


def test_own_measures_in_json_are_not_outside():
    """An altered award of the library, made an outside one, is not stacked as one."""
    claim = Claim(on=date(2023, 6, 1), subject="线")
    own = Award.recorded("harbin_2022/4.1", wan(500), claim)
    data = {**own.model_dump(mode="json"), "policy": None, "origin": "external", "level": "city"}
    assert codes(stack, [own, Award.model_validate(data)]) == ["award.not_external"]
    assert codes(stack, [own], history=[Award.model_validate(data)]) == ["award.not_external"]


@pytest.mark.parametrize("level", ["city", None, ""])
@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame, pa.table])
def test_its_own_level_does_no_harm(level, make):
    """One project of Harbin's article 4: 5,000,000 yuan, and not 3,000,000 beside them."""
    frame = make({"clause": ["harbin_2022/4.1"] * 2, "amount": [5_000_000, 3_000_000],
                  "subject": ["线"] * 2, "level": [level, None]})  # fmt: skip
    paid = listed(frames.stack(frame, unit="yuan", on=date(2023, 6, 1)))["paid"]
    assert paid == [5_000_000, 0]


def test_levels_of_many_documents():
    frame = pl.DataFrame(
        {"clause": ["harbin_2022/4.1", "harbin_2022/4.1", "heilongjiang_2026/1.1", "langfang_2023/1.1"],
         "level": ["city", None, "province", "city"],
         "amount": [5_000_000, 3_000_000, 1, 2], "subject": ["线", "线", "乙", "丙"]}
    )  # fmt: skip
    paid = frames.stack(frame, unit="yuan", on=date(2023, 6, 1))["paid"].to_list()
    assert paid == [5_000_000, 0, 1, 2]


@pytest.mark.parametrize("level", ["nation", "province", "district"])
def test_another_level_is_a_fault(level):
    frame = pl.DataFrame({"clause": ["harbin_2022/4.1"] * 2, "amount": [5_000_000, 3_000_000],
                          "subject": ["线"] * 2, "level": [None, level]})  # fmt: skip
    with pytest.raises(ValueError, match="the id of a provision") as refused:
        frames.stack(frame, unit="yuan", on=date(2023, 6, 1))
    (one,) = faults(refused.value)
    assert (one.code.value, one.path) == ("award.not_external", ("clause",))
    paid = {"clause": "harbin_2022/4.1", "level": level, "on": "2023-01-05", "amount": 5}
    assert codes(Case.read, case(5, history=[paid])) == ["payment.level_alone"]


def test_its_own_level_in_files():
    paid = {"clause": "harbin_2022/4.1", "level": "city", "on": "2023-01-05", "amount": "500万元",
            "subject": "线"}  # fmt: skip
    claims = [{"clause": "harbin_2022/4.1", "on": "2023-06-01", "subject": "线",
               "facts": {"total_investment": "2000万元", "review_passed": True,
                         "government_investment_project": False}}]  # fmt: skip
    found = assess(Case.read({"claims": claims, "history": [paid]}))
    assert found.resolution.total == 0


def test_command_line_has_one_identity(tmp_path, capsys):
    two = case("80万元")
    two["claims"] += case("捌拾万元整")["claims"]
    path = tmp_path / "case.json"
    path.write_text(json.dumps(two), encoding="utf-8")
    for language, words in (("en", "the same award as"), ("zh", "是同一项奖补")):
        assert program.run(["assess", str(path), "--language", language]) == 2
        printed = capsys.readouterr().err
        assert words in printed
        assert "claims[2]" in printed


@pytest.mark.parametrize("name", ["shanghai/1.1", "harbin_2022/99", "suzhou_2026/3"])
def test_unknown_ids_are_not_of_the_library(name):
    with pytest.raises(InvalidClaim) as refused:
        Award.external(name, 5, CLAIM, level="city")
    assert "is a provision of the library" not in str(refused.value)


def test_unknown_provisions_are_one_fault():
    frame = pl.DataFrame({"clause": ["harbin_2022/99"], "amount": [5], "level": ["province"]})
    assert codes(frames.stack, frame, unit="yuan", on=date(2023, 6, 1)) == ["provision.unknown"]
