"""Heilongjiang's rules on combining awards, and every reading of them."""

from datetime import date

import pytest

from aipolicy import stack, wan
from aipolicy.calc.stacking.resolution import MarkKind
from aipolicy.rules import heilongjiang_2026
from tests.rules.combining_awards.awards import claim, other, paid, reasons, total


def test_awards_combine_inside():
    assert total(paid("heilongjiang_2026/6.3", 2), paid("heilongjiang_2026/6.4", 3)) == 5


def test_pays_the_higher_provincial():
    ours = paid("heilongjiang_2026/8.2", 5)
    for same_kind in (True, False):
        resolution = stack([ours, other(8, same_kind=same_kind)])
        assert resolution.total == wan(8)
        assert reasons(resolution) == [
            ("heilongjiang_2026/8.2", ["另一政策"], "heilongjiang_2026/closing", "结尾条款")
        ]
        assert resolution.alternatives == ()


@pytest.mark.parametrize("level", ["nation", "city", "district"])
def test_meets_provincial_money_only(level):
    ours = paid("heilongjiang_2026/8.2", 5)
    assert total(ours, other(3, level)) == 8
    assert total(ours, other(3, level), reading="all_levels") == 5


def test_match_adds_to_national_support():
    match, national = paid("heilongjiang_2026/13.3", 1), other(5, "nation")
    assert total(match, national, reading="all_levels") == 6
    resolution = stack([match, national], readings={"heilongjiang_2026": "all_levels"})
    assert [m.en for m in resolution.marks if m.kind is MarkKind.TOGETHER] == [
        "it is made to stand on the national support"
    ]


def test_extra_half_adds_to_its_base():
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
def test_readings(reading, awards, read, default):
    assert total(*awards(), reading=reading) == read
    assert total(*awards()) == default


@pytest.mark.parametrize(("number", "cap"), [("5.2", 400), ("6.5", 100), ("7.1", 100)])
def test_yearly_caps(number, cap):
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


def test_cumulative_cap():
    id_ = "heilongjiang_2026/3.1"
    history = [paid(id_, 600, on=date(2023, 6, 1)), paid(id_, 500, on=date(2024, 6, 1))]
    assert total(paid(id_, 399, on=date(2025, 6, 1)), history=history) == 399
    assert total(paid(id_, 400, on=date(2025, 6, 1)), history=history) == 400
    assert total(paid(id_, 401, on=date(2025, 6, 1)), history=history) == 400


def test_staged_award_has_one_cap():
    id_ = "heilongjiang_2026/9.2"
    assert total(paid(id_, 3000), history=[paid(id_, 2500, on=date(2023, 1, 1))]) == 2500
    beyond = paid(id_, 6000, exception="省政府专题会议纪要")
    assert total(beyond, history=[paid(id_, 2500, on=date(2023, 1, 1))]) == 3500
