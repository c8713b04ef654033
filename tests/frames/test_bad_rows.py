"""Rows that cannot be taken: told by column, reason, count and first rows, or left empty."""

from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from aipolicy import AipolicyError, frames
from aipolicy.errors import InvalidFacts
from aipolicy.rules import dalian_2025_draft, harbin_2022, langfang_2023, wuhan_2024_draft
from tests.frames.engines import EAGER, LAZY, every_engine, listed
from tests.frames.fault_codes import codes
from tests.frames.hosted_events import CURE, EVENT, NULLS, YES, costs, statuses, statuses_of

RENT = dalian_2025_draft.rent_support
PARK = wuhan_2024_draft.core_park


@every_engine
def test_bad_sums_get_nulls_and_a_status(make):
    frame = make(costs([1, None, -1, 10**17, 10**17 + 1, 2**63 - 1], pa.int64()))
    assert statuses(frame) == ["ok", "missing", "negative", "ok", "too large", "too large"]


@every_engine
def test_whole_floats_are_taken_and_no_others(make):
    values = [1.0, 1.5, -2.0, 2.0**53, 2.0**53 + 2, float("inf"), 1e300]
    frame = make(costs(values, pa.float64()))
    assert statuses(frame) == [
        "ok",
        "a fraction of the smallest unit",
        "negative",
        "ok",
        *statuses_of_large_floats(make),
    ]


BAD_IN_TWO_WAYS = [Decimal("-0.001"), Decimal("10000000000000000.001"), Decimal("0.001")]


@every_engine
@pytest.mark.parametrize("places", [3, 10, 20])
def test_size_comes_before_fraction(make, places):
    frame = make(costs(BAD_IN_TWO_WAYS, pa.decimal128(38, places)))
    assert statuses(frame, "yuan") == ["negative", "too large", "a fraction of the smallest unit"]


@every_engine
def test_too_large_comes_before_fraction(make):
    frame = make(costs([Decimal("200000000000000000.5"), Decimal("0.5")], pa.decimal128(19, 1)))
    assert statuses(frame) == ["too large", "a fraction of the smallest unit"]


def test_object_columns_report_like_typed_ones():
    frame = pd.DataFrame({"event_cost": pd.Series(BAD_IN_TWO_WAYS, dtype=object)})
    assert statuses(frame, "yuan") == ["negative", "too large", "a fraction of the smallest unit"]


@every_engine
@pytest.mark.parametrize("type_", [pa.float64(), pa.decimal128(20, 3), pa.decimal128(38, 10)])
def test_area_fraction_before_too_small(make, type_):
    areas = [Decimal("0.001"), Decimal(0), Decimal("0.01")]
    values = [float(area) for area in areas] if pa.types.is_floating(type_) else areas
    frame = make(pa.table({"area": pa.array(values, type_)}))
    facts = {"robotics_enterprise": True, "designated_carrier": True, "year_of_tenancy": 1}
    found = statuses_of(frame, RENT, annual_rent_per_m2=100, **facts)
    assert found == ["area: a fraction of the smallest unit", "area: too small", "ok"]


def statuses_of_large_floats(make):
    """What is beyond any sum counts as beyond floats where the engine asks only once."""
    lazy = make in LAZY.values()
    beyond = "too large for a float"
    return [beyond, "not a finite number", beyond if lazy else "too large"]


@pytest.mark.parametrize("make", EAGER.values(), ids=list(EAGER))
def test_only_yuan_may_be_text(make):
    frame = make(costs(["800万元", "0.05", "5美元", None, "-1"]))
    assert statuses(frame, "yuan") == ["ok", "ok", "unreadable", "missing", "negative"]
    with pytest.raises(frames.InvalidColumns) as refused:
        frames.over(frame, EVENT, unit="fen", **YES)
    assert str(refused.value) == (
        "harbin_2022/9.2: 1 fault\n"
        "  event_cost=text: a sum is read only from columns of these types: "
        "integer, decimal, float, object; cast the column"
    )
    assert codes(refused) == [("column.type", ("event_cost",))]


@pytest.mark.parametrize("make", LAZY.values(), ids=list(LAZY))
def test_lazy_engines_read_no_written_sums(make):
    with pytest.raises(frames.InvalidColumns) as refused:
        frames.over(make(costs(["1"])), EVENT, unit="yuan", **YES)
    assert str(refused.value) == (
        "harbin_2022/9.2: 1 fault\n"
        "  event_cost=text: a sum is read only from columns of these types: "
        "integer, decimal, float; cast the column"
    )
    assert codes(refused) == [("column.type", ("event_cost",))]


def test_pandas_objects_are_read_one_by_one():
    values = [Decimal("1.5"), 2, 2.25, "3元", None, pd.NA, float("nan"), True, object()]
    values += [Decimal("NaN"), float("inf"), Decimal("0.001"), -1, 10**16, np.int64(3)]
    frame = pd.DataFrame({"event_cost": pd.Series(values, dtype=object)})
    assert statuses(frame, "yuan") == [
        "ok",
        "ok",
        "ok",
        "ok",
        "missing",
        "missing",
        "missing",
        "unreadable",
        "unreadable",
        "not a finite number",
        "not a finite number",
        "a fraction of the smallest unit",
        "negative",
        "too large",
        "ok",
    ]
    in_fen = pd.DataFrame({"event_cost": pd.Series([3, "3"], dtype=object)})
    assert statuses(in_fen) == ["ok", "unreadable"]


def test_conditions_must_be_truth_values():
    answers = pd.Series([True, np.bool_(False), None, 1, "是"], dtype=object)
    frame = pd.DataFrame({"event_cost": 10, "on_annual_list": answers})
    found = frames.over(frame, EVENT, unit="fen", on_error="null")
    assert found["amount"].tolist()[:2] == [5, 0]
    unreadable = "on_annual_list: unreadable"
    assert found["status"].tolist()[2:] == ["on_annual_list: missing", unreadable, unreadable]
    with pytest.raises(frames.InvalidColumns) as refused:
        frames.over(frame, EVENT, unit="fen")
    path = ("on_annual_list",)
    assert codes(refused) == [("column.value_missing", path), ("condition.type", path)]
    assert str(refused.value.faults[1]) == (
        "on_annual_list=1 in row 3, '是' in row 4 (2 rows in all): expected True or False, "
        f"got a value of another type; cast the column to truth values, {CURE}"
    )


@every_engine
def test_a_null_condition_is_missing(make):
    frame = make(pa.table({"event_cost": [10, 10, 10], "on_annual_list": [True, None, False]}))
    found = listed(frames.over(frame, EVENT, unit="fen", on_error="null"))
    assert found["amount"] == [5, None, 0]
    assert found["status"] == ["ok", "on_annual_list: missing", "ok"]


@every_engine
def test_areas_and_years_have_their_least(make):
    table = pa.table({"area": [Decimal("0.00"), Decimal("0.01"), Decimal(-1)]})
    more = {
        "annual_rent_per_m2": 100,
        "year_of_tenancy": 1,
        "robotics_enterprise": True,
        "designated_carrier": True,
    }
    assert statuses_of(make(table), RENT, **more) == [
        "area: too small",
        "ok",
        "area: negative",
    ]
    years = make(pa.table({"year_of_support": [0, 1, 1000, 1001]}))
    year = "year_of_support: "
    assert statuses_of(years, PARK, selected=True) == [
        f"{year}too small",
        "ok",
        "ok",
        f"{year}too large",
    ]


@every_engine
def test_refuses_facts_jointly_too_large(make):
    rows = {"area": [400, 400, 1, 4000], "rent": [10**6, 10**17, 10**9, 10**16]}
    more = {"year_of_tenancy": 1, "robotics_enterprise": True, "designated_carrier": True}
    frame = make(pa.table(rows))
    columns = {"annual_rent_per_m2": "rent"}
    found = listed(frames.over(frame, RENT, unit="fen", columns=columns, on_error="null", **more))
    assert found["amount"] == [400 * 10**6, None, 10**9, None]
    assert found["status"][1] == "area × rent: too large together"
    with pytest.raises(frames.Overflow) as refused:
        frames.over(frame, RENT, unit="fen", columns=columns, **more)
    rows = ["(400, 100000000000000000)", "(4000, 10000000000000000)"]
    if make in EAGER.values():
        rows = [f"{rows[0]} in row 1", f"{rows[1]} in row 3"]
    assert str(refused.value) == (
        "dalian_2025_draft/1.1: 1 fault\n"
        f"  area × rent={rows[0]}, {rows[1]} (2 rows in all): together these facts exceed the "
        f"largest sum, or 64 bits during the computation; call the clause for these rows, "
        f"or {NULLS}"
    )
    assert codes(refused) == [("column.together", ("area × rent",))]


@pytest.mark.parametrize("make", EAGER.values(), ids=list(EAGER))
def test_bad_rows_are_counted_and_shown(make):
    sums = np.arange(300_000)
    sums[[7, 200_000, 200_001, 299_999]] = -3
    frame = make(pa.table({"event_cost": sums}))
    with pytest.raises(frames.InvalidColumns) as refused:
        frames.over(frame, EVENT, unit="fen", **YES)
    assert str(refused.value) == (
        "harbin_2022/9.2: 1 fault\n"
        "  event_cost=-3 in row 7, -3 in row 200000, -3 in row 200001 (4 rows in all): "
        f"a sum must be 0 or more; {CURE}"
    )
    (wrong,) = refused.value.faults
    assert (wrong.code, wrong.path) == ("sum.negative", ("event_cost",))
    assert wrong.params["values"] == ("-3", "-3", "-3")
    assert (wrong.params["rows"], wrong.params["count"]) == ((7, 200_000, 200_001), 4)
    assert isinstance(refused.value, InvalidFacts | ValueError)


@pytest.mark.parametrize("make", LAZY.values(), ids=list(LAZY))
def test_lazy_engines_tell_the_values_of_bad_rows(make):
    frame = make(costs([1, -3, None, -3, 5], pa.int64()))
    with pytest.raises(frames.InvalidColumns) as refused:
        frames.over(frame, EVENT, unit="fen", **YES)
    assert str(refused.value) == (
        "harbin_2022/9.2: 2 faults\n"
        f"  event_cost=None (1 row in all): a value is required on every row; {CURE}\n"
        f"  event_cost=-3, -3 (2 rows in all): a sum must be 0 or more; {CURE}"
    )
    path = ("event_cost",)
    assert codes(refused) == [("column.value_missing", path), ("sum.negative", path)]
    assert [one.params["rows"] for one in refused.value.faults] == [None, None]


def test_rows_only_too_large_overflow():
    frame = pd.DataFrame({"event_cost": [10**17 + 1]})
    with pytest.raises(OverflowError) as refused:
        frames.over(frame, EVENT, unit="fen", **YES)
    assert isinstance(refused.value, AipolicyError)
    assert str(refused.value) == (
        "harbin_2022/9.2: 1 fault\n"
        "  event_cost=100000000000000001 in row 0 (1 row in all): "
        f"a sum must be at most 1,000,000,000,000,000 yuan; {CURE}"
    )
    assert codes(refused) == [("sum.too_large", ("event_cost",))]


def test_a_bad_column_is_named_once():
    frame = pl.DataFrame({"investment": [-1]})
    clauses = [harbin_2022.service_platform_construction, harbin_2022.incubation_carrier]
    more = {"review_passed": True, "carrier_qualifies": True}
    with pytest.raises(frames.InvalidColumns) as refused:
        frames.over_all(frame, clauses, unit="fen", **more)
    assert str(refused.value) == (
        "harbin_2022/2.2, harbin_2022/3.1: 1 fault\n"
        f"  investment=-1 in row 0 (1 row in all): a sum must be 0 or more; {CURE}"
    )
    assert codes(refused) == [("sum.negative", ("investment",))]
    found = frames.over_all(frame, clauses, unit="fen", on_error="null", **more)
    assert found["harbin_2022/3.1_status"].to_list() == ["investment: negative"]


@every_engine
def test_reports_missing_facts_before_days(make):
    days = pa.array([None, None, date(2023, 1, 1)], pa.date32())
    frame = make(costs([None, 1, 1], pa.int64()).append_column("day", days))
    found = listed(frames.over(frame, EVENT, unit="fen", on="day", on_error="null", **YES))
    assert found["status"] == ["event_cost: missing", "day: missing", "ok"]
    with pytest.raises(frames.InvalidColumns) as refused:
        frames.over(frame, EVENT, unit="fen", on="day", **YES)
    missing = "column.value_missing"
    assert codes(refused) == [(missing, ("event_cost",)), (missing, ("day",))]
    assert [one.params["count"] for one in refused.value.faults] == [1, 2]
    assert str(refused.value.faults[1]).endswith(
        f"(2 rows in all): a value is required on every row; {CURE}"
    )


CENTRE = wuhan_2024_draft.compute_centre_match.read_as("match_by_each_level")


@every_engine
def test_refuses_results_over_the_limit(make):
    most = 5 * 10**16  # fen, of which the double is paid
    table = make(pa.table({"provincial_subsidy": [most - 1, most, most + 1]}))
    found = listed(frames.over(table, CENTRE, unit="fen", on_error="null", exemplary=True))
    assert found["amount"] == [2 * most - 2, 2 * most, None]
    assert found["status"] == ["ok", "ok", "provincial_subsidy: too large together"]
    with pytest.raises(frames.Overflow):
        frames.over(table, CENTRE, unit="fen", exemplary=True)
    with pytest.raises(OverflowError):
        CENTRE(provincial_subsidy=Decimal(most + 1) / 100, exemplary=True)


@every_engine
def test_refuses_yuan_beyond_decimals(make):
    more = {"year_of_tenancy": 1, "robotics_enterprise": True, "designated_carrier": True}
    table = make(pa.table({"annual_rent_per_m2": [5 * 10**12, 1]}))
    found = listed(frames.over(table, RENT, unit="yuan", on_error="null", area=4000, **more))
    assert found["amount"] == [None, 4000]
    with pytest.raises(frames.Overflow):
        frames.over(table, RENT, unit="yuan", area=4000, **more)


@every_engine
def test_refuses_constants_over_the_limit(make):
    table = make(pa.table({"exemplary": [True, False]}))
    most = Decimal(5 * 10**14)
    found = listed(frames.over(table, CENTRE, unit="yuan", provincial_subsidy=most))
    assert found["amount"][0] == CENTRE(provincial_subsidy=most, exemplary=True)
    with pytest.raises(frames.Overflow) as refused:
        frames.over(table, CENTRE, unit="yuan", provincial_subsidy=most + Decimal("0.01"))
    assert str(refused.value) == (
        "wuhan_2024_draft/2.1: 1 fault\n"
        "  clause=compute_centre_match: its figures and constants exceed the largest sum, "
        "or 64 bits during the computation; call the clause itself"
    )
    assert codes(refused) == [("figure.large", ("clause",))]


@every_engine
def test_a_row_read_in_two_ways_counts_once(make):
    table = make(pa.table({"both": pa.array([None, 5, -1, None, 10**16], pa.int64())}))
    columns = dict.fromkeys(("compute_cost", "parameters", "scenarios"), "both")
    with pytest.raises(frames.InvalidColumns) as refused:
        frames.over(table, langfang_2023.large_model, unit="fen", columns=columns)
    found = {
        (one.code, one.params["count"], one.params["rows"] if make in EAGER.values() else None)
        for one in refused.value.faults
    }
    rows = [(0, 3), (2,), (2,), (4,)] if make in EAGER.values() else [None] * 4
    assert found == {
        ("column.value_missing", 2, rows[0]),
        ("sum.negative", 1, rows[1]),
        ("whole.range", 1, rows[2]),
        ("whole.range", 1, rows[3]),
    }
    assert len(refused.value.faults) == 4
