"""Dalian's rules on combining awards, and every reading of them."""

from datetime import date

import pytest

from aipolicy import stack, wan
from aipolicy.calc.stacking.resolution import MarkKind
from aipolicy.rules import dalian_2025_draft
from tests.rules.combining_awards.awards import claim, other, paid, reasons, total


@pytest.mark.parametrize("claimant", ["甲", "乙"])
def test_pays_the_higher_on_one_project(claimant):
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
def test_meets_other_policies(level, same_kind):
    ours = paid("dalian_2025_draft/3.2", 5)
    assert total(ours, other(8, level, same_kind=same_kind)) == 8
    assert total(ours, other(8, level, subject="Q", same_kind=same_kind)) == 13


@pytest.mark.parametrize("number", ["1.1", "7.2", "14.1", "6.1", "5.3"])
def test_binds_projects_platforms_talents(number):
    ours = paid(f"dalian_2025_draft/{number}", 5)
    assert total(ours, paid("dalian_2025_draft/3.2", 3)) == 8
    assert total(ours, other(3)) == 8
    assert total(ours, other(3), reading="every_subject") == 5


def test_two_outside_policies_combine_beside_dalian():
    assert total(paid("dalian_2025_draft/3.2", 5), other(4), other(3, name="第三政策")) == 7
    assert total(other(4), other(3, name="第三政策")) == 7


def test_5_1_and_5_2_are_one_plan():
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
def test_readings(reading, awards, read, default):
    assert total(*awards(), reading=reading) == read
    assert total(*awards()) == default


def test_equity_is_totalled_apart():
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


def test_operation_support_has_one_cap():
    id_ = "dalian_2025_draft/5.2"
    history = [paid(id_, 120, on=date(2023, 6, 1))]
    assert total(paid(id_, 100), history=history) == 80
