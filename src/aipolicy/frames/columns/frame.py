"""Which frames are supported, and what their columns hold in the words of this package."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TypeAlias, cast

import narwhals as nw
from narwhals.dtypes import DType
from narwhals.exceptions import DuplicateError
from narwhals.typing import IntoDataFrame, IntoFrame, IntoLazyFrame

from aipolicy.errors import UnsupportedFrame
from aipolicy.errors.fault import shown

InMemory: TypeAlias = "nw.DataFrame[IntoDataFrame]"
"""A frame in memory."""

Deferred: TypeAlias = "nw.LazyFrame[IntoLazyFrame]"
"""A lazy frame."""

_SUPPORTED = (
    "take pandas, Polars, PyArrow, DuckDB, PySpark or Dask; others are first turned into one of "
    "these"
)


def opened_frame(frame: object) -> InMemory | Deferred:
    """Return a frame as a Narwhals frame.

    Raises:
        UnsupportedFrame: it is of a type for which exact results are not guaranteed, or several
            of its columns have one name.

    >>> opened_frame([1, 2])
    Traceback (most recent call last):
    aipolicy.errors.UnsupportedFrame: list: this is no frame that can be taken; take ...
    """
    try:
        opened = cast("object", nw.from_native(cast("IntoFrame", frame), pass_through=True))
    except DuplicateError:
        named = getattr(frame, "column_names", None) or getattr(frame, "columns", ())
        raise _named_twice(frame, cast("Iterable[object]", named)) from None
    if isinstance(opened, nw.DataFrame):
        known = opened.implementation
        if known.is_pandas() or known.is_polars() or known.is_pyarrow():
            return cast("InMemory", opened)
    elif isinstance(opened, nw.LazyFrame):
        known = opened.implementation
        if known.is_polars() or known.is_duckdb() or known.is_pyspark():
            deferred = cast("Deferred", opened)
            names, key = deferred.columns, name_key(deferred)
            if len(set(map(key, names))) < len(names):
                raise _named_twice(frame, names, key)
            return deferred
    kind = type(frame).__name__
    raise UnsupportedFrame(f"{kind}: this is no frame that can be taken; {_SUPPORTED}")


def name_key(frame: InMemory | Deferred) -> Callable[[str], str]:
    """Return the function that maps names of columns that are equal to the engine to one text.

    SQL ignores case.

    >>> name_key(nw.from_dict({"fee": [1]}, backend="pyarrow"))("FEE")
    'FEE'
    """
    in_sql = frame.implementation.is_duckdb() or frame.implementation.is_pyspark()
    return str.lower if in_sql else str


def _named_twice(
    frame: object, columns: Iterable[object], key: Callable[[str], str] = str
) -> UnsupportedFrame:
    names = list(map(shown, columns))
    counted = Counter(map(key, names))
    several = ", ".join(name for name in dict.fromkeys(names) if counted[key(name)] > 1)
    return UnsupportedFrame(
        f"{type(frame).__name__}: several columns bear one name, {several}; rename them"
    )


def kinds_of(frame: InMemory | Deferred) -> dict[str, str]:
    """Return what each column of a frame holds, in one word.

    Raises:
        UnsupportedFrame: a column has a type that Narwhals cannot read.

    >>> kinds_of(nw.from_dict({"fee": [1], "paid": [True]}, backend="pyarrow"))
    {'fee': 'integer', 'paid': 'truth'}
    """
    try:
        schema = frame.collect_schema()
    except ValueError as unknown:  # Arrow's decimals of negative scale
        kind = type(frame.to_native()).__name__
        raise UnsupportedFrame(
            f"{kind}: a column's type cannot be read: {unknown}; cast the column"
        ) from None
    return {name: kind_of(dtype) for name, dtype in schema.items()}


def kind_of(dtype: DType) -> str:
    """Return what a column of a type holds, in one word.

    >>> kind_of(nw.Int32()), kind_of(nw.Datetime()), kind_of(nw.Categorical())
    ('integer', 'moment', 'Categorical')
    """
    if dtype.is_integer():
        return "integer"
    if dtype.is_float():
        return "float"
    if dtype.is_decimal():
        return "decimal"
    return _KINDS.get(type(dtype), str(dtype))


_KINDS: dict[type[DType], str] = {
    nw.Boolean: "truth",
    nw.String: "text",
    nw.Date: "day",
    nw.Datetime: "moment",
    nw.Object: "object",
    nw.Unknown: "object",
}
