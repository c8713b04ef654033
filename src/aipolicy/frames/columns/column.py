"""The columns of a frame in memory, taken a slice of rows at a time and never all at once.

Plain NumPy columns and Arrow columns are read where they lie; the others give up only the
slice that is worked on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Protocol, TypeAlias, cast

import numpy as np
import numpy.typing as npt

from aipolicy.frames.arrow import ArrowArray, Chunked, bits, memory_of, pa
from aipolicy.frames.columns.frame import InMemory

NumpyArray: TypeAlias = npt.NDArray[np.generic]
"""An array of NumPy's, of whatever type."""

_WHOLE_NUMBERS = {"int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"}
_WIDE = {"Int128", "UInt128"}
_MOST_DIGITS = 10**38 - 1


class Column(Protocol):
    """A column of a frame."""

    @property
    def in_place(self) -> bool:
        """Whether whole numbers or truth values are read where they lie."""
        ...

    def rows(self, start: int, stop: int) -> NumpyArray | ArrowArray:
        """Return some rows as they lie in memory."""
        ...

    def value(self, row: int) -> object:
        """Return one row's value as it stands in the frame."""
        ...


class NumpyColumn:
    """A column that is a NumPy array."""

    def __init__(self, values: NumpyArray) -> None:
        self._values = values
        self.in_place = values.dtype.kind == "b" or values.dtype == np.int64

    def rows(self, start: int, stop: int) -> NumpyArray:
        """Return some rows, without a copy."""
        return self._values[start:stop]

    def value(self, row: int) -> object:
        """Return one row's value."""
        return cast("object", self._values[row : row + 1].tolist()[0])


class ArrowColumn:
    """A column in Arrow's memory, in one piece or several."""

    in_place = False

    def __init__(self, values: Chunked) -> None:
        self._values = values
        self._whole = values.chunk(0) if values.num_chunks == 1 else None

    def rows(self, start: int, stop: int) -> NumpyArray | ArrowArray:
        """Return some rows; only where they lie in two pieces are they copied."""
        if self._whole is not None:
            return self._whole.slice(start, stop - start)
        return self._values.slice(start, stop - start).combine_chunks()

    def value(self, row: int) -> object:
        """Return one row's value."""
        return self._values[row].as_py()


class BitColumn(ArrowColumn):
    """A column of truth values in Arrow's memory, in one piece and without nulls."""

    def __init__(self, values: Chunked) -> None:
        super().__init__(values)
        whole = values.chunk(0)
        self._memory, self._offset = memory_of(whole), whole.offset

    def rows(self, start: int, stop: int) -> NumpyArray:
        """Return some rows, one truth value a byte."""
        return bits(self._memory, self._offset + start, stop - start)


class _PandasArray(Protocol):
    """An array of pandas' own, with nulls of its own."""

    def __getitem__(self, rows: slice) -> _PandasArray: ...


class PandasColumn:
    """A column of a pandas type that is not NumPy's."""

    in_place = False

    def __init__(self, values: _PandasArray) -> None:
        self._values = values

    def rows(self, start: int, stop: int) -> NumpyArray | ArrowArray:
        """Return some rows as Arrow keeps them, or as NumPy does where Arrow cannot."""
        values = self._values[start:stop]
        try:
            rows = pa.array(values)
        except TypeError:  # sparse columns and the like
            return np.asarray(values)
        return rows.combine_chunks() if isinstance(rows, pa.ChunkedArray) else rows

    def value(self, row: int) -> object:
        """Return one row's value."""
        found = self.rows(row, row + 1)
        if isinstance(found, np.ndarray):
            return cast("object", found.tolist()[0])
        return found[0].as_py()


class _PandasSeries(Protocol):
    dtype: object
    array: _PandasArray

    def to_numpy(self) -> NumpyArray: ...


class _PandasFrame(Protocol):
    def __getitem__(self, name: str) -> _PandasSeries: ...


class _PolarsType(Protocol):
    def is_integer(self) -> bool: ...


class _PolarsSeries(Protocol):
    dtype: _PolarsType

    def n_chunks(self) -> int: ...
    def null_count(self) -> int: ...
    def to_numpy(self, *, allow_copy: bool) -> NumpyArray: ...
    def get_chunks(self) -> list[_PolarsSeries]: ...
    def to_arrow(self) -> ArrowArray: ...
    def clip(self, lower: int, upper: int) -> _PolarsSeries: ...
    def cast(self, dtype: object) -> _PolarsSeries: ...


class _PolarsFrame(Protocol):
    def get_column(self, name: str) -> _PolarsSeries: ...


class _Table(Protocol):
    def column(self, name: str) -> Chunked: ...


def columns_of(frame: InMemory, names: Iterable[str]) -> Mapping[str, Column]:
    """Return some columns of a frame of pandas, Polars or PyArrow."""
    native = frame.to_native()
    if frame.implementation.is_pandas():
        return {name: _of_pandas(cast("_PandasFrame", native)[name]) for name in names}
    if frame.implementation.is_polars():
        return {name: _of_polars(cast("_PolarsFrame", native).get_column(name)) for name in names}
    return {name: _of_arrow(cast("_Table", native).column(name)) for name in names}


def _of_pandas(series: _PandasSeries) -> Column:
    if isinstance(series.dtype, np.dtype):
        return NumpyColumn(series.to_numpy())
    return PandasColumn(series.array)


def _of_polars(series: _PolarsSeries) -> Column:
    if str(series.dtype) in _WIDE:  # Arrow has no such whole numbers
        least = -_MOST_DIGITS if str(series.dtype) == "Int128" else 0
        series = series.clip(least, _MOST_DIGITS).cast(import_module("polars").Decimal(38, 0))
    elif series.dtype.is_integer() and series.n_chunks() == 1 and not series.null_count():
        return NumpyColumn(series.to_numpy(allow_copy=False))
    return _of_arrow(pa.chunked_array([piece.to_arrow() for piece in series.get_chunks()]))


def _of_arrow(values: Chunked) -> Column:
    """Return a column of Arrow's; whole numbers and truth values without nulls as they lie."""
    if values.num_chunks == 1 and not values.null_count:
        whole = values.chunk(0)
        kind = str(whole.type)
        if kind == "bool":
            return BitColumn(values)
        if kind in _WHOLE_NUMBERS:
            end = whole.offset + len(whole)
            return NumpyColumn(np.frombuffer(memory_of(whole), kind)[whole.offset : end])
    return ArrowColumn(values)
