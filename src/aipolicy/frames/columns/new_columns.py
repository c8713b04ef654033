"""New columns for the frame that they came from, in its own types and without a copy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, TypeAlias, cast

import numpy as np

from aipolicy.frames.arrow import ArrowArray, Numbers, Truths, decimals, pa, whole_numbers
from aipolicy.frames.columns.column import NumpyArray
from aipolicy.frames.columns.frame import InMemory


@dataclass(frozen=True, slots=True)
class Fen:
    """Whole fen, and which rows have a sum; None where all have."""

    values: Numbers
    valid: Truths | None


New: TypeAlias = NumpyArray | ArrowArray | Fen
"""A column to be written."""


class _PandasFrame(Protocol):
    index: object


class _Polars(Protocol):
    def Series(self, name: str, values: object) -> object: ...  # noqa: N802


class _PolarsFrame(Protocol):
    def hstack(self, columns: Sequence[object]) -> object: ...


class _Table(Protocol):
    def append_column(self, name: str, values: ArrowArray) -> _Table: ...


def sums(memory: Numbers, valid: Truths | None) -> New:
    """Return sums as a column: one word a row is whole fen, two are `decimal(18, 2)` in yuan."""
    return Fen(memory, valid) if memory.ndim == 1 else decimals(memory, valid)


def with_columns(frame: InMemory, columns: Iterable[tuple[str, New]]) -> object:
    """Return the frame with further columns by name; its own are as they were.

    Each is brought into the frame's own types before the next is asked for.
    """
    if frame.implementation.is_pandas():
        return _in_pandas(cast("_PandasFrame", frame.to_native()), columns)
    if frame.implementation.is_polars():
        return _in_polars(cast("_PolarsFrame", frame.to_native()), columns)
    table = cast("_Table", frame.to_native())
    for name, column in columns:
        table = table.append_column(name, _in_arrow(column))
    return table


def _in_arrow(column: New) -> ArrowArray:
    if isinstance(column, Fen):
        return whole_numbers(column.values, column.valid)
    return pa.array(column) if isinstance(column, np.ndarray) else column


def _in_polars(frame: _PolarsFrame, columns: Iterable[tuple[str, New]]) -> object:
    """Return a Polars frame with columns added; memory of NumPy's is taken as it lies."""
    polars = cast("_Polars", import_module("polars"))
    series: list[object] = []
    for name, column in columns:
        if isinstance(column, Fen) and column.valid is None:
            series.append(polars.Series(name, column.values))
        else:
            series.append(polars.Series(name, _in_arrow(column)))
    return frame.hstack(series)


def _in_pandas(frame: _PandasFrame, columns: Iterable[tuple[str, New]]) -> object:
    """Return a pandas frame with columns added: its index stays, and nothing is aligned."""
    pandas = import_module("pandas")
    made: dict[str, object] = {}
    for name, column in columns:
        values: object = column
        if isinstance(column, Fen):
            values = column.values
            if column.valid is not None:
                values = pandas.arrays.IntegerArray(column.values, ~column.valid)
        elif not isinstance(column, np.ndarray):
            values = pandas.arrays.ArrowExtensionArray(column)
        elif column.dtype == object:  # pandas may keep texts in less memory than objects take
            values = pandas.Series(column, index=frame.index, copy=False)
        made[name] = values
    added = pandas.DataFrame(made, index=frame.index, copy=False)
    return pandas.concat([frame, added], axis=1).__finalize__(frame)
