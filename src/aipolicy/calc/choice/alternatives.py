"""The k best solutions of each component, for an applicant who may choose.

A solution is a maximal set: no item left out could be kept beside the kept ones.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aipolicy.calc.choice.bitmasks import ConflictGraph, bits
from aipolicy.calc.choice.bounds import clique_cover, upper_bound
from aipolicy.calc.choice.branch_and_bound import repriced, total_paid, wide
from aipolicy.calc.choice.budget import STEPS, Budget
from aipolicy.calc.choice.components import Component, components
from aipolicy.calc.choice.presolve import presolved
from aipolicy.calc.choice.problem import Problem
from aipolicy.calc.choice.solver import component_shares

MOST_OTHERS = 8
"""The most other sets that are listed for one component."""


@dataclass(frozen=True, slots=True)
class KeptSet:
    """A set of items that may be kept together, and what is paid to each, in fen.

    >>> KeptSet(kept=(0, 2), paid=(5, 3)).total
    8
    """

    kept: tuple[int, ...]
    paid: tuple[int, ...]

    @property
    def total(self) -> int:
        """The sum of what is paid, in fen."""
        return sum(self.paid)


@dataclass(frozen=True, slots=True)
class Alternatives:
    """The k best sets of items that depend on each other.

    Attributes:
        chosen: what `solve` keeps of them.
        others: the best other sets, best first.

    >>> Alternatives(KeptSet((0,), (5,)), (KeptSet((1,), (3,)),)).others[0].total
    3
    """

    chosen: KeptSet
    others: tuple[KeptSet, ...]


def alternatives(
    problem: Problem, *, most: int = MOST_OTHERS, steps: int = STEPS
) -> Iterator[Alternatives]:
    """Yield the best sets of each component of a problem that has more than one.

    Components come in the order of their first items. Sets are compared as by `solve`: by the
    total paid, then by the sum before cuts, then by document order.

    Args:
        problem: the items and the rules.
        most: the number of other sets listed for a component, at most; the best ones.
        steps: how much a component may be searched; see `TooEntangled`.

    Raises:
        TooEntangled: a component takes more steps.

    >>> from aipolicy.calc.choice.problem import Exclusion
    >>> (found,) = alternatives(Problem((5, 3, 9), (Exclusion(frozenset({0, 1})),)))
    >>> found.chosen, found.others
    (KeptSet(kept=(0,), paid=(5,)), (KeptSet(kept=(1,), paid=(3,)),))
    """
    for component in components(problem):
        found = alternatives_of(component, problem.amounts, most=most, steps=steps)
        if found is not None:
            yield found


def alternatives_of(
    component: Component, amounts: Sequence[int], *, most: int = MOST_OTHERS, steps: int = STEPS
) -> Alternatives | None:
    """Return the best sets of one component, or None where there is only one.

    >>> alternatives_of(Component([0, 1], [], [], [(0, 1)]), (5, 3)).others
    (KeptSet(kept=(1,), paid=(3,)),)
    >>> alternatives_of(Component([0, 1], [], [], []), (5, 3))
    """
    best = _k_best(component, amounts, most + 1, steps)
    if len(best) == 1:
        return None
    chosen, *others = (
        KeptSet(tuple(kept), tuple(component_shares(component, kept, amounts, steps)))
        for kept in best
    )
    return Alternatives(chosen, tuple(others))


def _k_best(
    component: Component, amounts: Sequence[int], count: int, steps: int
) -> list[list[int]]:
    """Return the best maximal sets of a component, best first."""
    rules = component.conflicts or component.caps or component.sides
    if not rules and len(component.exclusions) == 1:
        # One group alone is the common case, and needs no search.
        heaviest = sorted(component.items, key=lambda item: (-amounts[item], item))
        return [[item] for item in heaviest[:count]]
    small = presolved(component, amounts, steps, each=count)
    found = _best_masks(small.graph, count, Budget(component.items, steps))
    return [small.kept(kept) for _, _, kept in reversed(found)]


def _best_masks(graph: ConflictGraph, count: int, budget: Budget) -> list[tuple[int, int, int]]:
    """Return the best maximal sets with their totals and ties, best last."""
    neighbours, shift = graph.neighbours, graph.shift
    open_ = sum(graph.worth)
    cliques = clique_cover(graph, 0, open_)
    bound = tie_bound = upper_bound(graph, graph.caps, cliques)
    if graph.tie is not graph.worth:
        tie_bound = upper_bound(graph, (), clique_cover(graph, 0, open_, graph.tie))
    cost = len(cliques) * (1 + wide(graph))
    found: list[tuple[int, int, int]] = []
    # Kept items, open items, items left out that no kept item excludes, and the priced caps.
    waiting = [(0, open_, 0, 0)]
    while waiting:
        budget.spend(cost)
        kept, open_, unexcluded, priced = waiting.pop()
        if any(not neighbours[bit] & open_ for bit in bits(unexcluded)):
            continue
        if len(found) == count:
            total, tie, _ = found[0]
            most = bound(kept | open_, priced)
            if most >> shift >= total:
                budget.spend(cost * len(graph.caps))
                most, priced = repriced(bound, kept | open_, priced, most, len(graph.caps))
            if (most >> shift, tie_bound(kept | open_, 0)) <= (total, tie):
                continue
        if open_:
            one = open_ & -open_
            waiting.append((kept, open_ ^ one, unexcluded | one, priced))
            waiting.append(
                (kept | one, open_ & ~neighbours[one], unexcluded & ~neighbours[one], priced)
            )
            continue
        paid = total_paid(bound, shift, kept, graph.caps, budget)
        insort(found, (paid, tie_bound(kept, 0), kept))
        found = found[-count:]
    return found
