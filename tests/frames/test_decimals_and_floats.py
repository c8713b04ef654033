"""Floats and decimals of whole fen are read exactly, whatever their scale."""

from decimal import Decimal

import pyarrow as pa
import pytest

from aipolicy import frames
from tests.frames.engines import EAGER, every_engine, listed
from tests.frames.hosted_events import EVENT, YES, costs, statuses


@every_engine
def test_reads_floats_of_whole_fen(make):
    values = [0.1, 1.005, 0.29, 80_000_000_000_000.01, 1e15, 0.001]
    frame = make(costs(values, pa.float64()))
    assert statuses(frame, "yuan") == [
        "ok",
        "a fraction of the smallest unit",
        "ok",
        "ok",
        "too large for a float",
        "a fraction of the smallest unit",
    ]


@every_engine
def test_reads_decimals_of_whole_fen(make):
    values = [Decimal("1.23"), Decimal("1.230"), None, Decimal("-0.01"), Decimal("0.005")]
    values += [Decimal(10**15), Decimal("1000000000000000.01"), Decimal(10**30)]
    frame = make(costs(values, pa.decimal128(38, 3)))
    assert statuses(frame, "yuan") == [
        "ok",
        "ok",
        "missing",
        "negative",
        "a fraction of the smallest unit",
        "ok",
        "too large",
        "too large",
    ]
    whole = make(costs([Decimal(7), Decimal("7.5")], pa.decimal128(20, 1)))
    assert statuses(whole) == ["ok", "a fraction of the smallest unit"]


@pytest.mark.parametrize("make", EAGER.values(), ids=list(EAGER))
@pytest.mark.parametrize(
    "type_",
    [
        pa.decimal128(18, 2),
        pa.decimal128(9, 0),
        pa.decimal128(9, 1),
        pa.decimal128(38, 20),
        pa.decimal128(38, 22),
    ],
    ids=str,
)
def test_decimals_of_every_scale_give_the_same_sum(make, type_):
    frame = make(costs([Decimal(3), None, Decimal(5)], type_))
    found = listed(frames.over(frame, EVENT, unit="yuan", on_error="null", **YES))
    assert found["amount"] == [Decimal("1.50"), None, Decimal("2.50")]


def test_narrow_decimals_of_arrow_are_read_too():
    frame = costs([Decimal("3.10"), None], pa.decimal64(10, 2))
    found = listed(frames.over(frame, EVENT, unit="yuan", on_error="null", **YES))
    assert found["amount"] == [Decimal("1.55"), None]
