"""A range: what the words give where they fix two ends and leave the sum to the authority."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from aipolicy.calc.values.money import ZERO


@dataclass(frozen=True, slots=True)
class Range:
    """A sum between `least` and `most` yuan, both included.

    >>> from aipolicy.calc.values.money import wan
    >>> Range(wan(50), wan(100))
    Range(least=Decimal('500000.00'), most=Decimal('1000000.00'))
    """

    least: Decimal
    most: Decimal


NOTHING = Range(ZERO, ZERO)
"""The range of a provision whose conditions are not met."""
