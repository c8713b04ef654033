"""Which column or constant a fact is, and what is there under another spelling or twice."""

import dask.dataframe as dd
import duckdb
import pandas as pd
import polars as pl
import pytest

import aipolicy
from aipolicy import frames
from aipolicy.calc.words.glossary import glossary
from aipolicy.rules import dalian_2025_draft, harbin_2022
from tests.frames.fault_codes import codes

VOUCHER, SCENARIO = dalian_2025_draft.compute_voucher, harbin_2022.application_scenario
CARRIER = harbin_2022.service_platform_construction
YES = {"review_passed": True, "government_investment_project": False}
ZH = glossary()["facts"]

SPELLINGS = [
    "compute_fee ",
    "\ufeffcompute_fee",
    "Compute_Fee",
    "COMPUTE_FEE",
    "ｃｏｍｐｕｔｅ＿ｆｅｅ",
    "compute_fee\u3000",
    "compute\u200b_fee",
    "compute_fee\n",
    "compute_fees",
    ZH["compute_fee"],
    f"{ZH['compute_fee']} ",
    f"\ufeff{ZH['compute_fee']}",
]


def refused_by(frame, clause=VOUCHER, unit="fen", **more):
    with pytest.raises(frames.InvalidColumns) as refused:
        frames.over(frame, clause, unit=unit, **more)
    return refused


@pytest.mark.parametrize("header", SPELLINGS)
@pytest.mark.parametrize("make", [pl.DataFrame, pd.DataFrame, pl.LazyFrame])
def test_names_the_column_that_is_meant(make, header):
    frame = make({"name": ["A"], header: [1000]})
    refused = refused_by(frame)
    assert codes(refused) == [("column.respelled", ("compute_fee",))]
    (wrong,) = refused.value.faults
    assert wrong.text("en") == (
        f"compute_fee: no column has this name, but one is called {header!r}; "
        f'if it is meant, pass columns={{"compute_fee": {header!r}}}, or rename it'
    )
    assert repr(header) in wrong.text("zh")
    assert frames.over(frame, VOUCHER, unit="fen", columns={"compute_fee": header}) is not None


def test_sql_shows_headers_in_another_case():
    rows = duckdb.sql('select 5 as "Compute_Fee"')
    assert codes(refused_by(rows)) == [("column.respelled", ("compute_fee",))]


def test_columns_of_other_facts_are_not_meant():
    frame = pl.DataFrame({"total_investment": [1], "Review_Passed": [True]})
    refused = refused_by(frame, SCENARIO)
    assert codes(refused) == [
        ("column.respelled", ("review_passed",)),
        ("column.fact_missing", ("government_investment_project",)),
    ]


def test_named_columns_show_invisible_signs():
    refused = refused_by(pl.DataFrame({"fee ": [1]}), columns={"compute_fee": "fee"})
    assert str(refused.value.faults[0]).endswith(
        "the frame has no such column; did you mean 'fee '?"
    )


@pytest.mark.parametrize("fact", sorted({*VOUCHER.facts, *SCENARIO.facts, *CARRIER.facts}))
def test_columns_are_named_in_chinese(fact):
    clause = next(one for one in (VOUCHER, SCENARIO, CARRIER) if fact in one.facts)
    truths = {name for name, one in clause.facts.items() if one.kind == "condition"}
    data = {f"c{i}": [name in truths or 7] for i, name in enumerate(clause.facts)}
    english = {name: f"c{i}" for i, name in enumerate(clause.facts)}
    chinese = {(ZH[name] if name == fact else name): one for name, one in english.items()}
    frame = pl.DataFrame(data)
    found = frames.over(frame, clause, unit="fen", columns=chinese)
    assert found.equals(frames.over(frame, clause, unit="fen", columns=english))


def test_clause_and_chinese_fact_are_a_name():
    frame = pl.DataFrame({"investment": [1], "a": [True], "b": [False]})
    columns = {f"{CARRIER.id}:{ZH['review_passed']}": "a", f"{SCENARIO.id}:review_passed": "b"}
    found = frames.over_all(
        frame, [CARRIER, SCENARIO], unit="yuan", columns=columns,
        total_investment=100, government_investment_project=False,
    )  # fmt: skip
    assert found[SCENARIO.id][0] == 0
    assert found[CARRIER.id][0] > 0


def test_one_fact_under_two_names():
    columns = {"compute_fee": "a", ZH["compute_fee"]: "b"}
    refused = refused_by(pl.DataFrame({"a": [1], "b": [2]}), columns=columns)
    assert codes(refused) == [("key.twice", ("columns", ZH["compute_fee"]))]


@pytest.mark.parametrize("name", [ZH["compute_fee"], f"{ZH['compute_fee']}额", "Compute_Fee"])
def test_constants_are_told_the_english_name(name):
    refused = refused_by(pl.DataFrame({"compute_fee": [1]}), **{name: 5})
    assert codes(refused) == [("fact.unknown", (name,))]
    assert str(refused.value.faults[0]).endswith("did you mean compute_fee?")


def test_misspelt_chinese_names_are_told():
    columns = {f"{ZH['compute_fee']} ": "x"}
    refused = refused_by(pl.DataFrame({"compute_fee": [1], "x": [1]}), columns=columns)
    assert codes(refused) == [("fact.unknown", (f"{ZH['compute_fee']} ",))]


@pytest.mark.parametrize("make", [pl.DataFrame, pd.DataFrame, pl.LazyFrame])
def test_constant_beside_its_column(make):
    frame = make({"compute_fee": [5]})
    refused = refused_by(frame, compute_fee=3)
    assert codes(refused) == [("column.fact_twice", ("compute_fee",))]
    assert str(refused.value.faults[0]) == (
        "compute_fee=3: given as a constant, and as column compute_fee; remove one of them"
    )


def test_constant_beside_its_sql_column():
    rows = duckdb.sql('select 5 as "Compute_Fee"')
    assert codes(refused_by(rows, compute_fee=3)) == [("column.fact_twice", ("compute_fee",))]


def over_all_refused(frame, clauses, **more):
    with pytest.raises(frames.InvalidColumns) as refused:
        frames.over_all(frame, clauses, unit="fen", **more)
    return codes(refused)


def test_constant_beside_a_column_of_one_clause():
    frame = pl.DataFrame({"investment": [1], f"{CARRIER.id}:review_passed": [True]})
    wrong = over_all_refused(frame, [CARRIER], review_passed=False)
    assert wrong == [("column.fact_twice", ("review_passed",))]
    own = {f"{CARRIER.id}:review_passed": False}
    assert over_all_refused(frame, [CARRIER], **own) == [
        ("column.fact_twice", (f"{CARRIER.id}:review_passed",))
    ]


def test_constant_of_one_clause_beside_a_column():
    frame = pl.DataFrame(
        {"investment": [1000], "total_investment": [1000], "review_passed": [True]}
    )
    own = {f"{CARRIER.id}:review_passed": False, "government_investment_project": False}
    assert over_all_refused(frame, [CARRIER], **{f"{CARRIER.id}:review_passed": False}) == [
        ("column.fact_twice", (f"{CARRIER.id}:review_passed",))
    ]
    found = frames.over_all(frame, [CARRIER, SCENARIO], unit="fen", **own)
    assert found.select(CARRIER.id, SCENARIO.id).row(0) == (0, 300)


def test_a_named_column_may_stand_beside_another():
    frame = pl.DataFrame({"compute_fee": [5], "planned": [1000]})
    found = frames.over(frame, VOUCHER, unit="fen", columns={"compute_fee": "planned"})
    assert found["most"][0] == 300


def test_what_no_clause_reads_is_a_fault():
    frame = pl.DataFrame({"investment": [1], "a": [True], "b": [False]})
    columns = {"review_passed": "a", f"{CARRIER.id}:review_passed": "b"}
    assert over_all_refused(frame, [CARRIER], columns=columns) == [
        ("column.unused", ("review_passed",))
    ]
    constants = {"review_passed": True, f"{CARRIER.id}:review_passed": False}
    assert over_all_refused(frame, [CARRIER], **constants) == [
        ("column.unused", ("review_passed",))
    ]
    mixed = {"columns": {"review_passed": "a"}, f"{CARRIER.id}:review_passed": False}
    assert over_all_refused(frame, [CARRIER], **mixed) == [("column.unused", ("review_passed",))]


@pytest.mark.parametrize(
    "make",
    [
        pl.LazyFrame,
        lambda data: duckdb.from_arrow(pl.DataFrame(data).to_arrow()),
        lambda data: dd.from_pandas(pd.DataFrame(data), npartitions=1),
    ],
    ids=["polars", "duckdb", "dask"],
)
def test_lazy_frames_show_no_progress(make):
    refused = refused_by(make({"compute_fee": [5]}), progress=True)
    assert codes(refused) == [("progress.lazy", ("progress",))]
    with aipolicy.language("zh"):
        assert "progress=True" in str(refused.value)


def test_a_missing_fact_is_told_once():
    frame = pl.DataFrame({"investment": [1]})
    reform = CARRIER.with_figures(rate=0.2)
    assert over_all_refused(frame, {"law": CARRIER, "reform": reform}) == [
        ("column.fact_missing", ("review_passed",))
    ]
