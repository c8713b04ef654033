"""Dictionary encoding of text columns: every distinct text once, and for each row its code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, cast

import numpy as np

from aipolicy.frames.arrow import ArrowArray, Numbers, Truths, memory_of, missing, pa
from aipolicy.frames.columns.column import NumpyArray
from aipolicy.frames.columns.decoder import is_missing
from aipolicy.frames.columns.text import is_text

NONE: Final = -1
"""The code of a row that has none: no text, no group, no winner."""

_TEXTS = ("string", "large_string")
_NOT_ENCODED = ("string_view", "null")


@dataclass(frozen=True, slots=True)
class EncodedText:
    """The texts of a column: for each row a code, and the texts for which the codes stand.

    A row without a text, or with the empty text, has the code `NONE`.
    """

    codes: Numbers
    values: ArrowArray

    @classmethod
    def constant(cls, text: str, rows: int) -> EncodedText:
        """Return one text for all rows."""
        code = 0 if text else NONE
        return cls(np.full(rows, code, np.int64), pa.array([text], pa.string()))

    @property
    def missing(self) -> Truths:
        """Which rows have no text."""
        return self.codes < 0

    def text(self, row: int) -> str | None:
        """Return the text of a row."""
        code = int(self.codes[row])
        return None if code < 0 else self.of(code)

    def of(self, code: int) -> str:
        """Return the text of a code."""
        return cast("str", self.values[code].as_py())

    def texts(self) -> Sequence[str]:
        """Return every distinct text, by code; the empty text for a code that no row has."""
        return [text or "" for text in cast("list[str | None]", self.values.to_pylist())]


def encoded(values: NumpyArray | ArrowArray) -> EncodedText | Numbers:
    """Return a column of text, or the rows that hold something else.

    >>> found = encoded(np.array(["b", None, "b"], object))
    >>> found.codes, found.texts()
    (array([ 0, -1,  0]), ['b'])
    >>> encoded(np.array(["b", 7], object))
    array([1])
    """
    if isinstance(values, np.ndarray):
        try:
            array = pa.array(values, from_pandas=True)
        except (TypeError, ValueError, NotImplementedError):
            return _one_by_one(values)
    else:
        array = values.dictionary_decode() if _kind(values) == "dictionary" else values
    if _kind(array) in _NOT_ENCODED:
        array = array.cast(pa.large_string())
    if _kind(array) in _TEXTS:
        return _encoded(array)
    # Of texts and bytes together Arrow makes bytes: only the column itself tells them apart.
    return _one_by_one(values if isinstance(values, np.ndarray) else array)


def _kind(array: ArrowArray) -> str:
    return str(array.type).partition("<")[0]


def _encoded(array: ArrowArray) -> EncodedText:
    found = array.dictionary_encode()
    first = found.indices.offset
    short = np.frombuffer(memory_of(found.indices), np.int32)[first : first + len(array)]
    codes = short.astype(np.int64)
    gone = missing(found.indices)
    if gone is not None:
        codes[gone] = NONE
    empty = found.dictionary.index("").as_py()
    if empty != NONE:
        codes[codes == empty] = NONE
    return EncodedText(codes, found.dictionary)


def _one_by_one(values: NumpyArray | ArrowArray) -> EncodedText | Numbers:
    """Return texts that are kept in some other way, or the rows that hold something else."""
    listed = values.tolist() if isinstance(values, np.ndarray) else values.to_pylist()
    found = [None if is_missing(value) else value for value in cast("list[object]", listed)]
    rows = [row for row, value in enumerate(found) if not (value is None or is_text(value))]
    if rows:
        return np.array(rows, np.int64)
    return _encoded(pa.array(found, pa.large_string()))
