"""How much work a search may do before it says that it cannot answer.

The limit counts steps, not seconds, so that the same problem ends the same way on every
machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from aipolicy.errors import AipolicyError, Fault

STEPS: Final = 100_000_000
"""The steps a search may take for one component: some seconds of work."""

_NAMED = 12


class TooEntangled(AipolicyError, RuntimeError):
    """The items of one component depend on each other in too many ways to try them all.

    No approximation is given in its place. `items` are the indices of the component, in
    document order; `steps` is the limit that was reached.

    >>> print(TooEntangled((0, 4, 7), steps=1_000))
    component=items 0, 4, 7: not resolved within 1,000 steps; stack these awards apart, drop \
conflicts or joint caps that cannot apply to them, or raise `steps`
    """

    def __init__(self, items: Sequence[int], steps: int) -> None:
        self.items = tuple(items)
        self.steps = steps
        super().__init__(self.items, self.steps)

    def __str__(self) -> str:
        named = ", ".join(map(str, self.items[:_NAMED]))
        rest = len(self.items) - _NAMED
        fault = Fault(
            name="component",
            value=f"items {named}{f' and {rest} more' if rest > 0 else ''}",
            limit=f"not resolved within {self.steps:,} steps",
            cure="stack these awards apart, drop conflicts or joint caps that cannot apply to "
            "them, or raise `steps`",
        )
        return str(fault)


class Effort:
    """The steps left for one component.

    >>> effort = Effort((0, 1), steps=5)
    >>> effort.spend(5)
    >>> effort.spend(1)
    Traceback (most recent call last):
        ...
    aipolicy.calc.choice.effort.TooEntangled: component=items 0, 1: not resolved within 5 steps; ...
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
