"""The step budget of a search: how much work it may do before it gives up.

The budget counts steps, not seconds, so that a problem ends the same way on every machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from aipolicy.errors import TooEntangled

STEPS: Final = 100_000_000
"""The steps a search may take for one component: some seconds of work."""


class Budget:
    """The steps left to search one component.

    >>> budget = Budget((0, 1), steps=5)
    >>> budget.spend(5)
    >>> budget.spend(1)
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
        """Take steps from the budget.

        Raises:
            TooEntangled: fewer steps are left.
        """
        self._left -= steps
        if self._left < 0:
            raise TooEntangled(self._items, self._steps)
