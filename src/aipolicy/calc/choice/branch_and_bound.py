"""Branch and bound: the best independent set of a conflict graph under joint caps.

The heaviest open item is kept in one branch and left out in the other. A branch is pruned when
its bound shows no better set. Down a branch, the dual prices of the caps change one at a time,
whenever that lowers the bound.

Sets are compared by the total paid, then by the tie: by uncut sums, then by document order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from aipolicy.calc.choice.bitmasks import ConflictGraph, bits
from aipolicy.calc.choice.bounds import Bound, Cover, clique_cover, upper_bound
from aipolicy.calc.choice.budget import Budget
from aipolicy.calc.choice.cap_shares import capped_shares
from aipolicy.calc.choice.presolve import kept_and_open

Caps: TypeAlias = Sequence[tuple[int, int]]
"""The members of each cap, as a mask, and its fen."""


def best_kept(graph: ConflictGraph, steps: int) -> int:
    """Return the best set of items that do not exclude each other, as a mask.

    Raises:
        TooEntangled: items that depend on each other take more steps.

    >>> from aipolicy.calc.choice.components import Component
    >>> from aipolicy.calc.choice.bitmasks import conflict_graph
    >>> graph = conflict_graph(Component([0, 1, 2], [], [], [(0, 1), (1, 2)]), {0: 4, 1: 7, 2: 4})
    >>> graph.items(best_kept(graph, steps=100))
    [0, 2]
    """
    if wide(graph):
        budget = Budget(graph.items(sum(graph.worth)), steps)
        kept, open_ = kept_and_open(graph, budget)
        budget.spend(open_.bit_count() ** 2 * wide(graph))
    else:
        kept, open_ = kept_and_open(graph)
    if not open_:
        return kept
    cliques = clique_cover(graph, kept, open_)
    ties = cliques
    if graph.tie is not graph.worth:
        ties = clique_cover(graph, kept, open_, graph.tie)
    caps = _binding_caps(graph, kept | open_, cliques)
    found = kept
    for component in _components(graph, open_, caps):
        within = [cap for cap in caps if cap[0] & component]
        covering = [(clique, share) for clique, share in cliques if clique & component]
        over_ties = covering
        if ties is not cliques:
            over_ties = [(clique, share) for clique, share in ties if clique & component]
        start = kept & component, open_ & component
        budget = Budget(graph.items(component), steps)
        found |= _best_completion(graph, start, within, (covering, over_ties), budget)
    return found


def _binding_caps(graph: ConflictGraph, items: int, cliques: Cover) -> Caps:
    """Return the caps that some set without conflicts may exceed, restricted to some items."""
    bound = upper_bound(graph, (), cliques)
    caps = [(members & items, most) for members, most in graph.caps]
    return [(members, most) for members, most in caps if bound(members, 0) >> graph.shift > most]


def _components(graph: ConflictGraph, open_: int, caps: Caps) -> Iterator[int]:
    """Yield the connected components with an open item, as masks."""
    while open_:
        component = new = open_ & -open_
        while new:
            near = 0
            for bit in bits(new & open_):
                near |= graph.neighbours[bit] & open_
            for members, _ in caps:
                if members & new:
                    near |= members
            new = near & ~component
            component |= near
        yield component
        open_ &= ~component


def _best_completion(
    graph: ConflictGraph,
    start: tuple[int, int],
    caps: Caps,
    covers: tuple[Cover, Cover],
    budget: Budget,
) -> int:
    """Return the best set of all kept and some open items of the start.

    The covers are of the worth and of the tie.
    """
    cliques, ties = covers
    bound, shift, neighbours = upper_bound(graph, caps, cliques), graph.shift, graph.neighbours
    tie_bound = bound if ties is cliques else upper_bound(graph, (), ties)
    cost = len(cliques) * (1 + wide(graph))
    best, best_total, best_tie = 0, -1, -1
    floor, tie = 0, 0  # a bound below the floor shows a smaller total, one below the tie no larger
    waiting = [(*start, 0)]
    while waiting:
        kept, open_, priced = waiting.pop()
        fresh = True
        while True:
            budget.spend(cost)
            most = bound(kept | open_, priced)
            if fresh and floor <= most:
                budget.spend(cost * len(caps))
                most, priced = repriced(bound, kept | open_, priced, most, len(caps))
                fresh = False
            if most < floor or (most < tie and tie_bound(kept | open_, 0) <= best_tie):
                break
            one, kept, open_ = _branching_item(graph, kept, open_)
            if not one:
                total, rank = total_paid(bound, shift, kept, caps, budget), tie_bound(kept, 0)
                if (total, rank) > (best_total, best_tie):
                    best, best_total, best_tie = kept, total, rank
                    floor, tie = total << shift, (total + 1) << shift
                break
            rivals = neighbours[one] & open_
            if rivals & (rivals - 1):
                waiting.append((kept, open_, priced))
            else:
                # Without the item, its only rival is certain to be kept.
                waiting.append((kept | rivals, open_ & ~neighbours[rivals], priced))
            kept |= one
            open_ &= ~rivals
    return best


def wide(graph: ConflictGraph) -> int:
    """Return how many steps more one look at a mask costs, for it is slower when it is wide."""
    return len(graph.worth) >> 8


def repriced(bound: Bound, items: int, priced: int, most: int, caps: int) -> tuple[int, int]:
    """Return the bound and the prices after changing each price that lowers the bound."""
    for number in range(caps):
        changed = priced ^ 1 << number
        if (other := bound(items, changed)) < most:
            most, priced = other, changed
    return most, priced


def _branching_item(graph: ConflictGraph, kept: int, open_: int) -> tuple[int, int, int]:
    """Return the next item to branch on, and the kept and open items beside it.

    The item is 0 where none is open. The heaviest open item is certain to be kept, without a
    branch, if it is worth more than its open rivals together, cut and uncut, and they are under
    all its caps.
    """
    neighbours, worth, tie, under = graph.neighbours, graph.worth, graph.tie, graph.under
    ties = tie is not worth
    while open_:
        one = open_ & -open_
        open_ ^= one
        rivals = rest = neighbours[one] & open_
        needed, uncut, caps = worth[one], tie[one] if ties else 0, under[one]
        while rest:
            rival = rest & -rest
            rest ^= rival
            needed -= worth[rival]
            if ties:
                uncut -= tie[rival]
            if needed < 0 or uncut < 0 or caps & ~under[rival]:
                return one, kept, open_
        kept |= one
        open_ ^= rivals
    return 0, kept, 0


def total_paid(bound: Bound, shift: int, kept: int, caps: Caps, budget: Budget) -> int:
    """Return the largest total that a set without conflicts can be paid, in fen."""
    whole = bound(kept, 0) >> shift
    over: list[tuple[int, int]] = []  # the caps that bind, and the excess over each
    for members, most in caps:
        above = (bound(kept & members, 0) >> shift) - most
        if above > 0:
            over.append((members, above))
    if not over:
        return whole
    if len(over) == 1:
        return whole - over[0][1]
    if len(over) == 2:
        (one, above), (other, more) = over
        shared = bound(kept & one & other, 0) >> shift
        return whole - max(above, more, above + more - shared)
    # For the total alone, items under the same caps are one sum.
    groups = [kept]
    for members, _ in caps:
        halves = ((group & members, group & ~members) for group in groups)
        groups = [half for pair in halves for half in pair if half]
    sums = [bound(group, 0) >> shift for group in groups]
    within = [
        ([at for at, group in enumerate(groups) if group & members], most) for members, most in caps
    ]
    return sum(capped_shares(sums, within, budget))
