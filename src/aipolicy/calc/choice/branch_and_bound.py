"""Which items of a part to keep: branch and bound in whole numbers.

The heaviest open item is kept in one branch and left out in the other. A branch is given up
when a bound shows that it holds no better set. Going down a branch, the prices of the caps in
the bound change one at a time, whenever that lowers it.

Sets are compared by the total paid, then by worth: by uncut sums, then by document order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aipolicy.calc.choice.bitmasks import Tangle, bits
from aipolicy.calc.choice.bounds import Bound, Cover, bounds, cover
from aipolicy.calc.choice.budget import Effort
from aipolicy.calc.choice.cap_shares import cut
from aipolicy.calc.choice.presolve import reduced

Caps = Sequence[tuple[int, int]]


def best_kept(tangle: Tangle, steps: int) -> int:
    """Return the best set of items that do not exclude each other, as a mask.

    Raises:
        TooEntangled: where items that depend on each other take more steps than that.

    >>> from aipolicy.calc.choice.components import Part
    >>> from aipolicy.calc.choice.bitmasks import tangle
    >>> web = tangle(Part([0, 1, 2], [], [], [(0, 1), (1, 2)]), {0: 4, 1: 7, 2: 4})
    >>> web.items(best_kept(web, steps=100))
    [0, 2]
    """
    kept, open_ = reduced(tangle)
    if not open_:
        return kept
    cliques = cover(tangle, kept, open_)
    caps = _reachable(tangle, kept | open_, cliques)
    found = kept
    for piece in _pieces(tangle, open_, caps):
        within = [cap for cap in caps if cap[0] & piece]
        shares = [(clique, share) for clique, share in cliques if clique & piece]
        effort = Effort(tangle.items(piece), steps)
        found |= _searched(tangle, (kept & piece, open_ & piece), within, shares, effort)
    return found


def _reachable(tangle: Tangle, standing: int, cliques: Cover) -> Caps:
    """Return the caps that some set without conflicts may exceed, cut to what stands."""
    bound = bounds(tangle, (), cliques)
    caps = [(members & standing, most) for members, most in tangle.caps]
    return [(members, most) for members, most in caps if bound(members, 0) >> tangle.shift > most]


def _pieces(tangle: Tangle, open_: int, caps: Caps) -> Iterator[int]:
    """Yield the pieces that rivals and caps still hold together, where an item is open."""
    while open_:
        piece = new = open_ & -open_
        while new:
            near = 0
            for bit in bits(new & open_):
                near |= tangle.reach[bit] & open_
            for members, _ in caps:
                if members & new:
                    near |= members
            new = near & ~piece
            piece |= near
        yield piece
        open_ &= ~piece


def _searched(
    tangle: Tangle, start: tuple[int, int], caps: Caps, cliques: Cover, effort: Effort
) -> int:
    """Return the best set that holds all of the kept and some of the open items of the start."""
    bound, shift, reach = bounds(tangle, caps, cliques), tangle.shift, tangle.reach
    best, best_total, best_worth = 0, -1, -1
    floor, tie = 0, 0  # a bound below the floor shows a smaller total, one below the tie no larger
    waiting = [(*start, 0)]
    while waiting:
        kept, open_, priced = waiting.pop()
        fresh = True
        while True:
            effort.spend(len(cliques))
            most = bound(kept | open_, priced)
            if fresh and floor <= most:
                effort.spend(len(cliques) * len(caps))
                most, priced = repriced(bound, kept | open_, priced, most, len(caps))
                fresh = False
            if most < floor or (most < tie and bound(kept | open_, 0) <= best_worth):
                break
            one, kept, open_ = _next_choice(tangle, kept, open_)
            if not one:
                total, worth = total_paid(bound, shift, kept, caps, effort), bound(kept, 0)
                if (total, worth) > (best_total, best_worth):
                    best, best_total, best_worth = kept, total, worth
                    floor, tie = total << shift, (total + 1) << shift
                break
            rivals = reach[one] & open_
            if rivals & (rivals - 1):
                waiting.append((kept, open_, priced))
            else:
                # With the one left out, nothing stands in the way of its only rival.
                waiting.append((kept | rivals, open_ & ~reach[rivals], priced))
            kept |= one
            open_ &= ~rivals
    return best


def repriced(bound: Bound, standing: int, priced: int, most: int, caps: int) -> tuple[int, int]:
    """Return the bound, and the prices, after changing each price that lowers the bound."""
    for number in range(caps):
        changed = priced ^ 1 << number
        if (other := bound(standing, changed)) < most:
            most, priced = other, changed
    return most, priced


def _next_choice(tangle: Tangle, kept: int, open_: int) -> tuple[int, int, int]:
    """Keep what is surely kept; return the next item to choose on, the kept and the open.

    The item is 0 where none is open. The heaviest is surely kept if it is worth more than its
    open rivals together and they are under all of its caps.
    """
    reach, worth, under = tangle.reach, tangle.worth, tangle.under
    while open_:
        one = open_ & -open_
        open_ ^= one
        rivals = rest = reach[one] & open_
        needed, caps = worth[one], under[one]
        while rest:
            rival = rest & -rest
            rest ^= rival
            needed -= worth[rival]
            if needed < 0 or caps & ~under[rival]:
                return one, kept, open_
        kept |= one
        open_ ^= rivals
    return 0, kept, 0


def total_paid(bound: Bound, shift: int, kept: int, caps: Caps, effort: Effort) -> int:
    """Return the largest total that a set without conflicts can be paid."""
    whole = bound(kept, 0) >> shift
    over: list[tuple[int, int]] = []  # the caps that bind, and what is above them
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
    # For the total, items under the same caps are one sum.
    groups = [kept]
    for members, _ in caps:
        halves = ((group & members, group & ~members) for group in groups)
        groups = [half for pair in halves for half in pair if half]
    sums = [bound(group, 0) >> shift for group in groups]
    within = [
        ([at for at, group in enumerate(groups) if group & members], most) for members, most in caps
    ]
    return sum(cut(sums, within, effort))
