"""Rules on combining awards that all five documents share, stated or not."""

from datetime import date

import pytest

from aipolicy import clauses, policies, stack, wan
from aipolicy.calc.documents.rule import Effect
from aipolicy.rules import (
    harbin_2022,
    langfang_2023,
)
from tests.calc.stacking.five_documents import OF_EVENT
from tests.rules.combining_awards.awards import claim, other, paid, reasons, total

OURS = {
    "harbin_2022": "4.1",
    "heilongjiang_2026": "8.2",
    "dalian_2025_draft": "3.2",
    "langfang_2023": "8.1",
}


@pytest.mark.parametrize(("policy", "number"), OURS.items())
def test_difference_to_a_lower_award_is_payable(policy, number):
    ours, lower = paid(f"{policy}/{number}", 5), other(3, on=date(2023, 6, 1))
    resolution = stack([ours], history=[lower])
    assert resolution.granted == ((ours, wan(2)),)
    assert [one.by for one in resolution.displaced] == [(lower,)]
    assert stack([ours], history=[other(5, on=date(2023, 6, 1))]).total == 0
    assert stack([ours], history=[other(8, on=date(2023, 6, 1))]).total == 0
    assert total(ours, history=[lower], reading="no_top_up") == 0


def test_no_top_up_leaves_a_silent_text_unchanged():
    ours = paid("wuhan_2024_draft/7.3", 5)
    assert total(ours, history=[other(3)], reading="no_top_up") == 5


ONCE = [
    (policy.id, clause.number)
    for policy in policies()
    for clause in policy.clauses.values()
    if clause.how_often == "once" and clause.number not in policy.stacking.in_stages
]


@pytest.mark.parametrize(("policy", "number"), ONCE)
def test_once_only_awards_are_paid_once(policy, number):
    before = paid(f"{policy}/{number}", 1, on=date(2023, 6, 1), contract="C")
    again = paid(f"{policy}/{number}", 2, contract="C")
    resolution = stack([again], history=[before])
    assert resolution.total == 0
    assert reasons(resolution) == [
        (again.clause, [again.clause], f"{policy}/{number}:once", number.partition(".")[0])
    ]
    assert stack([before, again]).total == wan(2)


def test_oracle_knows_every_event_cap():
    per_event = {one.id for one in clauses() if one.per == "event" and "cap" in one.figures}
    assert per_event == set(OF_EVENT)


@pytest.mark.parametrize(("id_", "cap"), OF_EVENT.items())
def test_event_cap_holds_for_all_claimants(id_, cap):
    host, partner = paid(id_, cap - 1, claimant="甲"), paid(id_, 2, claimant="乙")
    resolution = stack([host, partner])
    assert resolution.total == wan(cap)
    article = id_.partition("/")[2].partition(".")[0]
    ((cut, *reason),) = reasons(resolution)
    assert (cut, reason) == (id_, [[id_], f"{id_}:event", article])
    assert total(partner, history=[host]) == 1
    assert total(host, paid(id_, 1, claimant="乙")) == cap
    assert total(host, paid(id_, 2, "Q", claimant="乙")) == cap + 1
    assert total(host, paid(id_, 2, claimant="乙", on=date(2025, 6, 1))) == cap + 1


def test_contract_cap_holds_over_the_years():
    id_ = "dalian_2025_draft/5.3"
    first = paid(id_, 75, on=date(2025, 6, 1), contract="C")
    second = paid(id_, 75, on=date(2026, 6, 1), contract="C")
    resolution = stack([second], history=[first])
    assert resolution.granted == ((second, wan(25)),)
    assert reasons(resolution) == [(id_, [id_], f"{id_}:in_all", "5")]
    assert total(first, paid(id_, 75, on=date(2026, 6, 1), contract="D")) == 150
    assert total(first, paid(id_, 75, on=date(2026, 6, 1))) == 150


def test_reason_for_once_only_names_its_group():
    before = paid("harbin_2022/4.1", 1, on=date(2023, 6, 1))
    resolution = stack([paid("harbin_2022/4.1", 2)], history=[before])
    assert "每个项目给予一次（条文未写明“一次性”）" in resolution.explain()
    assert "once per project (the text does not print 一次性)" in resolution.explain("en")


def test_effects_of_each_document():
    rules = {policy.id: [rule.effect for rule in policy.stacking.rules] for policy in policies()}
    assert rules == {
        "dalian_2025_draft": [Effect.HIGHER],
        "harbin_2022": [Effect.CHOICE],
        "heilongjiang_2026": [Effect.HIGHER],
        "langfang_2023": [Effect.HIGHER, Effect.CAPPED, Effect.HIGHER, Effect.CHOICE],
        "wuhan_2024_draft": [],
    }


def test_computed_and_recorded_awards_agree():
    on = claim(on=date(2023, 6, 1))
    facts = {"review_passed": True, "equipment_cost": wan(3000)}
    ours = harbin_2022.rnd_platform_equipment.award(on, **facts)
    assert total(ours, other(500, on=date(2023, 6, 1))) == 600
    assert total(ours, history=[other(500, on=date(2023, 5, 1))]) == 100
    nothing = harbin_2022.rnd_platform_equipment.award(on, **{**facts, "review_passed": False})
    resolution = stack([nothing, other(5, on=date(2023, 6, 1))])
    assert resolution.granted == ((nothing, 0), (other(5, on=date(2023, 6, 1)), wan(5)))
    assert resolution.displaced == ()


def test_readings_combine():
    ours = paid("langfang_2023/8.1", 5)
    both = ("whole_enterprise", "no_top_up")
    assert total(ours, history=[other(3, subject="Q")], reading=both) == 0
    assert total(ours, history=[other(3, subject="Q")], reading="whole_enterprise") == 2


def test_langfang_computed_vouchers_share_the_cap():
    where = claim(None, effective_from=date(2023, 1, 4))
    awards = [
        langfang_2023.settlement_voucher.award(where, settled_this_year=True),
        langfang_2023.local_compute_use.award(where, compute_fee=wan(150), local_platform=True),
    ]
    resolution = stack(awards)
    assert resolution.total == wan(100)
    assert resolution.by_instrument == {"voucher": wan(100)}
