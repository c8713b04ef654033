"""Requests: worked out once for calls that are alike, and anew where anything differs."""

from datetime import date

import polars as pl
import pytest

from aipolicy import frames
from aipolicy.calc.documents.period import Period
from aipolicy.errors import Code, InvalidColumns, fault
from aipolicy.frames.request.request import Request, tasks_of
from aipolicy.frames.request.task import Names
from aipolicy.rules import harbin_2022

SCENARIO = harbin_2022.application_scenario
FRAME = pl.DataFrame({"total_investment": [1_000]})
YES = {"review_passed": True, "government_investment_project": False}


def asked(*, unit="fen", in_force=True, columns=(), constants=YES, kinds="integer", status=False):
    """What a call asks for one clause."""
    return Request(
        unit,
        ((SCENARIO, Names("paid"), in_force),),
        tuple(columns),
        tuple(constants.items()),
        (("total_investment", kinds),),
        str,
        status=status,
        in_memory=True,
    )


def test_calls_that_are_alike_have_the_same_tasks():
    assert tasks_of(asked()) is tasks_of(asked())


def test_different_calls_have_different_tasks():
    different = [
        asked(),
        asked(unit="yuan"),
        asked(in_force=False),
        asked(in_force=Period(date(2022, 1, 1), None)),
        asked(columns=[("total_investment", "total_investment")]),
        asked(constants={**YES, "review_passed": False}),
        asked(kinds="decimal"),
        asked(status=True),
    ]
    made = [tasks_of(one) for one in different]
    assert len(set(map(id, made))) == len(different)
    assert made == [tasks_of(one) for one in different]


@pytest.mark.parametrize("alike", [1, 1.0])
def test_one_is_not_true_in_the_cache(alike):
    first = frames.over(FRAME, SCENARIO, unit="fen", **YES)
    assert first["amount"].to_list() == [300]
    with pytest.raises(InvalidColumns, match="review_passed=1"):
        frames.over(FRAME, SCENARIO, unit="fen", **{**YES, "review_passed": alike})


def test_unhashable_constants_are_faults():
    with pytest.raises(InvalidColumns) as refused:
        frames.over(FRAME, SCENARIO, unit="fen", **{**YES, "review_passed": [True]})
    (wrong,) = refused.value.faults
    assert (wrong.code, wrong.path) == ("condition.type", ("review_passed",))
    assert (
        str(wrong) == "review_passed=[True]: expected True or False, got list; give True or False"
    )


def test_call_faults_come_first():
    own = fault(Code.VALUE_CHOICE, "unit", value="jiao", known=("fen", "yuan"))
    with pytest.raises(InvalidColumns) as refused:
        tasks_of(asked(constants={"review_passed": True}), [own])
    assert [(one.code, one.path) for one in refused.value.faults] == [
        ("value.choice", ("unit",)),
        ("column.fact_missing", ("government_investment_project",)),
    ]
    with pytest.raises(InvalidColumns):
        tasks_of(asked(), [own])
    assert tasks_of(asked())
