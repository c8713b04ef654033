"""Columns that are fields under another spelling, and constants beside their columns."""

from datetime import date

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from aipolicy import frames
from aipolicy.calc.words.entry_keys import ENTRY
from aipolicy.cases.chinese import CASE
from aipolicy.frames import InvalidColumns
from aipolicy.frames.stacking.rows.fields import FIELDS, IN_CHINESE
from tests.frames.fault_codes import codes
from tests.frames.stacking.one_project import ON, TWO, paid, two

MAKERS = [pl.DataFrame, pd.DataFrame, pa.table]


def refused_by(frame, **more):
    with pytest.raises(InvalidColumns) as refused:
        frames.stack(frame, unit="fen", **{"on": ON, **more})
    return refused


@pytest.mark.parametrize(
    "header",
    [
        "Subject",
        "subject ",
        "SUBJECT",
        "\ufeffsubject",
        "ｓｕｂｊｅｃｔ",
        "sub\u200bject",
        "项目",
        "项目名称 ",
    ],
)
@pytest.mark.parametrize("make", MAKERS)
def test_optional_fields_are_not_ignored(make, header):
    frame = make({"clause": TWO["clause"], header: TWO["subject"], "amount": TWO["amount"]})
    refused = refused_by(frame)
    assert codes(refused) == [("field.respelled", ("subject",))]
    (wrong,) = refused.value.faults
    assert wrong.text("en") == (
        f"subject: column {header!r} would be ignored, since its name is not subject; if it is "
        f'meant, pass columns={{"subject": {header!r}}}, or rename it to subject; if not, drop it '
        "or rename it"
    )
    assert repr(header) in wrong.text("zh")
    assert paid(frames.stack(frame, unit="fen", on=ON, columns={"subject": header})) == [0, 7]
    assert paid(frames.stack(frame, unit="fen", on=ON, subject="P")) == [0, 7]


@pytest.mark.parametrize(
    ("field", "header"),
    [
        ("clause", "Clause"),
        ("clause", "条款"),
        ("amount", "amount\u3000"),
        ("amount", "金额"),
        ("on", "On"),
    ],
)
def test_required_fields_name_the_column(field, header):
    columns = {**TWO, "on": [ON, ON]}
    frame = pl.DataFrame({header if name == field else name: one for name, one in columns.items()})
    assert codes(refused_by(frame, on=None)) == [("field.respelled", (field,))]


@pytest.mark.parametrize("field", ["most", "per", "paid_before", "exception", "year"])
def test_every_field_is_known_in_capitals(field):
    frame = pd.DataFrame({**TWO, field.title(): [None, None]})
    assert codes(refused_by(frame)) == [("field.respelled", (field,))]


def test_given_fields_leave_other_columns_alone():
    frame = two(Subject=["A", "B"], 金额=[1, 2])
    assert paid(frames.stack(frame, unit="fen", on=ON)) == [0, 7]


def test_pandas_columns_may_be_numbers():
    frame = pd.DataFrame({**TWO, 7: [1, 2]})
    assert paid(frames.stack(frame, unit="fen", on=ON)) == [0, 7]


@pytest.mark.parametrize("name", ["项目", "项目名称"])
def test_fields_are_named_in_chinese(name):
    frame = two(subject=None, project=["P", "P"])
    assert paid(frames.stack(frame, unit="fen", on=ON, columns={name: "project"})) == [0, 7]
    both = {name: "project", "subject": "project"}
    assert codes(refused_by(frame, columns=both)) == [("key.twice", ("columns", "subject"))]


def test_chinese_names_are_those_of_case_files():
    of_cases = {zh: en for zh, en in {**CASE, **ENTRY}.items() if en in FIELDS}
    assert of_cases == IN_CHINESE


@pytest.mark.parametrize(
    ("field", "value"), [("subject", "Q"), ("amount", 5), ("clause", "langfang_2023/1.1")]
)
@pytest.mark.parametrize("make", MAKERS)
def test_constant_beside_its_column(make, field, value):
    refused = refused_by(make(TWO), **{field: value})
    assert codes(refused) == [("field.twice", (field,))]
    assert str(refused.value.faults[0]) == (
        f"{field}={value!r}: given as a constant, and as column {field}; remove one of them"
    )


def test_day_beside_its_column():
    refused = refused_by(two(on=[ON, ON]), on=date(2024, 6, 2))
    assert codes(refused) == [("field.twice", ("on",))]
    assert paid(frames.stack(two(on=[None, None], day=[ON, ON]), unit="fen", on="day")) == [0, 7]
