"""What goes into `frames.stack` and what comes out: columns, constants, units, shape."""

from datetime import date
from decimal import Decimal

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy import frames, stack, wan
from aipolicy.frames import UnsupportedFrame
from tests.frames.engines import EAGER, listed
from tests.frames.stacking.one_project import ON, TWO, paid, two
from tests.frames.stacking.portfolios_as_frames import table_of, varied

every_frame = pytest.mark.parametrize("make", EAGER.values(), ids=list(EAGER))


@every_frame
def test_pays_the_higher_of_one_project(make):
    found = frames.stack(make(pa.table(TWO)), unit="fen", on=ON)
    assert isinstance(found, type(make(pa.table(TWO))))
    assert listed(found) == {
        **TWO,
        "paid": [0, 7],
        "rule": ["langfang_2023/supplementary_3", None],
        "displaced_by": ["1", None],
    }


@every_frame
def test_in_yuan_sums_are_decimals_of_two_places(make):
    table = pa.table(
        {**TWO, "amount": pa.array([Decimal("5.10"), Decimal(7)], pa.decimal128(9, 2))}
    )
    found = frames.stack(make(table), unit="yuan", on=ON)
    assert listed(found)["paid"] == [Decimal("0.00"), Decimal("7.00")]
    assert all(sum_.as_tuple().exponent == -2 for sum_ in listed(found)["paid"])


def test_in_yuan_sums_may_be_written_out():
    assert paid(frames.stack(two(amount=["5万元", "7.5"]), unit="yuan", on=ON)) == [50_000, 0]


def test_new_columns_have_native_types():
    table = frames.stack(pa.table(TWO), unit="fen", on=ON)
    assert [str(type_) for type_ in table.schema.types[3:]] == ["int64", "string", "string"]
    assert str(frames.stack(pa.table(TWO), unit="yuan", on=ON).schema.types[3]) == (
        "decimal128(18, 2)"
    )
    frame = frames.stack(pd.DataFrame(TWO), unit="fen", on=ON)
    assert [str(type_) for type_ in frame.dtypes[3:]] == [
        "int64",
        "string[pyarrow]",
        "string[pyarrow]",
    ]
    series = frames.stack(two(), unit="yuan", on=ON)
    assert series.schema["paid"] == pl.Decimal(18, 2)


def test_pandas_keeps_index_and_attributes():
    frame = pd.DataFrame({**TWO, "note": [1.5, None]}, index=[9, 9])
    frame.attrs["source"] = "desk"
    found = frames.stack(frame, unit="fen", on=ON)
    assert found.index.tolist() == [9, 9]
    assert found.attrs == {"source": "desk"}
    pd.testing.assert_frame_equal(found[frame.columns.tolist()], frame)


@every_frame
@pytest.mark.parametrize("unit", ["fen", "yuan"])
def test_an_empty_frame_gets_empty_columns(make, unit):
    found = frames.stack(make(pa.table(TWO)[:0]), unit=unit, on=ON)
    assert listed(found) == {name: [] for name in (*TWO, "paid", "rule", "displaced_by")}


def test_a_frame_of_no_type_and_no_rows_is_taken():
    frame = pd.DataFrame({"clause": [], "amount": [], "most": [], "on": []})
    assert frames.stack(frame, unit="yuan").columns.tolist()[4:] == [
        "paid",
        "rule",
        "displaced_by",
        "provisional",
    ]


def test_fields_come_from_columns_or_constants():
    frame = two(clause=None, subject=None, measure=TWO["clause"], day=[ON, ON])
    named = {"clause": "measure"}
    whole = frames.stack(frame, unit="fen", columns=named, on="day")
    assert paid(whole) == [5, 7]
    one_project = frames.stack(frame, unit="fen", columns={**named, "on": "day"}, subject="P")
    assert paid(one_project) == [0, 7]
    same = frames.stack(
        two(clause=None, amount=None, number=["1", "2"]), unit="fen", columns={"content": "number"},
        clause="langfang_2023/1.2", amount=wan(200), on=ON, year=2024, paid_before=False,
        same_kind=True, claimant="甲", contract="C", applicant="enterprise", exception="纪要",
    )  # fmt: skip
    assert paid(same) == [200_000_000, 100_000_000]
    bare = two(amount=None, subject=None)
    capped = frames.stack(bare, unit="fen", most=wan(301), on=ON, subject="Q")
    assert listed(capped)["provisional"] == [True, True]


def test_a_constant_level_applies_to_all_rows():
    outside = two(clause=["他策", "另策"])
    assert paid(frames.stack(outside, unit="fen", on=ON, level="city", per="project")) == [5, 7]


def test_its_own_level_does_no_harm():
    """A provision of the library stays one where its row states the level of its document."""
    assert paid(frames.stack(two(), unit="fen", on=ON, level="city")) == [0, 7]


def test_into_begins_the_other_names():
    found = frames.stack(two(most=[None, None]), unit="fen", on=ON, into="due")
    assert found.columns[4:] == ["due", "due_rule", "due_displaced_by", "due_provisional"]


def test_history_gets_no_payout():
    found = listed(frames.stack(two(paid_before=[True, False]), unit="fen", on=ON))
    assert found["paid"] == [None, 2]
    assert found["rule"] == [None, "langfang_2023/supplementary_3"]
    assert found["displaced_by"] == [None, "0"]
    no_more = {"langfang_2023": "no_top_up"}
    found = listed(
        frames.stack(two(paid_before=[True, False]), unit="fen", on=ON, readings=no_more)
    )
    assert found["paid"] == [None, 0]


def test_provisional_rows_depend_on_open_sums():
    open_ = two(amount=[5, None], most=[None, 7])
    found = listed(frames.stack(open_, unit="fen", on=ON))
    assert (found["paid"], found["provisional"]) == ([0, 7], [True, True])
    lower = two(amount=[5, None], most=[None, 4])
    found = listed(frames.stack(lower, unit="fen", on=ON))
    assert (found["paid"], found["provisional"]) == ([5, 0], [False, True])
    nothing = two(amount=[5, None], most=[None, 0])
    assert listed(frames.stack(nothing, unit="fen", on=ON))["provisional"] == [False, False]
    beside = two(amount=[5, None], most=[None, 7], paid_before=[True, False])
    found = listed(frames.stack(beside, unit="fen", on=ON))
    assert (found["paid"], found["provisional"]) == ([None, 2], [False, True])


@given(varied(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(awards, random):
    numbers = list(range(len(awards)))
    random.shuffle(numbers)
    one = listed(frames.stack(table_of(awards, number=True), unit="fen"))
    other = table_of([awards[number] for number in numbers], number=True)
    other = listed(frames.stack(other, unit="fen"))
    for name in ("paid", "rule"):
        assert other[name] == [one[name][number] for number in numbers]
    for row, number in enumerate(numbers):
        names = [one["displaced_by"][number], other["displaced_by"][row]]
        before, after = (set((name or "").split(", ")) - {""} for name in names)
        assert {int(place) for place in before} == {numbers[int(place)] for place in after}


@given(varied())
def test_the_total_is_that_of_the_exact_resolver(awards):
    found = frames.stack(table_of(awards), unit="fen")
    assert sum(paid(found)) == stack(awards).total * 100


@pytest.mark.parametrize(
    "make",
    [lambda: two().lazy(), lambda: duckdb.connect().from_arrow(pa.table(TWO))],
    ids=["polars", "duckdb"],
)
def test_a_lazy_frame_is_refused_with_what_to_do(make):
    lazy = make()
    with pytest.raises(UnsupportedFrame) as caught:
        frames.stack(lazy, unit="fen", on=ON)
    assert caught.value.fault.code == "frame.collect"
    assert str(caught.value) == (
        f"{type(lazy).__name__}: which awards meet is known only when all rows are there; "
        "collect them first, as by .collect(), .compute(), .to_arrow_table() or .toPandas()"
    )


def test_moments_that_are_midnights_are_days():
    frame = pd.DataFrame({**TWO, "on": pd.to_datetime(["2024-06-01", "2025-06-01"])})
    assert paid(frames.stack(frame, unit="fen")) == [0, 7]
    assert paid(frames.stack(two(on=[date(2024, 6, 1)] * 2), unit="fen")) == [0, 7]
