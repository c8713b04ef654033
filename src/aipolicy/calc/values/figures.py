"""Figures of the law: a sum or a rate, a whole number, or a table of tiers."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Annotated, TypeAlias

from pydantic import AfterValidator

from aipolicy.calc.values.quantity import Yuan
from aipolicy.errors import Code, fault
from aipolicy.errors.validation import custom_error


def _rising(tiers: tuple[tuple[Decimal, Decimal], ...]) -> tuple[tuple[Decimal, Decimal], ...]:
    if any(later[0] <= before[0] for before, later in pairwise(tiers)):
        raise custom_error(fault(Code.FIGURE_TIERS))
    return tiers


Tiers: TypeAlias = Annotated[tuple[tuple[Yuan, Yuan], ...], AfterValidator(_rising)]
"""A fixed table, thresholds rising: from this sum on (reached, inclusive), this sum."""

FigureValue: TypeAlias = Decimal | int | tuple[tuple[Decimal, Decimal], ...]
"""A figure of the law: a sum or a rate, a whole number, or a table of tiers."""


def written_figure(value: FigureValue) -> str:
    """Return a figure in plain digits; a table of tiers as threshold → sum.

    >>> written_figure(Decimal("3E+6")), written_figure(((Decimal(1), Decimal(2)),))
    ('3000000', '1 → 2')
    """
    if isinstance(value, tuple):
        return ", ".join(f"{threshold:f} → {sum_:f}" for threshold, sum_ in value)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
