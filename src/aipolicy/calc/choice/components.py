"""Connected components by union-find: items that depend on each other, and the rules on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from aipolicy.calc.choice.problem import Exclusion, JointCap, Problem, Sides


def connected(groups: Iterable[Iterable[int]]) -> list[list[int]]:
    """Return the connected components of numbers that share groups, each in ascending order.

    The components come in the order of their first numbers.

    >>> connected([{5, 1}, {2}, {5, 3}])
    [[1, 3, 5], [2]]
    """
    lead: dict[int, int] = {}
    for group in groups:
        first = -1
        for number in group:
            top = lead.setdefault(number, number)
            while lead[top] != top:
                # Path halving keeps the walks short.
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
class Component:
    """Items that depend on each other, in document order, and all the rules on them.

    >>> Component([0, 2], [], [], [(0, 2)]).items
    [0, 2]
    """

    items: list[int]
    exclusions: list[Exclusion]
    caps: list[JointCap]
    conflicts: list[tuple[int, int]]
    sides: list[Sides] = field(default_factory=list[Sides])


def components(problem: Problem) -> list[Component]:
    """Return the components of a problem, in the order of their first items.

    Items under no rule are in no component; caps that do not bind are left out.

    >>> pair, alone = Exclusion(frozenset({0, 2})), Exclusion(frozenset({1}))
    >>> [component.items for component in components(Problem((5, 3, 4, 9), (pair, alone)))]
    [[0, 2], [1]]
    """
    caps = binding_caps(problem)
    return components_of(problem.exclusions, caps, problem.conflicts, problem.sides)


def binding_caps(problem: Problem) -> list[JointCap]:
    """Return the caps that their members together exceed."""
    amounts = problem.amounts
    return [cap for cap in problem.caps if sum(amounts[i] for i in cap.members) > cap.most]


def components_of(
    exclusions: Iterable[Exclusion],
    caps: Iterable[JointCap],
    conflicts: Iterable[tuple[int, int]],
    sides: Iterable[Sides] = (),
) -> list[Component]:
    """Return the components of the items that some rules name, with the rules on each."""
    named = [rule for rule in exclusions if rule.members]
    capping = [cap for cap in caps if cap.members]
    pairs = list(conflicts)
    opposed = [(rule, rule.members) for rule in sides if rule.opposes]
    groups = [
        *(rule.members for rule in named),
        *(cap.members for cap in capping),
        *(members for _, members in opposed),
        *pairs,
    ]
    found = [Component(items, [], [], []) for items in connected(groups)]
    home = {item: component for component in found for item in component.items}
    for exclusion in named:
        home[next(iter(exclusion.members))].exclusions.append(exclusion)
    for cap in capping:
        home[next(iter(cap.members))].caps.append(cap)
    for pair in pairs:
        home[pair[0]].conflicts.append(pair)
    for rule, members in opposed:
        home[next(iter(members))].sides.append(rule)
    return found
