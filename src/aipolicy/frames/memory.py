"""Fresh memory in large pages: small ones, each given when first touched, cost more than the work.

Asked for one column at a time, memory begins and ends inside a large page, and there the system
gives small ones; so what a call needs is asked for at once and lies in one piece.
"""

from __future__ import annotations

from math import prod
from typing import cast

import numpy as np

from aipolicy.frames.arrow import Numbers

_LARGE_PAGE = 2**21
"""The bytes of a large page on most systems; elsewhere a little memory is left unused."""


def fresh(*shape: int) -> Numbers:
    """Return memory for whole numbers of 64 bits, in large pages where it is at least one.

    >>> fresh(3, 2).shape
    (3, 2)
    """
    count, page = prod(shape), _LARGE_PAGE // 8
    if count < page:
        return np.empty(shape, np.int64)
    roomy: Numbers = np.empty(count + 2 * page, np.int64)
    address = cast("int", roomy.__array_interface__["data"][0])
    start = -address % _LARGE_PAGE // 8
    return roomy[start : start + count].reshape(shape)
