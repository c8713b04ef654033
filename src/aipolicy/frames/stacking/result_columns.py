"""What is payable as columns of the frame it came from, in its own types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Protocol, cast

import numpy as np

from aipolicy.frames.arrow import ArrowArray, Numbers, pa, texts
from aipolicy.frames.columns.decoder import Unit
from aipolicy.frames.columns.frame import InMemory
from aipolicy.frames.columns.new_columns import New, sums, with_columns
from aipolicy.frames.stacking.payouts import Outcome
from aipolicy.frames.stacking.rows.portfolio import Portfolio

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
    columns: list[New] = [
        sums(outcome.paid if unit == "fen" else _in_yuan(outcome.paid), new),
        texts(outcome.rule, [None, *outcome.rules[1:]]),
        _others(outcome.by, outcome.several),
    ]
    if len(written) > len(columns):
        columns.append(outcome.provisional(portfolio.undetermined & (portfolio.fen > 0)))
    return with_columns(frame, zip(written, columns, strict=True))


def _in_yuan(fen: Numbers) -> Numbers:
    """Return sums as Arrow's decimals have them: a low and a high word a row."""
    words = np.zeros((len(fen), 2), np.int64)
    words[:, 0] = fen
    return words


def _others(by: Numbers, several: Mapping[int, tuple[int, ...]]) -> ArrowArray:
    """Return the rows that displaced each row, as text."""
    single = _pyarrow.array(by, None, by < 0).cast(pa.string())
    if not several:
        return single
    rows = sorted(several)
    mask = np.zeros(len(by), np.bool_)
    mask[rows] = True
    told = [AND.join(map(str, several[row])) for row in rows]
    return _compute.replace_with_mask(single, _pyarrow.array(mask), pa.array(told, pa.string()))
