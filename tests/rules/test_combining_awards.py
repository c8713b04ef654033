"""Each document's rules on combining awards, and every reading of them."""

from datetime import date

import pytest

from aipolicy import stack, wan
from aipolicy.calc.stacking.resolution import MarkKind
from aipolicy.rules import (
    dalian_2025_draft,
    heilongjiang_2026,
    wuhan_2024_draft,
)
from tests.rules.combined_awards import claim, other, paid, reasons, total

# Harbin


def test_harbin_awards_combine_inside_the_document():
    assert total(paid("harbin_2022/2.1", 5), paid("harbin_2022/2.2", 3)) == 8


@pytest.mark.parametrize("level", ["nation", "province", "city"])
def test_harbin_excludes_same_kind_on_one_subject(level):
    ours = paid("harbin_2022/4.1", 5)
    resolution = stack([ours, other(3, level)])
    assert resolution.total == wan(5)
    assert reasons(resolution) == [
        ("另一政策", ["harbin_2022/4.1"], "harbin_2022/closing", "结尾条款")
    ]
    assert total(ours, other(8, level)) == 8
    assert total(ours, other(3, level, "Q")) == 8


def test_harbin_lists_the_other_choice():
    ours, theirs = paid("harbin_2022/4.1", 5), other(3)
    (alternative,) = stack([ours, theirs]).alternatives
    assert alternative.total == wan(3)
    assert alternative.granted == ((theirs, wan(3)),)
    assert alternative.instead_of == ((ours, wan(5)),)


def test_harbin_limits_of_the_closing_rule():
    ours = paid("harbin_2022/4.1", 5)
    assert total(ours, other(3, "district")) == 8
    assert total(ours, other(3, same_kind=False)) == 8
    assert total(paid("harbin_2022/4.1", 5, None), other(3, subject=None)) == 8


def test_harbin_compares_joint_sums_with_one_outside():
    inside = paid("harbin_2022/2.1", 3), paid("harbin_2022/2.2", 4)
    assert total(*inside, other(5)) == 7
    assert total(*inside, other(8)) == 8


@pytest.mark.parametrize(
    ("reading", "awards", "read", "default"),
    [
        ("same_enterprise", lambda: [paid("harbin_2022/4.1", 5), other(3, subject="Q")], 5, 8),
        ("same_cost_item", lambda: [paid("harbin_2022/4.1", 5), other(3)], 8, 5),
        ("same_cost_item", lambda: [paid("harbin_2022/4.1", 5, content="设备"), other(3, content="设备")], 5, 5),
        ("any_kind", lambda: [paid("harbin_2022/4.1", 5), other(3, same_kind=False)], 5, 8),
        ("districts_too", lambda: [paid("harbin_2022/4.1", 5), other(3, "district")], 5, 8),
        ("inside_too", lambda: [paid("harbin_2022/2.1", 5), paid("harbin_2022/2.2", 3)], 5, 8),
    ],
)  # fmt: skip
def test_harbin_readings(reading, awards, read, default):
    assert total(*awards(), reading=reading) == read
    assert total(*awards()) == default


def test_harbin_foreign_experts_share_a_cap():
    first, second = paid("harbin_2022/6.2", 28), paid("harbin_2022/6.2", 71, content="另一专家")
    assert total(first, paid("harbin_2022/6.2", 72, content="另一专家")) == 100
    assert total(first, second) == 99
    third = paid("harbin_2022/6.2", 5, on=date(2025, 6, 1))
    resolution = stack([third], history=[first, second])
    assert resolution.total == wan(1)
    reason = ("harbin_2022/6.2", ["harbin_2022/6.2"] * 2, "harbin_2022/6.2:in_all", "6")
    assert reasons(resolution) == [reason]
    assert total(first, paid("harbin_2022/6.2", 100, "另一中心")) == 128


def test_harbin_meets_its_own_region_only():
    ours = paid("harbin_2022/4.1", 5)
    assert total(ours, paid("heilongjiang_2026/8.2", 3)) == 5
    assert total(ours, paid("wuhan_2024_draft/7.3", 3)) == 8


# Heilongjiang


def test_heilongjiang_awards_combine_inside():
    assert total(paid("heilongjiang_2026/6.3", 2), paid("heilongjiang_2026/6.4", 3)) == 5


def test_heilongjiang_pays_the_higher_provincial():
    ours = paid("heilongjiang_2026/8.2", 5)
    for same_kind in (True, False):
        resolution = stack([ours, other(8, same_kind=same_kind)])
        assert resolution.total == wan(8)
        assert reasons(resolution) == [
            ("heilongjiang_2026/8.2", ["另一政策"], "heilongjiang_2026/closing", "结尾条款")
        ]
        assert resolution.alternatives == ()


@pytest.mark.parametrize("level", ["nation", "city", "district"])
def test_heilongjiang_meets_provincial_money_only(level):
    ours = paid("heilongjiang_2026/8.2", 5)
    assert total(ours, other(3, level)) == 8
    assert total(ours, other(3, level), reading="all_levels") == 5


def test_heilongjiang_match_adds_to_national_support():
    match, national = paid("heilongjiang_2026/13.3", 1), other(5, "nation")
    assert total(match, national, reading="all_levels") == 6
    resolution = stack([match, national], readings={"heilongjiang_2026": "all_levels"})
    assert [m.en for m in resolution.marks if m.kind is MarkKind.TOGETHER] == [
        "it is made to stand on the national support"
    ]


def test_heilongjiang_extra_half_adds_to_its_base():
    facts = {"prior_year_rnd_spending": wan(100), "base_subsidy": wan(10)}
    more = {"received_to_date": 0, "qualified": True}
    where = claim(effective_from=date(2024, 1, 1))
    law = heilongjiang_2026.rnd_investment
    assert total(law.award(where, **facts, **more), other(10)) == 15
    assert total(law.read_as("extra_half_only").award(where, **facts, **more), other(10)) == 15
    assert total(law.award(where, **facts, **more), other(20)) == 20


@pytest.mark.parametrize(
    ("reading", "awards", "read", "default"),
    [
        ("other_fields_only", lambda: [paid("heilongjiang_2026/8.2", 5), other(3)], 8, 5),
        ("other_fields_only", lambda: [paid("heilongjiang_2026/8.2", 5), other(3, same_kind=False)], 5, 5),
        ("same_enterprise", lambda: [paid("heilongjiang_2026/8.2", 5), other(3, subject="Q")], 5, 8),
        ("inside_too", lambda: [paid("heilongjiang_2026/6.3", 2), paid("heilongjiang_2026/6.4", 3)], 3, 5),
    ],
)  # fmt: skip
def test_heilongjiang_readings(reading, awards, read, default):
    assert total(*awards(), reading=reading) == read
    assert total(*awards()) == default


@pytest.mark.parametrize(("number", "cap"), [("5.2", 400), ("6.5", 100), ("7.1", 100)])
def test_heilongjiang_yearly_caps(number, cap):
    id_ = f"heilongjiang_2026/{number}"
    first, second = paid(id_, cap - 1, "P"), paid(id_, cap - 1, "Q")
    resolution = stack([first, second])
    assert resolution.total == wan(cap)
    assert resolution.granted == ((first, wan(cap - 1)), (second, wan(1)))
    assert reasons(resolution) == [
        (id_, [id_], f"heilongjiang_2026/{number}:yearly", number.partition(".")[0])
    ]
    assert total(first, paid(id_, cap - 1, "Q", on=date(2025, 1, 1))) == 2 * (cap - 1)
    assert total(first, paid(id_, cap - 1, "Q", claimant="乙")) == 2 * (cap - 1)
    assert total(second, history=[first]) == 1


def test_heilongjiang_cumulative_cap():
    id_ = "heilongjiang_2026/3.1"
    history = [paid(id_, 600, on=date(2023, 6, 1)), paid(id_, 500, on=date(2024, 6, 1))]
    assert total(paid(id_, 399, on=date(2025, 6, 1)), history=history) == 399
    assert total(paid(id_, 400, on=date(2025, 6, 1)), history=history) == 400
    assert total(paid(id_, 401, on=date(2025, 6, 1)), history=history) == 400


def test_heilongjiang_staged_award_has_one_cap():
    id_ = "heilongjiang_2026/9.2"
    assert total(paid(id_, 3000), history=[paid(id_, 2500, on=date(2023, 1, 1))]) == 2500
    beyond = paid(id_, 6000, exception="省政府专题会议纪要")
    assert total(beyond, history=[paid(id_, 2500, on=date(2023, 1, 1))]) == 3500


# Wuhan


def test_wuhan_is_silent_and_marked():
    awards = [paid("wuhan_2024_draft/1.2", 5), paid("wuhan_2024_draft/7.3", 3)]
    resolution = stack([*awards, other(2, "city")])
    assert resolution.total == wan(10)
    silent = [mark for mark in resolution.marks if mark.kind is MarkKind.SILENT]
    assert [mark.award for mark in silent] == awards
    assert {mark.en for mark in silent} == {"no stacking rule in the text"}


def test_wuhan_grants_model_and_compute_together():
    resolution = stack([paid("wuhan_2024_draft/3.2", 5), paid("wuhan_2024_draft/3.3", 3)])
    assert resolution.total == wan(8)
    together = [mark.en for mark in resolution.marks if mark.kind is MarkKind.TOGETHER]
    assert together == ["the two are given together"] * 2
    alone = stack([paid("wuhan_2024_draft/3.2", 5)])
    assert not [mark for mark in alone.marks if mark.kind is MarkKind.TOGETHER]


def test_wuhan_match_adds_to_provincial_subsidy():
    match, subsidy = paid("wuhan_2024_draft/2.1", 8), paid("langfang_2023/1.1", 8)
    assert total(match, subsidy) == 8
    province = paid("heilongjiang_2026/4.2", 8)
    assert total(match, province) == 16


def test_wuhan_compute_support_has_one_cap():
    id_ = "wuhan_2024_draft/3.3"
    history = [paid(id_, 300, on=date(2023, 6, 1))]
    assert total(paid(id_, 250), history=history) == 200
    facts = {"local_compute_fee": wan(800), "received_to_date": 0, "year_of_support": 2}
    law = wuhan_2024_draft.vertical_model_compute.read_as("each_year")
    award = law.award(
        claim(effective_from=date(2024, 1, 1)), **facts, selected=True, lead_unit=True
    )
    assert total(award, history=history) == 400


def test_wuhan_listing_award_has_one_cap():
    id_ = "wuhan_2024_draft/10.4"
    assert total(paid(id_, 500), history=[paid(id_, 400, on=date(2023, 1, 1))]) == 400


# Dalian


@pytest.mark.parametrize("claimant", ["甲", "乙"])
def test_dalian_pays_the_higher_on_one_project(claimant):
    high, low = (
        paid("dalian_2025_draft/3.2", 5),
        paid("dalian_2025_draft/3.3", 2, claimant=claimant),
    )
    resolution = stack([high, low])
    assert resolution.granted == ((high, wan(5)),)
    assert reasons(resolution) == [
        (low.clause, [high.clause], "dalian_2025_draft/closing", "结尾条款")
    ]
    assert resolution.alternatives == ()


@pytest.mark.parametrize("level", ["nation", "province", "city", "district"])
@pytest.mark.parametrize("same_kind", [True, False])
def test_dalian_meets_other_policies(level, same_kind):
    ours = paid("dalian_2025_draft/3.2", 5)
    assert total(ours, other(8, level, same_kind=same_kind)) == 8
    assert total(ours, other(8, level, subject="Q", same_kind=same_kind)) == 13


@pytest.mark.parametrize("number", ["1.1", "7.2", "14.1", "6.1", "5.3"])
def test_dalian_binds_projects_platforms_talents(number):
    ours = paid(f"dalian_2025_draft/{number}", 5)
    assert total(ours, paid("dalian_2025_draft/3.2", 3)) == 8
    assert total(ours, other(3)) == 8
    assert total(ours, other(3), reading="every_subject") == 5


def test_two_outside_policies_combine_beside_dalian():
    assert total(paid("dalian_2025_draft/3.2", 5), other(4), other(3, name="第三政策")) == 7
    assert total(other(4), other(3, name="第三政策")) == 7


def test_dalian_5_1_and_5_2_are_one_plan():
    plan = paid("dalian_2025_draft/5.1", 5), paid("dalian_2025_draft/5.2", 2)
    assert total(*plan) == 7
    assert total(*plan, reading="literal") == 5
    assert total(*plan, paid("dalian_2025_draft/4.3", 6)) == 7
    assert total(*plan, paid("dalian_2025_draft/4.3", 8)) == 8


@pytest.mark.parametrize(
    ("reading", "awards", "read", "default"),
    [
        ("per_applicant", lambda: [paid("dalian_2025_draft/3.2", 5), paid("dalian_2025_draft/3.3", 2, claimant="乙")], 7, 5),
        ("by_article", lambda: [paid("dalian_2025_draft/3.2", 5), paid("dalian_2025_draft/3.3", 2)], 7, 5),
        ("by_article", lambda: [paid("dalian_2025_draft/3.2", 5), paid("dalian_2025_draft/2.1", 2)], 5, 5),
        ("inside_only", lambda: [paid("dalian_2025_draft/3.2", 5), other(2)], 7, 5),
        ("outside_only", lambda: [paid("dalian_2025_draft/3.2", 5), paid("dalian_2025_draft/3.3", 2)], 7, 5),
    ],
)  # fmt: skip
def test_dalian_readings(reading, awards, read, default):
    assert total(*awards(), reading=reading) == read
    assert total(*awards()) == default


def test_dalian_equity_is_totalled_apart():
    facts = dict.fromkeys(("in_listed_field", "company_founded", "product_formed"), True)
    equity = dalian_2025_draft.research_then_equity.award(
        claim("Q", effective_from=date(2024, 1, 1)), **facts
    )
    resolution = stack([equity, paid("dalian_2025_draft/4.3", 500)])
    assert resolution.by_instrument == {"equity": wan(500), "cash": wan(500)}
    assert [mark.en for mark in resolution.marks if mark.kind is MarkKind.INSTRUMENT] == [
        "the total includes 5,000,000.00 yuan of equity, kept apart from the rest"
    ]
    recorded = stack([paid("dalian_2025_draft/2.2", 500)])
    assert recorded.by_instrument == {"equity": wan(500)}


def test_dalian_operation_support_has_one_cap():
    id_ = "dalian_2025_draft/5.2"
    history = [paid(id_, 120, on=date(2023, 6, 1))]
    assert total(paid(id_, 100), history=history) == 80


# Langfang


def test_langfang_pays_the_higher_on_one_project():
    high, low = paid("langfang_2023/1.1", 5), paid("langfang_2023/1.2", 3)
    resolution = stack([high, low])
    assert resolution.granted == ((high, wan(5)),)
    assert reasons(resolution) == [
        (low.clause, [high.clause], "langfang_2023/supplementary_3", "附则(三)")
    ]
    assert total(high, paid("langfang_2023/1.2", 3, "Q")) == 8
    assert total(high, paid("langfang_2023/1.2", 3, claimant="乙")) == 8
    assert total(paid("langfang_2023/1.1", 5, None), paid("langfang_2023/1.2", 3, None)) == 8


def test_langfang_marks_yearly_payments():
    resolution = stack([paid("langfang_2023/1.1", 5), paid("langfang_2023/1.2", 3)])
    (stream,) = [mark for mark in resolution.marks if mark.kind is MarkKind.STREAM]
    assert stream.award.clause == "langfang_2023/1.2"
    assert stream.en == "paid over years; compared by what is claimed in this call"


def test_langfang_years_of_one_clause_combine():
    years = [paid("langfang_2023/1.2", 3, on=date(year, 6, 1)) for year in (2023, 2024)]
    assert total(*years) == 6
    assert total(*years, paid("langfang_2023/1.1", 5)) == 6
    assert total(*years, paid("langfang_2023/1.1", 7)) == 7
    assert total(years[1], paid("langfang_2023/1.1", 7), history=years[:1]) == 4


@pytest.mark.parametrize("level", ["nation", "province", "city", "district"])
@pytest.mark.parametrize("same_kind", [True, False])
def test_langfang_enterprise_chooses_one_policy(level, same_kind):
    ours = paid("langfang_2023/8.1", 5)
    resolution = stack([ours, other(3, level, same_kind=same_kind)])
    assert resolution.total == wan(5)
    assert [one.article for one in resolution.displaced] == ["附则(四)"]
    assert [choice.total for choice in resolution.alternatives] == [wan(3)]
    assert total(ours, other(3, level, subject="Q")) == 8


def test_langfang_pays_the_higher_voucher_of_a_year():
    won, local = paid("langfang_2023/2.2", 60, "P"), paid("langfang_2023/2.3", 75, None)
    resolution = stack([won, local])
    assert resolution.granted == ((local, wan(75)),)
    assert reasons(resolution) == [
        (won.clause, [local.clause], "langfang_2023/article_2_higher", "2")
    ]
    assert total(won, paid("langfang_2023/2.3", 75, on=date(2025, 6, 1))) == 135
    assert total(won, paid("langfang_2023/2.3", 75, claimant="乙")) == 135
    assert total(won, paid("langfang_2023/2.3", 75, year=2025)) == 135


def test_langfang_vouchers_share_a_yearly_cap():
    settled = paid("langfang_2023/2.1", 50, None)
    won, local = paid("langfang_2023/2.2", 60, None), paid("langfang_2023/2.3", 75, None)
    resolution = stack([local, won, settled])
    assert resolution.granted == ((settled, wan(50)), (local, wan(50)))
    assert reasons(resolution)[1] == (
        local.clause, [settled.clause], "langfang_2023/article_2_cap", "2",
    )  # fmt: skip
    assert total(settled, paid("langfang_2023/2.3", 49, None)) == 99
    assert total(settled, paid("langfang_2023/2.3", 50, None)) == 100
    assert total(settled, paid("langfang_2023/2.3", 51, None)) == 100
    assert total(local, history=[settled]) == 50


def test_langfang_vouchers_meet_the_general_rule():
    settled, won = paid("langfang_2023/2.1", 50), paid("langfang_2023/2.2", 40)
    assert total(settled, won) == 90
    assert total(settled, won, paid("langfang_2023/1.1", 70)) == 90
    assert total(settled, won, paid("langfang_2023/1.1", 91)) == 91


def test_langfang_security_test_yearly_cap():
    tests = [paid("langfang_2023/10.1", 30, name) for name in ("P", "Q")]
    assert total(*tests) == 50
    assert total(tests[1], history=tests[:1]) == 20


@pytest.mark.parametrize(
    ("reading", "awards", "read", "default"),
    [
        ("whole_enterprise", lambda: [paid("langfang_2023/8.1", 5), other(3, subject="Q")], 5, 8),
        ("enterprises_only", lambda: [paid("langfang_2023/1.1", 5, applicant="university"), paid("langfang_2023/1.2", 3, applicant="university")], 8, 5),
        ("enterprises_only", lambda: [paid("langfang_2023/1.1", 5, applicant="university"), other(3, applicant="university")], 8, 5),
        ("enterprises_only", lambda: [paid("langfang_2023/1.1", 5, applicant="enterprise"), paid("langfang_2023/1.2", 3)], 5, 5),
        ("any_applicant", lambda: [paid("langfang_2023/1.1", 5), paid("langfang_2023/1.2", 3, claimant="乙")], 5, 8),
        ("by_article", lambda: [paid("langfang_2023/1.1", 5), paid("langfang_2023/1.2", 3)], 8, 5),
        ("settlement_apart", lambda: [paid("langfang_2023/2.1", 50, None), paid("langfang_2023/2.2", 60, None)], 110, 100),
    ],
)  # fmt: skip
def test_langfang_readings(reading, awards, read, default):
    assert total(*awards(), reading=reading) == read
    assert total(*awards()) == default


def test_langfang_higher_of_all_leaves_no_choice():
    awards = paid("langfang_2023/8.1", 5), other(3)
    assert stack(awards).alternatives
    assert not stack(awards, readings={"langfang_2023": "higher_of_all"}).alternatives
