"""What a path through a clause already knows, so that no decided question is asked again.

Bounds of each fact are kept in minor units (fen); comparisons of several facts are kept as they
are. A branch that these decide is not explored, which keeps the number of paths small.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from aipolicy.calc.symbolic.polynomial import Polynomial
from aipolicy.calc.symbolic.tree import Above


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The bounds of each fact, in minor units, and the sums known to be 0 or more."""

    scales: Mapping[str, int]
    box: Mapping[str, tuple[int, int]]
    not_negative: tuple[Polynomial, ...] = ()

    def decides(self, condition: Above) -> bool | None:
        """Return whether the condition is met, or None where that is still open."""
        if self._certain(self._canonical(condition)):
            return True
        if self._certain(self._canonical(condition.negated())):
            return False
        return None

    def learning(self, condition: Above) -> Knowledge:
        """Return what is known once the condition is met."""
        known = self._canonical(condition)
        linear = known.without_constant.terms
        if len(linear) == 1 and len(linear[0][0]) == 1:
            (name,), coefficient = linear[0]
            low, high = self.box[name]
            edge = -known.constant_part / coefficient
            side = (
                (max(low, ceil(edge)), high) if coefficient > 0 else (low, min(high, floor(edge)))
            )
            return replace(self, box={**self.box, name: side})
        return replace(self, not_negative=(*self.not_negative, known))

    def _certain(self, known: Polynomial) -> bool:
        return known.bounds(self.box)[0] >= 0 or any(
            (known - other).is_constant and (known - other).constant_part >= 0
            for other in self.not_negative
        )

    def _canonical(self, condition: Above) -> Polynomial:
        """Return the whole-numbered polynomial that is 0 or more where the condition is met."""
        minor, _ = condition.difference.in_minor_units(self.scales).whole()
        return minor if condition.or_equal else minor - Polynomial.constant(Fraction(1))
