"""Roundings, as values with names.

None of the five texts says how to round. The library rounds half up to the fen: what a clause
gives, once and at the end, and so a bearer's share of a sum and a cap that is a share of a stated
figure. Where rounding changes what a clause gives, a step of the award says so by name.
"""

from enum import StrEnum


class Rounding(StrEnum):
    """How an exact sum becomes whole fen."""

    HALF_UP = "half_up"

    def whole(self, numerator: int, denominator: int) -> int:
        """Return `numerator / denominator` rounded to a whole number.

        Both are exact integers and the denominator is above 0; a tie goes up.

        >>> Rounding.HALF_UP.whole(5, 10), Rounding.HALF_UP.whole(4, 10)
        (1, 0)
        """
        return (2 * numerator + denominator) // (2 * denominator)
