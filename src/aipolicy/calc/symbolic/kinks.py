"""Where a clause turns as one fact moves, and both sides of where its sum jumps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import product
from math import ceil, floor, prod

from aipolicy.calc.symbolic.polynomial import Polynomial
from aipolicy.calc.symbolic.tree import Above, Fork, Tree
from aipolicy.calc.values.quantity import Quantity

_MOST_TRIED = 500
_LARGE = 10**13


def kinks_of(tree: Tree, facts: Mapping[str, Quantity], name: str) -> tuple[int, ...]:
    """Return the kinks of one fact in its minor units, those that need no other fact.

    Where the edge is not a whole number, those beside it. Where it is and the sum jumps, the
    threshold itself and its neighbour on the other side of the comparison.

    >>> from aipolicy.rules import langfang_2023
    >>> clause = langfang_2023.revenue_milestone
    >>> kinks_of(clause.table.tree, clause.facts, "main_revenue")[:2]
    (9999999999, 10000000000)
    """
    quantity, found = facts[name], set[int]()
    for fork in _forks(tree):
        condition = fork.condition
        if not isinstance(condition, Above):
            continue
        edge = _edge(condition.difference, name)
        if edge is None:
            continue
        minor = edge * quantity.scale
        found |= {floor(minor), ceil(minor)}
        if minor.denominator == 1 and _jumps(fork, facts, name, edge):
            found.add(int(minor) + _outside(condition))
    return tuple(sorted(one for one in found if quantity.least <= one <= quantity.most))


def _forks(tree: Tree) -> Iterator[Fork]:
    if isinstance(tree, Fork):
        yield tree
        yield from _forks(tree.met)
        yield from _forks(tree.unmet)


def _edge(difference: Polynomial, name: str) -> Fraction | None:
    """Return the value of a fact at which a difference turns, where it alone decides."""
    moving = difference.without_constant.terms
    if [monomial for monomial, _ in moving] != [(name,)]:
        return None
    return -difference.constant_part / moving[0][1]


def _outside(condition: Above) -> int:
    """Return the step from a threshold to where the comparison has the other answer."""
    rises = condition.difference.without_constant.terms[0][1] > 0
    return -1 if rises is condition.or_equal else 1


def _jumps(fork: Fork, facts: Mapping[str, Quantity], name: str, edge: Fraction) -> bool:
    """Return whether the two ways differ at the edge; yes where that is more than can be tried."""
    left = [
        one.condition.difference.given({name: edge})
        for one in _forks(fork)
        if isinstance(one.condition, Above)
    ]
    if any(len(difference.facts) > 1 for difference in left):
        return True
    others = [other for other in facts if other != name]
    tried = [sorted(_tried(left, facts[other], other)) for other in others]
    if prod(map(len, tried)) > _MOST_TRIED:
        return True
    return any(
        _ends(fork.met, at) != _ends(fork.unmet, at)
        for values in product(*tried)
        for at in [{name: edge, **dict(zip(others, values, strict=True))}]
    )


def _tried(left: Iterable[Polynomial], quantity: Quantity, name: str) -> set[Fraction]:
    """Return values of another fact: its least, a large one, and where it decides or beside."""
    found = {quantity.least, min(quantity.most, _LARGE)}
    for difference in left:
        edge = _edge(difference, name)
        if edge is not None:
            minor = floor(edge * quantity.scale)
            found |= {minor - 1, minor, minor + 1}
    within = (one for one in found if quantity.least <= one <= quantity.most)
    return {Fraction(one, quantity.scale) for one in within}


def _ends(tree: Tree, facts: Mapping[str, Fraction]) -> tuple[Fraction, Fraction]:
    while isinstance(tree, Fork):
        tree = tree.met if tree.condition.at(facts) else tree.unmet
    return tree.least.at(facts), tree.most.at(facts)
