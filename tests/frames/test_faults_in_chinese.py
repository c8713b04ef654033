"""Faults of bad rows and columns read in Chinese without an English word."""

import re
from datetime import date

import pyarrow as pa
import pytest

from aipolicy import frames
from aipolicy.calc.values.quantity import (
    AREA,
    CONDITION,
    COUNT,
    MULTIPLE,
    RATE,
    RECEIVED,
    SUM,
    YEAR,
)
from aipolicy.errors import InvalidStack
from aipolicy.frames.columns.decoder import Decoder
from aipolicy.frames.faults import BadRows, Reason, too_large_together, wrong_day
from aipolicy.rules import dalian_2025_draft, langfang_2023
from tests.frames.engines import EAGER, LAZY

RENT = dalian_2025_draft.rent_support


REASONS = [reason for reason in Reason if reason is not Reason.OK]


KINDS = {
    "sum": SUM,
    "received": RECEIVED,
    "rate": RATE,
    "multiple": MULTIPLE,
    "area": AREA,
    "count": COUNT,
    "year": YEAR,
    "condition": CONDITION,
}


CODE = ('on_error="null"', 'unit="yuan"', 'unit="wan"', ".round(2)", ".round(6)", "True", "False")


def in_chinese(column, reason, wrong):
    """The Chinese text of bad rows, without the name of the column and without code."""
    fault = BadRows(column, reason, wrong, 4, (-5, 1.5), (2, 70)).as_fault()
    assert fault.path == (column,)
    assert "{" not in fault.text("en")
    text = fault.text("zh")
    assert text.startswith(f"{column}=")
    assert "-5" in text
    assert "1.5" in text
    assert "共 4 行" in text
    text = text.removeprefix(column)
    for code in CODE:
        text = text.replace(code, "")
    return text


@pytest.mark.parametrize("reason", REASONS, ids=lambda reason: reason.name)
@pytest.mark.parametrize("unit", ["fen", "yuan", "wan"])
@pytest.mark.parametrize("kind", KINDS)
def test_chinese_has_no_english_words(kind, unit, reason):
    if reason is Reason.TOO_LARGE_TOGETHER:
        wrong = too_large_together(reason)
    elif reason is Reason.NOT_A_DAY:
        wrong = wrong_day(reason)
    else:
        wrong = Decoder.of(KINDS[kind], unit).wrong(reason)
    assert not re.findall("[A-Za-z{}]+", in_chinese("fee", reason, wrong))


@pytest.mark.parametrize("reason", [Reason.MISSING, Reason.NOT_A_DAY, Reason.UNREADABLE])
def test_chinese_of_days_has_no_english(reason):
    assert not re.findall("[A-Za-z{}]+", in_chinese("day", reason, wrong_day(reason)))


COLUMN_TYPES = {
    "integer": pa.int64(),
    "decimal": pa.decimal128(9, 2),
    "float": pa.float64(),
    "text": pa.string(),
    "truth": pa.bool_(),
    "day": pa.date32(),
    "moment": pa.timestamp("us"),
}


CLAUSES = {
    "annual_rent_per_m2": RENT,
    "area": RENT,
    "year_of_tenancy": RENT,
    "robotics_enterprise": RENT,
    "parameters": langfang_2023.large_model,
    "highest_past_main_revenue": langfang_2023.revenue_milestone,
}


@pytest.mark.parametrize("type_", COLUMN_TYPES.values(), ids=list(COLUMN_TYPES))
@pytest.mark.parametrize("make", [EAGER["pandas"], EAGER["polars"], LAZY["duckdb"]])
@pytest.mark.parametrize("fact", CLAUSES)
def test_chinese_of_columns_has_no_english(fact, make, type_):
    table = make(pa.table({"col": pa.array([None], type_)}))
    clause = CLAUSES[fact]
    columns = {**dict.fromkeys(clause.facts, "col"), fact: "col"}
    with pytest.raises(frames.InvalidColumns) as refused:
        frames.over(table, clause, unit="fen", columns=columns)
    for fault in refused.value.faults:
        text = fault.text("zh").removeprefix("col")
        for code in ('on_error="null"', *fault.params.get("values", ())):
            text = text.replace(code, "")
        assert not re.findall("[A-Za-z{}]+", text)


def test_chinese_counts_rows_from_0():
    frame = pa.table({"compute_fee": [1, -5, 1, -7]})
    with pytest.raises(frames.InvalidColumns) as refused:
        frames.over(frame, dalian_2025_draft.compute_voucher, unit="fen")
    (wrong,) = refused.value.faults
    assert wrong.params["rows"] == (1, 3)
    assert wrong.text("zh").startswith(
        "compute_fee=行号 1 为 -5、行号 3 为 -7（行号从 0 计，共 2 行）：金额"
    )
    lazy = LAZY["duckdb"](frame)
    with pytest.raises(frames.InvalidColumns) as refused:
        frames.over(lazy, dalian_2025_draft.compute_voucher, unit="fen")
    assert "（共 2 行）" in refused.value.faults[0].text("zh")


def test_chinese_counts_repeated_rows_from_0():
    rows = {"clause": ["langfang_2023/1.1"] * 3, "amount": [5, 7, 5], "subject": ["P"] * 3}
    with pytest.raises(InvalidStack) as refused:
        frames.stack(pa.table(rows), unit="fen", on=date(2024, 6, 1))
    text = refused.value.faults[0].text("zh")
    assert "行号 2 同行号 0（从 0 计）" in text
