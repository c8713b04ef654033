"""Items that are surely kept or surely not, found without a search."""

from __future__ import annotations

from aipolicy.calc.choice.bitmasks import Tangle, bits


def reduced(tangle: Tangle) -> tuple[int, int]:
    """Return the items surely kept and those still open, as masks.

    Two rules, used until neither says more. An item is kept if it is worth more than all its
    rivals together and each of them is under every cap that it is under. An item is left out
    if a rival is worth more, excludes nothing that the item does not exclude, and is under no
    cap that the item is not under. Both hold for the total, the uncut sums and the order alike,
    since the one item can take the place, and the money, of the other.

    >>> from aipolicy.calc.choice.parts import Part
    >>> from aipolicy.calc.choice.bitmasks import tangle
    >>> reduced(tangle(Part([0, 1], [], [], [(0, 1)]), {0: 5, 1: 6}))
    (1, 0)
    """
    reach, under, worth = tangle.reach, tangle.under, tangle.worth
    kept, open_ = 0, sum(worth)
    todo = open_
    while todo:
        one = todo & -todo
        todo ^= one
        closed = reach[one] & open_
        caps, value = under[one], worth[one]
        needed, beaten, surely = 0, 0, True
        rivals = closed ^ one
        while rivals:
            rival = rivals & -rivals
            rivals ^= rival
            if caps & ~under[rival]:
                surely = False
                continue
            needed += worth[rival]
            if rival > one and not closed & ~reach[rival]:
                beaten |= rival
        if surely and needed < value:
            kept |= one
            beaten = closed ^ one
            open_ ^= one
        if beaten:
            # Whoever had one of the beaten as a rival is looked at again.
            open_ ^= beaten
            for bit in bits(beaten):
                todo |= reach[bit]
            todo &= open_
    return kept, open_
