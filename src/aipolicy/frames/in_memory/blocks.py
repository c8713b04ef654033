"""How rows are divided among threads: into blocks that are large, equal, and within a budget.

The larger the blocks, the longer one operation lasts, and the less often two threads compete for
the interpreter lock. Beyond a certain size they no longer fit the cache.
"""

from __future__ import annotations

MOST_ROWS = 262_144
"""The most rows of a block."""

BUDGET = 40 * 2**20
"""The bytes that the blocks of all threads may take together, without the columns themselves."""

_FEWEST_ROWS = 4_096
_WORTH_A_THREAD = 65_536
_MOST_THREADS = 4


def threads_for(rows: int, cores: int) -> int:
    """Return how many threads are worth starting for so many rows: one to four.

    >>> threads_for(100_000, 8), threads_for(200_000, 8), threads_for(10**6, 8)
    (1, 3, 4)
    """
    return max(1, min(_MOST_THREADS, cores, rows // _WORTH_A_THREAD))


def rows_a_block(rows: int, threads: int, bytes_a_row: int) -> int:
    """Return how many rows a block has, so that all threads get equally many blocks.

    `bytes_a_row` is what a thread needs for each row of a block.

    >>> rows_a_block(1_000_000, 2, 40), rows_a_block(1_000_000, 2, 1_400)
    (250000, 14706)
    """
    affordable = max(_FEWEST_ROWS, min(MOST_ROWS, BUDGET // (bytes_a_row * threads)))
    rounds = max(1, -(-rows // (affordable * threads)))
    return -(-rows // (rounds * threads))
