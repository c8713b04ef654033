"""Sums paid before that the same awards replace, and awards that replace the same sums, as one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Alike(NamedTuple):
    """Sums and awards in classes; those of one class have the same awards, or the same sums.

    Attributes:
        sums: the sums of each class, in order.
        awards: the awards of each class, in order.
        replaced: for each class of sums the classes of awards that replace them.
    """

    sums: Sequence[Sequence[int]]
    awards: Sequence[Sequence[int]]
    replaced: Mapping[int, Sequence[int]]


def alike(replaced: Mapping[int, Sequence[int]]) -> Alike:
    """Return sums and the awards that replace them in classes.

    Args:
        replaced: the sums paid before, each with the awards that replace it; best the same list
            for all that have the same awards.

    >>> alike({0: [5, 6], 1: [5, 6], 2: [6]})
    Alike(sums=[[0, 1], [2]], awards=[[5], [6]], replaced={0: [0, 1], 1: [1]})
    """
    by_list: defaultdict[int, list[int]] = defaultdict(list)
    for one, awards in replaced.items():
        by_list[id(awards)].append(one)
    by_awards: defaultdict[tuple[int, ...], list[int]] = defaultdict(list)
    for ones in by_list.values():
        by_awards[tuple(replaced[ones[0]])] += ones
    sums = [sorted(ones) for ones in by_awards.values()]
    of_award: defaultdict[int, list[int]] = defaultdict(list)
    for number, awards in enumerate(by_awards):
        for award in awards:
            of_award[award].append(number)
    by_sums: defaultdict[tuple[int, ...], list[int]] = defaultdict(list)
    for award in sorted(of_award):
        by_sums[tuple(of_award[award])].append(award)
    classes: dict[int, list[int]] = {number: [] for number in range(len(sums))}
    for number, some in enumerate(by_sums):
        for one in some:
            classes[one].append(number)
    return Alike(sums, [*by_sums.values()], classes)
