"""Harbin's rules on combining awards, and every reading of them."""

from datetime import date

import pytest

from aipolicy import stack, wan
from tests.rules.combining_awards.awards import other, paid, reasons, total


def test_awards_combine_inside_the_document():
    assert total(paid("harbin_2022/2.1", 5), paid("harbin_2022/2.2", 3)) == 8


@pytest.mark.parametrize("level", ["nation", "province", "city"])
def test_excludes_same_kind_on_one_subject(level):
    ours = paid("harbin_2022/4.1", 5)
    resolution = stack([ours, other(3, level)])
    assert resolution.total == wan(5)
    assert reasons(resolution) == [
        ("另一政策", ["harbin_2022/4.1"], "harbin_2022/closing", "结尾条款")
    ]
    assert total(ours, other(8, level)) == 8
    assert total(ours, other(3, level, "Q")) == 8


def test_lists_the_other_choice():
    ours, theirs = paid("harbin_2022/4.1", 5), other(3)
    (alternative,) = stack([ours, theirs]).alternatives
    assert alternative.total == wan(3)
    assert alternative.granted == ((theirs, wan(3)),)
    assert alternative.instead_of == ((ours, wan(5)),)


def test_limits_of_the_closing_rule():
    ours = paid("harbin_2022/4.1", 5)
    assert total(ours, other(3, "district")) == 8
    assert total(ours, other(3, same_kind=False)) == 8
    assert total(paid("harbin_2022/4.1", 5, None), other(3, subject=None)) == 8


def test_compares_joint_sums_with_one_outside():
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
def test_readings(reading, awards, read, default):
    assert total(*awards(), reading=reading) == read
    assert total(*awards()) == default


def test_foreign_experts_share_a_cap():
    first, second = paid("harbin_2022/6.2", 28), paid("harbin_2022/6.2", 71, content="另一专家")
    assert total(first, paid("harbin_2022/6.2", 72, content="另一专家")) == 100
    assert total(first, second) == 99
    third = paid("harbin_2022/6.2", 5, on=date(2025, 6, 1))
    resolution = stack([third], history=[first, second])
    assert resolution.total == wan(1)
    reason = ("harbin_2022/6.2", ["harbin_2022/6.2"] * 2, "harbin_2022/6.2:in_all", "6")
    assert reasons(resolution) == [reason]
    assert total(first, paid("harbin_2022/6.2", 100, "另一中心")) == 128


def test_meets_its_own_region_only():
    ours = paid("harbin_2022/4.1", 5)
    assert total(ours, paid("heilongjiang_2026/8.2", 3)) == 5
    assert total(ours, paid("wuhan_2024_draft/7.3", 3)) == 8
