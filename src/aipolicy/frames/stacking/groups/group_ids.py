"""Group ids in arrays: rows of one id share something. No row is looked at by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from aipolicy.frames.arrow import Numbers
from aipolicy.frames.stacking.rows.encoded_text import NONE

_ROOMY: Final = 8
"""How many entries a lookup table may have for each row; beyond that, rows are sorted instead."""


@dataclass(frozen=True, slots=True)
class GroupIds:
    """The id of each row's group, below `size`; `NONE` for rows in no group."""

    ids: Numbers
    size: int


@dataclass(frozen=True, slots=True)
class Grouping:
    """Some rows, and the id of each one's group, below `size`; not every id needs to have rows."""

    rows: Numbers
    ids: Numbers
    size: int


def paired(one: GroupIds, other: GroupIds) -> GroupIds:
    """Return the ids of what two ids name together: `NONE` where either is.

    >>> paired(GroupIds(np.array([0, 0, 1]), 2), GroupIds(np.array([5, NONE, 5]), 6)).ids
    array([ 5, -1, 11])
    """
    named = np.flatnonzero((one.ids >= 0) & (other.ids >= 0))
    ours, theirs = one.ids[named], other.ids[named]
    size = one.size * other.size
    if size <= _ROOMY * len(named):
        ids = ours * other.size + theirs
    elif _follows(theirs, ours, one.size):
        ids, size = ours, one.size
    elif _follows(ours, theirs, other.size):
        ids, size = theirs, other.size
    else:
        ids, size = compact(compact(ours, one.size)[0] * other.size + theirs)
    if len(named) == len(one.ids):
        return GroupIds(ids, size)
    every = np.full(len(one.ids), NONE, np.int64)
    every[named] = ids
    return GroupIds(every, size)


def compact(ids: Numbers, size: int | None = None) -> tuple[Numbers, int]:
    """Return ids without gaps, and how many there are; unchanged where the gaps are affordable.

    >>> compact(np.array([90, 7, 90]))
    (array([1, 0, 1]), 2)
    """
    if size is not None and size <= _ROOMY * len(ids):
        return ids, size
    found, places = np.unique(ids, return_inverse=True)
    return places.astype(np.int64, copy=False), len(found)


def repeated_ids(ids: Numbers, size: int) -> Numbers:
    """Return the ids of groups of several rows, once for every row of them but one.

    >>> repeated_ids(np.array([2, 0, 2, 2]), 3).tolist()
    [2, 2]
    """
    if size <= _ROOMY * len(ids):
        rows = np.arange(len(ids))
        last = np.empty(size, np.int64)  # only what is written is read
        last[ids] = rows
        again: Numbers = ids[last[ids] != rows]
    else:
        ordered = np.sort(ids)
        again = ordered[1:][ordered[1:] == ordered[:-1]]
    return again


def components(labels: Numbers, groupings: Sequence[Grouping]) -> Numbers:
    """Return the connected components of rows that groups connect, by label propagation.

    The label of a component is the first of its rows. Each round gives every group the least
    label in it, and every row the label of its label, until nothing changes.

    Args:
        labels: for each row the first row of the component it is already in.
        groupings: the rows of each group are connected.

    >>> components(np.arange(4), [Grouping(np.array([1, 3]), np.array([0, 0]), 1)])
    array([0, 1, 2, 1])
    """
    labels = labels.copy()
    changed = True
    while changed:
        changed = False
        for grouping in groupings:
            mine = labels[grouping.rows]
            least = np.full(grouping.size, len(labels), np.int64)
            np.minimum.at(least, grouping.ids, mine)
            lowest = least[grouping.ids]
            lower = np.flatnonzero(lowest < mine)
            if len(lower):
                changed = True
                np.minimum.at(labels, mine[lower], lowest[lower])
        while ((above := labels[labels]) != labels).any():
            labels = above
    return labels


def _follows(one: Numbers, other: Numbers, size: int) -> bool:
    """Return whether an id is always the same where the other, below `size`, is the same."""
    seen = np.empty(size, np.int64)  # only what is written is read
    seen[other] = one
    return bool((seen[other] == one).all())
