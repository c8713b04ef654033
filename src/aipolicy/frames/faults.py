"""Why rows of a frame cannot be read, and how messages and the status column say so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from aipolicy.errors import ColumnsOverflow, Fault, InvalidColumns
from aipolicy.errors.fault import shown

SHOWN_ROWS = 3
"""How many bad rows a message shows."""


class Reason(IntEnum):
    """Why a row has no result; the number is its code in arrays."""

    OK = 0
    MISSING = 1
    NOT_A_NUMBER = 2
    UNREADABLE = 3
    NEGATIVE = 4
    FRACTION = 5
    TOO_SMALL = 6
    TOO_LARGE = 7
    BEYOND_FLOATS = 8
    NOT_A_DAY = 9
    TOO_LARGE_TOGETHER = 10


OVERFLOWING = {Reason.TOO_LARGE, Reason.TOO_LARGE_TOGETHER, Reason.BEYOND_FLOATS}
"""The reasons that raise `Overflow` where there is no other."""

OK = "ok"
"""The status of a row that has a result."""

NOT_IN_FORCE = "not in force"
"""The status of a row whose day lies outside the days of the document."""

STATUS = {
    Reason.MISSING: "missing",
    Reason.NOT_A_NUMBER: "not a finite number",
    Reason.UNREADABLE: "unreadable",
    Reason.NEGATIVE: "negative",
    Reason.FRACTION: "a fraction of the smallest unit",
    Reason.TOO_SMALL: "too small",
    Reason.TOO_LARGE: "too large",
    Reason.BEYOND_FLOATS: "too large for a float",
    Reason.NOT_A_DAY: "not a day",
    Reason.TOO_LARGE_TOGETHER: "too large together",
}
"""The text of the status after the name of the column."""

_CURE = 'correct them, or leave these rows without a result by on_error="null"'


JOINT = " × "
"""The separator between columns whose facts together are too large."""


def day_limit(reason: Reason) -> str:
    """Return the limit that a bad day breaks, in words."""
    if reason is Reason.MISSING:
        return "a day is required on every row"
    return "a day has no time of day" if reason is Reason.NOT_A_DAY else "this is not a day"


def together_limit(_: Reason) -> str:
    """Return the limit that facts break together, in words."""
    return (
        "together these pass the largest sum, or 64 bits on the way; call the clause for this row"
    )


def status(column: str, reason: Reason) -> str:
    """Return the status of a row.

    >>> status("fee", Reason.NEGATIVE)
    'fee: negative'
    """
    return f"{column}: {STATUS[reason]}"


@dataclass(frozen=True, slots=True)
class BadRows:
    """Rows of one column that cannot be read for one reason: how many, and the first of them.

    `rows` are positions counted from 0, or None where an engine keeps no order.
    """

    column: str
    reason: Reason
    limit: str
    count: int
    values: tuple[object, ...]
    rows: tuple[int, ...] | None

    def fault(self, cure: str = _CURE) -> Fault:
        """Return the rows as a fault.

        >>> print(BadRows("fee", Reason.NEGATIVE, "a sum is 0 or more", 1, (-5,), (2,)).fault())
        fee=-5 in row 2 (1 row in all): a sum is 0 or more; correct them, or leave ...
        """
        if self.rows is None:
            first = ", ".join(map(shown, self.values))
        else:
            pairs = zip(self.values, self.rows, strict=True)
            first = ", ".join(f"{shown(value)} in row {row}" for value, row in pairs)
        total = f"{self.count:,} row{'' if self.count == 1 else 's'} in all"
        return Fault(self.column, f"{first} ({total})", self.limit, cure)


def refuse(
    where: str, bad: Iterable[BadRows], beside: Sequence[Fault] = (), cure: str = _CURE
) -> None:
    """Raise if there are bad rows, with what else is wrong in the same error.

    Raises:
        Overflow: the rows are only too large.
        InvalidColumns: some are bad for another reason.
    """
    found = tuple(bad)
    if not found:
        return
    large = not beside and all(one.reason in OVERFLOWING for one in found)
    kind = ColumnsOverflow if large else InvalidColumns
    raise kind(where, [*(one.fault(cure) for one in found), *beside])
