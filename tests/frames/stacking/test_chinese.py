"""What `frames.stack` refuses, in Chinese: no English words but names and code."""

from datetime import date, datetime

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from aipolicy import frames
from aipolicy.calc.documents.rule import By, Effect, Joint
from aipolicy.errors import faults
from tests.calc.stacking.cities import city, ours, rule  # noqa: F401
from tests.frames.stacking.one_project import ON, TWO, two
from tests.frames.stacking.portfolios_as_frames import table_of
from tests.stacking.chinese import english

DAYS = [date(2024, 6, 2), ON]
MIXED = pd.DataFrame({
    **TWO, "subject": ["P", 5], "on": [datetime(2024, 6, 1, 5), "soon"], "paid_before": [None, "x"],
})  # fmt: skip
FAR = pd.DataFrame(
    {**TWO, "on": pa.array([5, 10**8], pa.int32()).cast(pa.date32()).to_numpy(zero_copy_only=False)}
)
NAMELESS = two(clause=["langfang_2023/1.9", None], claimant=["甲", None], level=["", "provnce"])
CALLS = [
    (None, {}),
    (two().lazy(), {}),
    (two(other=[1, 2]).drop("clause"), {"on": None, "subject": 5}),
    (two(rule=[1, 2]), {"unit": "jiao", "colour": 1, "bases": {}, "readings": 5}),
    (two(), {"into": 5, "columns": 5, "readings": {"langfang_2023": "x", "langfang": "x"}}),
    (two(subject=[1, 2]), {"columns": {"on": "day", "content": "x"}, "claimant": "\n", "year": 5}),
    (two(), {"same_kind": "x", "level": "x", "contract": "\ud800", "on": 5}),
    (two(amount=[0.5, None], year=[1900, 5], content=["\x07", "x"]), {}),
    (two(amount=[-1.0, 2.0**62], most=[float("nan"), 1e17]), {}),
    (two(amount=["x", "0.001"]), {"unit": "yuan"}),
    (two(amount=[1e14, 1e13]), {"unit": "yuan"}),
    (MIXED, {"on": None}),
    (FAR, {"on": None}),
    (NAMELESS, {}),
    (two(paid_before=[True, False], on=DAYS, amount=[None, 7], most=[5, 5]), {"on": None}),
    (two(clause=["langfang_2023/1.1"] * 2, amount=[5, 5]), {}),
    (two(clause=["a", "b"]), {}),
    (pl.DataFrame({"clause": ["a", "b", "c", "d"], "amount": [5] * 4}), {}),
]  # fmt: skip
CODES = {
    "frame.unsupported", "frame.collect", "field.missing", "value.text", "value.choice",
    "column.taken", "field.unknown", "field.unsupported", "readings.type", "into.type",
    "column.names", "rule_reading.unknown", "policy.unknown", "column.type", "field.twice",
    "column.unknown", "value.characters", "value.empty", "year.range", "condition.type", "day.type",
    "column.fen_fraction", "field.no_sum", "sum.negative", "sum.too_large", "number.not_finite",
    "sum.unreadable", "sum.fraction", "sum.float_too_large", "column.text", "day.time",
    "column.value_missing", "day.range", "condition.text", "field.no_clause", "provision.unknown",
    "clause.unknown", "award.no_claimant", "award.too_late", "award.not_determined",
    "award.same_rows", "cap.base_not_in_rows",
}  # fmt: skip


def refused(frame, more):
    with pytest.raises((ValueError, TypeError)) as caught:
        frames.stack(frame, **{"unit": "fen", "on": ON, **more})
    assert faults(caught.value)
    return faults(caught.value)


def test_every_fault_is_wholly_chinese(city):
    city(rule(Effect.CAPPED, By.CONTRACT, cap=Joint(of="tax_paid")))
    calls = [*CALLS, (table_of([ours("1.1", 5, contract="C")]), {"on": None})]
    found = [one for call in calls for one in refused(*call)]
    assert {one.code.value for one in found} == CODES
    assert [(one.text("zh"), words) for one in found if (words := english(one))] == []
