"""Columns in 万元: read and written to the fen, on every engine."""

from datetime import date
from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy import frames
from aipolicy.frames.columns.unit import fen_per
from aipolicy.rules import dalian_2025_draft, harbin_2022, wuhan_2024_draft
from tests.frames.engines import EAGER, LAZY, every_engine, listed
from tests.frames.fault_codes import codes
from tests.frames.hosted_events import costs, statuses

VOUCHER = dalian_2025_draft.compute_voucher
FRACTION = "a fraction of the smallest unit"
WAN = fen_per("wan")
ON = date(2024, 6, 1)
ALL = {"exemplary": True}


def fees(values, type_):
    return pa.table({"compute_fee": pa.array(values, type_)})


def most(frame, unit="wan", **more):
    return listed(frames.over(frame, VOUCHER, unit=unit, **more))["most"]


@every_engine
def test_wan_in_and_wan_out(make):
    found = most(make(fees([519.4664, 1000.0, 0.00001], pa.float64())))
    assert found == [Decimal("155.839920"), Decimal("200.000000"), Decimal("0.000003")]
    assert [str(sum_) for sum_ in found] == ["155.839920", "200.000000", "0.000003"]


@every_engine
def test_a_fen_in_wan_is_six_decimals(make):
    values = [0.000001, 519.4664, 1e-7, 1.0000005, float("inf"), -0.000001, 0.1 + 0.2, 0.0]
    assert statuses(make(costs(values, pa.float64())), "wan") == [
        "ok",
        "ok",
        FRACTION,
        FRACTION,
        "not a finite number",
        "negative",
        FRACTION,
        "ok",
    ]


@pytest.mark.parametrize("make", [EAGER["pyarrow"], *LAZY.values()])
def test_nan_and_null_are_no_wan(make):
    frame = make(costs([float("nan"), None, 3.5], pa.float64()))
    assert statuses(frame, "wan") == ["not a finite number", "missing", "ok"]


@every_engine
@pytest.mark.parametrize(
    "type_", [pa.decimal128(18, 6), pa.decimal128(38, 10), pa.decimal128(28, 8)]
)
def test_decimals_of_wan(make, type_):
    most_wan = Decimal(10) ** 11
    values = [Decimal("0.000001"), Decimal("519.4664"), most_wan - Decimal("0.000001"), most_wan]
    assert statuses(make(costs(values, type_)), "wan") == ["ok"] * 4
    if type_.scale > 6:
        finer = [Decimal("0.0000001"), most_wan + Decimal("0.000001"), Decimal(-1)]
        assert statuses(make(costs(finer, type_)), "wan") == [FRACTION, "too large", "negative"]


@every_engine
@pytest.mark.parametrize("type_", [pa.decimal128(9, 2), pa.decimal128(12, 0), pa.decimal128(16, 1)])
def test_narrow_decimals_of_wan(make, type_):
    frame = make(fees([Decimal(3), None, Decimal(500)], type_))
    found = most(frame, on_error="null")
    assert found == [Decimal("0.9"), None, Decimal(150)]


@every_engine
def test_whole_wan(make):
    frame = make(costs([0, 1, 10**11, 10**11 + 1, -1, 2**63 - 1], pa.int64()))
    assert statuses(frame, "wan") == ["ok", "ok", "ok", "too large", "negative", "too large"]


@every_engine
def test_floats_of_wan_have_a_limit(make):
    frame = make(costs([2.0**33, 2.0**33 + 1, 4_487_012_068.647575, 1e12], pa.float64()))
    found = statuses(frame, "wan")
    assert found[:3] == ["ok", "too large for a float", "ok"]
    assert found[3].startswith("too large")


def matched(frame):
    """What a clause writes that gives what its column holds."""
    found = listed(frames.over(frame, wuhan_2024_draft.compute_centre_match, unit="wan", **ALL))
    return [sum_ * WAN for sum_ in found["amount"]]


@every_engine
@given(st.lists(st.integers(0, 2**33 * WAN), min_size=1, max_size=40))
def test_floats_of_wan_are_fen(make, fens):
    floats = pa.array([fen / WAN for fen in fens], pa.float64())
    assert matched(make(pa.table({"provincial_subsidy": floats}))) == fens


@every_engine
@given(st.lists(st.integers(0, 10**17), min_size=1, max_size=40))
def test_decimals_of_wan_are_fen(make, fens):
    decimals = pa.array([Decimal(fen).scaleb(-6) for fen in fens], pa.decimal128(18, 6))
    assert matched(make(pa.table({"provincial_subsidy": decimals}))) == fens


@pytest.mark.parametrize("make", EAGER.values(), ids=list(EAGER))
def test_written_sums_state_their_unit(make):
    values = [
        "800",
        "800万元",
        "1.2亿元",
        "800元",
        "８００",
        "1,200.5",
        "三百万元",
        "8千",
        "¥8",
        "0.0000001",
    ]
    frame = make(fees(values[:6], pa.string()))
    assert most(frame) == [Decimal(200), Decimal(200), Decimal(200), Decimal("0.024"), 200, 200]
    assert statuses(make(costs(values[7:], pa.string())), "wan") == [
        "unreadable",
        "unreadable",
        FRACTION,
    ]


def test_constants_stay_in_yuan():
    frame = pa.table({"row": [1]})
    found = frames.over(frame, VOUCHER, unit="wan", compute_fee=10_000).to_pydict()
    assert found["most"] == [Decimal("0.300000")]


@every_engine
def test_only_money_is_in_wan(make):
    facts = {"robotics_enterprise": True, "designated_carrier": True, "year_of_tenancy": 1}
    rents = make(pa.table({"area": [100.5], "annual_rent_per_m2": [0.01]}))
    found = listed(frames.over(rents, dalian_2025_draft.rent_support, unit="wan", **facts))
    yuan = make(pa.table({"area": [100.5], "annual_rent_per_m2": [100]}))
    right = listed(frames.over(yuan, dalian_2025_draft.rent_support, unit="yuan", **facts))
    (name,) = {"amount", "most"} & found.keys()
    assert found[name][0] * 10_000 == right[name][0] > 0


@every_engine
def test_fractions_of_wan_name_the_cure(make):
    frame = make(fees([123.45678901], pa.float64()))
    with pytest.raises(frames.InvalidColumns) as refused:
        frames.over(frame, VOUCHER, unit="wan")
    assert codes(refused) == [("column.wan_fraction", ("compute_fee",))]
    (wrong,) = refused.value.faults
    assert wrong.text("en").endswith(
        "a sum in 万元 has at most six decimals; fix these rows (for unrounded floats: .round(6)), "
        'or pass on_error="null" to get nulls for them'
    )
    assert ".round(6)" in wrong.text("zh")


@pytest.mark.parametrize("make", EAGER.values(), ids=list(EAGER))
def test_stack_in_wan(make):
    awards = pa.table(
        {
            "clause": ["langfang_2023/1.1", "langfang_2023/1.2", "省平台补助"],
            "level": [None, None, "province"],
            "amount": [30.0, 50.000001, 40.5],
        }
    )
    found = listed(
        frames.stack(make(awards), unit="wan", on=ON, claimant="甲", subject="P", into="due")
    )
    assert found["due"] == [Decimal(0), Decimal("50.000001"), Decimal(0)]
    assert str(found["due"][1]) == "50.000001"


def test_stack_refuses_parts_of_fen_in_wan():
    awards = pa.table({"clause": ["langfang_2023/1.1"], "amount": [1e-7]})
    with pytest.raises(frames.InvalidColumns) as refused:
        frames.stack(awards, unit="wan", on=ON)
    assert codes(refused) == [("column.wan_fraction", ("amount",))]
    assert (
        refused.value.faults[0]
        .text("en")
        .endswith("fix these rows (for unrounded floats: .round(6))")
    )


@every_engine
def test_several_clauses_in_wan(make):
    frame = make(pa.table({"total_investment": [2_000.0], "investment": [1.000001]}))
    clauses = [harbin_2022.application_scenario, harbin_2022.incubation_carrier]
    found = listed(
        frames.over_all(
            frame, clauses, unit="wan", into="{number}", on_error="null",
            review_passed=True, government_investment_project=False, carrier_qualifies=True,
        )
    )  # fmt: skip
    assert found["4.1"] == [Decimal(500)]
    assert found["4.1_status"] == ["ok"]
