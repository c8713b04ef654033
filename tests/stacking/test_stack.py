"""What is payable of several awards, and how it is told."""

from datetime import date

import pytest

from aipolicy import Award, Claim, Resolution, stack, wan
from aipolicy.calc.stacking.resolution import MarkKind
from aipolicy.errors import InvalidClaim
from aipolicy.rules import langfang_2023
from tests.calc.stacking.cities import city, ours, rule, theirs  # noqa: F401
from tests.stacking.awards import ON, ceiling, paid


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
    assert (one.by, one.rule) == ((), "langfang_2023/10.1:most")
    assert resolution.explain().splitlines()[3] == (
        "  《廊坊市促进人工智能产业发展十三条措施》第10条（langfang_2023/10.1，甲·P）："
        "依据《廊坊市促进人工智能产业发展十三条措施》第10条：不超过该条款的上限"
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


def test_provisions_without_sums_are_accepted():
    assert stack([paid("harbin_2022/5.1", 5), paid("harbin_2022/4.1", 3)]).total == 8


@pytest.mark.parametrize("bad", [-1, "5刀", 0.001, True])
def test_a_recorded_sum_is_a_sum(bad):
    with pytest.raises(InvalidClaim, match=r"^langfang_2023/1\.1: 1 fault\n  amount="):
        paid("langfang_2023/1.1", bad)


def test_a_reading_named_twice_is_one_reading():
    readings = {"langfang_2023": ["by_article", "by_article"]}
    resolution = stack([paid("langfang_2023/1.1", 5)], readings=readings)
    assert [mark.kind for mark in resolution.marks] == [MarkKind.READING]


def test_where_nothing_is_paid_that_is_said():
    before = paid("langfang_2023/8.1", 5, on=date(2023, 6, 1), contract="C")
    resolution = stack([paid("langfang_2023/8.1", 5)], history=[before])
    assert resolution.explain("en").splitlines()[:2] == ["Paid:", "  nothing"]
    assert resolution.explain().splitlines()[:2] == ["应给予：", "  无"]


def test_totals_may_exceed_the_largest_award():
    largest = [paid("wuhan_2024_draft/2.1", 10**15, subject) for subject in ("P", "Q", "R")]
    resolution = stack(largest)
    assert resolution.total == resolution.due == 3 * 10**15
    assert resolution.by_instrument == {"cash": 3 * 10**15}
    assert Resolution.model_validate_json(resolution.model_dump_json()) == resolution
    other = Award.external("省策", 5, largest[0].claim, level="province")
    chosen = [paid("langfang_2023/8.3", 10**15), *largest[1:], other]
    assert [one.total for one in stack(chosen).alternatives] == [2 * 10**15 + 5]
