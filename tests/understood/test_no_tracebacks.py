"""Whatever is given: a value or a typed fault, never an error of another library."""

from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd
import polars as pl
import pytest

from aipolicy import Award, Claim, frames, match, stack
from aipolicy.errors import AipolicyError, faults
from aipolicy.rules import harbin_2022 as harbin
from aipolicy.rules import langfang_2023 as langfang

DAY = date(2023, 6, 1)
CLAIM = Claim(on=DAY)


def cell(value):
    """A column of pandas that holds one object."""
    column = np.empty(1, object)
    column[0] = value
    return pd.Series(column, dtype=object)


CHOICES = {
    "level": lambda given: Award.external("省策", 1, CLAIM, level=given),
    "region": lambda given: match({}, on=DAY, region=given),
    "reading": langfang.revenue_milestone.read_as,
}


@pytest.mark.parametrize(
    "given", [pd.NA, pd.Series(["city"]), np.void(b"5"), 10**5000], ids=lambda v: type(v).__name__
)
@pytest.mark.parametrize("door", CHOICES)
def test_choices_are_typed_faults(door, given):
    with pytest.raises(AipolicyError) as refused:
        CHOICES[door](given)
    assert all(len(one.text("zh")) < 1000 for one in faults(refused.value))


@pytest.mark.parametrize("given", [pd.NA, pd.Series([DAY])], ids=lambda v: type(v).__name__)
def test_stated_days_are_typed_faults(given):
    with pytest.raises(AipolicyError):
        match({}, on=DAY, effective_from=given)


@pytest.mark.parametrize("given", [np.array(5), np.ma.masked])
def test_awards_of_numpy_are_typed_faults(given):
    with pytest.raises(AipolicyError):
        stack(given)


@pytest.mark.parametrize(
    "given",
    [
        np.complex64(5),
        np.longdouble(5),
        np.void(b"5"),
        np.timedelta64(5, "s"),
        np.datetime64("2023-06"),
    ],
)
def test_cells_that_are_no_names(given):
    frame = pd.DataFrame({"subject": cell(given), "clause": ["harbin_2022/9.2"], "amount": [5]})
    with pytest.raises(AipolicyError) as refused:
        frames.stack(frame, unit="yuan", on=DAY)
    assert [one.path for one in faults(refused.value)] == [("subject",)]


def test_signaling_nan_is_no_sum():
    frame = pd.DataFrame({"event_cost": cell(Decimal("sNaN"))})
    with pytest.raises(AipolicyError):
        frames.over(frame, harbin.hosted_event, unit="yuan", on_annual_list=True)


@pytest.mark.parametrize("given", [np.ma.masked, np.ma.array(5, mask=True)])
def test_masked_cells_are_no_sums(given):
    frame = pd.DataFrame({"clause": ["harbin_2022/9.2"], "amount": cell(given)})
    with pytest.raises(AipolicyError):
        frames.stack(frame, unit="yuan", on=DAY)


def test_faults_are_short_where_names_are_long():
    with pytest.raises(AipolicyError) as refused:
        match({"热" * 100_000: 5}, on=DAY)
    assert len(str(refused.value)) < 1000


@pytest.mark.parametrize("field", ["subject", "contract", "level"])
def test_columns_without_any_name(field):
    frame = pd.DataFrame({"clause": ["harbin_2022/9.2"], "amount": [5], field: [float("nan")]})
    assert list(frames.stack(frame, unit="yuan", on=DAY)["paid"]) == [5]


def test_odd_cells_are_typed_faults():
    for given in ([5], {"a": 5}, 5, b"P", True, object(), 5j, float("inf"), DAY):
        frame = pd.DataFrame({"subject": cell(given), "clause": ["harbin_2022/9.2"], "amount": [5]})
        with pytest.raises(AipolicyError) as refused:
            frames.stack(frame, unit="yuan", on=DAY)
        assert [one.path for one in faults(refused.value)] == [("subject",)]


@pytest.mark.parametrize("given", [None, 5, "x", [5], {}, object(), b"5", 5j, [[]], float("nan")])
def test_odd_arguments_are_typed_faults(given):
    for call in (
        lambda: match({}, on=given),
        lambda: stack([given]),
        lambda: harbin.hosted_event(event_cost=given, on_annual_list=given),
        lambda: Award.external(given, given, CLAIM, level=given, same_kind=given),
        lambda: frames.over(pl.DataFrame({"row": [1]}), harbin.hosted_event, unit="yuan",
                            event_cost=given, on_annual_list=given),
    ):  # fmt: skip
        with pytest.raises(AipolicyError) as refused:
            call()
        for one in faults(refused.value):
            assert one.text("en") != one.text("zh")
