"""Whether a figure in the code is the figure in the words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from aipolicy.texts.figures import Figure, FigureKind, figure

Coded: TypeAlias = Decimal | int | date | tuple[tuple[Decimal, Decimal], ...]
"""A figure as code holds it: yuan, shares, whole numbers, days, or a table of tiers."""


def agrees(coded: Coded, printed: Sequence[str]) -> bool:
    """Whether the number in the code is the number that the words print.

    Several terms are added up: 第一年 with 后两年 are three years. A table of tiers is printed as
    its thresholds, then its sums. A ratio is a share: 1:1 is 100%.

    >>> agrees(Decimal("0.3"), ["30%"]), agrees(Decimal(1), ["1:1"]), agrees(Decimal(1), ["全免"])
    (True, True, True)
    >>> agrees(3, ["第一年", "后两年"]), agrees(Decimal(5_000_000), ["50万元"])
    (True, False)
    """
    figures = [found for words in printed if (found := figure(words))]
    if not printed or len(figures) < len(printed):
        return False
    if isinstance(coded, date):
        return [found.day for found in figures] == [coded]
    worths = [worth(found) for found in figures]
    if isinstance(coded, tuple):
        thresholds = [threshold for threshold, _ in coded]
        return worths == [
            Fraction(number) for number in (*thresholds, *(sum_ for _, sum_ in coded))
        ]
    if all(found.kind is FigureKind.TERM for found in figures):
        years = [years for years in worths if years is not None]
        return len(years) == len(worths) and sum(years) == coded
    return worths == [Fraction(coded)]


def worth(found: Figure) -> Fraction | None:
    """Return the one number that a figure is worth, or None where it is worth none or several.

    A sum in another currency is worth nothing in yuan.

    >>> worth(figure("1:4")), worth(figure("2-3个")), worth(figure("一年内"))
    (Fraction(1, 4), None, Fraction(1, 1))
    >>> worth(figure("三分之一")), worth(figure("港币500万元"))
    (Fraction(1, 3), None)
    """
    match found.kind, found.values:
        case FigureKind.FOREIGN_AMOUNT, _:
            return None
        case FigureKind.RATIO, (one, other) if other:
            return Fraction(one) / Fraction(other)
        case _, (only,):
            return Fraction(only)
        case _:
            return None
