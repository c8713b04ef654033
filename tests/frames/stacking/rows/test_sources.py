"""What a call may say of the fields, and how it is told what is wrong."""

from datetime import datetime

import polars as pl
import pytest

from aipolicy import frames
from aipolicy.frames import InvalidColumns
from tests.frames.stacking.one_project import ON, read, two

FIELD_NAMES = (
    "clause, amount, most, on, claimant, subject, contract, content, year, applicant, exception, "
    "level, same_kind, per, paid_before, paid_on"
)


def refusal(frame, *, unit="fen", on=ON, **more):
    """The faults, each as its code and its English text."""
    with pytest.raises(InvalidColumns) as caught:
        frames.stack(frame, unit=unit, on=on, **more)
    return read(caught.value)


def test_reports_all_required_fields():
    assert refusal(pl.DataFrame({"other": [1]}), on=None) == [
        "stack: 3 faults",
        "field.missing clause=(missing): this field is neither a column nor a constant; name its "
        'column by columns={"clause": ...}, or give clause=... for all rows',
        "field.missing on=(missing): this field is neither a column nor a constant; name its column "
        'by columns={"on": ...}, or give on=date(2024, 6, 1) for all rows',
        "field.missing amount=(missing): this field is neither a column nor a constant; name its "
        'column by columns={"amount": ...}, or give amount=... for all rows',
    ]


def test_misspelt_names_are_told_with_the_nearest():
    assert refusal(
        two(), columns={"claimannt": "who", "subject": "subjekt", "content": "q"}, zzz=5
    ) == [
        "stack: 4 faults",
        f"field.unknown zzz=5: no award has such a field; the fields: {FIELD_NAMES}",
        "field.unknown claimannt='who': no award has such a field; did you mean claimant?",
        "column.unknown subject='subjekt': the frame has no such column; did you mean subject?",
        "column.unknown content='q': the frame has no such column; its columns: clause, subject, amount",
    ]


def test_a_frame_without_columns_says_so():
    assert refusal(pl.DataFrame(), columns={"clause": "a"}, amount=1)[1:] == [
        "column.unknown clause='a': the frame has no such column; its columns: none"
    ]


def test_a_field_is_one_constant_or_one_column():
    assert refusal(two(), columns={"subject": "clause", "on": "day"}, subject="P")[1:] == [
        "field.twice on=datetime.date(2024, 6, 1): given as a constant, and as column day; "
        "remove one of them",
        "field.twice subject='P': given as a constant, and as column clause; remove one of them",
    ]
    assert refusal(two(), columns={"on": "day"}, on="other")[1:] == [
        "field.twice on='other': given as a constant, and as column day; remove one of them"
    ]


def test_refuses_constants_no_claim_has():
    told = refusal(
        two(amount=None), on=datetime(2024, 6, 1), amount=-1, year=1900, claimant=7, content="\ud800",
        level="provnce", applicant="firm", per="projekt", same_kind="yes",
    )  # fmt: skip
    assert told == [
        "stack: 9 faults",
        "sum.negative amount=-1: a sum must be 0 or more; give a sum in yuan, such as 8000000, "
        '"8000000.00" or "800万元"',
        "day.time on=datetime.datetime(2024, 6, 1, 0, 0): a day is a date without a time; pass the "
        "date alone, as by .date()",
        "value.text claimant=7: expected text, got int; give text",
        "value.text content='\\ud800': expected text, got half a character; give text",
        "year.range year=1900: a calendar year must be between 1949 and 2200; write it as 2023",
        "value.choice applicant='firm': unknown choice; choose one of: enterprise, university, "
        "institute, individual",
        "value.choice level='provnce': unknown choice; did you mean province?",
        "condition.type same_kind='yes': expected True or False, got str; give True or False",
        "value.choice per='projekt': unknown choice; did you mean project?",
    ]


def test_columns_of_another_type_are_refused():
    frame = two(subject=[1, 2], amount=[True, False], on=[1.5, 2.5], paid_before=[1, 0])
    assert refusal(frame, on=None) == [
        "stack: 4 faults",
        "column.type amount=truth value: a sum is read only from columns of these types: integer, "
        "decimal, float, text, object; cast the column",
        "column.type on=float: a day is read only from columns of these types: date, date and "
        "time, text, object; cast the column",
        "column.type subject=integer: text is read only from columns of these types: categorical, "
        "enum, text, object; cast the column",
        "column.type paid_before=integer: a truth value is read only from columns of these types: "
        "truth value, text, object; cast the column",
    ]


def test_refuses_invoices_and_bases():
    cure = "call aipolicy.stack for such awards, or rename the column"
    assert refusal(two(invoices=["a", "b"]), bases={"cost": 5}) == [
        "stack: 2 faults",
        f"field.unsupported bases={{'cost': 5}}: awards in a frame are stacked without bases; {cure}",
        f"field.unsupported invoices='invoices': awards in a frame are stacked without invoices; {cure}",
    ]
    assert refusal(two(), columns={"invoices": "x"})[1:] == [
        f"field.unsupported invoices='x': awards in a frame are stacked without invoices; {cure}"
    ]


def test_reports_settings_with_other_faults():
    assert refusal(two(rule=[1, 2]), unit="jiao", colour=1, readings={"langfng_2023": "x"}) == [
        "stack: 4 faults",
        f"field.unknown colour=1: no award has such a field; the fields: {FIELD_NAMES}",
        "value.choice unit='jiao': unknown choice; choose one of: fen, yuan, wan",
        "column.taken into='rule': the frame has a column of this name; choose another name by "
        "into=",
        "policy.unknown readings.langfng_2023='x': unknown policy; did you mean langfang_2023?",
    ]


def test_settings_of_wrong_types_are_faults():
    assert refusal(two(), unit=["fen"], into=5, columns="amount") == [
        "stack: 3 faults",
        "value.choice unit=['fen']: unknown choice; did you mean fen?",
        'into.type into=5: a column name must be text; name it, as in "paid"',
        'column.names columns=\'amount\': columns are named by field; name them, as in {"amount": "sum"}',
    ]
    assert refusal(two(), into="\ud800")[1:] == [
        "into.type into='\\ud800': a column name must be text; name it, as in \"paid\""
    ]
    assert refusal(two(), into=["paid"])[1:] == [
        "into.type into=['paid']: a column name must be text; name it, as in \"paid\""
    ]
    assert refusal(two(), columns={"amount": ["sum"], 5: "amount"}) == [
        "stack: 2 faults",
        f"field.unknown 5='amount': no award has such a field; the fields: {FIELD_NAMES}",
        "column.unknown amount=['sum']: the frame has no such column; its columns: clause, subject, amount",
    ]
