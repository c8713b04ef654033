"""How many rows are worked on at a time: many, and yet so few that memory stays within a budget.

Larger blocks let several threads work side by side: between two operations each waits its turn for
Python, and the longer an operation is, the less often they meet there. Beyond a size they no longer
fit the cache.
"""

from __future__ import annotations

MOST_ROWS = 131_072
"""The most rows of a block."""

BUDGET = 32 * 2**20
"""The bytes that the blocks of all threads may hold together, beside the columns themselves."""

_STEP = 4_096


def rows_a_block(bytes_a_row: int, threads: int) -> int:
    """Return how many rows a thread takes at a time where it holds so many bytes for each.

    >>> rows_a_block(40, 2), rows_a_block(1_400, 2)
    (131072, 8192)
    """
    affordable = BUDGET // (bytes_a_row * threads) // _STEP * _STEP
    return max(_STEP, min(MOST_ROWS, affordable))
