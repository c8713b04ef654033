"""What a clause gives on the facts of an award, with some of them replaced, or on none at all."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from aipolicy.calc.stacking.entry import Entry
from aipolicy.calc.symbolic.polynomial import Polynomial
from aipolicy.calc.symbolic.tree import Above, Row
from aipolicy.calc.values.figures import FigureValue
from aipolicy.calc.values.money import MOST_FEN, ZERO, fen_of, yuan_of
from aipolicy.calc.values.quantity import QuantityKind
from aipolicy.calc.values.range import Range
from aipolicy.calc.values.rounding import Rounding
from aipolicy.errors import AipolicyError

if TYPE_CHECKING:
    from aipolicy.calc.clause import AnyClause

_CAP = "cap"


def has_facts(entry: Entry) -> bool:
    """Return whether an award says on which facts its clause was applied."""
    return entry.clause is not None and bool(entry.award.facts)


def worked_out(entry: Entry, replaced: Mapping[str, object]) -> int | None:
    """Return what an award's clause gives on its facts with some replaced, in fen.

    It is the sum, the ceiling or the upper end of the range, under the readings and the figures of
    the award; None where the award has no facts, or the clause as loaded cannot take them.

    >>> from datetime import date
    >>> from aipolicy import Claim, wan
    >>> from aipolicy.rules import langfang_2023 as langfang
    >>> from aipolicy.stacking.entries import entries_of
    >>> claim = Claim(on=date(2024, 6, 1), effective_from=date(2023, 1, 4))
    >>> facts = {"operating_cost": wan(1000), "year_of_operation": 1}
    >>> [entry] = entries_of([langfang.platform_operation.award(claim, **facts)])
    >>> worked_out(entry, {"year_of_operation": 3}), worked_out(entry, {"year_of_operation": 4})
    (200000000, 0)
    """
    clause = _as_applied(entry)
    return (
        None if clause is None else _most(clause, {**entry.award.facts, **entry.shown, **replaced})
    )


def whole(entry: Entry) -> int | None:
    """Return what one figure gives an award before anything is held against it, in fen.

    Nothing counts as received; an exception lifts the clause's own cap.
    """
    clause = _as_applied(entry)
    if clause is None:
        return None
    if entry.award.claim.exception and clause.soft_cap and _CAP in clause.figures:
        clause = clause.with_figures(**{_CAP: yuan_of(MOST_FEN)})
    nothing = {
        name: ZERO
        for name, quantity in clause.facts.items()
        if quantity.kind is QuantityKind.RECEIVED
    }
    return _most(clause, {**entry.award.facts, **entry.shown, **nothing})


@cache
def most_at_all(clause: AnyClause) -> int | None:
    """Return the most that a clause can give on any facts under any of its readings, in fen.

    None where it has no bound.

    >>> from aipolicy.rules import dalian_2025_draft, harbin_2022, langfang_2023
    >>> most_at_all(harbin_2022.application_scenario)
    500000000
    >>> most_at_all(langfang_2023.revenue_milestone)  # the sum of all tiers
    1600000000
    >>> most_at_all(dalian_2025_draft.rent_support) is None
    True
    """
    found: list[int] = []
    for read in (clause, *map(clause.read_as, clause.readings)):
        for row in read.table.rows:
            bound = _bound(row)
            if bound is None:
                return None
            found.append(bound)
    return max(found)


def _as_applied(entry: Entry) -> AnyClause | None:
    """Return the clause of an award under its readings and with its figures, or None."""
    clause, award = entry.clause, entry.award
    if clause is None or not award.facts:
        return None
    figures = tuple((n, v) for n, v in award.figures.items() if clause.figures.get(n) != v)
    try:
        return _varied(clause, award.readings, figures)
    except AipolicyError:
        return None


@lru_cache(maxsize=1_000)
def _varied(
    clause: AnyClause, readings: tuple[str, ...], figures: tuple[tuple[str, FigureValue], ...]
) -> AnyClause:
    varied = clause.with_figures(**dict(figures)) if figures else clause
    return varied.read_as(*readings) if readings else varied


def _most(clause: AnyClause, facts: Mapping[str, object]) -> int | None:
    try:
        given: Decimal | Range = clause(**facts)
    except AipolicyError:
        return None
    return fen_of(given.most if isinstance(given, Range) else given)


def _bound(row: Row) -> int | None:
    """Return the most that a row gives, in fen: its sum, or what one of its conditions allows."""
    most = row.outcome.most
    above = (one.difference + most for one in row.conditions if isinstance(one, Above))
    bounds = [one.constant_part * 100 for one in (most, *above) if _only_falls(one)]
    fen = [Rounding.HALF_UP.whole(one.numerator, one.denominator) for one in bounds]
    return min(fen) if fen else None


def _only_falls(polynomial: Polynomial) -> bool:
    """Return whether facts, which are never negative, can only lower a polynomial."""
    return all(coefficient < 0 for _, coefficient in polynomial.without_constant.terms)
