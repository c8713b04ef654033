"""What can be wrong with awards that are to be stacked."""

from __future__ import annotations

from collections.abc import Sequence

from aipolicy.calc.award import Award
from aipolicy.calc.stacking.telling import label
from aipolicy.errors import Faulty, TooEntangled

_NAMED = 12


class InvalidStack(Faulty):
    """Awards, a history or readings that cannot be stacked."""


class AwardsTooEntangled(TooEntangled):
    """Awards depend on each other in too many ways to try them all; `awards` are those awards.

    No approximation is given in its place.
    """

    def __init__(self, awards: Sequence[Award], items: Sequence[int], steps: int) -> None:
        super().__init__(items, steps)
        self.args = (tuple(awards), *self.args)
        self.awards = tuple(awards)

    def __str__(self) -> str:
        named = ", ".join(label(award) for award in self.awards[:_NAMED])
        rest = len(self.awards) - _NAMED
        more = f" and {rest} more" if rest > 0 else ""
        return (
            f"component={named}{more}: not resolved within {self.steps:,} steps; "
            "stack these awards apart, or give them subjects of their own"
        )
