"""The formula of a clause: its decision tree with `min` and `max` recognised.

`if cap < rate * base: cap, else rate * base` is `min(rate * base, cap)`; people read it sooner
and columns compute it faster.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
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


def formula(tree: Tree, end: Callable[[Outcome], Polynomial]) -> Expression:
    """Return the expression of one end (`least` or `most`) of a tree's outcomes.

    >>> from fractions import Fraction
    >>> from aipolicy.calc.symbolic.tree import Fork
    >>> x, cap = Polynomial.fact("x"), Polynomial.constant(Fraction(5))
    >>> tree = Fork(Above(x - cap, False), Outcome(cap, cap), Outcome(x, x))
    >>> formula(tree, lambda outcome: outcome.most) == Least((x, cap))
    True
    """
    if isinstance(tree, Outcome):
        return end(tree)
    return _choice(tree.condition, formula(tree.met, end), formula(tree.unmet, end))


def _choice(condition: Condition, met: Expression, unmet: Expression) -> Expression:
    if met == unmet:
        return met
    if isinstance(condition, Above):
        for kind in (Least, Greatest):
            merged = _extreme(kind, condition, met, unmet)
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
    kind: type[Least | Greatest], condition: Above, met: Expression, unmet: Expression
) -> Expression | None:
    """Return `min` or `max` of the two ways, where the condition says just that."""
    met_only, unmet_only, shared = _apart(kind, met, unmet)
    if met_only is None or unmet_only is None:
        return None
    rise = _multiple(unmet_only - met_only, condition.difference)
    if rise is None or (rise > 0) is not (kind is Least):
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


def _multiple(one: Polynomial, other: Polynomial) -> int | None:
    """Return the sign of the factor between two multiples, or None where there is no factor."""
    if not one.terms or len(one.terms) != len(other.terms):
        return None
    factor = one.terms[0][1] / other.terms[0][1]
    scaled = Polynomial(tuple((m, c * factor) for m, c in other.terms))
    return (1 if factor > 0 else -1) if scaled == one else None
