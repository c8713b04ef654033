"""Infinities of DuckDB, and days that no date is, are not days in force."""

from datetime import date

import duckdb
import narwhals as nw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from aipolicy import frames
from aipolicy.rules import dalian_2025_draft, harbin_2022
from tests.frames.engines import EAGER, LAZY, every_engine, listed
from tests.frames.fault_codes import codes
from tests.frames.stacking.one_project import TWO

VOUCHER, EVENT = dalian_2025_draft.compute_voucher, harbin_2022.hosted_event
SINCE = {"on": "day", "effective_from": date(2024, 1, 1)}
INFINITIES = ["infinity", "-infinity"]


def days(*numbers):
    """Rows with days that are counted from 1970-01-01."""
    column = pa.array(numbers, pa.int32()).cast(pa.date32())
    return pa.table({"compute_fee": [1000] * len(numbers), "day": column})


def written(frame):
    """What a call wrote: the days themselves cannot be read as Python's."""
    return listed(nw.from_native(frame).drop("day").to_native())


OUTSIDE = [2**31 - 1, -(2**31) + 1, date.max.toordinal() - 719_162]
INSIDE = [date.max.toordinal() - 719_163, date.min.toordinal() - 719_163, 20_000]


@pytest.mark.parametrize("day", INFINITIES)
def test_infinity_is_not_a_day_in_duckdb(day):
    rows = duckdb.sql(f"select 1000 as compute_fee, '{day}'::date as day")
    found = written(frames.over(rows, VOUCHER, unit="fen", on_error="null", **SINCE))
    assert (found["status"], found["most"]) == (["day: unreadable"], [None])
    with pytest.raises(frames.InvalidColumns) as refused:
        frames.over(rows, VOUCHER, unit="fen", **SINCE)
    assert codes(refused) == [("day.type", ("day",))]
    assert str(refused.value.faults[0]).startswith(f"day='{day}' (1 row in all): not a date;")


@pytest.mark.parametrize("day", INFINITIES)
def test_infinity_is_not_a_day_of_an_end(day):
    rows = duckdb.sql(f"select 5 as event_cost, '{day}'::date as day")
    found = frames.over(rows, EVENT, unit="fen", on="day", on_error="null", on_annual_list=True)
    assert written(found)["status"] == ["day: unreadable"]


@pytest.mark.parametrize("day", INFINITIES)
@pytest.mark.parametrize("kind", ["date", "timestamp"])
def test_infinity_is_not_a_day_in_arrow(day, kind):
    table = duckdb.sql(f"select 1000 as compute_fee, '{day}'::{kind} as day").to_arrow_table()
    found = written(frames.over(table, VOUCHER, unit="fen", on_error="null", **SINCE))
    assert found["most"] == [None]
    assert found["status"][0] in {"day: unreadable", "day: not a day"}
    with pytest.raises(frames.InvalidColumns) as refused:
        frames.over(table, VOUCHER, unit="fen", **SINCE)
    assert codes(refused)[0][1] == ("day",)


@pytest.mark.parametrize(
    "make", [EAGER["polars"], EAGER["pyarrow"], EAGER["pandas-arrow"], *LAZY.values()]
)
def test_days_outside_the_calendar(make):
    found = written(
        frames.over(make(days(*OUTSIDE)), VOUCHER, unit="fen", on_error="null", **SINCE)
    )
    assert found["status"] == ["day: unreadable"] * 3
    with pytest.raises(frames.InvalidColumns) as refused:
        frames.over(make(days(*OUTSIDE)), VOUCHER, unit="fen", **SINCE)
    assert codes(refused) == [("day.type", ("day",))]
    assert "3 rows in all" in str(refused.value)


@every_engine
def test_all_days_of_the_calendar_are_read(make):
    found = written(frames.over(make(days(*INSIDE)), VOUCHER, unit="fen", on_error="null", **SINCE))
    assert found["status"] == ["ok", "not in force", "ok"]


def test_moments_outside_the_calendar():
    moments = pd.Series(np.array(["2024-06-01", "10000-01-01"], "datetime64[s]"))
    frame = pd.DataFrame({"compute_fee": [1000, 1000], "day": moments})
    found = frames.over(frame, VOUCHER, unit="fen", on_error="null", **SINCE)
    assert found["status"].tolist() == ["ok", "day: unreadable"]


@pytest.mark.parametrize("day", INFINITIES)
def test_infinity_is_not_a_day_in_stack(day):
    rows = duckdb.sql(f"select '{day}'::date as day union all select date '2024-06-01'")
    on = rows.to_arrow_table()["day"]
    for make in (lambda table: table, pl.from_arrow):
        with pytest.raises(frames.InvalidColumns) as refused:
            frames.stack(make(pa.table({**TWO, "on": on})), unit="fen")
        assert codes(refused) == [("day.range", ("on",))]
