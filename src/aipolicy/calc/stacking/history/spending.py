"""Spending: whether what awards are paid, less their offsets, keeps within net caps.

Sums paid before and awards are looked at in classes, so that thousands of them cost little.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from aipolicy.calc.stacking.history.alike import alike
from aipolicy.calc.stacking.history.coverage import replacing
from aipolicy.calc.stacking.history.net_caps import NetCap
from aipolicy.calc.stacking.history.offsets import offsets


class AlikeUnderCaps(NamedTuple):
    """Sums paid before and the awards that replace them, in classes that net caps do not divide.

    Attributes:
        sums: the sums of each class.
        awards: the awards of each class: they replace the same sums, under the same net caps.
        replaced: for each class of sums the classes of awards that replace them.
    """

    sums: Sequence[Sequence[int]]
    awards: Sequence[Sequence[int]]
    replaced: Mapping[int, Sequence[int]]


def alike_under_caps(
    net_caps: Sequence[NetCap], replaced: Mapping[int, Sequence[int]]
) -> AlikeUnderCaps:
    """Return sums paid before and the awards that replace them in classes.

    Args:
        net_caps: the net caps.
        replaced: the sums paid before that are replaced, each with the awards that replace it.

    >>> alike_under_caps([NetCap(frozenset({6}), 9)], {0: [5, 6, 7]}).awards
    [[5, 7], [6]]
    """
    under: defaultdict[int, list[int]] = defaultdict(list)
    for number, cap in enumerate(net_caps):
        for item in cap.members:
            under[item].append(number)
    sums, wide, of_sums = alike(replaced)
    awards: list[list[int]] = []
    parts: list[range] = []
    for some in wide:
        classes: defaultdict[tuple[int, ...], list[int]] = defaultdict(list)
        for item in some:
            classes[tuple(under.get(item, ()))].append(item)
        parts.append(range(len(awards), len(awards) + len(classes)))
        awards += classes.values()
    by = {
        one: [part for some in numbers for part in parts[some]] for one, numbers in of_sums.items()
    }
    return AlikeUnderCaps(sums, awards, by)


def within(
    net_caps: Sequence[NetCap],
    gross: Mapping[int, int],
    flow: Mapping[int, Mapping[int, int]],
) -> bool:
    """Return whether awards with their offsets keep within net caps.

    Args:
        net_caps: the net caps.
        gross: what each kept award comes to, in fen.
        flow: for each award how much it replaces of each sum.

    >>> within([NetCap(frozenset({1, 2}), 30)], {1: 50, 2: 10}, {1: {0: 30}})
    True
    """
    net = {award: fen - sum(flow.get(award, {}).values()) for award, fen in gross.items()}
    return all(sum(net.get(one, 0) for one in cap.members) <= cap.room for cap in net_caps)


def exceeded(
    net_caps: Sequence[NetCap],
    gross: Mapping[int, int],
    replaced: Mapping[int, Sequence[int]],
    paid_before: Mapping[int, int] | Sequence[int],
) -> Sequence[NetCap]:
    """Return the net caps that are exceeded where classes of awards are offset one after another.

    Other offsets may keep within them.

    Args:
        net_caps: the net caps.
        gross: what each kept award comes to, in fen.
        replaced: the sums paid before that are replaced, each with the awards that replace it.
        paid_before: how much was paid, in fen.

    >>> cap = NetCap(frozenset({1}), 30)
    >>> exceeded([cap], {1: 80, 2: 50}, {0: [1, 2]}, {0: 50}) == []
    True
    >>> exceeded([cap], {1: 80, 2: 50}, {0: [2]}, {0: 50}) == [cap]
    True
    """
    if not net_caps:
        return []
    sums, awards, classes = alike_under_caps(net_caps, replaced)
    paid = [sum(paid_before[one] for one in ones) for ones in sums]
    together = {number: sum(gross[one] for one in some) for number, some in enumerate(awards)}
    flow = offsets(classes, paid, together)
    less = {awards[number][0]: sum(by.values()) for number, by in flow.items()}
    # The offsets of a class fall under a cap wholly or not at all.
    return [
        cap
        for cap in net_caps
        if sum(gross.get(one, 0) - less.get(one, 0) for one in cap.members) > cap.room
    ]


def overspent(
    net_caps: Sequence[NetCap],
    rivals: Mapping[int, AbstractSet[int]],
    amounts: Sequence[int],
    gross: Mapping[int, int],
) -> frozenset[int]:
    """Return the members of the net caps that a choice exceeds, as `exceeded` looks at it.

    Args:
        net_caps: the net caps.
        rivals: the sums paid before, each with the awards that exclude it.
        amounts: the sum of each item, in fen.
        gross: what each kept item comes to.

    >>> cap = NetCap(frozenset({1}), 30)
    >>> sorted(overspent([cap], {0: frozenset({2})}, (50, 80, 50), {1: 80, 2: 50}))
    [1]
    """
    if not net_caps:
        return frozenset()
    replaced = replacing(rivals, (one for one in rivals if one not in gross), gross.keys())
    found = exceeded(net_caps, gross, replaced, amounts)
    return frozenset[int]().union(*(cap.members for cap in found))
