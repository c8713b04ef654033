"""The solver: a linear pass for simple items, then presolve and branch and bound by component.

Most items are alone or in one group with a few others, and no joint cap binds them. One pass
decides them, in time linear in their number. The rest splits into connected components, and each
is searched on its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from aipolicy.calc.choice.branch_and_bound import best_kept
from aipolicy.calc.choice.budget import STEPS, Budget
from aipolicy.calc.choice.cap_shares import capped_shares
from aipolicy.calc.choice.components import Component, binding_caps, components_of
from aipolicy.calc.choice.presolve import SMALL, presolved
from aipolicy.calc.choice.problem import Exclusion, JointCap, Problem, Sides, Solution
from aipolicy.errors import TooEntangled


def solve(problem: Problem, *, steps: int = STEPS) -> Solution:
    """Return the best of all lawful choices.

    A choice is a set of kept items, at most one of each exclusion and of each conflict, and what
    each is paid in whole fen: at most its amount, and together at most the fen of each joint cap.
    The best choice is, in this order,

    1. the one with the largest total paid;
    2. the one whose kept items have the larger sum before caps cut them;
    3. the one that comes first in document order: of the first item in which two sets of kept
       items differ, the set that keeps it;
    4. the one that pays the first item most, then the second, and so on in document order.

    So exactly one choice is best, whatever the order of the rules. No item left out could be kept
    beside the kept ones.

    Args:
        problem: the items and the rules.
        steps: how much a component may be searched; see `TooEntangled`.

    Raises:
        TooEntangled: a component takes more steps.

    >>> one_of_two = Exclusion(frozenset({1, 2}))
    >>> at_most = JointCap(frozenset({0, 1, 2}), most=1_000_000)
    >>> solution = solve(Problem((500_000, 600_000, 750_000), (one_of_two,), (at_most,)))
    >>> solution.paid, sorted(solution.kept), solution.total
    ((500000, 0, 500000), [0, 2], 1000000)
    """
    amounts = problem.amounts
    paid = [0] * len(amounts)
    caps = binding_caps(problem)
    kept, exclusions = _decided(problem, caps)
    for item in kept:
        paid[item] = amounts[item]
    for component in _components(exclusions, caps, problem):
        chosen = _chosen(component, amounts, steps)
        kept += chosen
        for item, share in zip(
            chosen, component_shares(component, chosen, amounts, steps), strict=True
        ):
            paid[item] = share
    return Solution(tuple(paid), frozenset(kept))


def component_shares(
    component: Component, kept: Sequence[int], amounts: Sequence[int], steps: int
) -> list[int]:
    """Return what is paid to each kept item of a component, in document order, in fen.

    >>> component = Component([0, 1], [], [JointCap(frozenset({0, 1}), 6)], [])
    >>> component_shares(component, [0, 1], (4, 5), steps=10)
    [4, 2]
    """
    place = {item: position for position, item in enumerate(kept)}
    caps = [([place[i] for i in cap.members if i in place], cap.most) for cap in component.caps]
    return capped_shares([amounts[item] for item in kept], caps, Budget(component.items, steps))


def _decided(problem: Problem, caps: Sequence[JointCap]) -> tuple[list[int], list[Exclusion]]:
    """Return the items certain to be kept, and the exclusions left to search."""
    amounts = problem.amounts
    rules = bytearray(len(amounts))  # 0: under no rule, 1: in one group alone, 2: more than that
    for exclusion in problem.exclusions:
        for item in exclusion.members:
            rules[item] = 2 if rules[item] else 1
    bound = [cap.members for cap in caps]
    opposed = [group.members for group in problem.sides if group.opposes]
    for item in chain.from_iterable((*bound, *problem.conflicts, *opposed)):
        rules[item] = 2
    kept = [item for item, count in enumerate(rules) if not count]
    left: list[Exclusion] = []
    for exclusion in problem.exclusions:
        most, first = -1, -1
        for item in exclusion.members:
            if rules[item] > 1:
                left.append(exclusion)
                break
            amount = amounts[item]
            if amount > most or (amount == most and item < first):
                most, first = amount, item
        else:
            if first >= 0:
                kept.append(first)
    return kept, left


def _components(
    exclusions: list[Exclusion], caps: list[JointCap], problem: Problem
) -> list[Component]:
    """Return the components to search; a few items are one, since the search splits it too."""
    conflicts, sides = problem.conflicts, [rule for rule in problem.sides if rule.opposes]
    named: list[Sequence[Exclusion | JointCap | Sides]] = [exclusions, caps, sides]
    members = (rule.members for rules in named for rule in rules)
    if len(items := set[int]().union(*members, *conflicts)) <= SMALL:
        return [Component(sorted(items), exclusions, caps, list(conflicts), sides)]
    return components_of(exclusions, caps, conflicts, sides)


def _chosen(component: Component, amounts: Sequence[int], steps: int) -> list[int]:
    """Return the items of a component to keep, in document order."""
    small = presolved(component, amounts, steps)
    try:
        return small.kept(best_kept(small.graph, steps))
    except TooEntangled as error:
        raise TooEntangled(small.items(error.items), error.steps) from None
