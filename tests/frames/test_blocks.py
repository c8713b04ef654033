"""Blocks: as many rows as the budget of memory allows, and no more than help."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy.frames.blocks import BUDGET, MOST_ROWS, rows_a_block


@given(st.integers(1, 5_000), st.integers(1, 4))
def test_the_blocks_of_all_threads_stay_within_the_budget_unless_a_block_is_smallest(held, threads):
    rows = rows_a_block(held, threads)
    assert rows == 4_096 or rows * held * threads <= BUDGET


@pytest.mark.parametrize(
    ("held", "rows"), [(1, MOST_ROWS), (128, MOST_ROWS), (129, 126_976), (10_240, 4_096)]
)
def test_a_block_is_as_large_as_the_budget_allows_and_has_4096_rows_or_more(held, rows):
    assert rows_a_block(held, 2) == rows
    assert rows_a_block(10 * BUDGET, 2) == 4_096
