"""The part of PyArrow that columns need, with types of its own.

PyArrow has no types, and those of `pyarrow-stubs` are wrong or unknown at most of these calls.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from math import prod
from mmap import mmap
from typing import Protocol, TypeAlias, cast

import numpy as np
import numpy.typing as npt

Truths: TypeAlias = npt.NDArray[np.bool_]
Numbers: TypeAlias = npt.NDArray[np.int64]
Codes: TypeAlias = npt.NDArray[np.uint8]


class ArrowType(Protocol):
    """A type of Arrow; its text names it, as in `large_string` or `decimal128(18, 2)`."""

    def __str__(self) -> str: ...


class ArrowScalar(Protocol):
    """One value in Arrow memory."""

    def as_py(self) -> object:
        """Return the value as a Python object."""
        ...


class ArrowArray(Protocol):
    """An array in Arrow memory."""

    type: ArrowType
    offset: int
    null_count: int

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[ArrowScalar]: ...

    def __getitem__(self, row: int) -> ArrowScalar: ...

    def buffers(self) -> Sequence[memoryview | None]:
        """Return its memory: the validity bitmap, then the values."""
        ...

    def slice(self, offset: int, length: int) -> ArrowArray:
        """Return some rows, without a copy."""
        ...

    def cast(self, type_: object) -> ArrowArray:
        """Return the array in another type."""
        ...

    def to_numpy(self, *, zero_copy_only: bool) -> npt.NDArray[np.generic]:
        """Return the values as a NumPy array, copied where they must be."""
        ...

    def to_pylist(self) -> list[object]:
        """Return the values as Python objects."""
        ...

    def index(self, value: object) -> ArrowScalar:
        """Return the first row of a value, -1 where it is nowhere."""
        ...

    def dictionary_encode(self) -> DictionaryArray:
        """Return every distinct value once, and for each row which it is."""
        ...

    def dictionary_decode(self) -> ArrowArray:
        """Return the values of a dictionary-encoded array."""
        ...


class DictionaryArray(Protocol):
    """A dictionary-encoded array: codes, and the values they stand for."""

    indices: ArrowArray
    dictionary: ArrowArray


class Chunked(Protocol):
    """An array in several chunks."""

    num_chunks: int
    null_count: int

    def __getitem__(self, row: int) -> ArrowScalar: ...

    def chunk(self, number: int) -> ArrowArray:
        """Return one chunk."""
        ...

    def slice(self, offset: int, length: int) -> Chunked:
        """Return some rows, without a copy."""
        ...

    def combine_chunks(self) -> ArrowArray:
        """Return the array in one chunk."""
        ...


class ArrowTable(Protocol):
    """A table of PyArrow."""

    def column(self, name: str) -> Chunked:
        """Return a column."""
        ...

    def append_column(self, name: str, values: ArrowArray) -> ArrowTable:
        """Return the table with one more column."""
        ...


class _ArrayClass(Protocol):
    def from_buffers(
        self, type_: object, length: int, buffers: Sequence[object], null_count: int = -1
    ) -> ArrowArray: ...


class _DictionaryClass(Protocol):
    def from_arrays(self, indices: object, dictionary: object) -> ArrowArray: ...


class _PyArrow(Protocol):
    Array: _ArrayClass
    ChunkedArray: type[Chunked]
    DictionaryArray: _DictionaryClass

    def array(
        self,
        values: object,
        type_: object = None,
        mask: object = None,
        *,
        from_pandas: bool | None = None,
    ) -> ArrowArray: ...
    def chunked_array(self, arrays: Sequence[ArrowArray], type_: object = None) -> Chunked: ...
    def py_buffer(self, memory: object) -> object: ...
    def allocate_buffer(self, size: int) -> memoryview: ...
    def int64(self) -> object: ...
    def string(self) -> object: ...
    def large_string(self) -> object: ...
    def decimal128(self, precision: int, scale: int) -> object: ...


class _Compute(Protocol):
    def replace_with_mask(
        self, values: ArrowArray, mask: object, replacements: ArrowArray
    ) -> ArrowArray: ...
    def utf8_length(self, values: ArrowArray) -> ArrowArray: ...
    def utf8_lower(self, values: ArrowArray) -> ArrowArray: ...
    def replace_substring(self, values: ArrowArray, text: str, by: str) -> ArrowArray: ...
    def replace_substring_regex(self, values: ArrowArray, text: str, by: str) -> ArrowArray: ...
    def utf8_normalize(self, values: ArrowArray, form: str) -> ArrowArray: ...
    def match_substring_regex(self, values: ArrowArray, pattern: str) -> ArrowArray: ...


pa = cast("_PyArrow", import_module("pyarrow"))
"""PyArrow."""

pc = cast("_Compute", import_module("pyarrow.compute"))
"""The functions of PyArrow on whole arrays."""


def fresh(*shape: int) -> Numbers:
    """Return uninitialised memory for 64-bit whole numbers, from the pool of Arrow.

    The pool gives freed memory out again. The system would give fresh pages instead, and to touch
    those costs more than the work on them.

    >>> fresh(3, 2).shape
    (3, 2)
    """
    memory = pa.allocate_buffer(8 * prod(shape))
    return np.frombuffer(memory, np.int64).reshape(shape)


def zeroed(*shape: int) -> Numbers:
    """Return memory of zeros; large memory is mapped and takes no pages before it is touched.

    NumPy would reuse freed memory and clear it, which costs more where many clauses write zeros.

    >>> zeroed(3, 2).sum()
    np.int64(0)
    """
    size = 8 * prod(shape)
    if size < _LARGE:
        return np.zeros(shape, np.int64)
    return np.frombuffer(mmap(-1, size), np.int64).reshape(shape)


_LARGE = 2**20
"""The bytes from which zeros are mapped."""


def memory_of(array: ArrowArray) -> memoryview:
    """Return the memory of an array's values."""
    return cast("memoryview", array.buffers()[1])


def bits(memory: memoryview, offset: int, length: int) -> Truths:
    """Return Arrow's packed bits as truth values, one a byte.

    >>> bits(memoryview(bytes([0b101])), 0, 3).tolist()
    [True, False, True]
    """
    first = offset // 8
    packed = np.frombuffer(memory, np.uint8)[first : (offset + length + 7) // 8]
    skipped = offset - 8 * first
    unpacked = np.unpackbits(packed, count=skipped + length, bitorder="little")
    return unpacked[skipped:].view(np.bool_)


def missing(array: ArrowArray) -> Truths | None:
    """Return which rows are null, or None where none is."""
    if not array.null_count:
        return None
    return ~bits(cast("memoryview", array.buffers()[0]), array.offset, len(array))


def validity(valid: Truths | None) -> object:
    """Return which rows have a value, as a validity bitmap of Arrow."""
    return None if valid is None else pa.py_buffer(np.packbits(valid, bitorder="little"))


def whole_numbers(values: Numbers, valid: Truths | None) -> ArrowArray:
    """Return whole numbers as an Arrow array, without a copy."""
    memory = [validity(valid), pa.py_buffer(values)]
    return pa.Array.from_buffers(pa.int64(), len(values), memory)


def decimals(words: Numbers, places: int, valid: Truths | None) -> ArrowArray:
    """Return sums of fen, a low and a high word a row, as decimals of so many places.

    >>> decimals(np.array([[519_466_400, 0]]), 6, None).to_pylist()
    [Decimal('519.466400')]
    """
    memory = [validity(valid), pa.py_buffer(words)]
    return pa.Array.from_buffers(pa.decimal128(18, places), len(words), memory)


def texts(codes: npt.NDArray[np.integer], labels: Sequence[str | None]) -> ArrowArray:
    """Return codes as the texts they stand for, null where the label is `None`.

    >>> texts(np.array([1, 0, 1]), [None, "ok"]).to_pylist()
    ['ok', None, 'ok']
    """
    known = pa.array(labels, pa.string())
    return pa.DictionaryArray.from_arrays(pa.array(codes), known).dictionary_decode()
