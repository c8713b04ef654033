"""Columns as frames keep them, read where they lie."""

import pandas as pd
import polars as pl
import pytest

from aipolicy import frames
from tests.frames.stacking.one_project import ON, TWO, paid


@pytest.mark.parametrize(
    "sums",
    [
        pd.Series(pd.arrays.SparseArray([5, 0])),
        pl.Series([5, 0], dtype=pl.Int128),
        pl.Series([5, 0], dtype=pl.UInt128),
    ],
    ids=["sparse", "Int128", "UInt128"],
)
def test_reads_whole_numbers_unknown_to_arrow(sums):
    kind = pd if isinstance(sums, pd.Series) else pl
    frame = kind.DataFrame({**TWO, "amount": sums})
    assert paid(frames.stack(frame, unit="fen", on=ON)) == [5, 0]


NEGATIVE = "sum.negative", "a sum must be 0 or more; fix these rows"


@pytest.mark.parametrize(
    ("sums", "value", "said"),
    [
        (pd.Series(pd.arrays.SparseArray([-5, 0])), "-5", NEGATIVE),
        (pl.Series([-5, 0], dtype=pl.Int128), "Decimal('-5')", NEGATIVE),
        (
            pl.Series([2**128 - 1, 0], dtype=pl.UInt128),
            f"Decimal('{10**38 - 1}')",
            (
                "sum.too_large",
                "a sum must be at most 1,000,000,000,000,000 yuan; fix these rows, or check the unit of the column",
            ),
        ),
    ],
    ids=["sparse", "Int128", "UInt128"],
)
def test_bad_rows_of_these_show_their_values(sums, value, said):
    kind = pd if isinstance(sums, pd.Series) else pl
    with pytest.raises(frames.InvalidColumns) as refused:
        frames.stack(kind.DataFrame({**TWO, "amount": sums}), unit="fen", on=ON)
    code, text = said
    assert [(fault.code, fault.path) for fault in refused.value.faults] == [(code, ("amount",))]
    assert str(refused.value) == (
        f"stack: 1 fault\n  amount={value} in row 0 (1 row in all): {text}"
    )
