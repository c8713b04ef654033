"""Blocks: as large as the budget of memory allows, and as many for each thread."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy.frames.in_memory.blocks import BUDGET, MOST_ROWS, rows_a_block, threads_for

ROWS, THREADS, HELD = st.integers(1, 10**8), st.integers(1, 4), st.integers(1, 5_000)


@given(ROWS, THREADS, HELD)
def test_blocks_stay_within_the_budget(rows, threads, held):
    block = rows_a_block(rows, threads, held)
    assert 1 <= block <= MOST_ROWS
    assert block <= 4_096 or block * held * threads <= BUDGET


@given(ROWS, THREADS, HELD)
def test_threads_get_equally_many_blocks(rows, threads, held):
    block = rows_a_block(rows, threads, held)
    blocks = -(-rows // block)
    rounds = -(-blocks // threads)
    assert rounds * threads - blocks < threads
    assert block * threads * rounds - rows < threads * rounds  # and all are equal but for a row


@pytest.mark.parametrize(
    ("rows", "held", "block"),
    [
        (MOST_ROWS * 2, 80, MOST_ROWS),
        (MOST_ROWS * 2, 81, MOST_ROWS // 2),
        (MOST_ROWS * 2 + 1, 80, MOST_ROWS // 2 + 1),
        (10, 80, 5),
        (10_000, 10 * BUDGET, 2_500),
        (8_192, 10 * BUDGET, 4_096),
        (0, 80, 0),
    ],
)
def test_blocks_fit_budget_and_rows(rows, held, block):
    assert rows_a_block(rows, 2, held) == block


@pytest.mark.parametrize(
    ("rows", "cores", "threads"),
    [
        (0, 8, 1),
        (131_071, 8, 1),
        (131_072, 8, 2),
        (262_143, 8, 3),
        (262_144, 8, 4),
        (10**9, 8, 4),
        (10**9, 2, 2),
        (10**9, 1, 1),
    ],
)
def test_one_thread_for_65536_rows(rows, cores, threads):
    assert threads_for(rows, cores) == threads
