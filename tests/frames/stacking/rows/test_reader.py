"""Rows read exactly, and rows that cannot be taken."""

from datetime import datetime
from decimal import Decimal

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from aipolicy import frames
from aipolicy.frames import InvalidColumns
from tests.frames.stacking.one_project import ON, TWO, paid, read, two


def refusal(frame, *, unit="fen", **more):
    """The faults, each as its code and its English text."""
    with pytest.raises(InvalidColumns) as caught:
        frames.stack(frame, unit=unit, **{"on": ON, **more})
    return read(caught.value)


def test_a_row_states_its_amount_or_most():
    limit = (
        "each row needs its amount, or the most it can come to; fill in amount, or most where the "
        "amount is not determined"
    )
    neither = pl.DataFrame({**TWO, "amount": [5, None], "most": [None, None]})
    assert refusal(neither) == [
        "stack: 1 fault",
        f"field.no_sum amount=None in row 1 (1 row in all): {limit}",
    ]
    assert refusal(two(amount=None, most=[None, 4]))[1:] == [
        f"field.no_sum most=None in row 0 (1 row in all): {limit}"
    ]
    both = two(most=[1, 1])
    assert paid(frames.stack(both, unit="fen", on=ON)) == [0, 7]


def test_reports_negative_and_split_fen():
    frame = pa.table({**TWO, "amount": [-1.0, 0.5], "most": pa.array([Decimal("-0.01"), None])})
    assert refusal(frame, unit="yuan") == [
        "stack: 2 faults",
        "sum.negative amount=-1.0 in row 0 (1 row in all): a sum must be 0 or more; fix these rows",
        "sum.negative most=Decimal('-0.01') in row 0 (1 row in all): a sum must be 0 or more; "
        "fix these rows",
    ]
    assert refusal(pa.table({**TWO, "amount": [1.0, 0.5]}))[1:] == [
        "column.fen_fraction amount=0.5 in row 1 (1 row in all): a sum in fen must be a whole "
        'number; round it to whole fen, or pass unit="yuan" or unit="wan"'
    ]
    assert refusal(two(amount=["5", "7"]))[1:] == [
        "sum.unreadable amount='5' in row 0, '7' in row 1 (2 rows in all): not a sum of money; "
        "write numbers; a column in yuan or 万元 may also hold text such as 800万元"
    ]


def test_reports_missing_and_absurd_days():
    days = pa.array([None, 10**8], pa.int32()).cast(pa.date32())
    told = refusal(pl.DataFrame({**TWO, "on": [None, ON]}), on=None)
    assert told[1:] == [
        "column.value_missing on=None in row 0 (1 row in all): a value is required on every row; "
        "fix these rows"
    ]
    frame = pd.DataFrame({**TWO, "on": [datetime(2024, 6, 1, 5), ON]})
    assert refusal(frame, on=None)[1:] == [
        "day.time on=datetime.datetime(2024, 6, 1, 5, 0) in row 0 (1 row in all): a day is a date "
        "without a time; give the date alone"
    ]
    far = pd.DataFrame({**TWO, "on": days.to_numpy(zero_copy_only=False)})
    assert refusal(far, on=None)[-1].endswith(
        "(1 row in all): a day must be between 0001-01-01 and 9999-12-31; correct the day"
    )


def test_years_outside_those_of_a_claim_are_told():
    assert refusal(two(year=[1900, 2024]))[1:] == [
        "year.range year=1900 in row 0 (1 row in all): a calendar year must be between 1949 and "
        "2200; write it as 2023"
    ]
    assert paid(frames.stack(two(year=[None, 2024]), unit="fen", on=ON)) == [0, 7]


def test_paid_before_is_required_same_kind_not():
    assert refusal(two(paid_before=[None, True]))[1:] == [
        "column.value_missing paid_before=None in row 0 (1 row in all): a value is required on "
        "every row; fix these rows"
    ]
    frame = pd.DataFrame({**TWO, "paid_before": ["no", True]})
    assert refusal(frame)[1:] == [
        "condition.text paid_before='no' in row 0 (1 row in all): not yes or no; "
        "write true or false"
    ]
    kinds = two(level=["city", None], same_kind=[None, None]).cast({"same_kind": pl.Boolean})
    assert paid(frames.stack(kinds, unit="fen", on=ON)) == [0, 7]
    text = pd.DataFrame({**TWO, "same_kind": ["no", None]})
    assert refusal(text)[1:] == [
        "condition.text same_kind='no' in row 0 (1 row in all): not yes or no; write true or false"
    ]


def test_what_is_no_text_is_told_by_row():
    frame = pd.DataFrame({**TWO, "clause": [5, "langfang_2023/1.1"], "subject": ["P", 2.5]})
    assert refusal(frame) == [
        "stack: 2 faults",
        "column.text clause=5 in row 0 (1 row in all): not text; "
        "fix these rows, or cast the column to text",
        "column.text subject=2.5 in row 1 (1 row in all): not text; "
        "fix these rows, or cast the column to text",
    ]


def test_reports_row_and_award_faults():
    frame = two(clause=["langfang_2023/1.9", "langfang_2023/1.2"], amount=[-5, 7])
    assert refusal(frame, readings={"langfang_2023": "by_articl"}) == [
        "stack: 3 faults",
        "sum.negative amount=-5 in row 0 (1 row in all): a sum must be 0 or more; fix these rows",
        "provision.unknown clause='langfang_2023/1.9' in row 0 (1 row in all): langfang_2023 has no "
        "such provision; did you mean langfang_2023/1.2?",
        "rule_reading.unknown readings.langfang_2023='by_articl': the stacking rules of the "
        "document have no such reading; did you mean by_article?",
    ]


def test_unread_rows_are_not_repeats():
    same = two(clause=[TWO["clause"][0]] * 2, amount=[-1, -2])
    assert refusal(same) == [
        "stack: 1 fault",
        "sum.negative amount=-1 in row 0, -2 in row 1 (2 rows in all): a sum must be 0 or more; "
        "fix these rows",
    ]


def test_skips_checks_on_unread_fields():
    frame = pd.DataFrame({"clause": ["省策"], "amount": [5], "level": [7]}, dtype=object)
    assert refusal(frame) == [
        "stack: 1 fault",
        "column.text level=7 in row 0 (1 row in all): not text; "
        "fix these rows, or cast the column to text",
    ]
    days = pd.DataFrame(
        {**TWO, "on": [ON, "soon"], "amount": [5, -7], "paid_before": [True, False]}
    )
    assert refusal(days, on=None) == [
        "stack: 2 faults",
        "sum.negative amount=-7 in row 1 (1 row in all): a sum must be 0 or more; fix these rows",
        "day.type on='soon' in row 1 (1 row in all): not a date; cast the column to dates, or fix "
        "these rows",
    ]


def test_what_does_not_hang_on_it_is_told_with_it():
    frame = two(amount=[5, -7], clause=["langfang_2023/1.9", "langfang_2023/1.2"])
    told = refusal(frame.with_columns(applicant=pl.Series(["firm", None])))
    assert [line.partition("=")[0] for line in told[1:]] == [
        "sum.negative amount", "provision.unknown clause", "value.choice applicant",
    ]  # fmt: skip


def test_sums_only_too_large_overflow():
    with pytest.raises(OverflowError) as caught:
        frames.stack(two(amount=[2**62, 7]), unit="fen", on=ON)
    assert isinstance(caught.value, frames.Overflow)
    assert read(caught.value) == [
        "stack: 1 fault",
        "sum.too_large amount=4611686018427387904 in row 0 (1 row in all): a sum must be at most "
        "1,000,000,000,000,000 yuan; fix these rows, or check the unit of the column",
    ]
    with pytest.raises(InvalidColumns) as told:
        frames.stack(two(amount=[2**62, -7]), unit="fen", on=ON)
    assert not isinstance(told.value, frames.Overflow)


def test_control_characters_are_refused():
    """Before, only rows of the exact resolver failed, with an error about one claim."""
    frame = two(subject=["P\x1b[2J", "P"], contract=["C\u202d", "C\u3000C"])
    limit = "control characters and line ends are not allowed in a name; remove them"
    assert refusal(frame) == [
        "stack: 2 faults",
        f"value.characters subject='P\\x1b[2J' in row 0 (1 row in all): {limit}",
        f"value.characters contract='C\\u202d' in row 0 (1 row in all): {limit}",
    ]
    assert refusal(two(), claimant="甲\r乙", content="W\u202e") == [
        "stack: 2 faults",
        f"value.characters claimant='甲\\r乙': {limit}",
        f"value.characters content='W\\u202e': {limit}",
    ]
    named = two(level=["city", None], clause=["省\x07策", "langfang_2023/1.2"])
    assert refusal(named)[1].startswith("value.characters clause='省\\x07策' in row 0 ")
    assert paid(frames.stack(two(subject=["一\u3000线"] * 2), unit="fen", on=ON)) == [0, 7]
