"""Modular decomposition: items that all rules outside treat alike become one node.

Nodes that the same rules bind are of one kind. If they exclude each other, only the best can be
kept; if they do not, a choice keeps all of them or none, since it is never better to keep some.
So a kind becomes one node, and a joint cap on nodes of one kind alone is counted at once. Then
rules are left with a single node or side, kinds become larger, and the next round contracts these.
Groups of thousands of items end as one node or a few, in time linear in the size of the rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final, TypeAlias

from aipolicy.calc.choice.budget import Budget
from aipolicy.calc.choice.cap_shares import capped_shares
from aipolicy.calc.choice.components import Component
from aipolicy.calc.choice.options import Option, Options, best_of, combined, undominated

_ROUNDS: Final = 50  # each round takes linear time
_REFINEMENTS: Final = 10

_Caps: TypeAlias = Sequence[tuple[set[int], int]]


@dataclass(slots=True)
class Nodes:
    """Modules of a component as nodes, and the rules on them.

    Attributes:
        options: the best options of each node; only one where a cap holds for it.
        exclusions: groups in which at most one node is kept.
        sides: groups in which the nodes of at most one side are kept.
        rivals: for each node others that it excludes.
        caps: the nodes under each cap, and its fen.
    """

    options: dict[int, Options]
    exclusions: list[set[int]]
    sides: list[list[set[int]]]
    rivals: dict[int, set[int]]
    caps: list[tuple[set[int], int]]


@dataclass(frozen=True, slots=True)
class _Kind:
    """Nodes that the same rules bind, and the caps on some of them and no other nodes.

    Attributes:
        nodes: the nodes.
        exclusive: whether they exclude each other.
        caps: the caps that hold for no other nodes.
        capped: whether caps hold for all of them and for other nodes too.
    """

    nodes: list[int]
    exclusive: bool
    caps: list[tuple[set[int], int]]
    capped: bool


def contracted(component: Component, amounts: Sequence[int], each: int, budget: Budget) -> Nodes:
    """Return the modules of a component as nodes.

    Args:
        component: the items and their rules.
        amounts: the sum of each item of the problem, in fen.
        each: how many options of a node stay; k for the k best choices.
        budget: the steps left to divide the caps.

    Raises:
        TooEntangled: caps overlap in so many ways that the budget is used up.

    >>> from aipolicy.calc.choice.problem import Sides
    >>> sides = Sides((frozenset({0, 1}), frozenset({2, 3, 4})))
    >>> component = Component([0, 1, 2, 3, 4], [], [], [], [sides])
    >>> contracted(component, (5, 4, 3, 3, 2), 1, Budget((), 0)).options
    {0: [Option(value=9, uncut=9, kept=(0, 1))]}
    """
    rivals: defaultdict[int, set[int]] = defaultdict(set)
    for one, other in component.conflicts:
        rivals[one].add(other)
        rivals[other].add(one)
    nodes = Nodes(
        {item: [Option(amounts[item], amounts[item], (item,))] for item in component.items},
        [set(rule.members) for rule in component.exclusions],
        [[set(side) for side in rule.sides] for rule in component.sides],
        rivals,
        [(set(cap.members), cap.most) for cap in component.caps],
    )
    for _ in range(_ROUNDS):
        _drop_idle_rules(nodes)
        if not _contract(nodes, each, budget):
            break
    return nodes


def _drop_idle_rules(nodes: Nodes) -> None:
    """Drop groups with one node or side left, and caps that the nodes cannot exceed."""
    nodes.exclusions = [group for group in nodes.exclusions if len(group) > 1]
    sides = [[side for side in group if side] for group in nodes.sides]
    nodes.sides = [group for group in sides if len(group) > 1]
    nodes.caps = [
        (members, most)
        for members, most in nodes.caps
        if sum([nodes.options[node][0].value for node in members]) > most
    ]


def _contract(nodes: Nodes, each: int, budget: Budget) -> bool:
    """Contract every kind of nodes; return whether anything changed."""
    gone: set[int] = set()
    counted: set[int] = set()
    for kind in _kinds(nodes):
        if len(kind.nodes) == 1 and not kind.caps:
            continue
        left = _contracted(nodes.options, kind, each, budget)
        gone.update(set(kind.nodes).difference(left))
        counted.update(id(members) for members, _ in kind.caps)
        nodes.options.update(left)
    if not gone and not counted:
        return False
    for node in gone:
        del nodes.options[node]
        for rival in nodes.rivals.pop(node, ()):
            nodes.rivals[rival].discard(node)
    nodes.exclusions = [group - gone for group in nodes.exclusions]
    nodes.sides = [[side - gone for side in group] for group in nodes.sides]
    nodes.caps = [(some - gone, most) for some, most in nodes.caps if id(some) not in counted]
    return True


def _contracted(
    options: Mapping[int, Options], kind: _Kind, each: int, budget: Budget
) -> dict[int, Options]:
    """Return the nodes that are left of a kind, with their options."""
    members = kind.nodes
    first = members[0]
    if not kind.exclusive:
        value = _value(options, members, kind.caps, budget)
        return {first: combined(value, [options[node] for node in members], each)}
    most: dict[int, int] = {}
    for under, fen in kind.caps:
        for node in under:
            most[node] = min(fen, most.get(node, fen))
    cut = {
        node: [
            one._replace(value=min(one.value, most.get(node, one.value))) for one in options[node]
        ]
        for node in members
    }
    if not kind.capped:
        return {first: best_of(chain.from_iterable(cut.values()), each)}
    left = {id(one) for one in undominated((some[0] for some in cut.values()), each)}
    return {node: some for node, some in cut.items() if id(some[0]) in left}


def _value(
    options: Mapping[int, Options], members: Sequence[int], caps: _Caps, budget: Budget
) -> int:
    """Return what the best options of nodes come to together under caps."""
    values = [options[node][0].value for node in members]
    if not caps:
        return sum(values)
    at = {node: position for position, node in enumerate(members)}
    within = [([at[node] for node in under], most) for under, most in caps]
    return sum(capped_shares(values, within, budget))


def _kinds(nodes: Nodes) -> Iterable[_Kind]:
    """Return the kinds of nodes, each with its nodes in order."""
    ties, exclusive = _ties(nodes)
    above = _numbered(members for members, _ in nodes.caps)
    crossing: set[int] = set()
    kind_of = ties
    for _ in range(_REFINEMENTS):
        new = {
            number
            for number, (members, _) in enumerate(nodes.caps)
            if number not in crossing and len({kind_of[node] for node in members}) > 1
        }
        if not new:
            break
        crossing |= new
        kind_of = _refined(ties, above, crossing)
    else:
        kind_of = _refined(ties, above, set(range(len(nodes.caps))))
    found: defaultdict[int, list[int]] = defaultdict(list)
    for node in sorted(nodes.options):
        found[kind_of[node]].append(node)
    inside: defaultdict[int, list[tuple[set[int], int]]] = defaultdict(list)
    across: set[int] = set()
    for members, most in nodes.caps:
        kinds = {kind_of[node] for node in members}
        if len(kinds) == 1:
            inside[kinds.pop()].append((members, most))
        else:
            across |= kinds
    return [
        _Kind(some, len(some) > 1 and some[0] in exclusive, inside[kind], kind in across)
        for kind, some in found.items()
    ]


def _refined(
    ties: Mapping[int, int], above: Mapping[int, list[int]], crossing: set[int]
) -> dict[int, int]:
    """Return the kinds of nodes by their ties and by those of some caps that are above them."""
    known: dict[tuple[int, tuple[int, ...]], int] = {}
    caps = {node: tuple(n for n in numbers if n in crossing) for node, numbers in above.items()}
    return {
        node: known.setdefault((tie, caps.get(node, ())), len(known)) for node, tie in ties.items()
    }


def _ties(nodes: Nodes) -> tuple[dict[int, int], set[int]]:
    """Return for each node a number for the rules by which it excludes others.

    And the nodes that exclude all others of their number.
    """
    groups = _numbered(nodes.exclusions)
    sides: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    alone: set[int] = set()
    for number, group in enumerate(nodes.sides):
        for place, side in enumerate(group):
            for node in side:
                # Sides of one node each exclude each other, as in an exclusion.
                sides[node].append((number, place if len(side) > 1 else -1))
            if len(side) == 1:
                alone |= side
    known: dict[object, int] = {}
    ties = {
        node: known.setdefault(
            (
                tuple(groups.get(node, ())),
                tuple(sides.get(node, ())),
                frozenset(nodes.rivals.get(node, ())),
            ),
            len(known),
        )
        for node in nodes.options
    }
    return ties, alone.union(groups)


def _numbered(groups: Iterable[Iterable[int]]) -> dict[int, list[int]]:
    """Return for each node the numbers of the groups that have it."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        for node in group:
            found[node].append(number)
    return found
