"""Floats and decimals of whole fen are read exactly, whatever their scale."""

from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy import frames, yuan
from aipolicy.rules import wuhan_2024_draft
from tests.frames.engines import EAGER, every_engine, listed
from tests.frames.hosted_events import EVENT, YES, costs, statuses

MATCH = wuhan_2024_draft.compute_centre_match
"""What it gives is what its column holds."""


@every_engine
def test_reads_floats_of_whole_fen(make):
    values = [0.1, 1.005, 0.29, 70_000_000_000_000.01, 1e15, 0.001]
    frame = make(costs(values, pa.float64()))
    assert statuses(frame, "yuan") == [
        "ok",
        "a fraction of the smallest unit",
        "ok",
        "ok",
        "too large for a float",
        "a fraction of the smallest unit",
    ]


LARGE_FLOATS = [37_903_892_540_001.87, 35_573_781_016_992.23, 0.07, 1.1, 4.35, 2.0**46]
AMBIGUOUS = [79_783_924_537_868.6, 80_000_000_000_000.01, 2.0**46 + 1]
"""Here floats lie further apart than fen, so that two fen are one float."""


@every_engine
def test_floats_are_what_they_print(make):
    frame = make(pa.table({"provincial_subsidy": LARGE_FLOATS}))
    found = listed(frames.over(frame, MATCH, unit="yuan", exemplary=True))
    assert found["amount"] == list(map(yuan, LARGE_FLOATS))
    frame = make(costs(AMBIGUOUS, pa.float64()))
    assert statuses(frame, "yuan") == ["too large for a float"] * 3


@every_engine
@given(st.lists(st.integers(0, 7 * 10**15), min_size=1, max_size=40))
def test_every_float_of_fen_is_read(make, fens):
    frame = make(pa.table({"provincial_subsidy": [fen / 100 for fen in fens]}))
    found = listed(frames.over(frame, MATCH, unit="yuan", exemplary=True))
    assert [sum_ * 100 for sum_ in found["amount"]] == fens


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
