"""Which frames are supported, and what their columns hold in the words of this package."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TypeAlias, cast

import narwhals as nw
from narwhals.dtypes import DType
from narwhals.exceptions import DuplicateError
from narwhals.typing import IntoDataFrame, IntoFrame, IntoLazyFrame

from aipolicy._words import Words
from aipolicy.errors import Code, UnsupportedFrame, fault
from aipolicy.errors.fault import shown

InMemory: TypeAlias = "nw.DataFrame[IntoDataFrame]"
"""A frame in memory."""

Deferred: TypeAlias = "nw.LazyFrame[IntoLazyFrame]"
"""A lazy frame."""


def opened_frame(frame: object) -> InMemory | Deferred:
    """Return a frame as a Narwhals frame.

    Raises:
        UnsupportedFrame: it is of a type for which exact results are not guaranteed, or several
            of its columns have one name.

    >>> opened_frame([1, 2])
    Traceback (most recent call last):
    aipolicy.errors.UnsupportedFrame: unsupported frame type list; pass pandas, ...
    """
    try:
        opened = cast("object", nw.from_native(cast("IntoFrame", frame), pass_through=True))
    except DuplicateError:
        named = getattr(frame, "column_names", None) or getattr(frame, "columns", ())
        raise _named_twice(cast("Iterable[object]", named)) from None
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
                raise _named_twice(names, key)
            return deferred
    raise UnsupportedFrame(fault(Code.FRAME_UNSUPPORTED, type=type(frame).__name__))


def name_key(frame: InMemory | Deferred) -> Callable[[str], str]:
    """Return the function that maps names of columns that are equal to the engine to one text.

    SQL ignores case.

    >>> name_key(nw.from_dict({"fee": [1]}, backend="pyarrow"))("FEE")
    'FEE'
    """
    in_sql = frame.implementation.is_duckdb() or frame.implementation.is_pyspark()
    return str.lower if in_sql else str


def _named_twice(columns: Iterable[object], key: Callable[[str], str] = str) -> UnsupportedFrame:
    names = list(map(shown, columns))
    counted = Counter(map(key, names))
    several = tuple(name for name in dict.fromkeys(names) if counted[key(name)] > 1)
    return UnsupportedFrame(fault(Code.FRAME_SAME_NAMES, names=several))


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
        raise UnsupportedFrame(fault(Code.FRAME_COLUMN_TYPE, message=str(unknown))) from None
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


def kind_words(kinds: Iterable[str]) -> tuple[Words, ...]:
    """Return kinds of columns as faults call them.

    >>> kind_words(["integer", "Duration"])[0].zh
    '整数'
    """
    return tuple(_WORDS.get(kind, Words(kind, kind)) for kind in kinds)


_WORDS = {
    "integer": Words("整数", "integer"),
    "float": Words("浮点数", "float"),
    "decimal": Words("定点小数", "decimal"),
    "truth": Words("是否", "truth value"),
    "text": Words("文本", "text"),
    "day": Words("日期", "date"),
    "moment": Words("日期时间", "date and time"),
    "object": Words("任意对象", "object"),
    "Categorical": Words("类别", "categorical"),
    "Enum": Words("枚举", "enum"),
}
