"""What is payable as columns of the frame it came from, in its own types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Protocol, cast

import numpy as np

from aipolicy.frames.arrow import ArrowArray, Numbers, Truths, decimals, pa, whole_numbers
from aipolicy.frames.opening import InMemory
from aipolicy.frames.reading import Unit
from aipolicy.frames.stacking.outcome import Outcome
from aipolicy.frames.stacking.portfolio import Portfolio

PAID = "paid"
"""The column written unless another is named."""

AND = ", "
"""What stands between the rows that displaced one row."""


class _Compute(Protocol):
    def replace_with_mask(
        self, values: ArrowArray, mask: object, replacements: ArrowArray
    ) -> ArrowArray: ...


class _Module(Protocol):
    def array(self, values: object, type_: object = None, mask: object = None) -> ArrowArray: ...


class _PandasFrame(Protocol):
    index: object


class _Polars(Protocol):
    def from_arrow(self, values: ArrowArray) -> _PolarsSeries: ...


class _PolarsSeries(Protocol):
    def alias(self, name: str) -> object: ...


class _PolarsFrame(Protocol):
    def with_columns(self, columns: Sequence[object]) -> object: ...


class _Table(Protocol):
    def append_column(self, name: str, values: ArrowArray) -> _Table: ...


_pyarrow = cast("_Module", import_module("pyarrow"))
_compute = cast("_Compute", import_module("pyarrow.compute"))


def names(into: str, *, provisional: bool) -> tuple[str, ...]:
    """Return the columns that are written; `into` begins the names of the rest.

    >>> names("paid", provisional=False), names("due", provisional=True)
    (('paid', 'rule', 'displaced_by'), ('due', 'due_rule', 'due_displaced_by', 'due_provisional'))
    """
    beside = ("rule", "displaced_by", *(["provisional"] if provisional else []))
    return (into, *(name if into == PAID else f"{into}_{name}" for name in beside))


def with_outcome(
    frame: InMemory, written: Sequence[str], portfolio: Portfolio, outcome: Outcome, unit: Unit
) -> object:
    """Return the frame with what is payable of its rows; its own columns are as they were."""
    new = ~portfolio.before if portfolio.before.any() else None
    columns: list[ArrowArray | Truths] = [
        (whole_numbers if unit == "fen" else _in_yuan)(outcome.paid, new),
        _texts(outcome.rule, outcome.rules),
        _others(outcome.by, outcome.several),
    ]
    if len(written) > len(columns):
        columns.append(outcome.provisional(portfolio.undetermined & (portfolio.fen > 0)))
    by_name = dict(zip(written, columns, strict=True))
    if frame.implementation.is_pandas():
        return _in_pandas(cast("_PandasFrame", frame.to_native()), by_name, outcome.paid, new)
    arrays = {name: _pyarrow.array(column) for name, column in by_name.items()}
    if frame.implementation.is_polars():
        polars = cast("_Polars", import_module("polars"))
        series = [polars.from_arrow(one).alias(name) for name, one in arrays.items()]
        return cast("_PolarsFrame", frame.to_native()).with_columns(series)
    table = cast("_Table", frame.to_native())
    for name, one in arrays.items():
        table = table.append_column(name, one)
    return table


def _in_yuan(fen: Numbers, valid: Truths | None) -> ArrowArray:
    words = np.zeros((len(fen), 2), np.int64)
    words[:, 0] = fen
    return decimals(words, valid)


def _texts(codes: Numbers, labels: Sequence[str]) -> ArrowArray:
    """Return codes as the texts they stand for; the first label is none."""
    numbers = _pyarrow.array(codes.astype(np.int32), None, codes == 0)
    made = pa.DictionaryArray.from_arrays(numbers, pa.array(labels, pa.string()))
    return made.dictionary_decode()


def _others(by: Numbers, several: Mapping[int, tuple[int, ...]]) -> ArrowArray:
    """Return the rows that displaced each row, as text."""
    texts = _pyarrow.array(by, None, by < 0).cast(pa.string())
    if not several:
        return texts
    rows = sorted(several)
    mask = np.zeros(len(by), np.bool_)
    mask[rows] = True
    told = [AND.join(map(str, several[row])) for row in rows]
    return _compute.replace_with_mask(texts, _pyarrow.array(mask), pa.array(told, pa.string()))


def _in_pandas(
    frame: _PandasFrame,
    columns: Mapping[str, ArrowArray | Truths],
    fen: Numbers,
    valid: Truths | None,
) -> object:
    """Return a pandas frame with columns added: its index stays, and nothing is aligned."""
    pandas = import_module("pandas")
    made: dict[str, object] = {}
    for name, column in columns.items():
        values: object = column
        if not isinstance(column, np.ndarray):
            values = pandas.arrays.ArrowExtensionArray(column)
            if str(column.type) == "int64":
                values = fen if valid is None else pandas.arrays.IntegerArray(fen, ~valid)
        made[name] = pandas.Series(values, index=frame.index, copy=False)
    added = pandas.DataFrame(made, index=frame.index, copy=False)
    return pandas.concat([frame, added], axis=1).__finalize__(frame)
