"""Values of NumPy, pandas and PyArrow as Python's own, without importing these libraries.

A scalar is read exactly, or it stays what it is and is refused under its true type.
"""

from __future__ import annotations

import struct
from datetime import date, datetime, time
from typing import Final, Protocol, cast

_LIBRARIES: Final = frozenset({"numpy", "pandas", "pyarrow"})
_NOTHING: Final = frozenset({"timedelta64", "NaTType", "MaskedConstant"})
"""What would give a number, a moment or 0, and is none."""

_NONE: Final = object()
"""What stands for them: not None, which would state that nothing is given."""

_SHORT: Final = {
    "float16": "e", "HalfFloatScalar": "e", "float32": "f", "FloatScalar": "f",
}  # fmt: skip
"""Floats shorter than Python's, with their codes of `struct`."""

_PARTS_OF_DAYS: Final = frozenset({"Y", "M", "W"})
"""Units of NumPy's dates in which a year, a month or a week is given, and not a day."""


class _NumpyValue(Protocol):
    dtype: object

    def item(self) -> object: ...
    def astype(self, dtype: str) -> _NumpyValue: ...
    def __getitem__(self, key: tuple[()], /) -> object: ...


class _Masked(Protocol):
    ndim: int
    mask: object
    data: _NumpyValue


class _ArrowScalar(Protocol):
    def as_py(self) -> object: ...


def as_python(value: object) -> object:
    """Return a scalar of NumPy, pandas or PyArrow as a value of Python's; others as they are.

    A moment at midnight without a time zone is a day. What has no exact value of Python's own
    stays as it is, such as a 32-bit float that prints otherwise with 64. What holds no value at
    all, such as NaT, becomes an object that no reader takes.

    >>> as_python(5), as_python("5")
    (5, '5')
    """
    kind = type(value)
    library = kind.__module__.partition(".")[0]
    if library not in _LIBRARIES:
        return value
    if kind.__name__ in _NOTHING:
        return _NONE
    if kind.__name__ == "MaskedArray":
        return _of_masked(value)
    if library == "pyarrow":
        return _of_arrow(value) if hasattr(kind, "as_py") else value
    if isinstance(value, datetime):  # pandas' Timestamp
        return _day(value) if not getattr(value, "nanosecond", 0) else value
    if library == "numpy" and hasattr(kind, "item"):
        return _of_numpy(value, cast("_NumpyValue", value))
    return value


def is_short_float(value: object) -> bool:
    """Return whether a value is a float of NumPy or PyArrow with fewer digits than Python's.

    >>> is_short_float(0.1)
    False
    """
    return type(value).__name__ in _SHORT


def _of_arrow(value: object) -> object:
    try:
        found = cast("_ArrowScalar", value).as_py()
    except (OverflowError, ValueError):  # a day beyond the calendar of Python
        return value
    if found is None or isinstance(found, list | dict):
        return value
    if isinstance(found, float) and not _prints_alike(found, value):
        return value
    return _day(found) if type(found) is datetime else as_python(found)


def _of_numpy(value: object, scalar: _NumpyValue) -> object:
    if getattr(value, "ndim", 1):
        return value
    if type(value).__name__ == "ndarray":
        inner = scalar[()]
        return value if type(inner).__name__ == "ndarray" else as_python(inner)
    if type(value).__name__ == "datetime64":
        return _of_datetime64(value, scalar)
    if isinstance(value, str):
        return str(value)
    found = scalar.item()
    if type(found).__module__ != "builtins":
        return value
    return found if not isinstance(found, float) or _prints_alike(found, value) else value


def _of_masked(value: object) -> object:
    """Return a value of no dimension, unless it is under a mask."""
    masked = cast("_Masked", value)
    return _NONE if masked.ndim or bool(masked.mask) else as_python(masked.data[()])


def _of_datetime64(value: object, scalar: _NumpyValue) -> object:
    unit = str(scalar.dtype).partition("[")[2].rstrip("]")
    day = scalar.astype("datetime64[D]")
    found = day.item()
    is_day = isinstance(found, date) and unit not in _PARTS_OF_DAYS and day == value
    return found if is_day else value


def _prints_alike(found: float, given: object) -> bool:
    """Return whether a float prints as the shorter one does from which it was made.

    >>> _prints_alike(0.1, 0.1)
    True
    """
    code = _SHORT.get(type(given).__name__)
    if code is None or found != found:  # noqa: PLR0124  (only NaN differs from itself)
        return True
    printed = (f"{found:.{digits}g}" for digits in range(1, 18))
    shortest = next(text for text in printed if _stored(float(text), code) == found)
    return float(shortest) == found


def _stored(number: float, code: str) -> float | None:
    try:
        stored: float = struct.unpack(code, struct.pack(code, number))[0]
    except OverflowError:
        return None
    return stored


def _day(moment: datetime) -> date | datetime:
    """Return a moment at midnight as its day."""
    return moment.date() if moment.time() == time() and moment.tzinfo is None else moment
