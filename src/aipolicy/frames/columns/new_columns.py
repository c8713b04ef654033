"""New columns for the frame that they came from, in its own types and without a copy."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, cast

import numpy as np

from aipolicy.frames.arrow import (
    ArrowArray,
    ArrowTable,
    Numbers,
    Truths,
    decimals,
    pa,
    whole_numbers,
)
from aipolicy.frames.columns.column import NumpyArray
from aipolicy.frames.columns.frame import InMemory
from aipolicy.frames.columns.unit import DECIMALS, Unit

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


@dataclass(frozen=True, slots=True)
class Fen:
    """Whole fen, and which rows have a sum; `None` where all have."""

    values: Numbers
    valid: Truths | None


New: TypeAlias = NumpyArray | ArrowArray | Fen
"""A column to be written."""


def sums(memory: Numbers, valid: Truths | None, unit: Unit) -> New:
    """Return sums as a column: one word a row is whole fen, two are decimals in yuan or 万元."""
    return Fen(memory, valid) if memory.ndim == 1 else decimals(memory, DECIMALS[unit], valid)


def with_columns(frame: InMemory, columns: Iterable[tuple[str, New]]) -> object:
    """Return the frame with more columns; its own stay as they are.

    Each column is brought into the frame's own types before the next is asked for.
    """
    native = cast("object", frame.to_native())
    if frame.implementation.is_pandas():
        return _in_pandas(cast("pd.DataFrame", native), columns)
    if frame.implementation.is_polars():
        return _in_polars(cast("pl.DataFrame", native), columns)
    table = cast("ArrowTable", native)
    for name, column in columns:
        table = table.append_column(name, _in_arrow(column))
    return table


def _in_arrow(column: New) -> ArrowArray:
    if isinstance(column, Fen):
        return whole_numbers(column.values, column.valid)
    return pa.array(column) if isinstance(column, np.ndarray) else column


def _in_polars(frame: pl.DataFrame, columns: Iterable[tuple[str, New]]) -> pl.DataFrame:
    """Return a Polars frame with columns added; NumPy memory is used as it lies."""
    import polars as pl  # noqa: PLC0415  (loaded already, since the frame is of Polars)

    series: list[pl.Series] = []
    for name, column in columns:
        if isinstance(column, Fen) and column.valid is None:
            series.append(pl.Series(name, column.values))
        else:
            series.append(pl.Series(name, _in_arrow(column)))
    return frame.hstack(series)


def _in_pandas(frame: pd.DataFrame, columns: Iterable[tuple[str, New]]) -> object:
    """Return a pandas frame with columns added: its index stays, and nothing is aligned."""
    import pandas as pd  # noqa: PLC0415  (loaded already, since the frame is of pandas)

    made: dict[str, object] = {}
    for name, column in columns:
        values: object = column
        if isinstance(column, Fen):
            values = column.values
            if column.valid is not None:
                values = pd.arrays.IntegerArray(column.values, ~column.valid)
        elif not isinstance(column, np.ndarray):
            in_arrow = cast("Callable[[object], object]", pd.arrays.ArrowExtensionArray)
            values = in_arrow(column)  # its types know the arrays of pyarrow-stubs only
        elif column.dtype == object:  # pandas may keep texts in less memory than objects take
            values = pd.Series(column, index=frame.index, copy=False)
        made[name] = values
    added = pd.DataFrame(made, index=frame.index, copy=False)
    joined = pd.concat([frame, added], axis=1)
    return cast("Callable[[object], object]", joined.__finalize__)(frame)
