"""How much work a search may do before it says that it cannot answer.

The limit counts steps, not seconds, so that the same problem ends the same way on every
machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from aipolicy.errors import TooEntangled

STEPS: Final = 100_000_000
"""The steps a search may take for one component: some seconds of work."""


class Effort:
    """The steps left for one component.

    >>> effort = Effort((0, 1), steps=5)
    >>> effort.spend(5)
    >>> effort.spend(1)
    Traceback (most recent call last):
        ...
    aipolicy.errors.TooEntangled: component=items 0, 1: not resolved within 5 steps; ...
    """

    __slots__ = ("_items", "_left", "_steps")

    def __init__(self, items: Sequence[int], steps: int) -> None:
        self._items = items
        self._steps = steps
        self._left = steps

    def spend(self, steps: int) -> None:
        """Take steps from what is left.

        Raises:
            TooEntangled: where fewer are left.
        """
        self._left -= steps
        if self._left < 0:
            raise TooEntangled(self._items, self._steps)
