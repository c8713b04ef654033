"""Results as columns of the frame they came from, in its own types and without a copy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Protocol, cast

import numpy as np
import numpy.typing as npt

from aipolicy.frames.arrow import ArrowArray, decimals, texts, whole_numbers
from aipolicy.frames.opening import InMemory
from aipolicy.frames.result import Result


class _PandasFrame(Protocol):
    index: object


class _Polars(Protocol):
    def from_arrow(self, values: ArrowArray) -> _PolarsSeries: ...


class _PolarsSeries(Protocol):
    def alias(self, name: str) -> object: ...


class _PolarsFrame(Protocol):
    def with_columns(self, columns: Sequence[object]) -> object: ...


class _Table(Protocol):
    def append_column(self, name: str, values: ArrowArray) -> _Table: ...


def with_results(frame: InMemory, results: Sequence[Result]) -> object:
    """Return the frame with results as further columns; its own columns are as they were."""
    if frame.implementation.is_pandas():
        return _in_pandas(cast("_PandasFrame", frame.to_native()), results)
    columns = {name: one for result in results for name, one in _in_arrow(result).items()}
    if frame.implementation.is_polars():
        polars = cast("_Polars", import_module("polars"))
        series = [polars.from_arrow(one).alias(name) for name, one in columns.items()]
        return cast("_PolarsFrame", frame.to_native()).with_columns(series)
    table = cast("_Table", frame.to_native())
    for name, one in columns.items():
        table = table.append_column(name, one)
    return table


def _in_arrow(result: Result) -> Mapping[str, ArrowArray]:
    valid = result.given
    columns = {
        name: (whole_numbers if memory.ndim == 1 else decimals)(memory, valid)
        for name, memory in result.ends.items()
    }
    if result.codes is not None:
        columns[result.status] = texts(result.codes, result.labels)
    return columns


def _in_pandas(frame: _PandasFrame, results: Sequence[Result]) -> object:
    """Return a pandas frame with results: its index stays, and nothing is aligned."""
    pandas = import_module("pandas")
    columns: dict[str, object] = {}
    for result in results:
        valid = result.given
        for name, memory in result.ends.items():
            if memory.ndim == 2:
                values = pandas.arrays.ArrowExtensionArray(decimals(memory, valid))
            elif valid is None:
                values = memory
            else:
                values = pandas.arrays.IntegerArray(memory, ~valid)
            columns[name] = pandas.Series(values, index=frame.index, copy=False)
        if result.codes is not None:
            labels: npt.NDArray[np.object_] = np.array(result.labels, object)
            columns[result.status] = pandas.Series(labels[result.codes], index=frame.index)
    added = pandas.DataFrame(columns, index=frame.index, copy=False)
    return pandas.concat([frame, added], axis=1).__finalize__(frame)
