"""The conflict graph of a component as bit masks: a set of items is one whole number.

Each item is one bit; the heaviest item is the lowest bit. The worth of an item has its amount
in the upper bits and, in the lower ones, a bit of its own that is higher for earlier items. So
the worth of a set is one whole number too, and it orders sets lexicographically: by uncut sum,
then by document order.

Where what an item comes to is less than its uncut sum, since caps inside it are counted already,
the worth has what it comes to, and a second number, the tie, has its uncut sum.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from aipolicy.calc.choice.components import Component


def bits(mask: int) -> Iterator[int]:
    """Yield the bits of a mask, lowest first.

    >>> list(bits(0b1010))
    [2, 8]
    """
    while mask:
        bit = mask & -mask
        yield bit
        mask ^= bit


@dataclass(frozen=True, slots=True)
class ConflictGraph:
    """Items, their conflicts and their caps as masks.

    Attributes:
        item: the item of each bit.
        worth: the worth of each bit.
        tie: the same with uncut sums; it decides between sets of one total.
        shift: a worth shifted down by so many bits is its amount.
        neighbours: the closed neighbourhood of each bit: itself, and the bits it excludes.
        under: for each bit the caps it is under, as bits of `caps`.
        caps: the members of each cap and its fen.
    """

    item: Mapping[int, int]
    worth: Mapping[int, int]
    tie: Mapping[int, int]
    shift: int
    neighbours: Mapping[int, int]
    under: Mapping[int, int]
    caps: Sequence[tuple[int, int]]

    def items(self, mask: int) -> list[int]:
        """Return the items of a mask in document order."""
        return sorted(self.item[bit] for bit in bits(mask))


def conflict_graph(
    component: Component,
    amounts: Mapping[int, int],
    uncut: Mapping[int, int] | None = None,
    order: Mapping[int, int] | None = None,
) -> ConflictGraph:
    """Return the conflict graph of a component.

    Args:
        component: the items and their rules.
        amounts: what each item comes to, in fen.
        uncut: the sum of each item before caps cut it; by default the same.
        order: bits that are higher for earlier items; by default one for each item.

    >>> graph = conflict_graph(Component([3, 5], [], [], [(3, 5)]), {3: 7, 5: 9})
    >>> graph.items(0b1), graph.items(0b11), graph.neighbours[0b1]
    ([5], [3, 5], 3)
    """
    items = component.items
    size = len(items)
    if order is None:
        first = {item: amounts[item] << size | 1 << (size - k) for k, item in enumerate(items, 1)}
    else:
        size = sum(order.values()).bit_length()
        first = {item: amounts[item] << size | order[item] for item in items}
    heaviest = sorted(items, key=first.__getitem__, reverse=True)
    bit = {item: 1 << k for k, item in enumerate(heaviest)}
    tie = worth = {bit[item]: first[item] for item in items}
    if uncut is not None:
        tie = {bit[i]: first[i] + ((uncut[i] - amounts[i]) << size) for i in items}
    neighbours = {own: own for own in worth}
    for exclusion in component.exclusions:
        members = [bit[item] for item in exclusion.members]
        mask = sum(members)
        for own in members:
            # Members of this group alone share one mask: a large group stays small in memory.
            neighbours[own] = mask if neighbours[own] == own else neighbours[own] | mask
    for one, other in component.conflicts:
        here, there = bit[one], bit[other]
        neighbours[here] |= there
        neighbours[there] |= here
    for rule in component.sides:
        masks = [sum(bit[item] for item in side) for side in rule.sides]
        everyone = sum(masks)
        for side, mask in zip(rule.sides, masks, strict=True):
            others = everyone ^ mask
            for item in side:
                neighbours[bit[item]] |= others
    under = dict.fromkeys(worth, 0)
    caps: list[tuple[int, int]] = []
    for number, cap in enumerate(component.caps):
        mask = 0
        for item in cap.members:
            own = bit[item]
            mask |= own
            under[own] |= 1 << number
        caps.append((mask, cap.most))
    item_of = {own: item for item, own in bit.items()}
    return ConflictGraph(item_of, worth, tie, size, neighbours, under, caps)
