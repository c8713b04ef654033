"""How much a set of items can be worth, and can be paid, at most.

The worth of the items is laid on cliques: sets of items of which each excludes all others. Of
a clique at most one is kept, so its share counts once. The shares of the cliques that hold an
item sum to exactly its worth; so the worth of a set without conflicts comes out exactly, too.

Joint caps lower the bound on what is paid. Give each cap a price of 0 or 1: no set is paid more
than the fen of the priced caps together with the amounts under none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from aipolicy.calc.choice.bitmasks import Tangle, bits

Cover = list[tuple[int, int]]
Bound = Callable[[int, int], int]


def cover(tangle: Tangle, kept: int, open_: int) -> Cover:
    """Return cliques over the kept and open items, each with its share of the worth.

    >>> from aipolicy.calc.choice.components import Part
    >>> from aipolicy.calc.choice.bitmasks import tangle
    >>> web = tangle(Part([0, 1], [], [], [(0, 1)]), {0: 5, 1: 6})
    >>> [(clique, share >> web.shift) for clique, share in cover(web, 0, 0b11)]
    [(3, 5), (1, 0)]
    """
    reach, worth = tangle.reach, tangle.worth
    found = [(bit, worth[bit]) for bit in bits(kept)]
    left = {bit: worth[bit] for bit in bits(open_)}
    while open_:
        # From the lightest up: light items are gone soon, heavy ones meet what is left.
        seed = 1 << (open_.bit_length() - 1)
        clique, share, meeting = seed, left[seed], reach[seed] & (open_ ^ seed)
        while meeting:
            bit = 1 << (meeting.bit_length() - 1)
            clique |= bit
            share = min(share, left[bit])
            meeting &= reach[bit] ^ bit
        rest = clique
        while rest:
            bit = rest & -rest
            rest ^= bit
            left[bit] -= share
            if not left[bit]:
                open_ ^= bit
        found.append((clique, share))
    return found


def bounds(tangle: Tangle, caps: Sequence[tuple[int, int]], cliques: Cover) -> Bound:
    """Return the bound as a function of the items that stand and the caps that are priced.

    Priced caps are the bits of a mask over `caps`. The bound has the scale of a worth: shifted
    down it is fen. With no cap priced it also bounds the worth.

    >>> from aipolicy.calc.choice.components import Part
    >>> from aipolicy.calc.choice.bitmasks import tangle
    >>> web = tangle(Part([0, 1], [], [], []), {0: 5, 1: 6})
    >>> bound = bounds(web, [(0b11, 8)], cover(web, 0, 0b11))
    >>> bound(0b11, 0) >> web.shift, bound(0b11, 1) >> web.shift
    (11, 8)
    """
    known: dict[int, tuple[int, int]] = {0: (0, -1)}

    def bound(standing: int, priced: int) -> int:
        if priced not in known:
            chosen = [cap for number, cap in enumerate(caps) if priced >> number & 1]
            covered = 0
            for members, _ in chosen:
                covered |= members
            known[priced] = sum(most for _, most in chosen) << tangle.shift, ~covered
        total, counted = known[priced]
        standing &= counted
        for clique, share in cliques:
            if clique & standing:
                total += share
        return total

    return bound
