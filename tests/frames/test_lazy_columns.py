"""Columns of every type on engines that work later: taken to the fen, or refused as they should."""

from decimal import Decimal

import duckdb
import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy import frames
from aipolicy.errors import AipolicyError
from aipolicy.rules import dalian_2025_draft, wuhan_2024_draft
from tests.frames.engines import listed

VOUCHER, RENT = dalian_2025_draft.compute_voucher, dalian_2025_draft.rent_support
CENTRE = wuhan_2024_draft.compute_centre_match.read_as("match_by_each_level")
TENANT = {
    "area": 100,
    "year_of_tenancy": 1,
    "robotics_enterprise": True,
    "designated_carrier": True,
}


def in_duckdb(value, kind, unit, **call):
    """What DuckDB gives on rows of one value."""
    rows = duckdb.connect().sql(
        f"select ({value})::{kind} as compute_fee from range(2)"  # noqa: S608
    )
    return listed(frames.over(rows, VOUCHER, unit=unit, **call))


def in_polars(value, dtype, unit, **call):
    rows = pl.LazyFrame({"compute_fee": pl.Series([value] * 2, dtype=dtype)})
    return listed(frames.over(rows, VOUCHER, unit=unit, **call))


@pytest.mark.parametrize(
    ("value", "kind", "said"),
    [
        ("null", "bigint", "missing"),
        ("null", "decimal(18, 2)", "missing"),
        ("'nan'", "double", "not a finite number"),
        ("'inf'", "double", "not a finite number"),
        ("-5", "bigint", "negative"),
        ("-5", "decimal(18, 2)", "negative"),
        ("99999999999999999999", "decimal(38, 0)", "too large"),
        ("9223372036854775807", "bigint", "too large"),
        ("18446744073709551615", "ubigint", "too large"),
        ("170141183460469231731687303715884105727", "hugeint", "too large"),
        ("0.5", "double", "a fraction of the smallest unit"),
        ("0.5", "decimal(2, 1)", "a fraction of the smallest unit"),
        ("9.9", "decimal(2, 1)", "a fraction of the smallest unit"),
        ("0.9", "decimal(1, 1)", "a fraction of the smallest unit"),
    ],
)
def test_refuses_a_frame_of_bad_rows(value, kind, said):
    with pytest.raises(AipolicyError):
        in_duckdb(value, kind, "fen")
    found = in_duckdb(value, kind, "fen", on_error="null")
    assert found["status"] == [f"compute_fee: {said}"] * 2
    assert found["most"] == [None] * 2


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("9.999", "decimal(4, 3)"),
        ("0.999", "decimal(3, 3)"),
        ("999999999999999.999", "decimal(18, 3)"),
    ],
)
def test_decimals_rounded_up_are_fractions(value, kind):
    found = in_duckdb(value, kind, "yuan", on_error="null")
    assert found["status"] == ["compute_fee: a fraction of the smallest unit"] * 2
    digits, places = (int(part) for part in kind[8:-1].split(","))
    found = in_polars(Decimal(value), pl.Decimal(digits, places), "yuan", on_error="null")
    assert found["status"] == ["compute_fee: a fraction of the smallest unit"] * 2


@pytest.mark.parametrize("places", [2, 3, 10, 20, 22, 23, 30, 35])
def test_reads_long_decimals_of_whole_fen(places):
    kind = f"decimal(38, {places})"
    assert in_duckdb("100.01", kind, "yuan")["most"] == [Decimal("30.00")] * 2
    assert in_duckdb("100", kind, "fen")["most"] == [30] * 2
    some = in_polars(Decimal("100.01"), pl.Decimal(38, places), "yuan")
    assert some["most"] == [Decimal("30.00")] * 2


@given(st.integers(1, 2**24).map(lambda number: float(np.float32(number * 0.37))))
def test_reads_short_floats_exactly(value):
    frame = pl.DataFrame({"compute_fee": pl.Series([value], dtype=pl.Float32)})
    eager = frames.over(frame, VOUCHER, unit="yuan", on_error="null")
    for lazy in (frame.lazy(), duckdb.connect().from_arrow(frame.to_arrow())):
        assert listed(frames.over(lazy, VOUCHER, unit="yuan", on_error="null")) == listed(eager)


@pytest.mark.parametrize(
    ("value", "unit"),
    [
        (2.0**52 - 1, "fen"),
        (2.0**52 + 1, "fen"),
        (2.0**53 - 1, "fen"),
        (2.0**53, "fen"),
        (45035996273704.97, "yuan"),
    ],
)
def test_reads_floats_up_to_the_exact_limit(value, unit):
    whole = round(value * (100 if unit == "yuan" else 1))
    expected = CENTRE(provincial_subsidy=Decimal(whole) / 100, exemplary=True)
    rows = pl.DataFrame({"provincial_subsidy": [value]})
    for lazy in (rows.lazy(), duckdb.connect().from_arrow(rows.to_arrow())):
        (paid,) = listed(frames.over(lazy, CENTRE, unit=unit, exemplary=True))["amount"]
        assert Decimal(paid) / (1 if unit == "yuan" else 100) == expected


def test_128_bit_numbers_are_too_large():
    for value in (2**63, 2**100):
        found = in_polars(value, pl.Int128, "fen", on_error="null")
        assert found["status"] == ["compute_fee: too large"] * 2


@pytest.mark.parametrize(
    "kind", ["tinyint", "ubigint", "bigint", "hugeint", "decimal(4, 2)", "double"]
)
@pytest.mark.parametrize("unit", ["fen", "yuan"])
def test_reports_too_small_in_every_type(kind, unit):
    rows = duckdb.connect().sql(
        f"select 5::bigint as annual_rent_per_m2, 0::{kind} as area, 0::{kind} as year_of_tenancy"
    )
    more = {name: value for name, value in TENANT.items() if value is True}
    found = listed(frames.over(rows, RENT, unit=unit, on_error="null", **more))
    assert (found["amount"], found["status"]) == ([None], ["area: too small"])
    rows = rows.project("* exclude (area)")
    found = listed(frames.over(rows, RENT, unit=unit, on_error="null", area=5, **more))
    assert (found["amount"], found["status"]) == ([None], ["year_of_tenancy: too small"])


@pytest.mark.parametrize("unit", ["fen", "yuan"])
def test_too_large_before_multiplying(unit):
    rows = duckdb.connect().sql(f"select {2**63 - 1} as area, 0.1::double as annual_rent_per_m2")
    more = {name: value for name, value in TENANT.items() if name != "area"}
    with pytest.raises(AipolicyError):
        frames.over(rows, RENT, unit=unit, **more)
    found = listed(frames.over(rows, RENT, unit=unit, on_error="null", **more))
    assert found["status"] == ["area: too large"]


@pytest.mark.parametrize("value", ["9223372036854775807", "18446744073709551615::ubigint"])
@pytest.mark.parametrize("unit", ["fen", "yuan"])
def test_joint_bounds_come_after_single_ones(value, unit):
    rows = duckdb.connect().sql(f"select {value} as annual_rent_per_m2")
    with pytest.raises(frames.Overflow):
        frames.over(rows, RENT, unit=unit, **TENANT)
    found = listed(frames.over(rows, RENT, unit=unit, on_error="null", **TENANT))
    assert found["status"] == ["annual_rent_per_m2: too large"]
