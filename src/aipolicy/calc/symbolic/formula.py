"""The formula of a clause: its decision tree with `min` and `max` recognised.

`if cap < rate * base: cap, else rate * base` is `min(rate * base, cap)`; people read it sooner
and columns compute it faster.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from aipolicy.calc.symbolic.polynomial import Polynomial
from aipolicy.calc.symbolic.tree import Above, Condition, Outcome, Tree


@dataclass(frozen=True, slots=True)
class Least:
    """The least of several expressions."""

    of: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Greatest:
    """The greatest of several expressions."""

    of: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Where:
    """One expression where all conditions are met, another where one of them is not."""

    conditions: tuple[Condition, ...]
    met: Expression
    unmet: Expression


Expression: TypeAlias = Polynomial | Least | Greatest | Where


def formula(
    tree: Tree, end: Callable[[Outcome], Polynomial], *, as_compared: bool = False
) -> Expression:
    """Return the expression of one end (`least` or `most`) of a tree's outcomes.

    With `as_compared`, `min` and `max` are only what the clause itself compares: the bands of a
    scale, whose rates fall, are the least of several sums too, but no law says so.

    >>> from fractions import Fraction
    >>> from aipolicy.calc.symbolic.tree import Fork
    >>> x, cap = Polynomial.fact("x"), Polynomial.constant(Fraction(5))
    >>> tree = Fork(Above(x - cap, False), Outcome(cap, cap), Outcome(x, x))
    >>> formula(tree, lambda outcome: outcome.most) == Least((x, cap))
    True
    """
    if isinstance(tree, Outcome):
        return end(tree)
    met, unmet = (formula(way, end, as_compared=as_compared) for way in (tree.met, tree.unmet))
    return _choice(tree.condition, met, unmet, as_compared=as_compared)


def _choice(
    condition: Condition, met: Expression, unmet: Expression, *, as_compared: bool
) -> Expression:
    if met == unmet:
        return met
    if isinstance(condition, Above):
        for kind in (Least, Greatest):
            merged = _extreme(kind, condition, met, unmet, as_compared=as_compared)
            if merged is not None:
                return merged
    if isinstance(met, Where) and met.unmet == unmet:
        return Where((condition, *met.conditions), met.met, unmet)
    if isinstance(unmet, Where) and unmet.unmet == met:
        return Where((condition.negated(), *unmet.conditions), unmet.met, met)
    if met == Polynomial(()):
        return Where((condition.negated(),), unmet, met)
    return Where((condition,), met, unmet)


def _extreme(
    kind: type[Least | Greatest],
    condition: Above,
    met: Expression,
    unmet: Expression,
    *,
    as_compared: bool,
) -> Expression | None:
    """Return `min` or `max` of the two ways, where the condition says just that."""
    met_only, unmet_only, shared = _apart(kind, met, unmet)
    if met_only is None or unmet_only is None:
        return None
    rise = _multiple(unmet_only - met_only, condition.difference)
    if rise is None or (rise > 0) is not (kind is Least):
        return None
    if as_compared and abs(rise) != 1 and not (met_only.is_constant or unmet_only.is_constant):
        return None
    varying, fixed = (met_only, unmet_only) if unmet_only.is_constant else (unmet_only, met_only)
    return kind((*shared, varying, fixed))


def _apart(
    kind: type[Least | Greatest], met: Expression, unmet: Expression
) -> tuple[Polynomial | None, Polynomial | None, tuple[Expression, ...]]:
    """Return the one part that each way has alone, and the parts both share."""
    mine = met.of if isinstance(met, kind) else (met,)
    others = unmet.of if isinstance(unmet, kind) else (unmet,)
    shared = tuple(part for part in mine if part in others)
    alone = [part for part in mine if part not in shared]
    alone_too = [part for part in others if part not in shared]
    one = alone[0] if len(alone) == 1 and isinstance(alone[0], Polynomial) else None
    two = alone_too[0] if len(alone_too) == 1 and isinstance(alone_too[0], Polynomial) else None
    return one, two, shared


def _multiple(one: Polynomial, other: Polynomial) -> Fraction | None:
    """Return the factor between two multiples, or None where there is none."""
    if not one.terms or len(one.terms) != len(other.terms):
        return None
    factor = one.terms[0][1] / other.terms[0][1]
    scaled = Polynomial(tuple((m, c * factor) for m, c in other.terms))
    return factor if scaled == one else None
