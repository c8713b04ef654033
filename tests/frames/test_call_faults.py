"""What is wrong with the arguments of a call on a frame, all of it at once."""

from datetime import datetime

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import aipolicy
from aipolicy import clause, frames, percent
from aipolicy.errors import UnknownClause
from aipolicy.rules import harbin_2022
from tests.frames.fault_codes import codes

SCENARIO = harbin_2022.application_scenario
YES = {"review_passed": True, "government_investment_project": False}


def clause_ids():
    return [one.id for one in aipolicy.clauses()]


def fen(*sums):
    return pa.table({"total_investment": pa.array(sums, pa.int64())})


def test_refuses_unknown_pattern_fields():
    with pytest.raises(frames.InvalidColumns) as refused:
        frames.over_all(pl.DataFrame(), [SCENARIO], unit="fen", into="{nam}")
    assert str(refused.value) == (
        "harbin_2022/4.1: 1 fault\n"
        "  into='{nam}': a pattern has only these fields: {id}, {policy}, {number}, {name}, "
        "{reading}; remove other braces"
    )
    assert codes(refused) == [("into.pattern", ("into",))]


def test_all_faults_of_a_call_are_told_at_once():
    frame = pd.DataFrame({"review_passed": [1], "amount": [0]})
    with pytest.raises(frames.InvalidColumns) as refused:
        frames.over(
            frame,
            SCENARIO,
            unit="cents",
            on_error="ignore",
            on="dya",
            columns={"total_investment": "invesment", "ratee": "x", "zzz": "amount"},
            government_investment_project="no",
            cap=3,
            reading="other",
        )
    assert str(refused.value) == (
        "harbin_2022/4.1: 11 faults\n"
        "  unit='cents': unknown choice; choose one of: fen, yuan, wan\n"
        "  on_error='ignore': unknown choice; choose one of: raise, null\n"
        "  on='dya': the frame has no such column; pass datetime.date(2023, 6, 1) for all rows, "
        "or a column of dates; the columns of the frame: review_passed, amount\n"
        "  cap=3: this is a figure of the law, not a fact; to compute a reform, use "
        "with_figures(cap=...)\n"
        "  reading='other': a reading is not a fact; to use another reading, call "
        "read_as('other')\n"
        "  ratee='x': the clause has no such fact; its facts: total_investment, "
        "review_passed, government_investment_project\n"
        "  zzz='amount': the clause has no such fact; its facts: total_investment, "
        "review_passed, government_investment_project\n"
        "  total_investment='invesment': the frame has no such column; its columns: "
        "review_passed, amount\n"
        "  review_passed=integer: a condition is read only from columns of these types: "
        "truth value, object; cast the column\n"
        "  government_investment_project='no': expected True or False, got str; "
        "give True or False\n"
        "  into='amount': the frame has a column of this name; choose another name by into="
    )
    assert codes(refused) == [
        ("value.choice", ("unit",)),
        ("value.choice", ("on_error",)),
        ("column.unknown", ("on",)),
        ("fact.is_figure", ("cap",)),
        ("fact.is_reading", ("reading",)),
        ("fact.unknown", ("ratee",)),
        ("fact.unknown", ("zzz",)),
        ("column.unknown", ("total_investment",)),
        ("column.type", ("review_passed",)),
        ("condition.type", ("government_investment_project",)),
        ("column.taken", ("into",)),
    ]


def test_misspelt_names_are_told_the_nearest():
    with pytest.raises(frames.InvalidColumns) as refused:
        frames.over(
            pl.DataFrame({"investment": [1]}),
            SCENARIO,
            unit="fen",
            columns={"total_investment": "invesment"},
            reviewd_passed=True,
            review_passed=True,
        )
    assert str(refused.value) == (
        "harbin_2022/4.1: 3 faults\n"
        "  reviewd_passed=True: the clause has no such fact; did you mean review_passed?\n"
        "  total_investment='invesment': the frame has no such column; did you mean investment?\n"
        "  government_investment_project=(missing): this fact is neither a column nor a constant; "
        'name its column by columns={"government_investment_project": ...}, or give '
        "government_investment_project=... for all rows"
    )
    assert codes(refused) == [
        ("fact.unknown", ("reviewd_passed",)),
        ("column.unknown", ("total_investment",)),
        ("column.fact_missing", ("government_investment_project",)),
    ]


def test_a_fact_has_one_source():
    with pytest.raises(frames.InvalidColumns) as refused:
        frames.over(
            pl.DataFrame({"x": [1]}),
            SCENARIO,
            unit="fen",
            columns={"total_investment": "x"},
            total_investment=3,
            **YES,
        )
    assert str(refused.value) == (
        "harbin_2022/4.1: 1 fault\n"
        "  total_investment=3: given as a constant, and as column x; remove one of them"
    )
    assert codes(refused) == [("column.fact_twice", ("total_investment",))]


def test_refuses_two_writers_of_one_column():
    with pytest.raises(frames.InvalidColumns) as refused:
        frames.over_all(fen(1), [SCENARIO, SCENARIO], unit="fen", **YES)
    assert str(refused.value) == (
        "harbin_2022/4.1: 1 fault\n"
        "  into='harbin_2022/4.1': two clauses would write this column; pass a mapping that "
        'names each, as in {"law": clause, "reform": reform}'
    )
    assert codes(refused) == [("column.written_twice", ("into",))]


def test_several_clauses_head_their_faults():
    clauses = clause_ids()[:5]
    with pytest.raises(frames.InvalidColumns) as refused:
        frames.over_all(pl.DataFrame({"x": [1]}), clauses, unit="cents")
    named = f"{', '.join(clauses[:3])} … +2"
    assert str(refused.value).startswith(f"{named}: {len(refused.value.faults)} faults\n")
    with aipolicy.language("zh"):
        assert str(refused.value).startswith(f"{named}：{len(refused.value.faults)} 处错误\n")
    with pytest.raises(frames.InvalidColumns, match=r"^over_all: 1 fault\n"):
        frames.over_all(pl.DataFrame(), [], unit="cents")


def test_moments_and_numbers_are_not_days():
    moment = datetime(2023, 1, 1, 12)
    with pytest.raises(frames.InvalidColumns) as refused:
        frames.over(fen(1), SCENARIO, unit="fen", on=moment, **YES)
    assert codes(refused) == [("day.time", ("on",))]
    assert str(refused.value) == (
        "harbin_2022/4.1: 1 fault\n"
        "  on=datetime.datetime(2023, 1, 1, 12, 0): a day is a date without a time; "
        "pass the date alone, as by .date()"
    )
    with pytest.raises(frames.InvalidColumns) as refused:
        frames.over(fen(1), SCENARIO, unit="cents", on=5, **YES)
    assert codes(refused) == [("value.choice", ("unit",)), ("day.type", ("on",))]
    assert str(refused.value.faults[1]) == "on=5: not a date; pass datetime.date(2023, 6, 1)"
    with pytest.raises(frames.InvalidColumns) as refused:
        frames.over(fen(1), SCENARIO, unit="fen", on="total_investment", **YES)
    assert str(refused.value) == (
        "harbin_2022/4.1: 1 fault\n"
        "  total_investment=integer: a day is read only from columns of these types: "
        "date, date and time, object; cast the column"
    )
    assert codes(refused) == [("column.type", ("total_investment",))]


@pytest.mark.parametrize("thing", [[1, 2], pd.Series([1]), None, pl.Series([1])])
def test_what_is_no_frame_is_refused_by_name(thing):
    with pytest.raises(frames.UnsupportedFrame) as refused:
        frames.over(thing, SCENARIO, unit="fen", **YES)
    assert str(refused.value) == (
        f"unsupported frame type {type(thing).__name__}; pass pandas, Polars, PyArrow, DuckDB, "
        "PySpark or Dask"
    )
    assert refused.value.fault.code == "frame.unsupported"


def test_refuses_reform_figures_over_64_bits():
    reform = SCENARIO.with_figures(rate=percent("0.00000000000000000001"))
    with pytest.raises(frames.Overflow) as refused:
        frames.over(fen(1), reform, unit="fen", **YES)
    assert str(refused.value) == (
        "harbin_2022/4.1: 1 fault\n"
        "  clause=application_scenario: its figures and constants exceed the largest sum, "
        "or 64 bits during the computation; call the clause itself"
    )
    assert codes(refused) == [("figure.large", ("clause",))]


def test_the_unit_must_be_said():
    with pytest.raises(TypeError, match="unit"):
        frames.over(fen(1), clause("harbin_2022/4.1"), **YES)


@pytest.mark.parametrize(
    ("settings", "code", "text"),
    [
        (
            {"columns": "x"},
            "columns.type",
            "columns='x': columns are given by the name of the fact; "
            'name them, as in columns={"total_investment": "investment"}',
        ),
        ({"columns": [("total_investment", "x")]}, "columns.type", None),
        ({"columns": {"total_investment": ["x"]}}, "columns.type", None),
        ({"columns": {5: "total_investment"}}, "columns.type", None),
        ({"into": 5}, "into.type", 'into=5: a column name must be text; name it, as in "paid"'),
        ({"into": None}, "into.type", None),
        ({"on": 5}, "day.type", "on=5: not a date; pass datetime.date(2023, 6, 1)"),
        ({"unit": 5}, "value.choice", "unit=5: unknown choice; choose one of: fen, yuan, wan"),
        ({"unit": ["fen"]}, "value.choice", None),
        ({"on_error": 5}, "value.choice", None),
    ],
    ids=str,
)
def test_settings_of_wrong_types_are_faults(settings, code, text):
    (name,) = settings
    settings = {"unit": "fen", **settings}
    for call in (
        lambda: frames.over(fen(1), SCENARIO, **settings, **YES),
        lambda: frames.over_all(fen(1), [SCENARIO], **settings, **YES),
    ):
        with pytest.raises(frames.InvalidColumns) as refused:
            call()
        assert codes(refused) == [(code, (name,))]
        assert text is None or str(refused.value.faults[0]) == text


@pytest.mark.parametrize("clauses", [None, "x", 5, SCENARIO], ids=["None", "text", "5", "clause"])
def test_several_clauses_are_a_list(clauses):
    with pytest.raises(frames.InvalidColumns) as refused:
        frames.over_all(fen(1), clauses, unit="fen", **YES)
    assert codes(refused) == [("clauses.type", ("clauses",))]
    assert str(refused.value) == (
        "over_all: 1 fault\n"
        f"  clauses: expected several clauses, got {type(clauses).__name__}; "
        "pass a list of clauses or of their ids"
    )


@pytest.mark.parametrize("wrong", [5, None, ["harbin_2022/2.3"]], ids=str)
def test_a_clause_is_a_clause_or_an_id(wrong):
    for call in (
        lambda: frames.over(fen(1), wrong, unit="fen", **YES),
        lambda: frames.over_all(fen(1), [wrong], unit="fen", **YES),
    ):
        with pytest.raises(UnknownClause) as refused:
            call()
        assert (refused.value.fault.code, refused.value.fault.path) == ("clause.type", ("clause",))
        assert str(refused.value) == (
            f"clause={wrong}: expected a clause or its id, got {type(wrong).__name__}; "
            'pass a clause, such as aipolicy.clause("harbin_2022/4.1")'
        )
    with pytest.raises(UnknownClause) as refused:
        frames.over(fen(1), "harbin_2022/4.11", unit="fen", **YES)
    assert refused.value.fault.code == "clause.unknown"
