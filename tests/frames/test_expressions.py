import narwhals as nw
import polars as pl
import pytest

from aipolicy.frames.expressions import sum_expression
from aipolicy.frames.plan import Extreme, Rounded, Total

THIRD = Rounded(Total(((("cost",), 1),), 1), 3)
FLAT = Rounded(Total((), 5))
CAPPED = Rounded(Total(((("cost",), 3),), 5), 10, 0, (("cost", 15),))


def worked_out(sum_, costs, *, in_doubles):
    rows = nw.from_native(pl.LazyFrame({"cost": costs}))
    found = rows.select(sum_expression(sum_, {"cost": nw.col("cost")}, in_doubles=in_doubles))
    return found.collect().rows()


@pytest.mark.parametrize("in_doubles", [True, False])
@pytest.mark.parametrize(
    ("sum_", "expected"),
    [
        (Extreme(is_least=True, of=(THIRD, FLAT)), [4, 5, 5, 5]),
        (Extreme(is_least=False, of=(THIRD, FLAT)), [5, 5, 5, 6]),
        (Extreme(is_least=True, of=(CAPPED, FLAT, THIRD)), [4, 4, 5, 5]),
        (CAPPED, [4, 4, 5, 5]),
    ],
)
def test_sums_under_at_and_over_where_another_takes_over(sum_, expected, in_doubles):
    costs = [13, 14, 15, 17]
    assert [fen for (fen,) in worked_out(sum_, costs, in_doubles=in_doubles)] == expected
    if isinstance(sum_, Rounded):
        assert expected == [sum_.at({"cost": cost}) for cost in costs]
