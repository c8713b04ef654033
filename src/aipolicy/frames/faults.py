"""Why rows of a frame cannot be read, and how messages and the status column say so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from aipolicy.errors import Code, ColumnsOverflow, Fault, InvalidColumns, Surface, fault
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

JOINT = " × "
"""The separator between columns whose facts together are too large."""


def wrong_day(reason: Reason) -> Fault:
    """Return what is wrong with a bad day.

    >>> wrong_day(Reason.NOT_A_DAY).code.value
    'day.time'
    """
    if reason is Reason.MISSING:
        return fault(Code.COLUMN_VALUE_MISSING)
    return fault(Code.DAY_TIME if reason is Reason.NOT_A_DAY else Code.DAY_TYPE)


def too_large_together(_: Reason) -> Fault:
    """Return what is wrong with facts that are too large together."""
    return fault(Code.COLUMN_TOGETHER)


def status(column: str, reason: Reason) -> str:
    """Return the status of a row.

    >>> status("fee", Reason.NEGATIVE)
    'fee: negative'
    """
    return f"{column}: {STATUS[reason]}"


@dataclass(frozen=True, slots=True)
class BadRows:
    """Rows of one column that cannot be read for one reason: how many, and the first of them.

    `wrong` is the fault of each, and says not where it is. `rows` are positions counted from 0,
    or None where an engine keeps no order.
    """

    column: str
    reason: Reason
    wrong: Fault
    count: int
    values: tuple[object, ...]
    rows: tuple[int, ...] | None

    def as_fault(self, surface: Surface = Surface.COLUMNS) -> Fault:
        """Return the rows as one fault.

        >>> wrong = fault(Code.SUM_NEGATIVE)
        >>> print(BadRows("fee", Reason.NEGATIVE, wrong, 1, (-5,), (2,)).as_fault())
        fee=-5 in row 2 (1 row in all): a sum must be 0 or more; fix these rows, or pass ...
        """
        return (
            self.wrong.within(self.column)
            .on(surface)
            .stating(values=tuple(map(shown, self.values)), rows=self.rows, count=self.count)
        )


def refuse(
    where: str,
    bad: Iterable[BadRows],
    beside: Sequence[Fault] = (),
    surface: Surface = Surface.COLUMNS,
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
    raise kind(where, [*(one.as_fault(surface) for one in found), *beside])
