"""Columns of text as codes: every distinct text once, and for each row which it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

import numpy as np

from aipolicy.frames.arrow import ArrowArray, ArrowScalar, Numbers, Truths, missing, pa
from aipolicy.frames.columns import NumpyArray
from aipolicy.frames.reading import is_missing
from aipolicy.frames.stacking.grouping import NONE, Coded

_TEXTS = ("string", "large_string")
_UNCODED = ("string_view", "null")


class _Encoded(Protocol):
    indices: ArrowArray
    dictionary: ArrowArray


class _Encodable(Protocol):
    def dictionary_encode(self) -> _Encoded: ...
    def index(self, value: object) -> ArrowScalar: ...


class _Module(Protocol):
    def array(self, values: object, type_: object, *, from_pandas: bool) -> ArrowArray: ...
    def large_string(self) -> object: ...


_pyarrow = cast("_Module", import_module("pyarrow"))


@dataclass(frozen=True, slots=True)
class Named:
    """The texts of a column: for each row a code, and what the codes stand for.

    A row without a text, or with the empty one, has the code `NONE`.
    """

    codes: Numbers
    values: ArrowArray

    @classmethod
    def constant(cls, text: str, rows: int) -> Named:
        """Return one text for all rows."""
        code = 0 if text else NONE
        return cls(np.full(rows, code, np.int64), pa.array([text], pa.string()))

    @property
    def coded(self) -> Coded:
        """The codes, and how many texts there are."""
        return Coded(self.codes, len(self.values))

    @property
    def missing(self) -> Truths:
        """Which rows name nothing."""
        return self.codes < 0

    def text(self, row: int) -> str | None:
        """Return a row's text."""
        code = int(self.codes[row])
        return None if code < 0 else self.of(code)

    def of(self, code: int) -> str:
        """Return the text of a code."""
        return cast("str", self.values[code].as_py())

    def texts(self) -> Sequence[str]:
        """Return every distinct text."""
        return cast("list[str]", self.values.to_pylist())


def named(stretch: NumpyArray | ArrowArray) -> Named | Numbers:
    """Return a column of text, or the rows that hold something else.

    >>> found = named(np.array(["b", None, "b"], object))
    >>> found.codes, found.texts()
    (array([ 0, -1,  0]), ['b'])
    >>> named(np.array(["b", 7], object))
    array([1])
    """
    if isinstance(stretch, np.ndarray):
        try:
            return _coded(_pyarrow.array(stretch, pa.string(), from_pandas=True))
        except (TypeError, ValueError):
            return _wrong(cast("list[object]", stretch.tolist()))
    decoded = stretch.dictionary_decode() if _kind(stretch) == "dictionary" else stretch
    if _kind(decoded) in _UNCODED:
        decoded = decoded.cast(_pyarrow.large_string())
    return _coded(decoded) if _kind(decoded) in _TEXTS else _wrong(decoded.to_pylist())


def _kind(array: ArrowArray) -> str:
    return str(array.type).partition("<")[0]


def _coded(array: ArrowArray) -> Named:
    encoded = cast("_Encodable", array).dictionary_encode()
    memory = cast("memoryview", encoded.indices.buffers()[1])
    first = encoded.indices.offset
    codes = np.frombuffer(memory, np.int32)[first : first + len(array)].astype(np.int64)
    gone = missing(encoded.indices)
    if gone is not None:
        codes[gone] = NONE
    empty = cast("_Encodable", encoded.dictionary).index("").as_py()
    if empty != NONE:
        codes[codes == empty] = NONE
    return Named(codes, encoded.dictionary)


def _wrong(values: Sequence[object]) -> Named | Numbers:
    rows = [row for row, value in enumerate(values) if not (is_missing(value) or _is_text(value))]
    if rows:
        return np.array(rows, np.int64)
    return Named(np.full(len(values), NONE, np.int64), pa.array([], pa.string()))


def _is_text(value: object) -> bool:
    """Return whether a value is text that can be written out; half of a pair of codes cannot."""
    try:
        return isinstance(value, str) and bool(value.encode() or True)
    except UnicodeEncodeError:
        return False
