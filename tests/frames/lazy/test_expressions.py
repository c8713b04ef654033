"""Sums as expressions: the same in each dialect, and SQL that says no more than it must."""

import duckdb
import narwhals as nw
import polars as pl
import pytest

from aipolicy.frames.lazy.duckdb_sql import InDuckDB
from aipolicy.frames.lazy.expressions import sum_expression
from aipolicy.frames.lazy.narwhals_dialect import InNarwhals
from aipolicy.frames.plan.sums import Extreme, Rounded, Total

THIRD = Rounded(Total(((("cost",), 1),), 1), 3)
FLAT = Rounded(Total((), 5))
CAPPED = Rounded(Total(((("cost",), 3),), 5), 10, most=15)
COSTS = [13, 14, 15, 17]


def in_polars(sum_, *, in_doubles):
    rows = nw.from_native(pl.LazyFrame({"cost": COSTS}))
    dialect = InNarwhals(in_doubles=in_doubles)
    found = rows.select(sum_expression(sum_, {"cost": dialect.column("cost")}, dialect))
    return [fen for (fen,) in found.collect().rows()]


def in_duckdb(sum_):
    sql = InDuckDB()
    text = sum_expression(sum_, {"cost": sql.column("cost")}, sql)
    rows = duckdb.sql("select unnest($1) as cost", params=[COSTS])
    return [fen for (fen,) in rows.project(str(text)).fetchall()]


@pytest.mark.parametrize(
    ("sum_", "expected"),
    [
        (Extreme(is_least=True, of=(THIRD, FLAT)), [4, 5, 5, 5]),
        (Extreme(is_least=False, of=(THIRD, FLAT)), [5, 5, 5, 6]),
        (Extreme(is_least=True, of=(CAPPED, FLAT, THIRD)), [4, 4, 5, 5]),
        (CAPPED, [4, 4, 5, 5]),
    ],
)
def test_sums_around_every_kink(sum_, expected):
    assert in_polars(sum_, in_doubles=True) == expected
    assert in_polars(sum_, in_doubles=False) == expected
    assert in_duckdb(sum_) == expected
    if isinstance(sum_, Rounded):
        assert expected == [sum_.at({"cost": cost}) for cost in COSTS]
