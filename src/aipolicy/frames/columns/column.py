"""The columns of a frame in memory, read a slice of rows at a time and never all at once.

Plain NumPy columns and Arrow columns are read where they lie; of other columns only the slice
that is worked on is converted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Protocol, TypeAlias, cast

import numpy as np
import numpy.typing as npt

from aipolicy.frames.arrow import ArrowArray, ArrowTable, Chunked, bits, memory_of, pa
from aipolicy.frames.columns.frame import InMemory

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    from pandas.api.extensions import ExtensionArray

NumpyArray: TypeAlias = npt.NDArray[np.generic]
"""A NumPy array of any type."""

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
        """Return the value of one row as it stands in the frame."""
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
        """Return the value of one row."""
        return cast("object", self._values[row : row + 1].tolist()[0])


class _Number(Protocol):
    value: int


class ArrowColumn:
    """A column in Arrow memory, in one chunk or several."""

    in_place = False

    def __init__(self, values: Chunked) -> None:
        self._values = values
        self._whole = values.chunk(0) if values.num_chunks == 1 else None

    def rows(self, start: int, stop: int) -> NumpyArray | ArrowArray:
        """Return some rows, copied only where they lie in more than one chunk."""
        if self._whole is not None:
            return self._whole.slice(start, stop - start)
        return self._values.slice(start, stop - start).combine_chunks()

    def value(self, row: int) -> object:
        """Return the value of one row; for a day outside the calendar its number."""
        found = self._values[row]
        try:
            return found.as_py()
        except (OverflowError, ValueError):
            return cast("_Number", found).value


class BitColumn(ArrowColumn):
    """A column of truth values in Arrow memory, in one chunk and without nulls."""

    def __init__(self, values: Chunked) -> None:
        super().__init__(values)
        whole = values.chunk(0)
        self._memory, self._offset = memory_of(whole), whole.offset

    def rows(self, start: int, stop: int) -> NumpyArray:
        """Return some rows, one truth value a byte."""
        return bits(self._memory, self._offset + start, stop - start)


class PandasColumn:
    """A column of a pandas type that is not a NumPy type."""

    in_place = False

    def __init__(self, values: ExtensionArray) -> None:
        self._values = values

    def rows(self, start: int, stop: int) -> NumpyArray | ArrowArray:
        """Return some rows in Arrow memory, or in NumPy's where Arrow cannot hold them."""
        values = self._values[start:stop]
        try:
            rows = pa.array(values)
        except TypeError:  # sparse columns and the like
            return np.asarray(values)
        return rows.combine_chunks() if isinstance(rows, pa.ChunkedArray) else rows

    def value(self, row: int) -> object:
        """Return the value of one row."""
        found = self.rows(row, row + 1)
        if isinstance(found, np.ndarray):
            return cast("object", found.tolist()[0])
        return ArrowColumn(pa.chunked_array([found])).value(0)


def columns_of(frame: InMemory, names: Iterable[str]) -> Mapping[str, Column]:
    """Return some columns of a pandas, Polars or PyArrow frame, by name."""
    native = cast("object", frame.to_native())
    if frame.implementation.is_pandas():
        in_pandas = cast("pd.DataFrame", native)
        return {name: _of_pandas(in_pandas[name]) for name in names}
    if frame.implementation.is_polars():
        in_polars = cast("pl.DataFrame", native)
        return {name: _of_polars(in_polars.get_column(name)) for name in names}
    table = cast("ArrowTable", native)
    return {name: _of_arrow(table.column(name)) for name in names}


def _of_pandas(series: pd.Series) -> Column:
    if isinstance(series.dtype, np.dtype):
        return NumpyColumn(series.to_numpy())
    return PandasColumn(series.array)


def _of_polars(series: pl.Series) -> Column:
    if str(series.dtype) in _WIDE:  # Arrow has no whole numbers as wide
        import polars as pl  # noqa: PLC0415  (loaded already, since the frame is of Polars)

        least = -_MOST_DIGITS if str(series.dtype) == "Int128" else 0
        series = series.clip(least, _MOST_DIGITS).cast(pl.Decimal(38, 0))
    elif series.dtype.is_integer() and series.n_chunks() == 1 and not series.null_count():
        return NumpyColumn(series.to_numpy(allow_copy=False))
    chunks = [cast("ArrowArray", chunk.to_arrow()) for chunk in series.get_chunks()]
    return _of_arrow(pa.chunked_array(chunks))


def _of_arrow(values: Chunked) -> Column:
    """Return a column of Arrow; whole numbers and truth values without nulls as they lie."""
    if values.num_chunks == 1 and not values.null_count:
        whole = values.chunk(0)
        kind = str(whole.type)
        if kind == "bool":
            return BitColumn(values)
        if kind in _WHOLE_NUMBERS:
            end = whole.offset + len(whole)
            return NumpyColumn(np.frombuffer(memory_of(whole), kind)[whole.offset : end])
    return ArrowColumn(values)
