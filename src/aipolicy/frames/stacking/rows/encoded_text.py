"""Columns of text as codes: every distinct text once, and for each row which it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

import numpy as np

from aipolicy.frames.arrow import ArrowArray, ArrowScalar, Numbers, Truths, missing, pa
from aipolicy.frames.columns.column import NumpyArray
from aipolicy.frames.columns.decoder import is_missing
from aipolicy.frames.stacking.groups.group_ids import NONE, Coded

_TEXTS = ("string", "large_string")
_UNCODED = ("string_view", "null")


class _Encoded(Protocol):
    indices: ArrowArray
    dictionary: ArrowArray


class _Encodable(Protocol):
    def dictionary_encode(self) -> _Encoded: ...
    def index(self, value: object) -> ArrowScalar: ...


class _Module(Protocol):
    def array(
        self, values: object, type_: object = None, *, from_pandas: bool = False
    ) -> ArrowArray: ...
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


def named(values: NumpyArray | ArrowArray) -> Named | Numbers:
    """Return a column of text, or the rows that hold something else.

    >>> found = named(np.array(["b", None, "b"], object))
    >>> found.codes, found.texts()
    (array([ 0, -1,  0]), ['b'])
    >>> named(np.array(["b", 7], object))
    array([1])
    """
    if isinstance(values, np.ndarray):
        try:
            array = _pyarrow.array(values, from_pandas=True)
        except (TypeError, ValueError):
            return _one_by_one(values)
    else:
        array = values.dictionary_decode() if _kind(values) == "dictionary" else values
    if _kind(array) in _UNCODED:
        array = array.cast(_pyarrow.large_string())
    if _kind(array) in _TEXTS:
        return _coded(array)
    # Of texts and bytes Arrow makes bytes: the column itself says which were which.
    return _one_by_one(values if isinstance(values, np.ndarray) else array)


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


def _one_by_one(values: NumpyArray | ArrowArray) -> Named | Numbers:
    """Return texts that are kept in some other way, or the rows that hold something else."""
    listed = values.tolist() if isinstance(values, np.ndarray) else values.to_pylist()
    found = cast("list[object]", listed)
    texts = [None if is_missing(value) else value for value in found]
    rows = [row for row, value in enumerate(texts) if not (value is None or is_text(value))]
    if rows:
        return np.array(rows, np.int64)
    return _coded(_pyarrow.array(texts, _pyarrow.large_string()))


def is_text(value: object) -> bool:
    r"""Return whether a value is text that can be written out; half of a pair of codes cannot.

    >>> is_text(""), is_text("\ud800"), is_text(b"P")
    (True, False, False)
    """
    try:
        return isinstance(value, str) and bool(value.encode() or True)
    except UnicodeEncodeError:
        return False
