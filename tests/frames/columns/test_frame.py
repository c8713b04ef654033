"""Which frames are taken, told by their engine and not by their shape."""

from decimal import Decimal

import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from aipolicy import frames
from aipolicy.frames.columns.frame import opened_frame
from aipolicy.rules import dalian_2025_draft


@pytest.mark.parametrize(
    ("frame", "engine"),
    [
        (pl.DataFrame({"x": [1]}), nw.Implementation.MODIN),
        (pl.LazyFrame({"x": [1]}), nw.Implementation.IBIS),
    ],
)
def test_refuses_untested_engines(frame, engine, monkeypatch):
    kind = nw.DataFrame if isinstance(frame, pl.DataFrame) else nw.LazyFrame
    monkeypatch.setattr(kind, "implementation", engine)
    with pytest.raises(frames.UnsupportedFrame, match=type(frame).__name__):
        opened_frame(frame)


def test_supported_frames_open_as_themselves():
    assert isinstance(opened_frame(pl.DataFrame({"x": [1]})), nw.DataFrame)
    assert isinstance(opened_frame(pl.LazyFrame({"x": [1]})), nw.LazyFrame)


@pytest.mark.parametrize(
    "make",
    [
        lambda: pd.DataFrame([[1, 2, 3]], columns=["fee", "fee", "x"]),
        lambda: pa.Table.from_arrays([pa.array([1])] * 3, names=["fee", "fee", "x"]),
        lambda: duckdb.connect().sql("select 1 as fee, 2 as fee, 3 as x"),
    ],
    ids=["pandas", "pyarrow", "duckdb"],
)
def test_refuses_repeated_column_names(make):
    frame = make()
    with pytest.raises(frames.UnsupportedFrame) as refused:
        opened_frame(frame)
    assert refused.value.fault.code == "frame.same_names"
    assert str(refused.value) == "several columns have one name: 'fee'; rename them"


def test_sql_names_ignore_case():
    rows = duckdb.connect().sql('select 1000 as "fee", 2000 as "FEE", 3 as x')
    with pytest.raises(frames.UnsupportedFrame) as refused:
        opened_frame(rows)
    assert refused.value.fault.code == "frame.same_names"
    assert str(refused.value) == "several columns have one name: 'fee', 'FEE'; rename them"
    assert opened_frame(pl.LazyFrame({"fee": [1], "FEE": [2]})).columns == ["fee", "FEE"]


def test_new_sql_names_ignore_case():
    voucher = dalian_2025_draft.compute_voucher
    rows = {"compute_fee": [10], "MOST": [1]}
    with pytest.raises(frames.InvalidColumns, match="into='most': the frame has a column"):
        frames.over(duckdb.connect().from_arrow(pa.table(rows)), voucher, unit="fen")
    assert frames.over(pa.table(rows), voucher, unit="fen")["most"].to_pylist() == [3]


def test_reports_unreadable_types():
    thousands = pa.array([Decimal("1E+5")], pa.decimal128(5, -3))
    table = pa.table({"compute_fee": thousands})
    with pytest.raises(frames.UnsupportedFrame) as refused:
        frames.over(table, dalian_2025_draft.compute_voucher, unit="yuan")
    assert str(refused.value) == (
        "the type of a column cannot be read: scale must be a positive integer, found -3; "
        "cast the column"
    )
    assert refused.value.fault.code == "frame.column_type"
