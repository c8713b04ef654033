"""The dialect of Narwhals on both its engines: days and ratios."""

from datetime import date

import narwhals as nw
import polars as pl
import pytest

from aipolicy.frames.lazy.narwhals_dialect import InNarwhals

DAYS = [date.min, date(999, 12, 31), date(2024, 6, 1), date.max, None]


@pytest.mark.parametrize("in_doubles", [False, True])
def test_days_within_the_calendar(in_doubles):
    """Where an engine divides in doubles, as Spark, days come from text."""
    frame = nw.from_native(pl.DataFrame({"day": DAYS}).lazy())
    within = InNarwhals(in_doubles=in_doubles).is_within(nw.col("day"), date(999, 12, 31), date.max)
    assert frame.select(within).collect()["day"].to_list() == [False, True, True, True, None]


@pytest.mark.parametrize("in_doubles", [False, True])
def test_shows_days_that_python_lacks(in_doubles):
    frame = nw.from_native(pl.DataFrame({"day": DAYS[2:4]}).lazy())
    shown = InNarwhals(in_doubles=in_doubles).shown_day(nw.col("day"))
    right = ["2024-06-01", "9999-12-31"] if in_doubles else [19_875, 2_932_896]
    assert frame.select(shown).collect()["day"].to_list() == right


def test_polars_divides_by_no_inverse():
    values = [float(one) for one in range(1, 2000)]
    frame = nw.from_native(pl.DataFrame({"fen": values}).lazy())
    ratio = InNarwhals(in_doubles=False).ratio(nw.col("fen"), 100)
    assert frame.select(ratio).collect()["fen"].to_list() == [one / 100 for one in values]
