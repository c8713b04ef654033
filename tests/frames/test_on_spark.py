"""PySpark, two workers on this machine: the same fen as the single call. Needs Java."""

from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aipolicy import frames
from aipolicy.rules import dalian_2025_draft, harbin_2022, wuhan_2024_draft
from tests.frames.engines import table_of
from tests.frames.test_exactness import assert_exact, every_reading
from tests.frames.test_examples import example
from tests.sampling import parts_of

pytestmark = [pytest.mark.spark, pytest.mark.filterwarnings("ignore")]


@pytest.fixture(scope="module")
def spark():
    pytest.importorskip("pyspark", reason="PySpark is not installed")
    session = example("on_spark").session()
    yield session
    session.stop()


@every_reading
@settings(max_examples=1)
@given(data=st.data())
def test_pyspark_gives_the_fen_of_the_single_call(clause, data, spark):
    rows = data.draw(st.lists(parts_of(clause), min_size=20, max_size=60))
    for unit in ("fen", "yuan", "wan"):
        assert table_of(clause, rows, unit).num_rows == len(rows)
        assert_exact(clause, rows, unit, spark.createDataFrame)


def test_pyspark_refuses_bad_rows_first(spark):
    frame = spark.createDataFrame(pa.table({"event_cost": [1, -3]}))
    with pytest.raises(frames.InvalidColumns, match="a sum must be 0 or more"):
        frames.over(frame, harbin_2022.hosted_event, unit="fen", on_annual_list=True)


def test_capped_shares_are_exact_on_pyspark(spark):
    frame = spark.createDataFrame(pa.table({"provincial_subsidy": [10**15, 10**17]}))
    found = frames.over_all(
        frame,
        [harbin_2022.hosted_event],
        unit="fen",
        columns={"event_cost": "provincial_subsidy"},
        on_annual_list=True,
    )
    assert [row["harbin_2022/9.2"] for row in found.collect()] == [50_000_000, 50_000_000]


def test_the_example_runs(spark):
    assert (
        example("on_spark")
        .awarded(
            spark.createDataFrame(
                [(800_000_000, 11 * 10**9, 10**10)],
                ["total_investment", "main_revenue", "previous_main_revenue"],
            )
        )
        .collect()[0]["revenue_growth"]
        == 30_000_000
    )


def test_pyspark_reads_days_of_the_calendar(spark):
    days = ["2024-06-01", "9999-12-31", "0001-01-01"]
    rows = [f"select 1000L as compute_fee, date '{day}' as day" for day in days]
    rows.append("select 1000L, date_add(date '9999-12-31', 1)")
    frame = spark.sql(" union all ".join(rows))
    voucher = dalian_2025_draft.compute_voucher
    stated = {"unit": "fen", "on": "day", "effective_from": date(2024, 1, 1)}
    found = frames.over(frame, voucher, on_error="null", **stated).select("status", "most")
    assert [tuple(row) for row in found.collect()] == [
        ("ok", 300),
        ("ok", 300),
        ("not in force", None),
        ("day: unreadable", None),
    ]
    with pytest.raises(frames.InvalidColumns, match="not a date"):
        frames.over(frame, voucher, **stated)


@pytest.mark.parametrize(("unit", "fen"), [("yuan", 100), ("wan", 10**6)])
def test_pyspark_reads_floats_of_fen(spark, unit, fen):
    values = [1, 7, 29, 51946640, 448_701_206_864_757, 3_557_378_101_699_223]
    frame = spark.createDataFrame(pa.table({"provincial_subsidy": [one / fen for one in values]}))
    match = wuhan_2024_draft.compute_centre_match
    found = frames.over(frame, match, unit=unit, exemplary=True).select("amount").collect()
    assert [row.amount * fen for row in found] == values
