"""What forbids to stack awards, all of it at once."""

from datetime import date

import pytest

from aipolicy import AipolicyError, Award, Claim, policies, stack, wan
from aipolicy.calc.choice import budget
from aipolicy.calc.documents.rule import Joint
from aipolicy.errors import AwardsTooEntangled, InvalidClaim, InvalidStack
from aipolicy.rules import langfang_2023
from tests.calc.stacking.cities import city, ours, rule, theirs  # noqa: F401
from tests.stacking.awards import ON, ceiling, paid
from tests.stacking.chinese import english


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
        "  readings.langfang='literal': unknown policy; did you mean langfang_2023?"
    )
    assert faults_of([], readings=readings) == [
        ("rule_reading.unknown", ("readings", "langfang_2023")),
        ("policy.unknown", ("readings", "langfang")),
    ]
    far = {"langfang_2023": "zz", "zz": "literal"}
    assert refused([], readings=far) == (
        "stack: 2 faults\n"
        "  readings.langfang_2023='zz': the stacking rules of the document have no such reading; "
        "readings: whole_enterprise, enterprises_only, any_applicant, by_article, higher_of_all, "
        "settlement_apart, no_top_up, gross_caps\n"
        f"  readings.zz='literal': unknown policy; known: {names}"
    )
    assert "readings: no_top_up, gross_caps" in refused([], readings={"wuhan_2024_draft": "zz"})


@pytest.mark.parametrize("readings", ["literal", None, 5, {"langfang_2023": 5}])
def test_refuses_readings_of_no_document(readings):
    assert refused([], readings=readings) == (
        f"stack: 1 fault\n  readings={readings!r}: each document or clause needs the name of a reading, or "
        'several; name them, as in {"dalian_2025_draft": "per_applicant"}'
    )
    assert faults_of([], readings=readings) == [("readings.type", ("readings",))]


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


def test_a_claimant_is_named_by_all_or_none():
    awards = [paid(f"dalian_2025_draft/{number}", 5, None) for number in ("3.2", "3.3")]
    assert stack(awards).total == 10
    unnamed = paid("langfang_2023/1.1", 5, claimant=None)
    assert faults_of([awards[0], unnamed]) == [("award.no_claimant", ("awards", 1, "claimant"))]


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
    monkeypatch.setattr("aipolicy.calc.choice.solver.solve.__kwdefaults__", {"steps": 0})
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
    monkeypatch.setattr("aipolicy.calc.choice.solver.solve.__kwdefaults__", {"steps": 0})
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
