"""Days and sums in columns of every type: what is read, and what is refused."""

from datetime import date, datetime
from decimal import Decimal

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from aipolicy import errors, frames
from tests.frames.engines import EAGER, listed
from tests.frames.fault_codes import codes
from tests.frames.hosted_events import CURE, EVENT, YES, costs, statuses


@pytest.mark.parametrize("kind", ["int8", "int32", "uint8", "uint64", "float32", ">i8"])
def test_numbers_of_every_width_are_read(kind):
    frame = pd.DataFrame({"event_cost": np.array([4, 100], kind)})
    assert frames.over(frame, EVENT, unit="fen", **YES)["amount"].tolist() == [2, 50]
    if kind != ">i8":
        table = pa.table({"event_cost": np.array([4, 100], kind)})
        assert frames.over(table, EVENT, unit="fen", **YES)["amount"].to_pylist() == [2, 50]


def test_huge_unsigned_are_too_large():
    frame = pl.DataFrame({"event_cost": [2**64 - 1, 4]}, schema={"event_cost": pl.UInt64})
    assert statuses(frame) == ["too large", "ok"]


@pytest.mark.parametrize("kind", ["Int64", "Float64"])
def test_pandas_own_nullable_numbers_are_read(kind):
    frame = pd.DataFrame({"event_cost": pd.array([4, None, 100], dtype=kind)})
    found = frames.over(frame, EVENT, unit="fen", on_error="null", **YES)
    assert found["amount"].dtype == "Int64"
    assert listed(found)["amount"] == [2, None, 50]


@pytest.mark.parametrize("make", EAGER.values(), ids=list(EAGER))
def test_midnights_are_days(make):
    moments = [datetime(2023, 1, 1), datetime(2023, 1, 1, 12), None]
    frame = make(costs([10, 10, 10]).append_column("day", pa.array(moments, pa.timestamp("us"))))
    found = listed(frames.over(frame, EVENT, unit="fen", on="day", on_error="null", **YES))
    assert found["status"] == ["ok", "day: not a day", "day: missing"]
    with pytest.raises(frames.InvalidColumns) as refused:
        frames.over(frame, EVENT, unit="fen", on="day", **YES)
    assert codes(refused) == [("column.value_missing", ("day",)), ("day.time", ("day",))]
    assert str(refused.value.faults[1]) == (
        "day=datetime.datetime(2023, 1, 1, 12, 0) in row 1 (1 row in all): "
        f"a day is a date without a time; {CURE}"
    )


def test_a_pandas_column_of_date_objects_is_taken():
    days = [date(2023, 1, 1), "2023-01-01", None, datetime(2023, 1, 1), pd.NaT]
    frame = pd.DataFrame({"event_cost": 10, "day": pd.Series(days, dtype=object)})
    found = frames.over(frame, EVENT, unit="fen", on="day", on_error="null", **YES)
    assert found["status"].tolist() == [
        "ok",
        "day: unreadable",
        "day: missing",
        "ok",
        "day: missing",
    ]
    with pytest.raises(frames.InvalidColumns) as refused:
        frames.over(frame, EVENT, unit="fen", on="day", **YES)
    assert codes(refused) == [("column.value_missing", ("day",)), ("day.type", ("day",))]
    assert list(map(str, refused.value.faults)) == [
        f"day=None in row 2, NaT in row 4 (2 rows in all): a value is required on every row; {CURE}",
        f"day='2023-01-01' in row 1 (1 row in all): not a date; cast the column to dates, {CURE}",
    ]


def test_lazy_engines_take_days_and_no_moments():
    moments = pa.array([datetime(2023, 1, 1)], pa.timestamp("us"))
    frame = pl.from_arrow(costs([10]).append_column("day", moments)).lazy()
    with pytest.raises(frames.InvalidColumns) as refused:
        frames.over(frame, EVENT, unit="fen", on="day", **YES)
    assert codes(refused) == [("column.type", ("day",))]
    assert str(refused.value.faults[0]) == (
        "day=date and time: a day is read only from columns of these types: date; cast the column"
    )


@pytest.mark.parametrize("type_", [pa.int64(), pa.bool_(), pa.null(), pa.string()], ids=str)
def test_a_null_column_is_missing_everywhere(type_):
    fact = "on_annual_list" if type_ == pa.bool_() else "event_cost"
    table = pa.table({fact: pa.array([None, None], type_)})
    more = {"on_annual_list": True, "event_cost": 1}
    del more[fact]
    found = frames.over(table, EVENT, unit="yuan", on_error="null", **more)
    assert found["amount"].to_pylist() == [None, None]
    assert found["status"].to_pylist() == [f"{fact}: missing"] * 2


def test_reads_columns_across_chunks():
    pieces = pa.chunked_array([[2, 4], [], [6, None], [8]], pa.int64())
    answers = pa.chunked_array([[True], [True, False], [True, True]])
    table = pa.table({"event_cost": pieces, "on_annual_list": answers})
    found = frames.over(table, EVENT, unit="fen", on_error="null")
    assert found["amount"].to_pylist() == [1, 2, 0, None, 4]
    with pytest.raises(frames.InvalidColumns, match="None in row 3"):
        frames.over(table, EVENT, unit="fen")


def test_slices_of_tables_start_at_their_offset():
    table = pa.table({"event_cost": range(100), "on_annual_list": [True, False] * 50})[13:]
    found = frames.over(table, EVENT, unit="fen")["amount"].to_pylist()
    assert found == [(n + 1) // 2 if n % 2 == 0 else 0 for n in range(13, 100)]


def test_too_large_sums_are_one_error():
    assert issubclass(frames.Overflow, errors.Overflow)
    assert issubclass(frames.Overflow, OverflowError)
    assert issubclass(frames.Overflow, frames.InvalidColumns)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (pd.period_range("2020", periods=1), "unreadable"),
        (np.array([1], np.longdouble) + np.longdouble(2) ** -60, "unreadable"),
        (pd.array([5], dtype="Int64"), "ok"),
    ],
)
def test_refuses_pandas_periods_as_sums(values, said):
    frame = pd.DataFrame({"event_cost": values})
    found = frames.over(frame, EVENT, unit="fen", on_error="null", **YES)
    assert said in found["status"].iloc[0]


@pytest.mark.parametrize(
    ("value", "type_", "status"),
    [
        (Decimal("12.5"), pa.decimal256(70, 40), "ok"),
        (Decimal("0.5"), pa.decimal256(76, 76), "ok"),
        (Decimal("0.505"), pa.decimal256(76, 3), "event_cost: a fraction of the smallest unit"),
        (Decimal(10**60 - 1), pa.decimal256(70, 0), "event_cost: too large"),
        (Decimal(-(10**60)), pa.decimal256(70, 0), "event_cost: negative"),
        (Decimal("1e-70"), pa.decimal256(76, 76), "event_cost: a fraction of the smallest unit"),
    ],
)
def test_reads_decimals_of_any_width(value, type_, status):
    table = pa.table({"event_cost": pa.array([value], type_)})
    found = frames.over(table, EVENT, unit="yuan", on_error="null", **YES)
    assert found["status"].to_pylist() == [status]


MIDNIGHT = 1_680_307_200
"""The beginning of 2023-04-01, in seconds."""


@pytest.mark.parametrize(
    ("number", "type_", "status"),
    [
        (MIDNIGHT, pa.timestamp("s"), "ok"),
        (MIDNIGHT + 1, pa.timestamp("s"), "on_day: not a day"),
        (MIDNIGHT * 10**9 + 1, pa.timestamp("ns"), "on_day: not a day"),
        (MIDNIGHT * 10**3 + 1, pa.date64(), "on_day: not a day"),
        (MIDNIGHT * 10**3, pa.date64(), "ok"),
        (10**15 - 10**15 % 86_400, pa.timestamp("s"), "on_day: unreadable"),
        (None, pa.timestamp("us"), "on_day: missing"),
    ],
)
def test_only_midnights_are_days(number, type_, status):
    days = pa.array([number], pa.int64()).view(type_) if number else pa.array([None], type_)
    table = pa.table({"event_cost": [5], "on_day": days})
    found = frames.over(table, EVENT, unit="fen", on="on_day", on_error="null", **YES)
    assert found["status"].to_pylist() == [status]


@pytest.mark.parametrize(
    ("seconds", "status"), [(0, "ok"), (1, "on_day: not a day"), (-86_400, "not in force")]
)
def test_zoned_midnights_are_local_days(seconds, status):
    first = datetime(2022, 8, 24)  # the first day of these measures
    beginning = int((first - datetime(1970, 1, 1)).total_seconds()) - 8 * 3_600
    days = pa.array([beginning + seconds]).view(pa.timestamp("s", tz="+08:00"))
    table = pa.table({"event_cost": [5], "on_day": days})
    found = frames.over(table, EVENT, unit="fen", on="on_day", on_error="null", **YES)
    assert found["status"].to_pylist() == [status]
