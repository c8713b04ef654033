"""The order in which rows are decided, and their places in it."""

from __future__ import annotations

import numpy as np

from aipolicy.frames.arrow import Numbers
from aipolicy.frames.stacking.rows.portfolio import Portfolio


def ranks(portfolio: Portfolio) -> Numbers:
    """Return the place of each row in time: the day, the day of payment, then the row.

    Of one day, what was paid before comes first, and rows without a day of payment last.
    """
    keys = [portfolio.paid_on, ~portfolio.before, portfolio.days]
    varied = [key for key in keys if len(key) and (key != key[0]).any()]
    rows = np.arange(portfolio.rows)
    if not varied:
        return rows
    ranks = np.empty(portfolio.rows, np.int64)
    ranks[np.lexsort(varied)] = rows
    return ranks


def levels(component: Numbers, ranks: Numbers) -> Numbers:
    """Return the place of each of some rows in its component, counted from 0.

    >>> levels(np.array([0, 4, 0, 4, 4]), np.array([1, 2, 0, 9, 4])).tolist()
    [1, 0, 0, 2, 1]
    """
    order = np.lexsort((ranks, component))
    ordered = component[order]
    starts = np.flatnonzero(np.concatenate((np.ones(1, np.bool_), ordered[1:] != ordered[:-1])))
    sizes = np.diff(np.append(starts, len(order)))
    found = np.empty(len(order), np.int64)
    found[order] = np.arange(len(order)) - np.repeat(starts, sizes)
    return found
