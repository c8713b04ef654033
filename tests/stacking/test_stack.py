from datetime import date

import pytest

from aipolicy import AipolicyError, Award, Claim, Resolution, policies, stack, wan
from aipolicy.calc.choice import budget
from aipolicy.calc.documents.rule import Joint
from aipolicy.calc.stacking.resolution import MarkKind
from aipolicy.errors import AwardsTooEntangled, InvalidClaim, InvalidStack
from aipolicy.rules import harbin_2022, langfang_2023
from tests.calc.stacking.cities import city, ours, rule, theirs  # noqa: F401
from tests.stacking.chinese import english

ON = date(2024, 6, 1)


def paid(id_, sum_, subject="P", *, on=ON, claimant="甲", **more):
    claim = Claim(on=on, claimant=claimant, subject=subject, **more)
    return Award.recorded(id_, sum_, claim)


def ceiling(subject="P", determined=None):
    claim = Claim(
        on=date(2023, 6, 1), claimant="甲", subject=subject, determined=determined
    )  # fmt: skip
    return harbin_2022.key_technology_project.award(claim, review_passed=True)


def test_nothing_claimed_is_nothing_paid():
    assert stack([]) == Resolution()
    assert stack([], history=[paid("langfang_2023/1.1", 5)]).total == 0


def test_equal_sums_follow_document_order():
    first, second = paid("langfang_2023/1.1", 5), paid("langfang_2023/1.2", 5)
    assert stack([second, first]).granted == ((first, 5),)
    ten, nine = paid("langfang_2023/10.1", 5), paid("langfang_2023/9.1", 5)
    assert stack([ten, nine]).granted == ((nine, 5),)


def test_ceilings_enter_with_their_most():
    resolution = stack([ceiling()])
    assert resolution.total == wan(1000)
    assert resolution.due == 0
    assert resolution.provisional
    assert resolution.granted == ((ceiling(), wan(1000)),)
    assert [mark.kind for mark in resolution.marks] == [MarkKind.UNDETERMINED]
    assert resolution.explain("en").splitlines()[2] == (
        "Awaiting the authority's sum (cash): at most 10,000,000.00 yuan, not added"
    )
    assert resolution.explain().splitlines()[2].startswith("另有待主管部门核定（资金）：最高")
    fixed = stack([ceiling(determined=wan(150))])
    assert (fixed.total, fixed.due, fixed.provisional) == (wan(150), wan(150), False)


def test_ceilings_compete_with_their_most():
    claim = Claim(on=date(2023, 6, 1), claimant="甲", subject="P")
    lower = Award.external("省攻关资金", wan(900), claim, level="province")
    higher = Award.external("省攻关资金", wan(1100), claim, level="province")
    assert stack([ceiling(), lower]).granted[0].award == ceiling()
    displaced = stack([ceiling(), higher])
    assert (displaced.total, displaced.due) == (wan(1100), wan(1100))
    assert displaced.provisional


def test_resolutions_survive_json():
    theirs = Award.external(
        "省攻关资金", wan(300), Claim(on=ON, claimant="甲", subject="P"), level="province"
    )
    resolution = stack(
        [ceiling(), paid("langfang_2023/1.1", 5), paid("langfang_2023/1.2", 3), theirs],
        readings={"harbin_2022": "any_kind"},
    )
    assert resolution.displaced
    assert resolution.alternatives
    assert resolution.marks
    assert Resolution.model_validate_json(resolution.model_dump_json()) == resolution


def test_a_resolution_is_told_in_both_languages():
    awards = [paid("langfang_2023/8.1", wan(5)), ceiling("Q")]
    theirs = Award.external(
        "省首台套", wan(3), Claim(on=ON, claimant="甲", subject="P"), level="province"
    )
    resolution = stack([*awards, theirs], readings={"langfang_2023": "by_article"})
    assert resolution.explain() == (
        "应给予：\n"
        "  《哈尔滨市建设国家新一代人工智能创新发展试验区若干政策》第一条（harbin_2022/1.1，甲·Q） 最高 10,000,000.00 元\n"
        "  《廊坊市促进人工智能产业发展十三条措施》第8条（langfang_2023/8.1，甲·P） 50,000.00 元\n"
        "未全额给予：\n"
        "  省首台套（甲·P）：因《廊坊市促进人工智能产业发展十三条措施》第8条（langfang_2023/8.1，P），"
        "依据《廊坊市促进人工智能产业发展十三条措施》附则（四）：与其他政策不重复享受，自愿选择\n"
        "合计（资金）：50,000.00 元\n"
        "另有待主管部门核定（资金）：最高 10,000,000.00 元，不计入合计\n"
        "结果为暂定：尚有金额待核定\n"
        "申报主体也可选择：省首台套（甲·P） 30,000.00 元，总计 10,030,000.00 元\n"
        "注：《廊坊市促进人工智能产业发展十三条措施》的就高不重复规则按选定的理解方式：同一条为一项政策（by_article）\n"
        "注：《哈尔滨市建设国家新一代人工智能创新发展试验区若干政策》第一条（harbin_2022/1.1，甲·Q）：金额待核定，按最高额参加比较"
    )
    assert resolution.explain("en") == (
        "Paid:\n"
        "  harbin_2022/1.1(甲·Q) at most 10,000,000.00 yuan\n"
        "  langfang_2023/8.1(甲·P) 50,000.00 yuan\n"
        "Not paid in full:\n"
        "  省首台套(甲·P) displaced by langfang_2023/8.1(P) under langfang_2023 supplementary provision (4): "
        "with other policies no doubling; the enterprise chooses\n"
        "Total (cash): 50,000.00 yuan\n"
        "Awaiting the authority's sum (cash): at most 10,000,000.00 yuan, not added\n"
        "The result is provisional: some sums are not determined yet\n"
        "The applicant may choose instead: 省首台套(甲·P) 30,000.00; 10,030,000.00 yuan in all\n"
        "Note: the rules of langfang_2023 are read as by_article: the supports of one article are "
        "one policy\n"
        "Note: harbin_2022/1.1(甲·Q): the sum is not determined yet; it is compared by the most it "
        "can come to"
    )


def test_a_resolution_explains_an_award():
    high, low = paid("langfang_2023/2.1", wan(50)), paid("langfang_2023/2.2", wan(60))
    resolution = stack([high, low])
    assert resolution.paid(high) == wan(50)
    assert resolution.paid(low) == wan(50)
    assert resolution.why(high) == ""
    assert resolution.why(low) == (
        "因《廊坊市促进人工智能产业发展十三条措施》第2条（langfang_2023/2.1，P），"
        "依据《廊坊市促进人工智能产业发展十三条措施》第2条：每个单位每年算力券合计不超过100万元"
    )
    assert resolution.paid(paid("langfang_2023/2.3", 1)) == 0


def test_a_cap_alone_names_no_other_award():
    before = paid("langfang_2023/10.1", wan(50), "Q", on=date(2024, 1, 1))
    resolution = stack([paid("langfang_2023/10.1", wan(60))])
    assert resolution.total == wan(50)
    (one,) = resolution.displaced
    assert one.by == ()
    assert resolution.explain().splitlines()[3] == (
        "  《廊坊市促进人工智能产业发展十三条措施》第10条（langfang_2023/10.1，甲·P）："
        "依据《廊坊市促进人工智能产业发展十三条措施》第10条：当年合计不超过上限"
    )
    assert stack([paid("langfang_2023/10.1", wan(60))], history=[before]).total == 0


def test_reforms_drafts_and_exceptions_are_marked():
    claim = Claim(on=ON, effective_from=date(2024, 1, 1), exception="专题会议纪要")
    reform = langfang_2023.first_equipment.with_figures(cap=wan(300))
    award = reform.award(claim, unit_price=wan(5000), first_set=True)
    draft = Award.recorded("dalian_2025_draft/3.2", 5, Claim(on=ON))
    resolution = stack([award, draft])
    assert [(mark.kind.value, mark.en) for mark in resolution.marks] == [
        ("draft", "dalian_2025_draft is a draft for comment and not law"),
        ("departure", "departs from the text or its default reading: cap=3000000.00"),
        ("exception", "by exception: 专题会议纪要"),
    ]


def test_one_award_may_exclude_two(city):
    city(rule("higher", "subject", inside=False, levels=frozenset({"city"})))
    inside = [ours("1.1", 3), ours("2.1", 4)]
    assert stack([*inside, theirs(6)]).total == 7
    assert stack([*inside, theirs(8)]).total == 8
    assert stack(inside, history=[theirs(6)]).total == 1
    topped_up = stack(inside, history=[theirs(5)])
    assert topped_up.granted == ((inside[1], 2),)
    assert [one.by for one in topped_up.displaced] == [(theirs(5),), (theirs(5),)]


def test_doubtful_payments_offset_once():
    history = [
        paid("langfang_2023/1.1", 3, on=date(2023, 1, 1)),
        paid("langfang_2023/1.2", 4, on=date(2023, 1, 1)),
    ]
    assert stack([paid("langfang_2023/4.1", 9)], history=history).total == 2
    assert stack([paid("langfang_2023/4.1", 6)], history=history).total == 0


def test_awards_that_share_two_invoices_meet_once(city):
    city(rule("higher", "invoice"))
    before = ours("1.1", 3, invoices=("1", "2"))
    resolution = stack([ours("2.1", 5, invoices=("1", "2"))], history=[before])
    assert resolution.total == 2
    assert [one.by for one in resolution.displaced] == [(before,)]


def test_one_yearly_award_is_paid_in_full():
    claim = Claim(on=ON, effective_from=date(2024, 1, 1))
    award = langfang_2023.security_test.award(claim, test_fees=wan(200), passed=True)
    assert stack([award]).granted == ((award, wan(50)),)


# Bad input


def refused(*args, **kwargs):
    with pytest.raises(InvalidStack) as caught:
        stack(*args, **kwargs)
    assert isinstance(caught.value, AipolicyError)
    return str(caught.value)


def faults_of(*args, **kwargs):
    """The faults of a call, each as its code and its path."""
    with pytest.raises(InvalidStack) as caught:
        stack(*args, **kwargs)
    return [(one.code.value, one.path) for one in caught.value.faults]


def test_two_awards_with_one_identity_are_refused():
    award = paid("langfang_2023/1.1", 5)
    assert refused([award, award]) == (
        "stack: 1 fault\n"
        "  awards[2]=langfang_2023/1.1(甲·P): the same award as awards[1]; "
        "remove one, or give each its own subject, contract or day"
    )
    assert refused([award], history=[award]) == (
        "stack: 1 fault\n"
        "  awards[1]=langfang_2023/1.1(甲·P): the same award as history[1]; "
        "remove it: it was paid already"
    )
    assert faults_of([award, award]) == [("award.same", ("awards", 1))]
    assert faults_of([award], history=[award]) == [("award.paid_already", ("awards", 0))]
    facts = {"unit_price": wan(300), "first_set": True}
    claim = Claim(on=ON, effective_from=date(2024, 1, 1))
    law = langfang_2023.first_equipment
    reform = law.with_figures(cap=wan(10))
    assert "the same award as awards[1]; " in refused(
        [law.award(claim, **facts), reform.award(claim, **facts)]
    )


def test_unknown_clauses_name_the_nearest():
    unknown = [
        paid("langfang_2023/1.11", 5),
        paid("langfang_2024/1.1", 5),
        paid("langfang_2023/1.11", 6, "Q"),
    ]
    assert refused(unknown) == (
        "stack: 3 faults\n"
        "  awards[1].clause='langfang_2023/1.11': langfang_2023 has no such provision; "
        "did you mean langfang_2023/1.1?\n"
        "  awards[2].clause='langfang_2024/1.1': unknown policy; "
        "did you mean langfang_2023?\n"
        "  awards[3].clause='langfang_2023/1.11': langfang_2023 has no such provision; "
        "did you mean langfang_2023/1.1?"
    )
    assert faults_of(unknown) == [
        ("provision.unknown", ("awards", 0, "clause")),
        ("policy.unknown", ("awards", 1, "clause")),
        ("provision.unknown", ("awards", 2, "clause")),
    ]


def test_provisions_without_sums_are_accepted():
    assert stack([paid("harbin_2022/5.1", 5), paid("harbin_2022/4.1", 3)]).total == 8


@pytest.mark.parametrize("bad", [-1, "5刀", 0.001, True])
def test_a_recorded_sum_is_a_sum(bad):
    with pytest.raises(InvalidClaim, match=r"^langfang_2023/1\.1: 1 fault\n  amount="):
        paid("langfang_2023/1.1", bad)


def test_outside_awards_report_all_faults():
    with pytest.raises(InvalidClaim) as caught:
        Award.external("省首台套", -1, Claim(on=ON), level="provnce")
    assert str(caught.value) == (
        "省首台套: 2 faults\n"
        "  amount=-1: a sum must be 0 or more; "
        'give a sum in yuan, such as 8000000, "8000000.00" or "800万元"\n'
        "  level='provnce': unknown choice; did you mean province?"
    )
    assert [one.code.value for one in caught.value.faults] == ["sum.negative", "value.choice"]
    assert caught.value.faults[1].params["known"] == ("nation", "province", "city", "district")
    choices = "level='zz': unknown choice; choose one of: nation, province, city, district$"
    with pytest.raises(InvalidClaim, match=choices):
        Award.external("省首台套", 1, Claim(on=ON), level="zz")


def test_refuses_history_after_every_claim():
    late = paid("langfang_2023/1.1", 5, on=date(2024, 6, 2))
    assert refused([paid("langfang_2023/1.2", 5)], history=[late]) == (
        "stack: 1 fault\n"
        "  history[1].on=2024-06-02: an award paid before must be dated no later than the last "
        "claim, 2024-06-01; remove it, or correct the day"
    )
    assert faults_of([paid("langfang_2023/1.2", 5)], history=[late]) == [
        ("award.too_late", ("history", 0, "on"))
    ]
    assert (
        stack([paid("langfang_2023/8.1", 5, "Q", on=date(2024, 6, 2))], history=[late]).total == 5
    )


def test_claimants_are_named_by_all_or_by_none():
    named, unnamed = paid("langfang_2023/1.1", 5), paid("langfang_2023/1.2", 5, claimant=None)
    assert refused([named, unnamed]) == (
        "stack: 1 fault\n"
        "  awards[2].claimant: other awards name their claimant; "
        "name it, as in Claim(claimant=...)"
    )
    assert faults_of([named, unnamed]) == [("award.no_claimant", ("awards", 1, "claimant"))]
    assert faults_of([named], history=[unnamed]) == [
        ("award.no_claimant", ("history", 0, "claimant"))
    ]
    assert stack([unnamed, paid("langfang_2023/1.1", 6, claimant=None)]).total == 6


def test_an_unknown_reading_names_the_nearest():
    readings = {"langfang_2023": ("whole_enterprises", "no_top_up"), "langfang": "literal"}
    names = ", ".join(sorted(policy.id for policy in policies()))
    assert refused([], readings=readings) == (
        "stack: 2 faults\n"
        "  readings.langfang_2023='whole_enterprises': the stacking rules of the document have no "
        "such reading; did you mean whole_enterprise?\n"
        "  readings='langfang': unknown policy; did you mean langfang_2023?"
    )
    assert faults_of([], readings=readings) == [
        ("rule_reading.unknown", ("readings", "langfang_2023")),
        ("policy.unknown", ("readings",)),
    ]
    far = {"langfang_2023": "zz", "zz": "literal"}
    assert refused([], readings=far) == (
        "stack: 2 faults\n"
        "  readings.langfang_2023='zz': the stacking rules of the document have no such reading; "
        "readings: whole_enterprise, enterprises_only, any_applicant, by_article, higher_of_all, "
        "settlement_apart, no_top_up\n"
        f"  readings='zz': unknown policy; known: {names}"
    )
    assert "readings: no_top_up" in refused([], readings={"wuhan_2024_draft": "zz"})


@pytest.mark.parametrize("readings", ["literal", None, 5, {"langfang_2023": 5}])
def test_refuses_readings_of_no_document(readings):
    assert refused([], readings=readings) == (
        f"stack: 1 fault\n  readings={readings!r}: each document needs the name of a reading, or "
        'several; name them, as in {"dalian_2025_draft": "per_applicant"}'
    )
    assert faults_of([], readings=readings) == [("readings.type", ("readings",))]


def test_a_reading_named_twice_is_one_reading():
    readings = {"langfang_2023": ["by_article", "by_article"]}
    resolution = stack([paid("langfang_2023/1.1", 5)], readings=readings)
    assert [mark.kind for mark in resolution.marks] == [MarkKind.READING]


def test_what_is_no_award_is_refused():
    assert refused([paid("langfang_2023/1.1", 5), 5], history=[langfang_2023.first_equipment]) == (
        "stack: 2 faults\n"
        "  history[1]=<clause langfang_2023/8.1 first_equipment>: expected an Award, got Clause; "
        "pass the result of clause.award(...) or Award.recorded(...)\n"
        "  awards[2]=5: expected an Award, got int; "
        "pass the result of clause.award(...) or Award.recorded(...)"
    )
    assert faults_of([5]) == [("award.type", ("awards", 0))]


def test_what_is_no_list_of_awards_is_refused():
    assert refused(None) == (
        "stack: 1 fault\n  awards=None: expected awards, got NoneType; pass a list of awards"
    )
    assert faults_of(None) == [("awards.type", ("awards",))]
    assert faults_of(5) == [("awards.type", ("awards",))]
    assert faults_of([], history=None) == [("awards.type", ("history",))]
    assert faults_of(5, history=None, readings=5) == [
        ("readings.type", ("readings",)),
        ("awards.type", ("history",)),
        ("awards.type", ("awards",)),
    ]
    assert faults_of([5], history=5) == [
        ("awards.type", ("history",)),
        ("award.type", ("awards", 0)),
    ]


def test_what_was_paid_before_has_a_sum():
    later = Claim(on=date(2023, 6, 2), claimant="甲", subject="Q")
    new = [Award.external("省攻关资金", 5, later, level="province")]
    assert refused(new, history=[ceiling()]) == (
        "stack: 1 fault\n"
        "  history[1].amount: an award paid before must have a sum; "
        "record it, as in Award.recorded(...), or remove it"
    )
    assert faults_of(new, history=[ceiling()]) == [
        ("award.not_determined", ("history", 0, "amount"))
    ]
    assert stack(new, history=[ceiling(determined=wan(150))]).total == 5


def test_an_empty_name_is_no_name():
    awards = [paid(f"dalian_2025_draft/{number}", 5, "") for number in ("3.2", "3.3")]
    assert stack(awards).total == 10
    unnamed = paid("langfang_2023/1.1", 5, claimant="")
    assert faults_of([awards[0], unnamed]) == [("award.no_claimant", ("awards", 1, "claimant"))]


def test_where_nothing_is_paid_that_is_said():
    before = paid("langfang_2023/8.1", 5, on=date(2023, 6, 1), contract="C")
    resolution = stack([paid("langfang_2023/8.1", 5)], history=[before])
    assert resolution.explain("en").splitlines()[:2] == ["Paid:", "  nothing"]
    assert resolution.explain().splitlines()[:2] == ["应给予：", "  无"]


def test_totals_may_exceed_the_largest_award():
    largest = [paid("wuhan_2024_draft/4.1", 10**15, subject) for subject in ("P", "Q", "R")]
    resolution = stack(largest)
    assert resolution.total == resolution.due == 3 * 10**15
    assert resolution.by_instrument == {"cash": 3 * 10**15}
    assert Resolution.model_validate_json(resolution.model_dump_json()) == resolution
    other = Award.external("省策", 5, largest[0].claim, level="province")
    chosen = [paid("langfang_2023/8.1", 10**15), *largest[1:], other]
    assert [one.total for one in stack(chosen).alternatives] == [2 * 10**15 + 5]


def test_all_faults_are_told_at_once():
    assert faults_of(
        [paid("langfang_2023/1.1", 5), paid("zz/1", 5, claimant=None)],
        history=[paid("langfang_2023/1.2", 5, on=date(2025, 1, 1))],
        readings={"harbin_2022": "zz"},
    ) == [
        ("rule_reading.unknown", ("readings", "harbin_2022")),
        ("award.no_claimant", ("awards", 1, "claimant")),
        ("award.too_late", ("history", 0, "on")),
        ("policy.unknown", ("awards", 1, "clause")),
    ]


def test_names_awards_too_entangled(city, monkeypatch):
    city(
        rule("choice", "contract"),
        rule("choice", "content"),
    )
    awards = [
        ours(number, 100 + 7 * i % 13, f"P{i}", contract=f"C{i % 5}", content=f"W{(i * 3) % 7}")
        for i, number in enumerate(("1.1", "1.2", "2.1", "2.2") * 5)
    ]
    monkeypatch.setattr("aipolicy.calc.choice.solver.solve.__kwdefaults__", {"steps": 3})
    with pytest.raises(AwardsTooEntangled) as caught:
        stack(awards)
    assert all(award in awards for award in caught.value.awards)
    assert caught.value.fault.code == "entangled.awards"
    assert str(caught.value).startswith("component=springs/1.1(甲·P0), ")
    assert str(caught.value).endswith(
        " … +8: not resolved within 3 steps; stack these awards apart, or give them subjects of "
        "their own"
    )
    assert len(caught.value.awards) == 12 + 8
    assert caught.value.fault.text("zh").startswith(
        "component（相互牵连的一组）=springs/1.1(甲·P0), "
    )
    assert budget.STEPS > 3


def test_names_groups_too_entangled(city, monkeypatch):
    city(rule("higher", "subject"))
    awards = [ours(n, 1 + i, contract=f"C{i}") for i, n in enumerate(("1.1", "1.2") * 3)]
    assert stack(awards).total == 2 + 4 + 6
    monkeypatch.setattr("aipolicy.calc.stacking.ties.MOST_PAIRS", 8)
    with pytest.raises(AwardsTooEntangled, match=r"^component=springs/1\.1\(甲·P\), "):
        stack(awards)


def test_every_fault_is_wholly_chinese(city, monkeypatch):
    city(rule("capped", "claimant", cap=Joint(of="retained_tax")), rule("higher", "subject"))
    award, stated = paid("langfang_2023/1.1", 5), {"bases": {"retained_tax": 5}}
    late = paid("langfang_2023/1.2", 5, on=date(2025, 1, 1))
    unnamed = paid("zz/1", 5, claimant=None)
    twice, unknown = paid("langfang_2023/2.1", 5), paid("langfang_2023/1.11", 6)
    unlike = {"bases": {"retained_tax": 6}}
    calls = [
        (None, (), {}),
        ([5], 5, 5),
        ([award, twice, twice, unnamed, unknown], [award, late, ceiling("R")], {}),
        ([], (), {"langfang_2023": ["zz", "by_articl"], "langfang": "x"}),
        ([ours("1.1", 5)], (), {}),
        ([ours("1.1", 5, **stated), ours("2.1", 5, "Q", **unlike)], (), {}),
    ]
    found = []
    for call in calls:
        with pytest.raises(InvalidStack) as caught:
            stack(*call)
        found += caught.value.faults
    city(rule("higher", "subject"))
    monkeypatch.setattr("aipolicy.calc.stacking.ties.MOST_PAIRS", 0)
    with pytest.raises(AwardsTooEntangled) as entangled:
        stack([ours(n, 1 + i, contract=f"C{i}") for i, n in enumerate(("1.1", "1.2") * 3)])
    found.append(entangled.value.fault)
    assert {one.code.value for one in found} == {
        "awards.type", "award.type", "readings.type", "award.same", "award.paid_already",
        "award.no_claimant", "award.too_late", "award.not_determined", "provision.unknown",
        "policy.unknown", "rule_reading.unknown", "cap.base_missing", "cap.base_differs",
        "entangled.awards",
    }  # fmt: skip
    assert [(one.text("zh"), words) for one in found if (words := english(one))] == []
