"""Rows read exactly, and rows that cannot be taken."""

from datetime import datetime
from decimal import Decimal

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from aipolicy import frames
from aipolicy.frames import InvalidColumns
from tests.frames.stacking.one_project import ON, TWO, paid, two


def refusal(frame, *, unit="fen", **more):
    with pytest.raises(InvalidColumns) as told:
        frames.stack(frame, unit=unit, **{"on": ON, **more})
    return str(told.value).splitlines()


def test_a_row_states_its_amount_or_most():
    limit = "a row states its amount, or the most where that is not determined; correct them"
    neither = pl.DataFrame({**TWO, "amount": [5, None], "most": [None, None]})
    assert refusal(neither) == [
        "stack: 1 fault",
        f"  amount=None in row 1 (1 row in all): {limit}",
    ]
    assert refusal(two(amount=None, most=[None, 4]))[1:] == [
        f"  most=None in row 0 (1 row in all): {limit}"
    ]
    both = two(most=[1, 1])
    assert paid(frames.stack(both, unit="fen", on=ON)) == [0, 7]


def test_reports_negative_and_split_fen():
    frame = pa.table({**TWO, "amount": [-1.0, 0.5], "most": pa.array([Decimal("-0.01"), None])})
    assert refusal(frame, unit="yuan") == [
        "stack: 2 faults",
        "  amount=-1.0 in row 0 (1 row in all): a sum is 0 or more; correct them",
        "  most=Decimal('-0.01') in row 0 (1 row in all): a sum is 0 or more; correct them",
    ]
    assert refusal(pa.table({**TWO, "amount": [1.0, 0.5]}))[1:] == [
        "  amount=0.5 in row 1 (1 row in all): a sum is whole fen; correct them"
    ]
    assert refusal(two(amount=["5", "7"]))[1:] == [
        "  amount='5' in row 0, '7' in row 1 (2 rows in all): this is not a sum; correct them"
    ]


def test_reports_missing_and_absurd_days():
    days = pa.array([None, 10**8], pa.int32()).cast(pa.date32())
    told = refusal(pl.DataFrame({**TWO, "on": [None, ON]}), on=None)
    assert told[1:] == [
        "  on=None in row 0 (1 row in all): a day is required on every row; correct them"
    ]
    frame = pd.DataFrame({**TWO, "on": [datetime(2024, 6, 1, 5), ON]})
    assert refusal(frame, on=None)[1:] == [
        "  on=datetime.datetime(2024, 6, 1, 5, 0) in row 0 (1 row in all): a day has no time of "
        "day; correct them"
    ]
    far = pd.DataFrame({**TWO, "on": days.to_numpy(zero_copy_only=False)})
    assert refusal(far, on=None)[-1].endswith(
        "(1 row in all): a day lies between 0001-01-01 and 9999-12-31; correct them"
    )


def test_years_outside_those_of_a_claim_are_told():
    assert refusal(two(year=[1900, 2024]))[1:] == [
        "  year=1900 in row 0 (1 row in all): a year is a whole number from 1949 to 2200; "
        "correct them"
    ]
    assert paid(frames.stack(two(year=[None, 2024]), unit="fen", on=ON)) == [0, 7]


def test_paid_before_is_required_same_kind_not():
    assert refusal(two(paid_before=[None, True]))[1:] == [
        "  paid_before=None in row 0 (1 row in all): a row says whether it was paid before; "
        "correct them"
    ]
    frame = pd.DataFrame({**TWO, "paid_before": ["no", True]})
    assert refusal(frame)[1:] == [
        "  paid_before='no' in row 0 (1 row in all): this is not a truth value; correct them"
    ]
    kinds = two(level=["province", None], same_kind=[None, None]).cast({"same_kind": pl.Boolean})
    assert paid(frames.stack(kinds, unit="fen", on=ON)) == [0, 7]
    text = pd.DataFrame({**TWO, "same_kind": ["no", None]})
    assert refusal(text)[1:] == [
        "  same_kind='no' in row 0 (1 row in all): this is not a truth value; correct them"
    ]


def test_what_is_no_text_is_told_by_row():
    frame = pd.DataFrame({**TWO, "clause": [5, "langfang_2023/1.1"], "subject": ["P", 2.5]})
    assert refusal(frame) == [
        "stack: 2 faults",
        "  clause=5 in row 0 (1 row in all): this is not text; correct them",
        "  subject=2.5 in row 1 (1 row in all): this is not text; correct them",
    ]


def test_reports_row_and_award_faults():
    frame = two(clause=["langfang_2023/1.9", "langfang_2023/1.2"], amount=[-5, 7])
    assert refusal(frame, readings={"langfang_2023": "by_articl"}) == [
        "stack: 3 faults",
        "  amount=-5 in row 0 (1 row in all): a sum is 0 or more; correct them",
        "  clause='langfang_2023/1.9' in row 0 (1 row in all): langfang_2023 has no such measure; "
        "did you mean langfang_2023/1.2?",
        "  readings['langfang_2023']='by_articl': the document's stacking rules have no such "
        "reading; did you mean by_article? readings: any_applicant, by_article, enterprises_only, "
        "higher_of_all, no_top_up, settlement_apart, whole_enterprise",
    ]


def test_unread_rows_are_not_repeats():
    same = two(clause=[TWO["clause"][0]] * 2, amount=[-1, -2])
    assert refusal(same) == [
        "stack: 1 fault",
        "  amount=-1 in row 0, -2 in row 1 (2 rows in all): a sum is 0 or more; correct them",
    ]


def test_skips_checks_on_unread_fields():
    frame = pd.DataFrame({"clause": ["省策"], "amount": [5], "level": [7]}, dtype=object)
    assert refusal(frame) == [
        "stack: 1 fault",
        "  level=7 in row 0 (1 row in all): this is not text; correct them",
    ]
    days = pd.DataFrame(
        {**TWO, "on": [ON, "soon"], "amount": [5, -7], "paid_before": [True, False]}
    )
    assert refusal(days, on=None) == [
        "stack: 2 faults",
        "  amount=-7 in row 1 (1 row in all): a sum is 0 or more; correct them",
        "  on='soon' in row 1 (1 row in all): this is not a day; correct them",
    ]


def test_what_does_not_hang_on_it_is_told_with_it():
    frame = two(amount=[5, -7], clause=["langfang_2023/1.9", "langfang_2023/1.2"])
    told = refusal(frame.with_columns(applicant=pl.Series(["firm", None])))
    assert [line.partition("=")[0] for line in told[1:]] == ["  amount", "  clause", "  applicant"]


def test_sums_only_too_large_overflow():
    with pytest.raises(OverflowError) as told:
        frames.stack(two(amount=[2**62, 7]), unit="fen", on=ON)
    assert isinstance(told.value, frames.Overflow)
    assert str(told.value) == (
        "stack: 1 fault\n"
        "  amount=4611686018427387904 in row 0 (1 row in all): a sum is at most "
        "1,000,000,000,000,000 yuan; correct them"
    )
    with pytest.raises(InvalidColumns) as told:
        frames.stack(two(amount=[2**62, -7]), unit="fen", on=ON)
    assert not isinstance(told.value, frames.Overflow)
