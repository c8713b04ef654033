"""The call itself: what is written where, what stays, and what is refused before any work."""

import importlib.util
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from aipolicy import frames, percent, wan
from aipolicy.errors import InvalidClaim, MissingExtra, ValidityUnknown
from aipolicy.rules import dalian_2025_draft, harbin_2022, langfang_2023, wuhan_2024_draft
from tests.frames.engines import EAGER, every_engine, listed
from tests.frames.fault_codes import codes

SCENARIO = harbin_2022.application_scenario
YES = {"review_passed": True, "government_investment_project": False}


every_eager = pytest.mark.parametrize("make", EAGER.values(), ids=list(EAGER))


def fen(*sums):
    return pa.table({"total_investment": pa.array(sums, pa.int64())})


@every_engine
def test_an_amount_is_added_to_the_columns(make):
    frame = make(fen(800_000_000, 5, 0).append_column("name", [["a", "b", "c"]]))
    found = frames.over(frame, SCENARIO, unit="fen", **YES)
    assert type(found) is type(frame)
    assert listed(found) == {
        "total_investment": [800_000_000, 5, 0],
        "name": ["a", "b", "c"],
        "amount": [240_000_000, 2, 0],
    }


@every_engine
def test_yuan_are_read_and_written_as_decimals(make):
    sums = pa.array([Decimal("8000000.00"), Decimal("0.05")], pa.decimal128(18, 2))
    found = frames.over(make(pa.table({"total_investment": sums})), SCENARIO, unit="yuan", **YES)
    amounts = listed(found)["amount"]
    assert amounts == [Decimal("2400000.00"), Decimal("0.02")]
    assert all(str(amount).endswith((".00", ".02")) for amount in amounts)


@every_engine
def test_a_ceiling_gives_least_and_most(make):
    found = listed(
        frames.over(
            make(pa.table({"fee": [800_000_000]})),
            dalian_2025_draft.compute_voucher,
            unit="fen",
            columns={"compute_fee": "fee"},
        )
    )
    assert found == {"fee": [800_000_000], "least": [0], "most": [200_000_000]}


@every_engine
def test_a_range_gives_both_ends(make):
    found = listed(
        frames.over(
            make(pa.table({"selected": [True, False]})),
            wuhan_2024_draft.key_rnd_project,
            unit="yuan",
            into="key",
        )
    )
    assert found["key_least"] == [Decimal("500000.00"), Decimal("0.00")]
    assert found["key_most"] == [Decimal("1000000.00"), Decimal("0.00")]


@every_engine
def test_several_clauses_run_in_one_pass(make):
    table = pa.table({"investment": [100_000_000], "reviewed": [True], "service_income": [1_000]})
    found = listed(
        frames.over_all(
            make(table),
            [harbin_2022.service_platform_construction, harbin_2022.platform_operation],
            unit="fen",
            columns={"harbin_2022/2.2:review_passed": "reviewed"},
            **{"harbin_2022/2.3:serves_local_clients": True},
        )
    )
    assert found["harbin_2022/2.2"] == [10_000_000]
    assert found["harbin_2022/2.3"] == [100]


def test_a_pattern_names_the_columns():
    readings = [
        langfang_2023.revenue_milestone.read_as(r) for r in ("highest_tier", "sum_of_tiers")
    ]
    frame = pl.DataFrame({"main_revenue": [10**11], "highest_past_main_revenue": [0]})
    found = frames.over_all(frame, readings, unit="fen", into="{name}:{reading}")
    assert found.columns[2:] == ["revenue_milestone:highest_tier", "revenue_milestone:sum_of_tiers"]
    assert found.row(0)[2:] == (10**9, 16 * 10**8)


def test_columns_may_have_qualified_names():
    frame = pl.DataFrame({"harbin_2022/4.1:total_investment": [10], "total_investment": [99]})
    assert frames.over(frame, SCENARIO, unit="fen", **YES)["amount"].to_list() == [3]


def test_pandas_keeps_repeated_index_labels():
    index = pd.Index(["b", "a", "b"], name="firm")
    frame = pd.DataFrame({"total_investment": [10, 20, 30]}, index=index)
    frame.attrs["source"] = "survey"
    found = frames.over(frame, SCENARIO, unit="fen", **YES)
    assert found.index.equals(index)
    assert found.index.name == "firm"
    assert found["amount"].tolist() == [3, 6, 9]
    assert found["amount"].dtype == np.int64
    assert found.attrs == {"source": "survey"}
    assert list(frame.columns) == ["total_investment"]


@every_engine
def test_a_frame_without_rows_gets_its_columns(make):
    for unit in ("fen", "yuan"):
        found = listed(frames.over(make(fen()), SCENARIO, unit=unit, on=date(2023, 1, 1), **YES))
        assert found == {"total_investment": [], "amount": [], "status": []}


def test_accepts_empty_pandas_frames():
    found = frames.over(pd.DataFrame({"total_investment": []}), SCENARIO, unit="fen", **YES)
    assert found["amount"].tolist() == []


@every_engine
def test_several_blocks_give_the_same(make):
    sums = np.arange(300_000) * 17
    table = pa.table({"total_investment": sums})
    found = listed(frames.over(make(table), SCENARIO, unit="fen", **YES))["amount"]
    assert found == np.minimum((3 * sums + 5) // 10, 500_000_000).tolist()


@every_eager
def test_one_core_gives_what_several_do(make, monkeypatch):
    monkeypatch.setattr("aipolicy.frames.in_memory.run.cores", lambda: 1)
    table = pa.table({"total_investment": np.arange(300_000)})
    found = listed(frames.over(make(table), SCENARIO, unit="fen", **YES))["amount"]
    assert found == ((3 * np.arange(300_000) + 5) // 10).tolist()


def test_reforms_and_readings_are_clauses():
    frame = pl.DataFrame({"total_investment": [800_000_000]})
    reform = SCENARIO.with_figures(cap=wan(300), rate=percent("33.333333"))
    assert frames.over(frame, reform, unit="fen", **YES)["amount"].to_list() == [266_666_664]


def test_the_whole_is_cut_at_the_cap():
    frame = pl.DataFrame({"total_investment": [10, 11, 333_333_333, 333_333_334, 10**17]})
    reform = SCENARIO.with_figures(rate=percent(100))
    found = frames.over(frame, reform, unit="fen", **YES)["amount"].to_list()
    assert found == [10, 11, 333_333_333, 333_333_334, 500_000_000]


def test_a_cap_that_no_sum_reaches_changes_nothing():
    frame = pl.DataFrame({"total_investment": [10**17]})
    reform = SCENARIO.with_figures(rate=percent("0.000001"), cap=wan(10**11))
    assert frames.over(frame, reform, unit="fen", **YES)["amount"].to_list() == [10**9]


@every_engine
def test_rows_out_of_force_have_a_status(make):
    days = [date(2022, 8, 23), date(2022, 8, 24), date(2023, 12, 31), date(2024, 1, 1)]
    frame = make(
        fen(10, 10, 10, 10).append_column("day", pa.chunked_array([pa.array(days, pa.date32())]))
    )
    found = listed(frames.over(frame, SCENARIO, unit="fen", on="day", **YES))
    assert found["amount"] == [None, 3, 3, None]
    assert found["status"] == ["not in force", "ok", "ok", "not in force"]


@every_engine
def test_one_day_for_all_rows_is_in_force_or_not(make):
    for day, amount, status in (
        (date(2023, 1, 1), 3, "ok"),
        (date(2024, 1, 1), None, "not in force"),
    ):
        found = listed(frames.over(make(fen(10)), SCENARIO, unit="fen", on=day, **YES))
        assert (found["amount"], found["status"]) == ([amount], [status])


@every_engine
def test_open_ended_documents_stay_in_force(make):
    days = pa.chunked_array([[date(2025, 6, 29), date(2025, 6, 30), date(2099, 1, 1)]])
    table = pa.table({"compute_fee": [10, 10, 10]}).append_column("day", days)
    found = listed(
        frames.over(
            make(table),
            dalian_2025_draft.compute_voucher,
            unit="fen",
            on="day",
            effective_from=date(2025, 6, 30),
        )
    )
    assert found["most"] == [None, 3, 3]


def test_a_document_that_bears_no_day_needs_one():
    frame = pl.DataFrame({"compute_fee": [10]})
    voucher = dalian_2025_draft.compute_voucher
    with pytest.raises(ValidityUnknown):
        frames.over(frame, voucher, unit="fen", on=date(2025, 8, 1))
    stated = {"dalian_2025_draft": date(2025, 6, 30)}
    found = frames.over(frame, voucher, unit="fen", on=date(2025, 8, 1), effective_from=stated)
    assert found["most"].to_list() == [3]


def test_refuses_a_second_first_day():
    with pytest.raises(InvalidClaim):
        frames.over(
            pl.DataFrame({"total_investment": [1]}),
            SCENARIO,
            unit="fen",
            on=date(2023, 1, 1),
            effective_from={"harbin_2022": date(2023, 1, 2)},
            **YES,
        )


def test_one_first_day_serves_undated_documents():
    frame = pl.DataFrame({"compute_fee": [10], "total_investment": [10]})
    found = frames.over_all(
        frame,
        [dalian_2025_draft.compute_voucher, SCENARIO],
        unit="fen",
        on=date(2023, 1, 1),
        effective_from=date(2022, 1, 1),
        **YES,
    )
    assert found["dalian_2025_draft/6.1_most"].to_list() == [3]
    assert found["harbin_2022/4.1"].to_list() == [3]


def test_importing_the_library_loads_no_numpy():
    heavy = {"numpy", "narwhals", "pyarrow"}
    code = f"import sys; from aipolicy import *; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_missing_libraries_are_named():
    code = (
        "import importlib.util as u\n"
        "found = u.find_spec\n"
        "u.find_spec = lambda n, *a: None if n in {'numpy', 'pyarrow'} else found(n, *a)\n"
        "import aipolicy\n"
        "try:\n    import aipolicy.frames\n"
        "except aipolicy.AipolicyError as missing:\n"
        "    print(type(missing).__name__, isinstance(missing, ImportError))\n"
        "    print(missing.fault.code, missing.fault.params['names'], missing)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    kind, said = done.stdout.splitlines()
    assert kind == "MissingExtra True"
    assert said.startswith("extra.missing ('numpy', 'pyarrow') aipolicy.frames: numpy, pyarrow ")
    assert said.endswith("; pip install 'aipolicy[frames]'")


def test_missing_libraries_stop_the_import(monkeypatch):
    place = Path(frames.__file__)
    spec = importlib.util.spec_from_file_location("frames_alone", place)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(MissingExtra) as missing:
        spec.loader.exec_module(importlib.util.module_from_spec(spec))
    assert missing.value.fault.code == "extra.missing"
    assert missing.value.fault.params["names"] == ("numpy", "narwhals", "pyarrow")
    assert str(missing.value).startswith("aipolicy.frames: numpy, narwhals, pyarrow ")
    assert str(missing.value).endswith("; pip install 'aipolicy[frames]'")


@every_engine
def test_constants_give_equal_rows(make):
    found = frames.over(
        make(pa.table({"firm": ["a", "b"]})),
        langfang_2023.settlement_voucher,
        unit="fen",
        settled_this_year=True,
    )
    assert listed(found) == {"firm": ["a", "b"], "amount": [50_000_000, 50_000_000]}


@every_eager
def test_counts_are_whole_numbers(make):
    table = pa.table({"compute_cost": [10**9], "parameters": [1e9 + 0.5], "scenarios": [5]})
    with pytest.raises(frames.InvalidColumns) as refused:
        frames.over(make(table), langfang_2023.large_model, unit="fen")
    assert str(refused.value) == (
        "langfang_2023/3.1: 1 fault\n"
        "  parameters=1000000000.5 in row 0 (1 row in all): a count must be a whole number; "
        'fix these rows, or pass on_error="null" to get nulls for them'
    )
    assert codes(refused) == [("whole.fraction", ("parameters",))]
    assert "（行号从 0 计，共 1 行）：数量应为整数；" in refused.value.faults[0].text("zh")


@every_engine
def test_a_clause_may_be_given_by_id(make):
    table = make(pa.table({"service_income": [1_000, 5]}))
    by_id = frames.over(table, "harbin_2022/2.3", unit="fen", serves_local_clients=True)
    assert listed(by_id) == {"service_income": [1_000, 5], "amount": [100, 1]}
    clause_ = harbin_2022.platform_operation
    passed = frames.over(table, clause_, unit="fen", serves_local_clients=True)
    assert listed(passed) == listed(by_id)
    several = frames.over_all(table, ["harbin_2022/2.3"], unit="fen", serves_local_clients=True)
    assert listed(several)["harbin_2022/2.3"] == [100, 1]
