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
def test_an_engine_whose_results_were_never_held_to_the_fen_is_refused(frame, engine, monkeypatch):
    kind = nw.DataFrame if isinstance(frame, pl.DataFrame) else nw.LazyFrame
    monkeypatch.setattr(kind, "implementation", engine)
    with pytest.raises(frames.UnsupportedFrame, match=type(frame).__name__):
        opened_frame(frame)


def test_every_frame_that_is_taken_opens_as_itself():
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
def test_a_frame_of_which_two_columns_bear_one_name_is_refused(make):
    frame = make()
    with pytest.raises(frames.UnsupportedFrame) as told:
        opened_frame(frame)
    assert str(told.value) == (
        f"{type(frame).__name__}: several columns bear one name, 'fee'; rename them"
    )


def test_sql_does_not_tell_capitals_from_small_letters_so_such_names_are_one():
    rows = duckdb.connect().sql('select 1000 as "fee", 2000 as "FEE", 3 as x')
    with pytest.raises(frames.UnsupportedFrame) as told:
        opened_frame(rows)
    assert str(told.value).endswith("several columns bear one name, 'fee', 'FEE'; rename them")
    assert opened_frame(pl.LazyFrame({"fee": [1], "FEE": [2]})).columns == ["fee", "FEE"]


def test_in_sql_a_column_written_differs_from_the_others_by_more_than_capitals():
    voucher = dalian_2025_draft.compute_voucher
    rows = {"compute_fee": [10], "MOST": [1]}
    with pytest.raises(frames.InvalidColumns, match="into='most': the frame has a column"):
        frames.over(duckdb.connect().from_arrow(pa.table(rows)), voucher, unit="fen")
    assert frames.over(pa.table(rows), voucher, unit="fen")["most"].to_pylist() == [3]


def test_a_type_that_nothing_here_can_name_is_told_with_its_reason():
    thousands = pa.array([Decimal("1E+5")], pa.decimal128(5, -3))
    table = pa.table({"compute_fee": thousands})
    with pytest.raises(frames.UnsupportedFrame) as refused:
        frames.over(table, dalian_2025_draft.compute_voucher, unit="yuan")
    assert str(refused.value) == (
        "Table: a column's type cannot be read: scale must be a positive integer, found -3; "
        "cast the column"
    )
