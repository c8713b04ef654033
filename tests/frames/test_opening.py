"""Which frames are taken, told by their engine and not by their shape."""

import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from aipolicy import frames
from aipolicy.frames.opening import opened_frame


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
