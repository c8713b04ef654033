"""Effective dates in frames: the column that says so, and what has no effect."""

from datetime import date, datetime

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import aipolicy
from aipolicy import frames
from aipolicy.calc.documents.period import Convention
from aipolicy.errors import InvalidClaim, InvalidColumns, InvalidDay, ValidityUnknown
from aipolicy.rules import dalian_2025_draft as dalian
from aipolicy.rules import harbin_2022 as harbin
from aipolicy.rules import langfang_2023 as langfang
from tests.frames.engines import every_engine, listed

START, ON = date(2025, 6, 30), date(2025, 8, 1)
STATED = "2025-06-30 (call)"
BOTH = {"review_passed": True, "government_investment_project": False}


@pytest.fixture(autouse=True)
def no_variable(monkeypatch):
    monkeypatch.delenv("AIPOLICY_DAYS", raising=False)


def fees(rows=3):
    numbers = pa.array(range(rows), pa.int64())
    return pa.table({"compute_fee": numbers, "total_investment": numbers})


def over(frame, **options):
    return frames.over(frame, dalian.compute_voucher, unit="fen", **options)


def faults_of(call):
    with pytest.raises(InvalidColumns) as refused:
        call()
    return [(one.code.value, one.path) for one in refused.value.faults]


@every_engine
def test_a_column_says_that_a_day_is_stated(make):
    found = listed(over(make(fees()), on=ON, effective_from=START))
    assert found["stated_day"] == [STATED] * 3
    assert list(found)[-2:] == ["status", "stated_day"]
    named = listed(over(make(fees()), on=ON, effective_from=START, into="fee"))
    assert named["fee_stated_day"] == [STATED] * 3


@every_engine
def test_days_of_the_context_are_taken(make):
    with aipolicy.days({"dalian_2025_draft": START}):
        found = over(make(fees()), on=ON)
    assert listed(found)["stated_day"] == ["2025-06-30 (context)"] * 3


@every_engine
def test_only_undated_documents_have_the_column(make):
    found = listed(
        frames.over_all(
            make(fees()),
            [dalian.compute_voucher, harbin.application_scenario],
            unit="fen",
            on=date(2023, 1, 1),
            effective_from={"dalian_2025_draft": date(2022, 1, 1)},
            **BOTH,
        )
    )
    stated = [name for name in found if name.endswith("stated_day")]
    assert stated == ["dalian_2025_draft/6.1_stated_day"]


@every_engine
def test_no_day_asked_writes_no_column(make):
    with aipolicy.days({"dalian_2025_draft": START}):
        assert "stated_day" not in listed(over(make(fees())))


@pytest.mark.parametrize("make", [pa.Table.to_pandas, pl.from_arrow, lambda table: table])
def test_frames_without_rows_have_the_column(make):
    found = listed(over(make(fees(0)), on=ON, effective_from=START))
    assert found["stated_day"] == []


def test_the_column_is_text():
    table = over(fees(), on=ON, effective_from=START)
    assert pa.types.is_string(table.schema.field("stated_day").type) or pa.types.is_dictionary(
        table.schema.field("stated_day").type
    )
    assert over(pl.from_arrow(fees()), on=ON, effective_from=START)["stated_day"].dtype == pl.String
    relation = over(duckdb.from_arrow(fees()), on=ON, effective_from=START)
    assert str(dict(zip(relation.columns, relation.types, strict=True))["stated_day"]) == "VARCHAR"


def test_rows_out_of_force_say_the_day_too():
    days = pl.DataFrame({"compute_fee": [5, 5], "day": [date(2025, 6, 29), START]})
    found = over(days, on="day", effective_from=START).to_dict(as_series=False)
    assert found["status"] == ["not in force", "ok"]
    assert found["stated_day"] == [STATED] * 2


def test_partitions_of_dask_know_the_context():
    dd = pytest.importorskip("dask.dataframe")
    whole = pd.DataFrame({"compute_fee": range(100)})
    with aipolicy.days({"dalian_2025_draft": START}):
        found = over(dd.from_pandas(whole, npartitions=4), on=ON)
    for scheduler in ("threads", "synchronous"):
        computed = found.compute(scheduler=scheduler)
        assert set(computed["stated_day"]) == {"2025-06-30 (context)"}
        assert set(computed["status"]) == {"ok"}


def test_a_column_of_that_name_is_not_overwritten():
    frame = pl.DataFrame({"compute_fee": [5], "stated_day": ["mine"]})
    call = lambda **days: over(frame, on=ON, **days)  # noqa: E731
    assert faults_of(lambda: call(effective_from=START)) == [("column.taken", ("into",))]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ({"effective_from": START}, [("option.no_effect", ("effective_from",))]),
        (
            {"effective_from": {"dalian_2025_draft": START}},
            [("option.no_effect", ("effective_from",))],
        ),
        ({"term": Convention.DAY_BEFORE}, [("option.no_effect", ("term",))]),
        ({"term": "day_before"}, [("option.no_effect", ("term",))]),
        (
            {"effective_from": START, "term": Convention.DAY_BEFORE, "compute_fee": -1},
            [
                ("option.no_effect", ("effective_from",)),
                ("option.no_effect", ("term",)),
                ("sum.negative", ("compute_fee",)),
            ],
        ),
    ],
)
def test_options_without_effect_are_faults(options, found):
    frame = pl.DataFrame({"fee": [5]})
    columns = {} if "compute_fee" in options else {"compute_fee": "fee"}
    assert faults_of(lambda: over(frame, columns=columns, **options)) == found
    many = lambda: frames.over_all(  # noqa: E731
        frame, [dalian.compute_voucher], unit="fen", columns=columns, **options
    )
    assert faults_of(many) == found


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ({"langfang_2023": START}, [("days.unused", ("effective_from", "langfang_2023"))]),
        ({"harbin_2022": START}, [("days.unused", ("effective_from", "harbin_2022"))]),
        ({"dalian_2025": START}, [("policy.unknown", ("effective_from", "dalian_2025"))]),
        (
            {"wuhan_2024_draft": START, 5: START, "dalian_2025_draft": START},
            [
                ("policy.unknown", ("effective_from", "5")),
                ("days.unused", ("effective_from", "wuhan_2024_draft")),
            ],
        ),
    ],
)
def test_days_of_no_clause_are_faults(days, found):
    with aipolicy.days({"dalian_2025_draft": START}):
        assert faults_of(lambda: over(fees(), on=ON, effective_from=days)) == found


def test_a_contradicting_day_is_a_fault():
    frame = pl.from_arrow(fees())
    for stated in (date(2022, 8, 25), {"harbin_2022": date(2022, 8, 25)}):
        with pytest.raises(InvalidClaim) as refused:
            frames.over(
                frame,
                harbin.application_scenario,
                unit="fen",
                on=date(2023, 1, 1),
                effective_from=stated,
                **BOTH,
            )
        assert [one.code.value for one in refused.value.faults] == ["day.contradicts"]
    found = frames.over(
        frame,
        harbin.application_scenario,
        unit="fen",
        on=date(2023, 1, 1),
        effective_from=date(2022, 8, 24),
        **BOTH,
    )
    assert "stated_day" not in found.columns


@pytest.mark.parametrize("bad", ["2025-06-30", 5, datetime(2025, 6, 30)])
def test_only_dates_are_days(bad):
    for stated in (bad, {"dalian_2025_draft": bad}):
        with pytest.raises(InvalidDay):
            over(fees(), on=ON, effective_from=stated)


def test_cure_names_every_way():
    with pytest.raises(ValidityUnknown) as unknown:
        over(fees(), on=ON)
    said = unknown.value.fault.text("en")
    for way in ("effective_from=", 'aipolicy.days({"dalian_2025_draft": ', "AIPOLICY_DAYS"):
        assert way in said


def test_terms_count_from_the_stated_day():
    frame = pl.DataFrame({"day": [date(2026, 1, 4), date(2026, 1, 5)]})
    facts = {"main_revenue": 6 * 10**8, "highest_past_main_revenue": 0}
    for term, ok in ((Convention.CORRESPONDING_DAY, 1), (Convention.DAY_BEFORE, 0)):
        with aipolicy.days({"langfang_2023": date(2023, 1, 4)}):
            found = frames.over(
                frame, langfang.revenue_milestone, unit="yuan", on="day", term=term, **facts
            )
        assert found["status"].to_list().count("ok") == ok
