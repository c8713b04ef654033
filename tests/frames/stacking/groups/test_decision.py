"""The common group is decided by one maximum; all else by the exact resolver."""

from datetime import date

import polars as pl

from aipolicy import frames, policies, wan
from tests.frames.engines import listed
from tests.frames.stacking.group_awards import award, other, same, seen  # noqa: F401
from tests.frames.stacking.one_project import ON, paid


def test_common_groups_are_never_exact(seen):
    group = [award("1.1", 30), award("1.2", 50), award("4.1", 40), award("9.1", 20)]
    found = same([*group, award("1.1", 5, "Q")])
    assert found["paid"] == [0, wan(50) * 100, 0, 0, wan(5) * 100]
    assert found["displaced_by"] == ["1", None, "1", "1", None]
    assert seen == []


def test_one_outside_rival_is_never_exact(seen):
    for theirs in (60, 40):
        same([award("1.1", 30), award("1.2", 50), other(theirs)])
    same([award("1.2", 50), other(20)])
    same([award("3.2", 50, city="dalian_2025_draft"), award("1.1", 60)])
    assert seen == []


def test_lone_awards_need_no_exact_resolver(seen):
    same([award("1.1", 30), award("1.1", 40, "Q"), award("4.1", 5, None), other(5, None)])
    same([other(5), other(7)])
    same([award("1.1", 30, "Q"), other(5), other(7, content="x")])
    same([award("1.2", 0), award("1.1", 0), award("4.1", 7)])
    assert seen == []


def test_equal_sums_follow_document_order(seen):
    assert same([award("10.1", 5), award("9.1", 5)])["paid"] == [0, wan(5) * 100]
    assert same([other(5), award("9.1", 5)])["paid"] == [0, wan(5) * 100]
    two = [award("3.2", 5, city="dalian_2025_draft"), award("9.1", 5)]
    assert same(two)["paid"] == [wan(5) * 100, 0]
    assert seen == []


def test_equal_sums_of_one_clause_are_exact(seen):
    found = same([award("2.1", 5, "Q"), award("2.1", 5, "P"), award("2.1", 4, "R")])
    assert found["paid"] == [0, wan(5) * 100, 0]
    assert seen == [3]


def test_pairs_that_do_not_conflict_are_exact(
    seen,
):
    two = [
        award("1.1", 30),
        award("4.1", 20),
        other(40),
        other(45, content="x"),
        award("1.1", 7, "Q"),
    ]
    assert same(two)["paid"] == [0, 0, wan(40) * 100, wan(45) * 100, wan(7) * 100]
    assert seen == [4]


def test_two_of_one_clause_are_exact(seen):
    years = [award("1.2", 30, year=2023), award("1.2", 20, year=2024), award("9.1", 40)]
    assert same(years)["paid"] == [wan(30) * 100, wan(20) * 100, 0]
    assert seen == [3]


def test_a_chain_of_groups_is_exact(seen):
    chain = [
        award("2.1", 30, "P"),
        award("2.1", 20, "Q"),
        award("1.1", 25, "P"),
        award("1.1", 40, "Q"),
    ]
    same(chain)
    assert seen == [4]


def test_history_is_exact(seen):
    before = [award("1.1", 30, on=date(2024, 1, 1)), award("1.1", 30, "R", on=date(2024, 1, 1))]
    found = same([award("1.2", 50), award("1.2", 20, "Q")], before)
    assert found["paid"] == [wan(20) * 100, wan(20) * 100, None, None]
    assert seen == [2]


def test_sums_too_large_to_pack_are_exact(seen):
    every = [provision.id for policy in policies() for provision in policy.provisions]
    frame = pl.DataFrame(
        {
            "clause": [*every, "langfang_2023/5.1", "langfang_2023/8.3"],
            "amount": [1] * len(every) + [10**17, 10**17 - 1],
            "subject": [None] * len(every) + ["P", "P"],
            "claimant": [str(row) for row in range(len(every))] + ["甲", "甲"],
        }
    )
    found = frames.stack(frame, unit="fen", on=ON)
    assert paid(found)[-2:] == [10**17, 0]
    assert listed(found)["displaced_by"][-2:] == [None, str(len(every))]
    assert seen == [2]
