"""The bad rows of a frame: how many there are for each reason, and where the first are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from aipolicy.errors import Fault
from aipolicy.frames.arrow import Codes, Numbers
from aipolicy.frames.faults import SHOWN_ROWS, BadRows, Reason


@dataclass(slots=True)
class _Met:
    rows: list[int] = field(default_factory=list[int])
    count: int = 0
    noted: Numbers | None = None


class Tally:
    """Counts bad rows by column, reason and fault; a row read in two ways counts once.

    >>> from aipolicy.errors import Code, fault
    >>> tally = Tally()
    >>> tally.note("fee", np.array([0, 4, 4], np.uint8), 10, lambda _: fault(Code.SUM_NEGATIVE))
    >>> [(bad.count, bad.rows) for bad in tally.bad_rows(lambda column, row: -row)]
    [(2, (11, 12))]
    """

    def __init__(self) -> None:
        self._met: dict[tuple[str, Reason, Fault], _Met] = {}

    def note(self, column: str, codes: Codes, start: int, wrong: Callable[[Reason], Fault]) -> None:
        """Count the codes of some rows, the first of which is row `start`."""
        for code in np.unique(codes[codes > 0]).tolist():
            reason = Reason(code)
            rows = np.flatnonzero(codes == code) + start
            met = self._met.setdefault((column, reason, wrong(reason)), _Met())
            if met.noted is not None:
                rows = np.union1d(met.noted, rows)
            met.noted, met.count, met.rows = rows, len(rows), rows[:SHOWN_ROWS].tolist()

    def add(self, later: Tally) -> None:
        """Add the bad rows of a later block."""
        for key, met in later._met.items():
            here = self._met.setdefault(key, _Met())
            here.count += met.count
            here.rows += met.rows[: SHOWN_ROWS - len(here.rows)]

    def bad_rows(self, value: Callable[[str, int], object]) -> Iterator[BadRows]:
        """Yield what was counted; `value` returns the value of a column in a row."""
        for (column, reason, wrong), met in self._met.items():
            values: Sequence[object] = [value(column, row) for row in met.rows]
            yield BadRows(column, reason, wrong, met.count, tuple(values), tuple(met.rows))
