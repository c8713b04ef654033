"""Values of NumPy, pandas and PyArrow as Python's own, without importing these libraries.

A scalar is read exactly, or it stays what it is and is refused under its true type.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Final, Protocol, cast

_LIBRARIES: Final = frozenset({"numpy", "pandas", "pyarrow"})
_SPANS: Final = frozenset({"timedelta64", "NaTType"})
"""What a plain number or a moment could be made of, and is neither."""


class _NumpyValue(Protocol):
    def item(self) -> object: ...
    def astype(self, dtype: str) -> _NumpyValue: ...
    def __getitem__(self, key: tuple[()], /) -> object: ...


class _ArrowScalar(Protocol):
    def as_py(self) -> object: ...


def as_python(value: object) -> object:
    """Return a scalar of NumPy, pandas or PyArrow as a value of Python's; others as they are.

    A moment at midnight without a time zone is a day. What has no exact value of Python's own
    stays as it is.

    >>> as_python(5), as_python("5")
    (5, '5')
    """
    kind = type(value)
    library = kind.__module__.partition(".")[0]
    if library not in _LIBRARIES or kind.__name__ in _SPANS:
        return value
    if library == "pyarrow":
        return _of_arrow(value) if hasattr(kind, "as_py") else value
    if isinstance(value, datetime):  # pandas' Timestamp
        return _day(value) if not getattr(value, "nanosecond", 0) else value
    if library == "numpy" and hasattr(kind, "item"):
        return _of_numpy(value, cast("_NumpyValue", value))
    return value


def _of_arrow(value: object) -> object:
    found = cast("_ArrowScalar", value).as_py()
    if found is None or isinstance(found, list | dict):
        return value
    return _day(found) if type(found) is datetime else as_python(found)


def _of_numpy(value: object, scalar: _NumpyValue) -> object:
    if getattr(value, "ndim", 1):
        return value
    if type(value).__name__ == "ndarray":
        return as_python(scalar[()])
    if type(value).__name__ == "datetime64":
        day = scalar.astype("datetime64[D]")
        found = day.item()
        return found if day == value and isinstance(found, date) else value
    if isinstance(value, str):
        return str(value)
    found = scalar.item()
    return found if type(found).__module__ == "builtins" else value


def _day(moment: datetime) -> date | datetime:
    """Return a moment at midnight as its day."""
    return moment.date() if moment.time() == time() and moment.tzinfo is None else moment
