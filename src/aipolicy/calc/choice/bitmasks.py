"""A part as bit masks, for a search that looks at sets of items thousands of times.

Each item is one bit; the heaviest item is the lowest bit. The worth of an item is its amount
in the upper bits and, in the lower ones, a bit of its own that is the higher the earlier the
item stands in the document. So the worth of a set is one whole number, and of two sets the one
of larger worth has the larger uncut sum, or the same sum and the earlier item where they first
differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from aipolicy.calc.choice.components import Part


def bits(mask: int) -> Iterator[int]:
    """Yield the bits of a mask, the lowest first.

    >>> list(bits(0b1010))
    [2, 8]
    """
    while mask:
        bit = mask & -mask
        yield bit
        mask ^= bit


@dataclass(frozen=True, slots=True)
class Tangle:
    """Items, rivals and caps as masks.

    Attributes:
        item: the item of each bit.
        worth: the worth of each bit.
        shift: how far a worth is shifted down to give its amount.
        reach: for each bit, the bits that cannot be kept beside it, and itself.
        under: for each bit, the caps it is under, as bits of `caps`.
        caps: the members of each cap and its fen.
    """

    item: Mapping[int, int]
    worth: Mapping[int, int]
    shift: int
    reach: Mapping[int, int]
    under: Mapping[int, int]
    caps: Sequence[tuple[int, int]]

    def items(self, mask: int) -> list[int]:
        """Return the items of a mask in document order."""
        return sorted(self.item[bit] for bit in bits(mask))


def tangle(part: Part, amounts: Mapping[int, int]) -> Tangle:
    """Return a part as masks.

    >>> web = tangle(Part([3, 5], [], [], [(3, 5)]), {3: 7, 5: 9})
    >>> web.items(0b1), web.items(0b11), web.reach[0b1]
    ([5], [3, 5], 3)
    """
    size = len(part.items)
    heaviest = sorted(part.items, key=amounts.__getitem__, reverse=True)
    bit = {item: 1 << k for k, item in enumerate(heaviest)}
    worth = {bit[i]: amounts[i] << size | 1 << (size - k) for k, i in enumerate(part.items, 1)}
    reach = {own: own for own in worth}
    for exclusion in part.exclusions:
        members = [bit[item] for item in exclusion.members]
        mask = sum(members)
        for own in members:
            # Members of this unit alone share one mask: a large unit stays small in memory.
            reach[own] = mask if reach[own] == own else reach[own] | mask
    for one, other in part.conflicts:
        here, there = bit[one], bit[other]
        reach[here] |= there
        reach[there] |= here
    under = dict.fromkeys(worth, 0)
    caps: list[tuple[int, int]] = []
    for number, cap in enumerate(part.caps):
        mask = 0
        for item in cap.members:
            own = bit[item]
            mask |= own
            under[own] |= 1 << number
        caps.append((mask, cap.most))
    return Tangle({own: i for i, own in bit.items()}, worth, size, reach, under, caps)
