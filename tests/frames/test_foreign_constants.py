"""Constants of NumPy, pandas and PyArrow: exactly as Python's own, or refused by their type."""

from datetime import date, datetime
from decimal import Decimal

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from aipolicy import frames
from aipolicy.rules import dalian_2025_draft, harbin_2022
from tests.frames.engines import every_engine, listed
from tests.frames.fault_codes import codes
from tests.frames.stacking.one_project import ON, paid, two

SCENARIO, RENT = harbin_2022.application_scenario, dalian_2025_draft.rent_support
FRAME = pa.table({"total_investment": [1000]})
TRUE = [np.True_, np.bool_(1), np.array(True), pa.scalar(value=True)]
FALSE = [np.False_, np.array([False])[0], pa.scalar(value=False)]


def scenario(frame=FRAME, **more):
    constants = {"review_passed": True, "government_investment_project": False, **more}
    return listed(frames.over(frame, SCENARIO, unit="fen", **constants))


@every_engine
@pytest.mark.parametrize("passed", TRUE, ids=repr)
def test_truth_values_of_libraries(make, passed):
    assert scenario(make(FRAME), review_passed=passed)["amount"] == [300]


@pytest.mark.parametrize("passed", FALSE, ids=repr)
def test_false_of_libraries(passed):
    assert scenario(review_passed=passed)["amount"] == [0]


@pytest.mark.parametrize("number", [np.int64(1), np.uint8(1), np.float64(1), pa.scalar(1), 1, "x"])
def test_numbers_are_not_truth_values(number):
    with pytest.raises(frames.InvalidColumns) as refused:
        scenario(review_passed=number)
    assert codes(refused) == [("condition.type", ("review_passed",))]


@pytest.mark.parametrize(
    "fee",
    [
        np.float32(100.5),
        np.float64(100.5),
        np.float16(100.5),
        pa.scalar(100.5),
        pa.scalar(Decimal("100.5")),
        np.str_("100.5"),
        np.array(100.5),
    ],
    ids=repr,
)
def test_sums_of_libraries(fee):
    frame = pa.table({"row": [1, 2]})
    found = frames.over(frame, dalian_2025_draft.compute_voucher, unit="fen", compute_fee=fee)
    assert found["most"].to_pylist() == [3015, 3015]


@pytest.mark.parametrize("year", [np.int64(1), np.uint8(1), np.int32(1), pa.scalar(1)], ids=repr)
def test_years_of_libraries(year):
    frame = pa.table({"area": [100.5]})
    facts = {"robotics_enterprise": np.True_, "designated_carrier": pa.scalar(value=True)}
    rent = {"annual_rent_per_m2": np.int64(100), **facts}
    found = frames.over(frame, RENT, unit="yuan", year_of_tenancy=year, **rent).to_pydict()
    right = frames.over(frame, RENT, unit="yuan", year_of_tenancy=1, **rent).to_pydict()
    assert found == right


DAYS = [
    pd.Timestamp("2023-06-01"),
    np.datetime64("2023-06-01"),
    np.datetime64("2023-06-01T00:00:00", "ns"),
    pa.scalar(date(2023, 6, 1)),
    pa.scalar(datetime(2023, 6, 1)),
    date(2023, 6, 1),
]


@pytest.mark.parametrize("day", DAYS, ids=repr)
def test_days_of_libraries(day):
    assert scenario(on=day)["status"] == ["ok"]
    assert paid(frames.stack(two(), unit="fen", on=day)) == [0, 7]


@pytest.mark.parametrize(
    "moment",
    [
        pd.Timestamp("2023-06-01 12:00"),
        np.datetime64("2023-06-01T12"),
        pd.Timestamp("2023-06-01", tz="Asia/Shanghai"),
        pd.NaT,
        pa.scalar(datetime(2023, 6, 1, 12)),
    ],
    ids=repr,
)
def test_moments_are_not_days(moment):
    for call in (
        lambda: scenario(on=moment),
        lambda: frames.stack(two(), unit="fen", on=moment),
    ):
        with pytest.raises(frames.InvalidColumns) as refused:
            call()
        assert codes(refused)[0][0] in {"day.time", "day.type"}
        assert codes(refused)[0][1] == ("on",)


def test_names_of_columns_may_be_of_numpy():
    frame = pl.DataFrame({"total_investment": [1000], "day": [date(2023, 6, 1)]})
    assert scenario(frame, on=np.str_("day"))["status"] == ["ok"]
    assert paid(frames.stack(two(day=[ON, ON]), unit="fen", on=np.str_("day"))) == [0, 7]


@pytest.mark.parametrize(
    ("field", "value", "plain"),
    [
        ("same_kind", np.True_, True),
        ("paid_before", np.False_, False),
        ("year", np.int64(2024), 2024),
        ("year", pa.scalar(2024), 2024),
        ("claimant", np.str_("甲"), "甲"),
        ("claimant", pa.scalar("甲"), "甲"),
        ("applicant", np.str_("enterprise"), "enterprise"),
    ],
    ids=repr,
)
def test_fields_of_awards(field, value, plain):
    found = frames.stack(two(), unit="fen", on=ON, **{field: value})
    assert found.equals(frames.stack(two(), unit="fen", on=ON, **{field: plain}))


@pytest.mark.parametrize("amount", [np.float32(100.5), np.int64(100), pa.scalar(Decimal("100.50"))])
def test_sums_of_awards(amount):
    frame = two(amount=None, content=["a", "b"], clause=["langfang_2023/1.1"] * 2, subject=None)
    found = frames.stack(frame, unit="yuan", on=ON, amount=amount)
    assert paid(found)[0] == Decimal(str(amount))


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("same_kind", np.int64(1), "condition.type"),
        ("year", np.float64(2024), "year.range"),
        ("year", np.True_, "year.range"),
        ("claimant", np.int64(5), "value.text"),
        ("amount", np.True_, "number.truth"),
    ],
    ids=repr,
)
def test_other_types_are_refused(field, value, code):
    frame = two(amount=None, most=[5, 7]) if field == "amount" else two()
    with pytest.raises(frames.InvalidColumns) as refused:
        frames.stack(frame, unit="fen", on=ON, **{field: value})
    assert codes(refused) == [(code, (field,))]
