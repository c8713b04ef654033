"""What a call may say of the fields, and how it is told what is wrong."""

from datetime import datetime

import polars as pl
import pytest

from aipolicy import frames
from aipolicy.frames import InvalidColumns
from tests.frames.stacking.one_project import ON, two


def refusal(frame, *, unit="fen", on=ON, **more):
    with pytest.raises(InvalidColumns) as told:
        frames.stack(frame, unit=unit, on=on, **more)
    return str(told.value).splitlines()


def test_reports_all_required_fields():
    assert refusal(pl.DataFrame({"other": [1]}), on=None) == [
        "stack: 3 faults",
        "  clause=(missing): this field is neither a column nor a constant; name its column by "
        "columns={'clause': ...}, or give clause=... for all rows",
        "  on=(missing): this field is neither a column nor a constant; name its column by "
        "columns={'on': ...}, or give on=date(2024, 6, 1) for all rows",
        "  amount=(missing): this field is neither a column nor a constant; name its column by "
        "columns={'amount': ...}, or give amount=... for all rows",
    ]


def test_misspelt_names_are_told_with_the_nearest():
    assert refusal(
        two(), columns={"claimannt": "who", "subject": "subjekt", "content": "q"}, zzz=5
    ) == [
        "stack: 4 faults",
        "  zzz=5: no award has such a field; the fields are clause, amount, most, on, claimant, "
        "subject, contract, content, year, applicant, exception, level, same_kind, per, paid_before",
        "  claimannt='who': no award has such a field; did you mean claimant?",
        "  subject='subjekt': the frame has no such column; did you mean subject?",
        "  content='q': the frame has no such column; its columns are clause, subject, amount",
    ]


def test_a_frame_without_columns_says_so():
    assert refusal(pl.DataFrame(), columns={"clause": "a"}, amount=1)[1:] == [
        "  clause='a': the frame has no such column; its columns are none"
    ]


def test_a_field_is_one_constant_or_one_column():
    assert refusal(two(), columns={"subject": "clause", "on": "day"}, subject="P")[1:] == [
        "  on=datetime.date(2024, 6, 1) and column day: a field is one constant or one column; "
        "leave one of them out",
        "  subject='P' and column clause: a field is one constant or one column; "
        "leave one of them out",
    ]
    assert refusal(two(), columns={"on": "day"}, on="other")[1:] == [
        "  on='other' and column day: a field is one constant or one column; leave one of them out"
    ]


def test_refuses_constants_no_claim_has():
    told = refusal(
        two(amount=None), on=datetime(2024, 6, 1), amount=-1, year=1900, claimant=7, content="\ud800",
        level="provnce", applicant="firm", per="projekt", same_kind="yes",
    )  # fmt: skip
    assert told == [
        "stack: 9 faults",
        "  amount=-1: a sum is 0 or more; give a sum in yuan, such as 8000000, "
        '"8000000.00" or "800万元"',
        "  on=datetime.datetime(2024, 6, 1, 0, 0): this is not a day; give "
        "datetime.date(2024, 6, 1)",
        "  claimant=7: this is not text; give claimant as text",
        "  content='\\ud800': this is not text; give content as text",
        "  year=1900: a year is a whole number from 1949 to 2200; give the year of the sum",
        "  applicant='firm': there is no such kind of applicant; known are enterprise, university, "
        "institute, individual",
        "  level='provnce': there is no such level; did you mean province? known are nation, "
        "province, city, district",
        "  same_kind='yes': this is not a truth value; give True or False",
        "  per='projekt': there is no such unit of a sum; did you mean project? known are project, "
        "platform, enterprise, unit, event, park, product, contract, talent",
    ]


def test_columns_of_another_type_are_refused():
    frame = two(subject=[1, 2], amount=[True, False], on=[1.5, 2.5], paid_before=[1, 0])
    assert refusal(frame, on=None) == [
        "stack: 4 faults",
        "  amount=truth: a sum is read from integer or decimal or float or text or object; "
        "cast the column",
        "  on=float: a day is read from day or moment or text or object; cast the column",
        "  subject=integer: text is read from Categorical or Enum or text or object; "
        "cast the column",
        "  paid_before=integer: a truth value is read from truth or text or object; "
        "cast the column",
    ]


def test_refuses_invoices_and_bases():
    cure = "call aipolicy.stack for such awards, or name the column otherwise"
    assert refusal(two(invoices=["a", "b"]), bases={"cost": 5}) == [
        "stack: 2 faults",
        f"  bases={{'cost': 5}}: awards in a frame are stacked without bases; {cure}",
        f"  invoices='invoices': awards in a frame are stacked without invoices; {cure}",
    ]
    assert refusal(two(), columns={"invoices": "x"})[1:] == [
        f"  invoices='x': awards in a frame are stacked without invoices; {cure}"
    ]


def test_reports_settings_with_other_faults():
    assert refusal(two(rule=[1, 2]), unit="jiao", colour=1, readings={"langfng_2023": "x"}) == [
        "stack: 4 faults",
        "  colour=1: no award has such a field; the fields are clause, amount, most, on, claimant, "
        "subject, contract, content, year, applicant, exception, level, same_kind, per, paid_before",
        "  unit='jiao': unit is 'fen' or 'yuan'; choose one of them",
        "  into='rule': the frame has a column of this name; name another by into=",
        "  readings='langfng_2023': there is no such policy; did you mean langfang_2023? policies: "
        "dalian_2025_draft, harbin_2022, heilongjiang_2026, langfang_2023, wuhan_2024_draft",
    ]


def test_settings_of_wrong_types_are_faults():
    assert refusal(two(), unit=["fen"], into=5, columns="amount") == [
        "stack: 3 faults",
        "  unit=['fen']: unit is 'fen' or 'yuan'; choose one of them",
        '  into=5: a column\'s name is text; name it, as in "paid"',
        '  columns=\'amount\': columns are named by field; name them, as in {"amount": "sum"}',
    ]
    assert refusal(two(), into="\ud800")[1:] == [
        "  into='\\ud800': a column's name is text; name it, as in \"paid\""
    ]
    assert refusal(two(), columns={"amount": ["sum"], 5: "amount"}) == [
        "stack: 2 faults",
        "  5='amount': no award has such a field; the fields are clause, amount, most, on, claimant, "
        "subject, contract, content, year, applicant, exception, level, same_kind, per, paid_before",
        "  amount=['sum']: the frame has no such column; its columns are clause, subject, amount",
    ]
