"""A problem taken apart into parts that do not touch each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from aipolicy.calc.choice.components import connected
from aipolicy.calc.choice.problem import Exclusion, JointCap, Problem


@dataclass(frozen=True, slots=True)
class Part:
    """Items that depend on each other, in document order, and all the rules on them."""

    items: list[int]
    exclusions: list[Exclusion]
    caps: list[JointCap]
    conflicts: list[tuple[int, int]]


def parts(problem: Problem) -> list[Part]:
    """Return the parts of a problem, those first whose first item is first.

    Items under no rule, and caps that all members together do not reach, are in no part.

    >>> pair, alone = Exclusion(frozenset({0, 2})), Exclusion(frozenset({1}))
    >>> [part.items for part in parts(Problem((5, 3, 4, 9), (pair, alone)))]
    [[0, 2], [1]]
    """
    return gathered(problem.exclusions, binding(problem), problem.conflicts)


def binding(problem: Problem) -> list[JointCap]:
    """Return the caps that all their members together exceed."""
    amounts = problem.amounts
    return [cap for cap in problem.caps if sum(amounts[i] for i in cap.members) > cap.most]


def gathered(
    exclusions: Iterable[Exclusion],
    caps: Iterable[JointCap],
    conflicts: Iterable[tuple[int, int]],
) -> list[Part]:
    """Return the rules, and the items they name, sorted into parts."""
    named = [rule for rule in exclusions if rule.members]
    capping = [cap for cap in caps if cap.members]
    pairs = list(conflicts)
    groups = [*(rule.members for rule in named), *(cap.members for cap in capping), *pairs]
    found = [Part(items, [], [], []) for items in connected(groups)]
    home = {item: part for part in found for item in part.items}
    for exclusion in named:
        home[next(iter(exclusion.members))].exclusions.append(exclusion)
    for cap in capping:
        home[next(iter(cap.members))].caps.append(cap)
    for pair in pairs:
        home[pair[0]].conflicts.append(pair)
    return found
