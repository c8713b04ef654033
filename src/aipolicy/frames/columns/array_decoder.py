"""Slices of a column decoded into minor units, with a code for every row that cannot be read.

Rows that cannot be read get the least value that the fact may have, so that computing with them
does no harm; their codes say why, and their results are never shown.
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
from aipolicy.frames.columns.decoder import FIRST_DAY, LAST_DAY, Decoder, day_number
from aipolicy.frames.faults import Reason

MinorUnits: TypeAlias = Numbers | Truths
"""Minor units of sums and areas, whole counts and years, truth values of conditions."""

Decoded: TypeAlias = tuple[MinorUnits, Codes | None]
"""The minor units of some rows, and their codes, `None` where every row can be read."""

_NUMPY = {"float": "float32", "double": "float64", "halffloat": "float16"}
_MOMENTS = {"date64[ms]", *(f"timestamp[{unit}]" for unit in ("s", "ms", "us", "ns"))}
_LARGEST = np.iinfo(np.int64).max


def decoded(values: NumpyArray | ArrowArray, decoder: Decoder) -> Decoded:
    """Return a slice of a column of facts in minor units.

    >>> from aipolicy.calc.values.quantity import SUM
    >>> decoded(np.array([1.5, -2.0]), Decoder.of(SUM, "yuan"))
    (array([150,   0]), array([0, 4], dtype=uint8))
    """
    if isinstance(values, np.ndarray):
        return _from_numpy(values, decoder)
    return _from_arrow(values, decoder)


def decoded_days(values: NumpyArray | ArrowArray) -> tuple[Numbers, Codes | None]:
    """Return a slice of a column of days as days since 1970.

    >>> decoded_days(np.array(["1970-01-02"], "datetime64[s]"))
    (array([1]), None)
    """
    if isinstance(values, np.ndarray):
        return _days_from_numpy(values)
    return _days_from_arrow(values)


def outside_calendar(days: Numbers) -> Truths | None:
    """Return which days are outside the calendar, as an infinity of DuckDB; None if none is.

    >>> outside_calendar(np.array([0, 2**31 - 1]))
    array([False,  True])
    """
    if not len(days) or (days.min() >= FIRST_DAY and days.max() <= LAST_DAY):
        return None
    return (days < FIRST_DAY) | (days > LAST_DAY)


def _from_numpy(values: NumpyArray, decoder: Decoder) -> Decoded:
    """Return a slice of a NumPy column in minor units."""
    kind = values.dtype.kind
    if kind == "b":
        return values.view(np.bool_), None
    if kind in "iu":
        return _integers(values, None, decoder)
    if kind == "f" and values.dtype.itemsize <= 8:
        doubles = values.astype(np.float64)
        gone = np.isnan(doubles)  # pandas keeps no other null among floats
        return _floats(doubles, gone if gone.any() else None, decoder)
    return _objects(list(values), decoder)


def _from_arrow(array: ArrowArray, decoder: Decoder) -> Decoded:
    """Return a slice of an Arrow column in minor units."""
    kind = str(array.type)
    if kind == "bool":
        answers = bits(memory_of(array), array.offset, len(array))
        return answers, _with_missing(None, missing(array))
    if kind.startswith("decimal") and not kind.startswith("decimal256"):
        wide = kind.startswith("decimal128")
        return _decimals(array if wide else array.cast(pa.decimal128(38, _scale(array))), decoder)
    if kind.startswith(("int", "uint")) or kind in _NUMPY:
        values = _values(array, np.dtype(_NUMPY.get(kind, kind)))
        if values.dtype.kind == "f":
            return _floats(values.astype(np.float64), missing(array), decoder)
        return _integers(values, missing(array), decoder)
    if kind.startswith("extension"):  # numbers of another meaning, such as periods
        codes = np.full(len(array), np.uint8(Reason.UNREADABLE))
        numbers = np.full(len(array), decoder.least)
        return _as_asked(numbers, decoder), _with_missing(codes, missing(array))
    return _objects(array.to_pylist(), decoder)


_A_DAY = {"D": 1, "h": 24, "m": 1_440, "s": 86_400} | {
    f"{prefix}s": 86_400 * many for prefix, many in (("m", 10**3), ("u", 10**6), ("n", 10**9))
}
"""How many of a unit of NumPy's moments are a day."""


def _days_from_numpy(values: NumpyArray) -> tuple[Numbers, Codes | None]:
    """Return a slice of a NumPy column of days as days since 1970."""
    if values.dtype.kind != "M":
        return _one_by_one((day_number(value) for value in values.tolist()), len(values), 0)
    # Counted in whole numbers: NumPy refuses to convert the moments at the ends of its range.
    unit = str(values.dtype).partition("[")[2].rstrip("]")
    days, rest = np.divmod(values.astype(np.int64), np.int64(_A_DAY[unit]))
    codes = np.where(rest != 0, np.uint8(Reason.NOT_A_DAY), np.uint8(0))
    codes[np.isnat(values)] = Reason.MISSING
    return days, codes if codes.any() else None


def _days_from_arrow(array: ArrowArray) -> tuple[Numbers, Codes | None]:
    """Return a slice of an Arrow column of days as days since 1970."""
    if str(array.type) == "date32[day]":
        gone = missing(array)
        numbers = _values(array, np.dtype(np.int32)).astype(np.int64)
        return numbers, _with_missing(None, gone)
    if str(array.type) in _MOMENTS:  # Python's own moments are too few and too coarse
        return _days_from_numpy(array.to_numpy(zero_copy_only=False))
    return _one_by_one(map(day_number, array.to_pylist()), len(array), 0)


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
    values: NumpyArray, gone: Truths | None, decoder: Decoder
) -> tuple[Numbers, Codes | None]:
    """Return whole numbers in minor units: a view of the column itself where nothing changes."""
    most, least = decoder.most // decoder.factor, -(-decoder.least // decoder.factor)
    if values.dtype == np.uint64:
        values = np.minimum(values, np.uint64(_LARGEST))  # what is clipped is too large anyway
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
    return numbers if decoder.factor == 1 else numbers * np.int64(decoder.factor), codes


def _clearly_within(numbers: Numbers, least: int, most: int) -> bool:
    """Return whether all numbers are within bounds; `False` may be wrong, `True` never.

    The bitwise or of all numbers is at least as large as the largest, and negative where one is:
    one pass, which is faster than a minimum or a maximum.
    """
    bits = int(np.bitwise_or.reduce(numbers))
    return 0 <= bits < 1 << (most.bit_length() - 1) and (
        not least or numbers.min(initial=least) >= least
    )


def _floats(
    values: npt.NDArray[np.float64], gone: Truths | None, decoder: Decoder
) -> tuple[Numbers, Codes | None]:
    """Return floats in minor units: only those that print as such.

    What follows the point is rounded alone: the product of a large float would be rounded twice.
    """
    codes = np.zeros(len(values), np.uint8)
    with np.errstate(invalid="ignore", over="ignore"):
        units = np.floor(values)
        units = units * decoder.factor + np.rint((values - units) * decoder.factor)
        codes[units < decoder.least] = Reason.TOO_SMALL
        codes[units / decoder.factor != values] = Reason.FRACTION
        codes[values < 0] = Reason.NEGATIVE
        codes[units > decoder.most_of_floats] = Reason.BEYOND_FLOATS
        codes[units > decoder.most] = Reason.TOO_LARGE
    codes[~np.isfinite(values)] = Reason.NOT_A_NUMBER
    if gone is not None:
        codes[gone] = Reason.MISSING
    numbers = np.where(codes > 0, float(decoder.least), units).astype(np.int64)
    return numbers, codes if codes.any() else None


def _decimals(array: ArrowArray, decoder: Decoder) -> Decoded:
    """Return decimals in minor units; almost all of them fit the first of their two words."""
    words = np.frombuffer(memory_of(array), np.int64)[2 * array.offset :][: 2 * len(array)]
    gone = missing(array)
    low, high = words[::2], words[1::2]
    if gone is not None:  # what lies under a null may be anything
        low, high = np.where(gone, 0, low), np.where(gone, 0, high)
    scale = 10 ** _scale(array)
    down = max(1, scale // decoder.factor)
    if high.any() or low.min(initial=0) < 0 or down > _LARGEST:
        found = map(int, low.view(np.uint64)), map(int, high)
        exact = (Fraction((b << 64) + a, scale) for a, b in zip(*found, strict=True))
        read = (decoder.whole(value * decoder.factor) for value in exact)
        numbers, codes = _one_by_one(read, len(array), decoder.least)
        return numbers, _with_missing(codes, gone)
    up = max(1, decoder.factor // scale)
    plain = Decoder(decoder.kind, up, decoder.least, decoder.most)
    numbers, codes = _integers(low // down, gone, plain)
    uneven = low % down != 0
    if uneven.any():
        codes = np.zeros(len(array), np.uint8) if codes is None else codes
        codes[uneven & ((codes == 0) | (codes == Reason.TOO_SMALL))] = Reason.FRACTION
        numbers = np.where(uneven, np.int64(decoder.least), numbers)
    return numbers, codes


def _objects(values: list[object], decoder: Decoder) -> Decoded:
    """Return values of any type in minor units, one by one."""
    numbers, codes = _one_by_one(map(decoder.decoded, values), len(values), decoder.least)
    return _as_asked(numbers, decoder), codes


def _as_asked(numbers: Numbers, decoder: Decoder) -> MinorUnits:
    """Return numbers as truth values where the fact is a condition."""
    return numbers.astype(np.bool_) if decoder.kind is QuantityKind.CONDITION else numbers


def _one_by_one(
    read: Iterable[int | Reason], length: int, harmless: int
) -> tuple[Numbers, Codes | None]:
    numbers = np.full(length, harmless, np.int64)
    codes = np.zeros(length, np.uint8)
    for row, value in enumerate(read):
        if isinstance(value, Reason):
            codes[row] = value
        else:
            numbers[row] = value
    return numbers, codes if codes.any() else None
