"""The connected components of a problem: items that depend on each other, and what binds them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from aipolicy.calc.choice.problem import Exclusion, JointCap, Problem


def connected(groups: Iterable[Collection[int]]) -> list[list[int]]:
    """Return the numbers in the groups, those together that groups join, each in order.

    The components are in the order of their first numbers.

    >>> connected([{5, 1}, {2}, {5, 3}])
    [[1, 3, 5], [2]]
    """
    lead: dict[int, int] = {}
    for group in groups:
        first = -1
        for number in group:
            top = lead.setdefault(number, number)
            while lead[top] != top:
                # Halving the path as it is walked keeps the walks short.
                lead[top] = top = lead[lead[top]]
            if first < 0:
                first = top
            else:
                lead[top] = first
    found: dict[int, list[int]] = {}
    for number in sorted(lead):
        top = number
        while lead[top] != top:
            top = lead[top]
        lead[number] = top
        found.setdefault(top, []).append(number)
    return list(found.values())


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
