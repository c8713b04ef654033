"""What the columns of clauses are called: five plain fields, or a mapping."""

import duckdb
import polars as pl
import pytest

from aipolicy import frames, percent
from aipolicy.errors import UnknownClause
from aipolicy.rules import dalian_2025_draft, harbin_2022
from tests.frames.engines import EAGER, LAZY, listed
from tests.frames.fault_codes import codes

SCENARIO, VOUCHER = harbin_2022.application_scenario, dalian_2025_draft.compute_voucher
REFORM = SCENARIO.with_figures(rate=percent(20))
YES = {"review_passed": True, "government_investment_project": False}
FRAME = pl.DataFrame({"total_investment": [1000]})

HOSTILE = [
    "{name.__class__.__mro__}",
    "{name!r:>1000000000}",
    "{name!s}",
    "{id:>9}",
    "{id:{name}}",
    "{id[0]}",
    "{0}",
    "{}",
    "{nam}",
    "{ID}",
    "{ id }",
    "{id",
    "id}",
    "{id!}",
    "{self}",
    "{clause.law.__globals__}",
]


@pytest.mark.parametrize("into", HOSTILE)
def test_patterns_have_five_plain_fields(into):
    with pytest.raises(frames.InvalidColumns) as refused:
        frames.over_all(FRAME, [SCENARIO], unit="fen", into=into, **YES)
    assert codes(refused) == [("into.pattern", ("into",))]
    assert refused.value.faults[0].params["fields"] == (
        "{id}", "{policy}", "{number}", "{name}", "{reading}",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("into", "name"),
    [
        ("{id}", "harbin_2022/4.1"),
        ("{policy}/{number}", "harbin_2022/4.1"),
        ("x_{name}", "x_application_scenario"),
        ("{{{number}}}", "{4.1}"),
        ("{{id}}", "{id}"),
        ("100% {number}{reading}", "100% 4.1fixed"),
        ("sum", "sum"),
    ],
)
def test_patterns_are_filled(into, name):
    found = frames.over_all(FRAME, [SCENARIO], unit="fen", into=into, **YES)
    assert found.columns == ["total_investment", name]


@pytest.mark.parametrize("make", [*EAGER.values(), *LAZY.values()], ids=[*EAGER, *LAZY])
def test_a_mapping_names_the_columns(make):
    table = make(FRAME.to_arrow())
    clauses = {"law": SCENARIO, "reform": REFORM, "按 ID": SCENARIO.id}
    found = listed(frames.over_all(table, clauses, unit="fen", on_error="null", **YES))
    assert found == {
        "total_investment": [1000],
        "law": [300],
        "law_status": ["ok"],
        "reform": [200],
        "reform_status": ["ok"],
        "按 ID": [300],
        "按 ID_status": ["ok"],
    }


def test_a_mapping_names_ceilings():
    frame = pl.DataFrame({"compute_fee": [1000]})
    found = frames.over_all(frame, {"law": VOUCHER, "amount": VOUCHER}, unit="fen")
    assert found.columns == ["compute_fee", "law_least", "law_most", "least", "most"]


@pytest.mark.parametrize("into", ["{id}", "{name}", "x", 5, None])
def test_a_mapping_needs_no_pattern(into):
    with pytest.raises(frames.InvalidColumns) as refused:
        frames.over_all(FRAME, {"law": SCENARIO}, unit="fen", into=into, **YES)
    assert codes(refused) == [("into.named", ("into",))]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        (5, "type"),
        (None, "type"),
        (b"law", "type"),
        ("\ud800", "type"),
        ("", "empty"),
        (" \u3000", "empty"),
    ],
)
def test_names_of_a_mapping_are_text(name, code):
    with pytest.raises(frames.InvalidColumns) as refused:
        frames.over_all(FRAME, {name: SCENARIO, "law": REFORM}, unit="fen", **YES)
    assert codes(refused) == [(f"into.{code}", ("clauses",))]


def test_columns_have_names():
    for call in (
        lambda: frames.over(FRAME, SCENARIO, unit="fen", into="", **YES),
        lambda: frames.over_all(FRAME, ["langfang_2023/1.1"], unit="fen", into="{reading}", **YES),
        lambda: frames.over_all(FRAME, [SCENARIO], unit="fen", into="", **YES),
    ):
        with pytest.raises(frames.InvalidColumns) as refused:
            call()
        assert codes(refused) == [("into.empty", ("into",))]


def test_names_of_a_mapping_are_unlike():
    rows = duckdb.sql("select 1000 as total_investment")
    with pytest.raises(frames.InvalidColumns) as refused:
        frames.over_all(rows, {"law": SCENARIO, "Law": REFORM}, unit="fen", **YES)
    assert codes(refused) == [("column.written_twice", ("into",))]
    with pytest.raises(frames.InvalidColumns) as refused:
        frames.over_all(FRAME, {"total_investment": SCENARIO}, unit="fen", **YES)
    assert codes(refused) == [("column.taken", ("into",))]


def test_law_and_reform_in_a_list():
    with pytest.raises(frames.InvalidColumns) as refused:
        frames.over_all(FRAME, [SCENARIO, REFORM], unit="fen", **YES)
    assert codes(refused) == [("column.written_twice", ("into",))]
    assert refused.value.faults[0].text("en").endswith('{"law": clause, "reform": reform}')
    assert '{"law": clause, "reform": reform}' in refused.value.faults[0].text("zh")


def test_a_mapping_holds_clauses():
    with pytest.raises(UnknownClause):
        frames.over_all(FRAME, {"law": "harbin_2022/4.11"}, unit="fen")
    assert frames.over_all(FRAME, {}, unit="fen").columns == ["total_investment"]
