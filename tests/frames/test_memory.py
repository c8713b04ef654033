import numpy as np
import pytest

from aipolicy.frames.memory import fresh

LARGE_PAGE = 2**21


@pytest.mark.parametrize("shape", [(0,), (3,), (0, 7), (2, 5), (2**18 - 1,)])
def test_less_than_a_large_page_takes_no_more_than_itself(shape):
    memory = fresh(*shape)
    assert memory.shape == shape
    assert memory.dtype == np.int64
    assert memory.base is None


@pytest.mark.parametrize("shape", [(2**18,), (2**18 + 1,), (3, 100_000), (2, 90_000, 2)])
def test_more_begins_with_a_large_page_and_lies_in_one_piece(shape):
    memory = fresh(*shape)
    assert memory.shape == shape
    assert memory.flags.c_contiguous
    assert memory.ctypes.data % LARGE_PAGE == 0
    memory[:] = 7
    assert (memory == 7).all()


def test_what_is_asked_for_at_two_times_is_never_shared():
    one, other = fresh(2**18), fresh(2**18)
    assert not np.may_share_memory(one, other)
