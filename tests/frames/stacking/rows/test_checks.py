"""Rows that can be read one by one and yet not be stacked together."""

from datetime import date

import numpy as np
import polars as pl
import pytest

from aipolicy import frames, policies
from aipolicy.errors import InvalidStack
from aipolicy.frames.stacking.rows import checks
from tests.frames.stacking.one_project import ON, paid, read, two

POLICIES = ", ".join(sorted(policy.id for policy in policies()))


def refusal(frame, **more):
    """The faults, each as its code and its English text."""
    with pytest.raises(InvalidStack) as caught:
        frames.stack(frame, unit="fen", **{"on": ON, **more})
    return read(caught.value)


def test_a_row_without_a_clause_is_told():
    assert refusal(two(clause=["langfang_2023/1.1", None])) == [
        "stack: 1 fault",
        "field.no_clause clause=None in row 1 (1 row in all): each row needs its clause, or with a "
        "level the name of the policy outside the library; fill in these rows",
    ]


def test_unknown_clauses_name_the_nearest():
    names = [
        "langfang_2023/1.9",
        "atlantis/1.1",
        "langfang_2023/1.9",
        "x",
        "y",
        "z",
        "harbin_2022/4.1",
    ]
    frame = pl.DataFrame({"clause": names, "amount": range(7), "level": None})
    told = refusal(frame.cast({"level": pl.String}))
    assert told == [
        "stack: 4 faults",
        "provision.unknown clause='langfang_2023/1.9' in row 0, 'langfang_2023/1.9' in row 2 "
        "(2 rows in all): langfang_2023 has no such provision; did you mean langfang_2023/1.2?",
        "policy.unknown clause='atlantis/1.1' in row 1 (1 row in all): unknown policy; "
        f"known: {POLICIES}",
        f"policy.unknown clause='x' in row 3 (1 row in all): unknown policy; known: {POLICIES}",
        "clause.unknown clause='y' in row 4, 'z' in row 5 (2 rows in all): unknown clause; "
        "aipolicy clauses lists them all",
    ]


def test_provisions_without_sums_may_be_paid():
    other = two(clause=["langfang_2023/5.1", "langfang_2023/1.2"])
    assert paid(frames.stack(other, unit="fen", on=ON)) == [0, 7]


def test_words_that_are_not_known_are_told():
    frame = two(level=["provnce", "city"], applicant=["firm", "firm"], per=[None, "projekt"])
    assert refusal(frame) == [
        "stack: 3 faults",
        "value.choice applicant='firm' in row 0, 'firm' in row 1 (2 rows in all): unknown choice; "
        "choose one of: enterprise, university, institute, individual",
        "value.choice level='provnce' in row 0 (1 row in all): unknown choice; "
        "did you mean province?",
        "value.choice per='projekt' in row 1 (1 row in all): unknown choice; did you mean project?",
    ]


def test_unknown_words_know_every_choice():
    frame = two(level=["provnce", "city"], per=[None, "projekt"])
    with pytest.raises(InvalidStack) as caught:
        frames.stack(frame, unit="fen", on=ON)
    assert [(one.path, one.params["known"]) for one in caught.value.faults] == [
        (("level",), ("nation", "province", "city", "district")),
        (("per",), ("project", "platform", "enterprise", "unit", "event", "park", "product",
                    "contract", "talent")),
    ]  # fmt: skip


def test_an_empty_word_is_none():
    frame = two(level=["", "city"], applicant=["", None], per=[None, ""], exception=["", None])
    assert paid(frames.stack(frame, unit="fen", on=ON)) == [0, 7]


def test_all_rows_name_a_claimant_or_none():
    assert refusal(two(claimant=["甲", None])) == [
        "stack: 1 fault",
        "award.no_claimant claimant=None in row 1 (1 row in all): other awards name their "
        "claimant; name it on every row, or on none",
    ]
    assert refusal(two(claimant=["", "甲"]))[1].startswith(
        "award.no_claimant claimant=None in row 0 (1 row in all): "
    )
    unnamed = two(claimant=[None, ""]).cast({"claimant": pl.String})
    assert paid(frames.stack(unnamed, unit="fen", on=ON)) == [0, 7]


def test_refuses_history_after_the_last_claim():
    days = [date(2024, 6, 2), ON]
    frame = two(subject=None, paid_before=[True, False], day=days)
    assert refusal(frame, on="day") == [
        "stack: 1 fault",
        "award.too_late day=2024-06-02 in row 0 (1 row in all): an award paid before must be dated "
        "no later than the last claim, 2024-06-01; remove the row, or correct the day",
    ]
    history = two(paid_before=[True, True], on=days)
    assert paid(frames.stack(history, unit="fen")) == [None, None]


def test_what_was_paid_before_has_a_sum():
    frame = two(amount=[None, 7], most=[5, None], paid_before=[True, False])
    assert refusal(frame) == [
        "stack: 1 fault",
        "award.not_determined amount=None in row 0 (1 row in all): an award paid before must have "
        "a sum; give its amount, or remove the row",
    ]


def test_two_rows_of_one_award_are_told():
    frame = pl.concat([two(claimant=["甲", "乙"])] * 3)
    frame = frame.with_columns(paid_before=pl.Series([False, False, True, False, False, True]))
    assert refusal(frame) == [
        "stack: 1 fault",
        "award.same_rows rows=row 2 repeats row 0, row 3 repeats row 1, row 4 repeats row 0 (4 rows "
        "in all): two rows are the same award; remove one, or give each its own subject, contract "
        "or day",
    ]
    assert refusal(frame[:3])[1].startswith(
        "award.same_rows rows=row 2 repeats row 0 (1 row in all): "
    )


def test_an_empty_name_is_no_name():
    same = pl.DataFrame(
        {"clause": ["langfang_2023/1.1"] * 2, "amount": [5, 5], "subject": ["", None]}
    )
    assert refusal(same)[1].startswith("award.same_rows rows=row 1 repeats row 0 (1 row in all): ")


@pytest.mark.parametrize(
    "name", ["subject", "contract", "content", "claimant", "on", "year", "level"]
)
def test_one_differing_name_makes_two_awards(name):
    differing = {"on": [ON, date(2024, 6, 2)], "year": [2024, 2023], "level": ["nation", "city"]}
    frame = pl.DataFrame(
        {
            "clause": ["wuhan_2024_draft/4.1" if name != "level" else "他策"] * 2,
            "amount": [5, 5],
            name: differing.get(name, ["a", "b"]),
        }
    )
    found = frames.stack(frame, unit="fen", **({} if name == "on" else {"on": ON}))
    assert paid(found) == [5, 5]


def test_hash_collisions_are_not_repeats(monkeypatch):
    monkeypatch.setattr(checks, "_PRIMES", (0, 0))  # every identity is mixed to the same number
    assert paid(frames.stack(two(), unit="fen", on=ON)) == [0, 7]


def test_empty_frames_report_bad_readings():
    assert refusal(two()[:0], readings={"langfang_2023": "x"})[1].startswith(
        "rule_reading.unknown readings.langfang_2023='x': the stacking rules of the document have no "
        "such reading; readings: whole_enterprise, enterprises_only, any_applicant, by_article, "
    )


def test_many_different_rows_are_not_repeats():
    rows = np.arange(100_000)
    frame = pl.DataFrame({"amount": rows % 7 + 1, "content": rows.astype(str)})
    found = frames.stack(frame, unit="fen", on=ON, clause="wuhan_2024_draft/4.1")
    assert sum(paid(found)) == frame["amount"].sum()


def test_another_level_is_not_its_own():
    frame = two(level=["province", None])
    with pytest.raises(InvalidStack) as refused:
        frames.stack(frame, unit="fen", on=ON)
    assert [one.code for one in refused.value.faults] == ["award.not_external"]
    assert "row 0" in str(refused.value)
