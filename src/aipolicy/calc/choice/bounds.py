"""Upper bounds from a weighted clique cover, lowered by joint caps.

A cover splits the worth of the items over cliques: sets of items that all exclude each other. At
most one item of a clique is kept, so its share counts once. The shares of the cliques over an
item sum to exactly its worth; so the bound is exact on a set without conflicts.

Joint caps lower the bound on payments: give each cap a dual price of 0 or 1, and no set is paid
more than the fen of the priced caps plus the amounts under none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from aipolicy.calc.choice.bitmasks import ConflictGraph, bits

Cover: TypeAlias = list[tuple[int, int]]
"""Cliques, each with its share of the worth."""

Bound: TypeAlias = Callable[[int, int], int]
"""From a set of items and a set of priced caps, both masks, to the bound."""


def clique_cover(
    graph: ConflictGraph, kept: int, open_: int, worth: Mapping[int, int] | None = None
) -> Cover:
    """Return a clique cover of the kept and open items, each clique with its share of the worth.

    Another number for each bit, such as the tie, may be given instead of its worth.

    >>> from aipolicy.calc.choice.components import Component
    >>> from aipolicy.calc.choice.bitmasks import conflict_graph
    >>> graph = conflict_graph(Component([0, 1], [], [], [(0, 1)]), {0: 5, 1: 6})
    >>> [(clique, share >> graph.shift) for clique, share in clique_cover(graph, 0, 0b11)]
    [(3, 5), (1, 0)]
    """
    neighbours = graph.neighbours
    worth = graph.worth if worth is None else worth
    found = [(bit, worth[bit]) for bit in bits(kept)]
    left = {bit: worth[bit] for bit in bits(open_)}
    while open_:
        # Lightest first: light items are soon used up, heavy ones meet the rest of their rivals.
        seed = 1 << (open_.bit_length() - 1)
        clique, share, meeting = seed, left[seed], neighbours[seed] & (open_ ^ seed)
        while meeting:
            bit = 1 << (meeting.bit_length() - 1)
            clique |= bit
            share = min(share, left[bit])
            meeting &= neighbours[bit] ^ bit
        rest = clique
        while rest:
            bit = rest & -rest
            rest ^= bit
            left[bit] -= share
            if not left[bit]:
                open_ ^= bit
        found.append((clique, share))
    return found


def upper_bound(graph: ConflictGraph, caps: Sequence[tuple[int, int]], cliques: Cover) -> Bound:
    """Return the bound as a function of the items that may be kept and the priced caps.

    Priced caps are the bits of a mask over `caps`. The bound has the scale of a worth: shifted
    down it is in fen. With no cap priced it also bounds the worth.

    >>> from aipolicy.calc.choice.components import Component
    >>> from aipolicy.calc.choice.bitmasks import conflict_graph
    >>> graph = conflict_graph(Component([0, 1], [], [], []), {0: 5, 1: 6})
    >>> bound = upper_bound(graph, [(0b11, 8)], clique_cover(graph, 0, 0b11))
    >>> bound(0b11, 0) >> graph.shift, bound(0b11, 1) >> graph.shift
    (11, 8)
    """
    known: dict[int, tuple[int, int]] = {0: (0, -1)}

    def bound(items: int, priced: int) -> int:
        if priced not in known:
            chosen = [cap for number, cap in enumerate(caps) if priced >> number & 1]
            covered = 0
            for members, _ in chosen:
                covered |= members
            known[priced] = sum(most for _, most in chosen) << graph.shift, ~covered
        total, counted = known[priced]
        items &= counted
        for clique, share in cliques:
            if clique & items:
                total += share
        return total

    return bound
