"""Stretches of a column as whole parts, and a code for every row that cannot be taken.

Rows that cannot be taken get the least value that a fact may have, so that what is worked out
with them stays harmless; their codes say why, and nobody sees the result.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from aipolicy.calc.values.quantity import QuantityKind
from aipolicy.frames.arrow import ArrowArray, Codes, Numbers, Truths, bits, memory_of, missing, pa
from aipolicy.frames.columns.column import NumpyArray
from aipolicy.frames.columns.decoder import Reading, day_number
from aipolicy.frames.faults import Reason

Parts: TypeAlias = Numbers | Truths
"""Whole parts of sums, areas, counts and years; truth values of conditions."""

Decoded: TypeAlias = tuple[Parts, Codes | None]
"""The parts of a stretch of rows, and their codes where some row cannot be taken."""

_NUMPY = {"float": "float32", "double": "float64", "halffloat": "float16"}
_MOMENTS = {"date64[ms]", *(f"timestamp[{unit}]" for unit in ("s", "ms", "us", "ns"))}
_LARGEST = np.iinfo(np.int64).max


def parts(stretch: NumpyArray | ArrowArray, reading: Reading) -> Decoded:
    """Return a stretch of a column of facts in whole parts.

    >>> from aipolicy.calc.values.quantity import SUM
    >>> parts(np.array([1.5, -2.0]), Reading.of(SUM, "yuan"))
    (array([150,   0]), array([0, 4], dtype=uint8))
    """
    if isinstance(stretch, np.ndarray):
        return _from_numpy(stretch, reading)
    return _from_arrow(stretch, reading)


def days(stretch: NumpyArray | ArrowArray) -> tuple[Numbers, Codes | None]:
    """Return a stretch of a column of days as days since 1970.

    >>> days(np.array(["1970-01-02"], "datetime64[s]"))
    (array([1]), None)
    """
    if isinstance(stretch, np.ndarray):
        return _days_from_numpy(stretch)
    return _days_from_arrow(stretch)


def _from_numpy(values: NumpyArray, reading: Reading) -> Decoded:
    """Return a stretch of a NumPy column in whole parts."""
    kind = values.dtype.kind
    if kind == "b":
        return values.view(np.bool_), None
    if kind in "iu":
        return _integers(values, None, reading)
    if kind == "f" and values.dtype.itemsize <= 8:
        doubles = values.astype(np.float64)
        gone = np.isnan(doubles)  # pandas keeps no other null among floats
        return _floats(doubles, gone if gone.any() else None, reading)
    return _objects(list(values), reading)


def _from_arrow(array: ArrowArray, reading: Reading) -> Decoded:
    """Return a stretch of an Arrow column in whole parts."""
    kind = str(array.type)
    if kind == "bool":
        answers = bits(memory_of(array), array.offset, len(array))
        return answers, _with_missing(None, missing(array))
    if kind.startswith("decimal") and not kind.startswith("decimal256"):
        wide = kind.startswith("decimal128")
        return _decimals(array if wide else array.cast(pa.decimal128(38, _scale(array))), reading)
    if kind.startswith(("int", "uint")) or kind in _NUMPY:
        values = _values(array, np.dtype(_NUMPY.get(kind, kind)))
        if values.dtype.kind == "f":
            return _floats(values.astype(np.float64), missing(array), reading)
        return _integers(values, missing(array), reading)
    if kind.startswith("extension"):  # numbers of another meaning, such as periods
        codes = np.full(len(array), np.uint8(Reason.UNREADABLE))
        numbers = np.full(len(array), reading.least)
        return _as_asked(numbers, reading), _with_missing(codes, missing(array))
    return _objects(array.to_pylist(), reading)


def _days_from_numpy(values: NumpyArray) -> tuple[Numbers, Codes | None]:
    """Return a stretch of a NumPy column of days as days since 1970."""
    if values.dtype.kind != "M":
        return _coded((day_number(value) for value in values.tolist()), len(values), 0)
    whole = values.astype("datetime64[D]")
    codes = np.where(values != whole, np.uint8(Reason.NOT_A_DAY), np.uint8(0))
    codes[np.isnat(values)] = Reason.MISSING
    return whole.astype(np.int64), codes if codes.any() else None


def _days_from_arrow(array: ArrowArray) -> tuple[Numbers, Codes | None]:
    """Return a stretch of an Arrow column of days as days since 1970."""
    if str(array.type) == "date32[day]":
        gone = missing(array)
        numbers = _values(array, np.dtype(np.int32)).astype(np.int64)
        return numbers, _with_missing(None, gone)
    if str(array.type) in _MOMENTS:  # Python's own moments are too few and too coarse
        return _days_from_numpy(array.to_numpy(zero_copy_only=False))
    return _coded(map(day_number, array.to_pylist()), len(array), 0)


def _scale(array: ArrowArray) -> int:
    """Return how many decimals an Arrow decimal has: the last number of its type's text."""
    return int(str(array.type).rpartition(",")[2].rstrip(")"))


def _values(array: ArrowArray, dtype: np.dtype[np.generic]) -> NumpyArray:
    return np.frombuffer(memory_of(array), dtype)[array.offset : array.offset + len(array)]


def _with_missing(codes: Codes | None, gone: Truths | None) -> Codes | None:
    """Return the codes with the missing rows among them."""
    if gone is None:
        return codes
    codes = np.zeros(len(gone), np.uint8) if codes is None else codes
    codes[gone] = Reason.MISSING
    return codes


def _integers(
    values: NumpyArray, gone: Truths | None, reading: Reading
) -> tuple[Numbers, Codes | None]:
    """Return whole numbers in parts: a view of the column itself where nothing need change."""
    most, least = reading.most // reading.factor, -(-reading.least // reading.factor)
    if values.dtype == np.uint64:
        values = np.minimum(values, np.uint64(_LARGEST))  # what is cut here is too large anyway
    numbers: Numbers = values.astype(np.int64, copy=False)
    if gone is not None:
        numbers = np.where(gone, np.int64(least), numbers)
    codes: Codes | None = None
    if not _clearly_within(numbers, least, most):
        codes = np.zeros(len(numbers), np.uint8)
        codes[numbers < least] = Reason.TOO_SMALL
        codes[numbers < 0] = Reason.NEGATIVE
        codes[numbers > most] = Reason.TOO_LARGE
        numbers = np.where(codes > 0, np.int64(least), numbers)
    codes = _with_missing(codes, gone)
    return numbers if reading.factor == 1 else numbers * np.int64(reading.factor), codes


def _clearly_within(numbers: Numbers, least: int, most: int) -> bool:
    """Return whether all numbers surely lie within bounds; no says only that some may not.

    All bits of all numbers laid over one another are at least as large as the largest number,
    and negative where one is: one pass, faster than asking for either end.
    """
    bits = int(np.bitwise_or.reduce(numbers))
    return 0 <= bits < 1 << (most.bit_length() - 1) and (not least or numbers.min() >= least)


def _floats(
    values: npt.NDArray[np.float64], gone: Truths | None, reading: Reading
) -> tuple[Numbers, Codes | None]:
    """Return floats in parts: only those that print as whole parts, and no larger than exact."""
    codes = np.zeros(len(values), np.uint8)
    with np.errstate(invalid="ignore", over="ignore"):
        parts = np.rint(values * reading.factor)
        codes[parts < reading.least] = Reason.TOO_SMALL
        codes[parts / reading.factor != values] = Reason.FRACTION
        codes[values < 0] = Reason.NEGATIVE
        codes[parts > 2**53] = Reason.BEYOND_FLOATS
        codes[parts > reading.most] = Reason.TOO_LARGE
    codes[~np.isfinite(values)] = Reason.NOT_A_NUMBER
    if gone is not None:
        codes[gone] = Reason.MISSING
    numbers = np.where(codes > 0, float(reading.least), parts).astype(np.int64)
    return numbers, codes if codes.any() else None


def _decimals(array: ArrowArray, reading: Reading) -> Decoded:
    """Return decimals in parts; almost all of them fit the first of their two words."""
    words = np.frombuffer(memory_of(array), np.int64)[2 * array.offset :][: 2 * len(array)]
    gone = missing(array)
    low, high = words[::2], words[1::2]
    if gone is not None:  # what lies under a null may be anything
        low, high = np.where(gone, 0, low), np.where(gone, 0, high)
    scale = 10 ** _scale(array)
    down = max(1, scale // reading.factor)
    if high.any() or low.min() < 0 or down > _LARGEST:
        found = map(int, low.view(np.uint64)), map(int, high)
        exact = (Fraction((b << 64) + a, scale) for a, b in zip(*found, strict=True))
        read = (reading.of_number(value * reading.factor) for value in exact)
        numbers, codes = _coded(read, len(array), reading.least)
        return numbers, _with_missing(codes, gone)
    up = max(1, reading.factor // scale)
    plain = Reading(reading.kind, up, reading.least, reading.most)
    numbers, codes = _integers(low // down, gone, plain)
    uneven = low % down != 0
    if uneven.any():
        codes = np.zeros(len(array), np.uint8) if codes is None else codes
        codes[uneven & ((codes == 0) | (codes == Reason.TOO_SMALL))] = Reason.FRACTION
        numbers = np.where(uneven, np.int64(reading.least), numbers)
    return numbers, codes


def _objects(values: list[object], reading: Reading) -> Decoded:
    """Return values of any kind in parts, one by one."""
    numbers, codes = _coded(map(reading.part, values), len(values), reading.least)
    return _as_asked(numbers, reading), codes


def _as_asked(numbers: Numbers, reading: Reading) -> Parts:
    """Return numbers as the parts that are asked for: truth values where it is a condition."""
    return numbers.astype(np.bool_) if reading.kind is QuantityKind.CONDITION else numbers


def _coded(
    read: Iterable[int | Reason], length: int, harmless: int
) -> tuple[Numbers, Codes | None]:
    numbers = np.full(length, harmless, np.int64)
    codes = np.zeros(length, np.uint8)
    for row, part in enumerate(read):
        if isinstance(part, Reason):
            codes[row] = part
        else:
            numbers[row] = part
    return numbers, codes if codes.any() else None
