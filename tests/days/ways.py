"""The ways to state an effective date, and the doors that take it."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from contextvars import copy_context
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import duckdb
import pandas as pd
import polars as pl
import pytest

import aipolicy
from aipolicy import Case, Claim, assess, clause, match, policy, wan
from aipolicy.calc.documents.stated_days import StatedBy, restore, state_by_file
from aipolicy.cli.program import run as run_program
from aipolicy.errors import ValidityUnknown

OTHER = date(2022, 12, 1)
START = date(2023, 1, 4)
ON = date(2026, 1, 3)  # in force under START alone: a term of three years from OTHER has ended
CLAUSE = "langfang_2023/1.1"
FACTS = {
    name: True if quantity.kind == "condition" else (1 if quantity.scale == 1 else wan(100))
    for name, quantity in clause(CLAUSE).facts.items()
}
MOST = clause(CLAUSE).award(Claim(on=ON, effective_from=START), **FACTS).most


class Answer(NamedTuple):
    """What a door answers: whether in force, the most, and how the day was stated."""

    in_force: bool | None
    most: Decimal | None
    stated: str | None


Door = Callable[[date | None], Answer]
"""A door; the day is what its call states."""


@contextmanager
def _in_file(day: date) -> Iterator[None]:
    setting = state_by_file({"langfang_2023": day})
    try:
        yield
    finally:
        restore(setting)


@contextmanager
def _in_environment(day: date) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AIPOLICY_DAYS", str(days_file({"langfang_2023": day})))
        yield


WAYS: Mapping[str, Callable[[date], AbstractContextManager[None]]] = {
    "context": lambda day: aipolicy.days({"langfang_2023": day}),
    "option": _in_file,
    "environment": _in_environment,
}
"""The ways apart from the call, the nearest first."""
BY = {
    "call": StatedBy.CALL,
    "context": StatedBy.CONTEXT,
    "option": StatedBy.FILE,
    "environment": StatedBy.FILE,
}
FOLDER: list[Path] = []


def days_file(days: Mapping[str, date]) -> Path:
    """Write a file of days."""
    path = FOLDER[-1] / f"days-{len(list(FOLDER[-1].iterdir()))}.toml"
    lines = ["[effective_from]", *(f"{id_} = {day}" for id_, day in days.items())]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _of_award(award: aipolicy.Award) -> Answer:
    stated = award.stated_day
    assert stated is not None
    assert [step for step in award.steps if step.zh == stated.words.zh]
    assert stated.words.en in award.explain("en")
    assert stated.words.zh in award.explain("zh")
    assert aipolicy.Award.model_validate_json(award.model_dump_json()) == award
    return Answer(True, award.most, str(stated))


def _answered(door: Callable[[], aipolicy.Award]) -> Answer:
    try:
        return _of_award(door())
    except aipolicy.AipolicyError as error:
        (code,) = {one.code.value for one in aipolicy.errors.faults(error)}
        return Answer({"law.not_in_force": False, "law.days_unknown": None}[code], None, None)


def _typed(day: date | None) -> Answer:
    claim = Claim(on=ON, effective_from=day)
    return _answered(lambda: clause(CLAUSE).award(claim, **FACTS))


def _stated(day: date | None) -> dict[str, object]:
    facts = {
        name: value if isinstance(value, bool) else str(value) for name, value in FACTS.items()
    }
    one = {"clause": CLAUSE, "on": str(ON), "facts": facts}
    return {"claims": [one if day is None else {**one, "effective_from": str(day)}]}


def _case(day: date | None) -> Answer:
    return _answered(lambda: assess(Case.read(_stated(day))).awards[0])


def _mapping(day: date | None) -> Answer:
    return _answered(lambda: assess(_stated(day)).awards[0])


def _match(day: date | None) -> Answer:
    starts = None if day is None else {"langfang_2023": day}
    facts = {f"{CLAUSE}:{name}": value for name, value in FACTS.items()}
    found = match(facts, on=ON, effective_from=starts)
    (one,) = [one for one in found.matches if one.clause == CLAUSE]
    assert {one.stated_day for one in found.matches if one.clause.startswith("harbin")} == {None}
    if one.stated_day is not None:
        assert repr(one.stated_day) in repr(one)
    given = None if one.stated_day is None else str(one.stated_day)
    return Answer(one.in_force, one.most, given)


def _document(day: date | None) -> Answer:
    document = policy("langfang_2023")
    stated = document.stated_day(day)
    return Answer(document.in_force(ON, day), MOST, None if stated is None else str(stated))


def _columns(make: Callable[[dict[str, list[object]]], object], many: bool) -> Door:
    def door(day: date | None) -> Answer:
        from aipolicy import frames

        frame = make({name: [value] for name, value in FACTS.items()})
        starts = {} if day is None else {"effective_from": day}
        run, asked = (frames.over_all, [CLAUSE]) if many else (frames.over, CLAUSE)
        try:
            found = run(frame, asked, unit="yuan", on=ON, into="x", **starts)
        except ValidityUnknown as unknown:
            return Answer(None, None, {"columns": None}[unknown.fault.surface])
        if isinstance(found, pl.LazyFrame):
            found = found.collect()
        if isinstance(found, duckdb.DuckDBPyRelation):
            found = found.pl()
        row = {name: next(iter(found[name])) for name in found.columns}
        in_force = row["x_status"] == "ok"
        most = row.get("x_most", row.get("x")) if in_force else None
        return Answer(in_force, most, row["x_stated_day"])

    return door


def _in_duckdb(columns: dict[str, list[object]]) -> object:
    table = pl.DataFrame(columns).to_arrow()
    return duckdb.from_arrow(table)


def _shell(day: date | None) -> Answer:
    """Run `assess --json` in this process; its output is caught by the file it is written to."""
    import io
    import sys

    path = FOLDER[-1] / f"case-{len(list(FOLDER[-1].iterdir()))}.json"
    path.write_text(json.dumps(_stated(day)), encoding="utf-8")
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        code = copy_context().run(run_program, ["assess", str(path), "--json", "--language", "en"])
    if code == 0:
        return _of_award(aipolicy.Assessment.model_validate_json(out.getvalue()).awards[0])
    assert code == 2
    return Answer(None if "gives no effective date" in err.getvalue() else False, None, None)


DOORS: Mapping[str, Door] = {
    "typed": _typed,
    "case": _case,
    "mapping": _mapping,
    "shell": _shell,
    "match": _match,
    "policy": _document,
    "pandas": _columns(pd.DataFrame, many=False),
    "polars": _columns(pl.DataFrame, many=False),
    "lazy": _columns(lambda columns: pl.DataFrame(columns).lazy(), many=False),
    "duckdb": _columns(_in_duckdb, many=False),
    "over_all": _columns(pl.DataFrame, many=True),
    "over_all_duckdb": _columns(_in_duckdb, many=True),
}
