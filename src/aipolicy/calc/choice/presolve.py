"""Presolve: contract a component and drop items whose fate is decided, before the search.

`presolved` makes a large component smaller in linear time, before it becomes masks, since masks
of a hundred thousand bits are slow. A small component stays as it is: there masks cost less.
`kept_and_open` applies two dominance rules to the conflict graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from aipolicy.calc.choice.bitmasks import ConflictGraph, bits, conflict_graph
from aipolicy.calc.choice.budget import Budget
from aipolicy.calc.choice.components import Component
from aipolicy.calc.choice.modules import Nodes, contracted
from aipolicy.calc.choice.options import Option
from aipolicy.calc.choice.problem import Exclusion, JointCap, Sides
from aipolicy.errors import TooEntangled

SMALL: Final = 64
"""Components of at most so many items are not presolved."""

_LITTLE: Final = 4_096  # so many bits of masks are allowed whatever the steps


@dataclass(frozen=True, slots=True)
class Presolved:
    """A component after presolve.

    Attributes:
        component: the options that are left, by numbers of their own, and the rules on them.
        options: the option of each number; none where the component is unchanged, and its items
            are the options.
        graph: its conflict graph.
    """

    component: Component
    options: Mapping[int, Option]
    graph: ConflictGraph

    def items(self, numbers: Iterable[int]) -> list[int]:
        """Return the items of some options, in document order."""
        if not self.options:
            return sorted(numbers)
        return sorted({*chain.from_iterable(self.options[number].kept for number in numbers)})

    def kept(self, mask: int) -> list[int]:
        """Return the items of the options of a mask, in document order."""
        return self.items(self.graph.items(mask))


def presolved(
    component: Component, amounts: Sequence[int], steps: int, *, each: int = 1
) -> Presolved:
    """Return a component without the items whose fate is decided, if it is large.

    Args:
        component: the items and their rules.
        amounts: the sum of each item of the problem, in fen.
        steps: how much the component may be searched.
        each: how many options stay of each module; k for the k best choices.

    Raises:
        TooEntangled: so much is left that its masks would be larger than the steps allow.

    >>> group, cap = Exclusion(frozenset(range(70))), JointCap(frozenset({0, 1}), 0)
    >>> small = presolved(Component(list(range(80)), [group], [cap], []), range(80), steps=9)
    >>> small.component.items, small.items([0])
    ([0], [69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79])
    """
    if len(component.items) <= SMALL:
        sums = {item: amounts[item] for item in component.items}
        return Presolved(component, {}, conflict_graph(component, sums))
    nodes = contracted(component, amounts, each, Budget(component.items, steps))
    numbers, options = _numbered(nodes)
    left = _component(nodes, numbers)
    if len(options) ** 2 > 4 * steps + _LITTLE:
        raise TooEntangled(component.items, steps)
    values = {number: option.value for number, option in options.items()}
    uncut = {number: option.uncut for number, option in options.items()}
    if not left.caps and uncut != values:
        # Without caps totals and uncut sums rank as one number does.
        width = sum(uncut.values()).bit_length()
        values = {number: fen << width | uncut[number] for number, fen in values.items()}
        uncut = values
    order = _order(numbers, options)
    graph = conflict_graph(left, values, None if uncut == values else uncut, order)
    return Presolved(left, options, graph)


def _numbered(nodes: Nodes) -> tuple[Mapping[int, Sequence[int]], Mapping[int, Option]]:
    """Return the numbers of the options of each node, and the option of each number."""
    numbers: dict[int, Sequence[int]] = {}
    options: dict[int, Option] = {}
    for node, some in nodes.options.items():
        numbers[node] = range(len(options), len(options) + len(some))
        options.update(zip(numbers[node], some, strict=True))
    return numbers, options


def _component(nodes: Nodes, numbers: Mapping[int, Sequence[int]]) -> Component:
    """Return the options of nodes as items, with the rules on them."""

    def of(some: Iterable[int]) -> frozenset[int]:
        return frozenset(chain.from_iterable(numbers[node] for node in some))

    several = [frozenset(some) for some in numbers.values() if len(some) > 1]
    return Component(
        sorted(chain.from_iterable(numbers.values())),
        [Exclusion(members) for members in (*map(of, nodes.exclusions), *several)],
        [JointCap(of(members), most) for members, most in nodes.caps],
        [
            (here, there)
            for node, rivals in nodes.rivals.items()
            for rival in rivals
            if node < rival
            for here in numbers[node]
            for there in numbers[rival]
        ],
        [Sides(tuple(map(of, group))) for group in nodes.sides],
    )


def _order(
    numbers: Mapping[int, Sequence[int]], options: Mapping[int, Option]
) -> Mapping[int, int]:
    """Return bits for each option, such that sums of them order sets by document order.

    Items that all options of a node keep tell nothing apart, but for the first of each option.
    """
    telling: dict[int, Sequence[int]] = {}
    for some in numbers.values():
        kept = [options[number].kept for number in some]
        if len(some) == 1:
            telling[some[0]] = kept[0][:1]
            continue
        first = {items[0] for items in kept}
        always = set(kept[0]).intersection(*kept[1:]) - first
        for number, items in zip(some, kept, strict=True):
            telling[number] = [item for item in items if item not in always]
    last_first = sorted({*chain.from_iterable(telling.values())}, reverse=True)
    bit = {item: 1 << place for place, item in enumerate(last_first)}
    return {number: sum(bit[item] for item in some) for number, some in telling.items()}


def kept_and_open(graph: ConflictGraph, budget: Budget | None = None) -> tuple[int, int]:
    """Return the items certain to be kept and those still open, as masks.

    Two dominance rules apply until neither decides more. An item is kept if it is worth more
    than all its rivals together and each of them is under every cap that it is under. An item is
    left out if a rival is worth more, excludes nothing that the item does not exclude, and is
    under no cap that the item is not under. Both rules hold for the total, the uncut sums and the
    order alike, since the one item can replace the other and be paid its sum; where an item comes
    to less than its uncut sum, both have to be larger.

    Raises:
        TooEntangled: there are too many conflicts to look at for the budget.

    >>> from aipolicy.calc.choice.components import Component
    >>> from aipolicy.calc.choice.bitmasks import conflict_graph
    >>> kept_and_open(conflict_graph(Component([0, 1], [], [], [(0, 1)]), {0: 5, 1: 6}))
    (1, 0)
    """
    neighbours, under, worth, tie = graph.neighbours, graph.under, graph.worth, graph.tie
    ties = tie is not worth
    cost = len(worth) >> 6
    kept, open_ = 0, sum(worth)
    todo = open_
    while todo:
        one = todo & -todo
        todo ^= one
        closed = neighbours[one] & open_
        caps, value = under[one], worth[one]
        needed, beside, dominated, certain = 0, 0, 0, True
        rivals = closed ^ one
        if budget:
            budget.spend(cost * rivals.bit_count())
        while rivals:
            rival = rivals & -rivals
            rivals ^= rival
            if caps & ~under[rival]:
                certain = False
                continue
            needed += worth[rival]
            if rival > one and not closed & ~neighbours[rival]:
                dominated |= rival
            if ties:
                beside += tie[rival]
                if tie[rival] > tie[one]:
                    dominated &= ~rival
        if certain and needed < value and (not ties or beside < tie[one]):
            kept |= one
            dominated = closed ^ one
            open_ ^= one
        if dominated:
            # Look again at every rival of a dominated item.
            open_ ^= dominated
            for bit in bits(dominated):
                todo |= neighbours[bit]
            todo &= open_
    return kept, open_
