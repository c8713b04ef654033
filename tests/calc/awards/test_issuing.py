from datetime import date, datetime
from decimal import Decimal

import pytest
from pydantic import ValidationError

from aipolicy import Award, Claim
from aipolicy.calc.calculations.step import StepKind
from aipolicy.calc.values.money import ZERO, wan, yi
from aipolicy.errors import (
    InvalidClaim,
    InvalidFacts,
    InvalidFigures,
    NotInForce,
    OutOfRange,
    ValidityUnknown,
)
from tests.invented import islands, islands_draft

CLAIM = Claim(on=date(2021, 6, 1), claimant="海岛渔业公司", subject="一号渡轮")


def _determined(sum_, **more):
    return CLAIM.model_copy(update={"determined": sum_, **more})


def _texts(award, kind, language="en"):
    return [step.text(language) for step in award.steps if step.kind is kind]


def test_amount_is_due_as_the_text_fixes_it():
    award = islands.ferry.award(CLAIM, cost=wan(5), registered=True)
    assert award.amount == award.most == award.least == Decimal("15000.00")
    assert award.clause == "islands/1.1"
    assert award.policy == "islands"
    assert award.facts == {"cost": wan(5), "registered": True}
    assert award.figures == {"rate": Decimal("0.30"), "cap": wan(3)}
    assert award.assumes == (("海岛企业", "an enterprise of the islands"),)
    assert award.draft is False


def test_explains_itself_in_chinese():
    award = islands.ferry.award(CLAIM, cost=wan(20), registered=True)
    assert award.explain() == (
        "《海岛扶持办法》（岛政〔2020〕1号）第1条 支持航运 · 渡轮购置补助（islands/1.1）\n"
        "适用日：2021-06-01 · 申报主体：海岛渔业公司 · 申报事项：一号渡轮\n"
        "  1. cost = 200,000.00\n"
        "  2. registered = 是\n"
        "  3. 30% × cost = 60,000.00 > 30,000.00\n"
        "  4. 上限 = 30,000.00\n"
        "  5. 前提：海岛企业\n"
        "结果：应给予 30,000.00 元（资金）"
    )


def test_explains_itself_in_english():
    award = islands.ferry.award(CLAIM, cost=wan(5), registered=False)
    assert award.explain("en") == (
        "海岛扶持办法 (岛政〔2020〕1号), article 1: 支持航运 · Ferry subsidy\n"
        "clause: islands/1.1 · day: 2021-06-01 · claimant: 海岛渔业公司 · subject: 一号渡轮\n"
        "  1. cost = 50,000.00\n"
        "  2. registered = no\n"
        "  3. nothing is given: registered = no\n"
        "  4. assumed: an enterprise of the islands\n"
        "Result: nothing is due"
    )
    assert award.reason("en") == "nothing is given: registered = no"


def test_rounding_is_its_own_step():
    award = islands.ferry.award(CLAIM, cost="0.05", registered=True)
    assert _texts(award, StepKind.ROUNDED) == ["rounded half up to the fen: 0.015 → 0.02"]
    assert _texts(award, StepKind.ROUNDED, "zh") == ["四舍五入到分：0.015 → 0.02"]


def test_ceiling_alone_has_no_amount():
    """A ceiling gives no amount until the authority determines one."""
    award = islands.lighthouse.award(CLAIM, cost=wan(10))
    assert (award.least, award.most, award.amount) == (ZERO, wan(5), None)
    assert award.explain("en").endswith(
        "Result: at most 50,000.00 yuan (cash); the authority determines the sum"
    )
    assert award.explain().endswith("结果：最高 50,000.00 元（资金），金额由主管部门核定")


def test_sum_within_the_ceiling_is_due():
    award = islands.lighthouse.award(_determined(wan(4)), cost=wan(10))
    assert award.amount == wan(4)
    assert award.reason("en") == "the authority determined 40,000.00"


def test_sum_above_the_ceiling_is_cut():
    """A step of the award says so."""
    at = islands.lighthouse.award(_determined(wan(5)), cost=wan(10))
    assert at.amount == wan(5)
    over = islands.lighthouse.award(_determined(Decimal("50000.01")), cost=wan(10))
    assert over.amount == wan(5)
    assert over.reason("en") == (
        "the authority determined 50,000.01, above the ceiling: cut to 50,000.00"
    )


def test_exception_lifts_a_soft_cap():
    """Only an exception exceeds a soft cap, and the award is marked."""
    claim = _determined(wan(12), exception="岛办〔2021〕7号")
    award = islands.lighthouse.award(claim, cost=wan(30))
    assert award.amount == wan(12)
    assert award.most == wan(12)
    assert award.soft_cap
    assert award.reason("en") == (
        "the cap stands in principle; by exception (岛办〔2021〕7号) 120,000.00"
    )
    assert _texts(award, StepKind.MARK) == []
    jetty = islands.jetty.award(_determined(wan(6), exception="7号"), cost=wan(30))
    assert jetty.amount == wan(6)


def test_exception_does_not_lift_the_rate():
    for clause, cost, most in (
        (islands.jetty, wan(30), "60,000.00"),
        (islands.jetty, wan(5), "10,000.00"),
        (islands.lighthouse, wan(30), "150,000.00"),
    ):
        claim = _determined(wan(16), exception="7号")
        with pytest.raises(InvalidClaim) as refused:
            clause.award(claim, cost=cost)
        assert str(refused.value) == (
            f"{clause.id}: 1 fault\n"
            "  determined=160000.00: an exception lifts the cap alone; the other words give "
            f"at most {most} yuan; determine at most {most} yuan"
        )


def test_fixed_sum_cannot_be_determined():
    """Where the text fixes a sum, only that same sum may be determined."""
    for clause, cure in (
        (islands.ferry, "remove determined"),
        (
            islands.jetty,
            "to exceed the soft cap, add exception, the decision that allows it",
        ),
    ):
        facts = {"cost": wan(50)} | ({"registered": True} if clause is islands.ferry else {})
        most = "30,000.00" if clause is islands.ferry else "20,000.00"
        with pytest.raises(InvalidClaim) as refused:
            clause.award(_determined(wan(4)), **facts)
        assert str(refused.value) == (
            f"{clause.id}: 1 fault\n  determined=40000.00: the text fixes this amount at {most} yuan; {cure}"
        )
    same = islands.ferry.award(_determined(wan(3)), cost=wan(50), registered=True)
    assert same.amount == wan(3)


def test_range_limits_the_determined_sum():
    open_ = islands.harbour.award(CLAIM, selected=True)
    assert (open_.least, open_.most, open_.amount) == (wan(5), wan(8), None)
    assert open_.explain("en").endswith(
        "Result: 50,000.00 – 80,000.00 yuan (cash); the authority determines the sum"
    )
    assert open_.explain().endswith("结果：50,000.00 – 80,000.00 元（资金），金额由主管部门核定")
    for sum_ in (wan(5), wan(8)):
        assert islands.harbour.award(_determined(sum_), selected=True).amount == sum_
    for sum_ in (Decimal("49999.99"), Decimal("80000.01")):
        with pytest.raises(OutOfRange) as refused:
            islands.harbour.award(_determined(sum_), selected=True)
        assert str(refused.value) == (
            "islands/1.3: 1 fault\n"
            f"  determined={sum_}: the text gives 50,000.00 to 80,000.00 yuan, both included; "
            "determine a sum in that range"
        )


def test_nothing_given_nothing_determined():
    """Where nothing is given, the authority cannot determine a sum."""
    award = islands.harbour.award(CLAIM, selected=False)
    assert award.amount == ZERO
    assert award.reason("en") == "nothing is given: selected = no"
    assert islands.lighthouse.award(CLAIM, cost=0).amount == ZERO
    cut = islands.lighthouse.award(_determined(wan(1)), cost=0)
    assert cut.amount == ZERO
    assert cut.reason("en") == "the authority determined 10,000.00, above the ceiling: cut to 0.00"
    with pytest.raises(OutOfRange, match=r"the text gives 0\.00 to 0\.00 yuan, both included"):
        islands.harbour.award(_determined(wan(5)), selected=False)


def test_funding_is_split_to_the_fen():
    award = islands.pier.award(CLAIM, matched="0.03")
    assert award.funding == {"city": Decimal("0.02"), "district": Decimal("0.01")}
    assert _texts(award, StepKind.FUNDING) == ["city bears 0.02", "district bears 0.01"]
    assert _texts(award, StepKind.FUNDING, "zh") == ["市级承担 0.02", "区级承担 0.01"]
    assert islands.pier.award(CLAIM, matched=0).funding == {}


def test_refuses_shares_above_100_percent():
    with pytest.raises(InvalidFigures) as refused:
        islands.pier.with_figures(city_share="1.5")
    assert [(one.code, one.path) for one in refused.value.faults] == [
        ("rate.range", ("city_share",))
    ]


def test_zero_without_an_unmet_condition():
    """Where no condition explains a sum of 0, the reason is just that nothing is given."""
    none = islands.pier.with_figures(rate=0).award(CLAIM, matched=4)
    assert none.reason("en") == "nothing is given"
    assert none.reason("zh") == "不给予"
    refused = islands.harbour.award(CLAIM, selected=False)
    assert [step.en for step in refused.steps][1:] == ["nothing is given: selected = no"]


def test_a_figure_is_named_as_it_is_used():
    """A sum that equals two figures is named after the one that the law's function returns."""
    same = islands.ferry.with_figures(rate=1, cap=1).award(CLAIM, cost=5, registered=True)
    assert same.reason("en") == "cap = 1.00"
    ends = islands.harbour.with_figures(cap=wan(5)).award(CLAIM, selected=True)
    assert ends.explain("en").count("= 50,000.00") == 1
    tier = islands.record_catch.award(CLAIM, catch=yi(1), boats=2)
    assert tier.reason("en") == "10,000.00"


def test_json_with_bad_facts_is_refused():
    award = islands.harbour.award(CLAIM, selected=True)
    broken = award.model_dump_json().replace('"facts":{"selected":true}', '"facts":{"a":"abc"}')
    with pytest.raises(ValidationError, match="not a number"):
        Award.model_validate_json(broken)
    claim = _determined(Decimal("6E+4"))
    written = islands.harbour.award(claim, selected=True).model_dump_json()
    assert Award.model_validate_json(written).amount == wan(6)


def test_reforms_and_readings_are_marked():
    reform = islands.ferry.with_figures(cap=wan(1)).award(CLAIM, cost=wan(5), registered=True)
    assert reform.departures == ("cap=10000.00",)
    assert _texts(reform, StepKind.MARK) == [
        "departs from the text or its default reading: cap=10000.00"
    ]
    read = islands.record_catch.read_as("sum_of_tiers").award(CLAIM, catch=0, boats=2)
    assert read.reading == "sum_of_tiers"
    assert read.explain().endswith("结果：不予支持")
    default = islands.record_catch.award(CLAIM, catch=0, boats=2)
    assert _texts(default, StepKind.MARK) == [
        "open point, default reading: the highest tier (highest_tier); "
        "also: all tiers together (sum_of_tiers)"
    ]
    assert _texts(default, StepKind.MARK, "zh") == [
        "待定事项按默认理解方式：仅取最高一档（highest_tier）；另可选：各档合计（sum_of_tiers）"
    ]
    assert read.departures == ("reading=sum_of_tiers",)
    assert _texts(read, StepKind.MARK) == [
        "departs from the text or its default reading: all tiers together (sum_of_tiers)"
    ]
    assert _texts(read, StepKind.MARK, "zh") == ["与默认理解方式不同：各档合计（sum_of_tiers）"]
    assert _texts(reform, StepKind.MARK, "zh") == ["与原文不同：上限（cap）= 10000.00"]


def test_recorded_sum_is_shown_as_recorded():
    """A recorded sum is never shown as due."""
    award = Award.recorded("langfang_2023/1.1", wan(300), CLAIM)
    assert award.explain() == (
        "记录（langfang_2023/1.1）\n"
        "适用日：2021-06-01 · 申报主体：海岛渔业公司 · 申报事项：一号渡轮\n"
        "结果：记录金额 3,000,000.00 元"
    )
    assert award.explain("en") == (
        "langfang_2023/1.1: a recorded award\n"
        "day: 2021-06-01 · claimant: 海岛渔业公司 · subject: 一号渡轮\n"
        "Result: 3,000,000.00 yuan, as recorded"
    )


def test_external_sum_names_its_policy():
    award = Award.external("省首台套政策", 0, CLAIM, level="province")
    assert award.explain() == (
        "省首台套政策（库外政策，省级）\n"
        "适用日：2021-06-01 · 申报主体：海岛渔业公司 · 申报事项：一号渡轮\n"
        "结果：库外政策金额 0.00 元"
    )
    assert award.explain("en") == (
        "省首台套政策: a policy outside the library (province)\n"
        "day: 2021-06-01 · claimant: 海岛渔业公司 · subject: 一号渡轮\n"
        "Result: 0.00 yuan, as given under that policy"
    )


def test_facts_are_written_in_their_units():
    sheds = islands.sheds.award(CLAIM, area="120.5", rent=100)
    assert _texts(sheds, StepKind.FACT)[0] == "area = 120.5 m²"
    assert _texts(sheds, StepKind.CONDITION) == ["area = 120.5 m² > 100 m²"]
    late = islands.nets.award(CLAIM, income=wan(1), received_to_date=0, year_of_support=4)
    assert late.amount == ZERO
    assert late.reason("en") == "nothing is given: year_of_support > 3"
    assert _texts(late, StepKind.FACT)[2] == "year_of_support = 4"


def test_refuses_days_outside_the_period():
    """The message gives the first and the last day; both are in force."""
    for day in (date(2020, 2, 28), date(2023, 3, 1)):
        claim = CLAIM.model_copy(update={"on": day})
        with pytest.raises(NotInForce) as refused:
            islands.ferry.award(claim, cost=1, registered=True)
        assert str(refused.value) == (
            f"on={day}: islands is in force from 2020-02-29 to 2023-02-28, both days included; "
            "claim on a day in force, or under another policy"
        )
    for day in (date(2020, 2, 29), date(2023, 2, 28)):
        claim = CLAIM.model_copy(update={"on": day})
        assert islands.ferry.award(claim, cost=1, registered=True).amount == Decimal("0.30")


def test_undated_document_needs_a_first_day():
    with pytest.raises(ValidityUnknown) as refused:
        islands_draft.bridge.award(CLAIM, cost=1)
    assert str(refused.value) == (
        "effective_from: the text of islands_draft gives no effective date; "
        "state it: Claim(effective_from=date(2025, 6, 30)), "
        'aipolicy.days({"islands_draft": date(2025, 6, 30)}), or a file that AIPOLICY_DAYS names'
    )
    claim = Claim(on=date(2021, 6, 1), effective_from=date(2021, 6, 1))
    award = islands_draft.bridge.award(claim, cost=4)
    assert award.amount == Decimal("1.00")
    assert award.draft
    assert _texts(award, StepKind.MARK) == [
        "effective date 2021-06-01 stated in the call; the text gives none",
        "the document is a draft for comment and not law",
    ]
    assert award.explain("en").endswith("Result: 1.00 yuan under the draft (cash)")
    assert award.explain().endswith("结果：按征求意见稿测算 1.00 元（资金）")
    early = Claim(on=date(2021, 5, 31), effective_from=date(2021, 6, 1))
    with pytest.raises(NotInForce):
        islands_draft.bridge.award(early, cost=4)


def test_refuses_a_contradicting_first_day():
    claim = Claim(on=date(2021, 6, 1), effective_from=date(2021, 1, 1))
    with pytest.raises(InvalidClaim) as refused:
        islands.ferry.award(claim, cost=1, registered=True)
    assert str(refused.value) == (
        "islands: 1 fault\n  effective_from=2021-01-01: islands states its own first day, "
        "2020-02-29; remove effective_from"
    )
    same = Claim(on=date(2021, 6, 1), effective_from=date(2020, 2, 29))
    assert islands.ferry.award(same, cost=1, registered=True).amount == Decimal("0.30")


@pytest.mark.parametrize("bad", ["2023-06-01", None, {"on": "2023-06-01"}])
def test_award_refuses_what_is_not_a_claim(bad):
    with pytest.raises(InvalidClaim) as refused:
        islands.ferry.award(bad, cost=1, registered=True)
    assert str(refused.value) == (
        f"islands/1.1: 1 fault\n  claim={bad!r}: expected a Claim, got {type(bad).__name__}; "
        "pass Claim(on=datetime.date(2023, 6, 1), ...) first, then the facts by name"
    )


def test_award_checks_the_facts():
    with pytest.raises(InvalidFacts, match="facts are given by name"):
        islands.ferry.award(CLAIM, 1, True)
    with pytest.raises(InvalidFacts, match="this fact is required"):
        islands.ferry.award(CLAIM, cost=1)


@pytest.mark.parametrize(
    "day", [datetime(2021, 6, 1), datetime(2021, 6, 1, 5), "2021-13-01", "1 June", 5, None]
)
def test_claim_accepts_only_days(day):
    with pytest.raises(ValidationError) as refused:
        Claim(on=day)
    (error,) = refused.value.errors()
    why = 'not a date; pass datetime.date(2023, 6, 1) or the text "2023-06-01"'
    if isinstance(day, datetime):
        why = "a day is a date without a time; pass the date alone, as by .date()"
    assert error["msg"] == f"on={day!r}: {why}"


def test_claim_refuses_unknown_fields():
    with pytest.raises(ValidationError, match="unknown key; did you mean subject"):
        Claim(on="2021-06-01", subjct="x")


@pytest.mark.parametrize(
    ("clause", "facts"),
    [
        (islands.ferry, {"cost": "0.05", "registered": True}),
        (islands.harbour, {"selected": True}),
        (islands.nets, {"income": wan(1), "received_to_date": 0, "year_of_support": 2}),
        (islands.sheds, {"area": 5, "rent": 3}),
        (islands.record_catch, {"catch": wan(1), "boats": 3}),
        (islands.pier, {"matched": "0.03"}),
    ],
)
def test_award_round_trips_through_json(clause, facts):
    award = clause.award(CLAIM, **facts)
    back = Award.model_validate_json(award.model_dump_json())
    assert back == award
    assert back.explain() == award.explain()
    assert Award.model_validate(award.model_dump()) == award
    assert {type(v) for v in back.facts.values()} == {type(v) for v in award.facts.values()}


def test_an_award_cannot_be_changed():
    award = islands.harbour.award(CLAIM, selected=True)
    with pytest.raises(ValidationError, match="Instance is frozen"):
        award.amount = wan(9)
