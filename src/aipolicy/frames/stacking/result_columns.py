"""What is payable, as columns of the frame that it came from, in its own types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from aipolicy.frames.arrow import ArrowArray, Numbers, pa, pc, texts
from aipolicy.frames.columns.frame import InMemory
from aipolicy.frames.columns.new_columns import New, sums, with_columns
from aipolicy.frames.columns.unit import Unit
from aipolicy.frames.stacking.payouts import Payouts
from aipolicy.frames.stacking.rows.portfolio import Portfolio

PAID = "paid"
"""The column written unless another is named."""

_BETWEEN = ", "
"""The separator between the rows that displaced one row."""


def names(into: str, *, provisional: bool) -> tuple[str, ...]:
    """Return the columns that are written; `into` begins the names of the others.

    >>> names("paid", provisional=False), names("due", provisional=True)
    (('paid', 'rule', 'displaced_by'), ('due', 'due_rule', 'due_displaced_by', 'due_provisional'))
    """
    beside = ("rule", "displaced_by", *(["provisional"] if provisional else []))
    return (into, *(name if into == PAID else f"{into}_{name}" for name in beside))


def with_payouts(
    frame: InMemory, written: Sequence[str], portfolio: Portfolio, payouts: Payouts, unit: Unit
) -> object:
    """Return the frame with what is payable of its rows; its own columns stay as they are."""
    new = ~portfolio.before if portfolio.before.any() else None
    columns: list[New] = [
        sums(payouts.paid if unit == "fen" else _two_words(payouts.paid), new, unit),
        texts(payouts.rule, [None, *payouts.rules[1:]]),
        _displaced_by(payouts.by, payouts.several),
    ]
    if len(written) > len(columns):
        columns.append(payouts.provisional(portfolio.undetermined & (portfolio.fen > 0)))
    return with_columns(frame, zip(written, columns, strict=True))


def _two_words(fen: Numbers) -> Numbers:
    """Return sums as Arrow's decimals hold them: a low and a high word a row."""
    words = np.zeros((len(fen), 2), np.int64)
    words[:, 0] = fen
    return words


def _displaced_by(by: Numbers, several: Mapping[int, tuple[int, ...]]) -> ArrowArray:
    """Return the rows that displaced each row, as text."""
    single = pa.array(by, mask=by < 0).cast(pa.string())
    if not several:
        return single
    rows = sorted(several)
    mask = np.zeros(len(by), np.bool_)
    mask[rows] = True
    joined = [_BETWEEN.join(map(str, several[row])) for row in rows]
    return pc.replace_with_mask(single, pa.array(mask), pa.array(joined, pa.string()))
