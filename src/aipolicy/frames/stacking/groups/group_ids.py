"""Rows by what they share, as whole numbers in arrays: no row is looked at by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from aipolicy.frames.arrow import Numbers

NONE: Final = -1
"""The code of a row that names nothing."""

_ROOMY: Final = 8
"""How many places a table may have for each row; beyond, rows are sorted instead."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A code below `size` for every row, or `NONE`; rows of one code share what it stands for."""

    codes: Numbers
    size: int


@dataclass(frozen=True, slots=True)
class Group:
    """Some rows, and for each the number of its unit, below `size`."""

    rows: Numbers
    units: Numbers
    size: int


def paired(one: Coded, other: Coded) -> Coded:
    """Return codes for what two codes name together: `NONE` where either is.

    >>> paired(Coded(np.array([0, 0, 1]), 2), Coded(np.array([5, NONE, 5]), 6)).codes
    array([ 5, -1, 11])
    """
    named = np.flatnonzero((one.codes >= 0) & (other.codes >= 0))
    ours, theirs = one.codes[named], other.codes[named]
    size = one.size * other.size
    if size <= _ROOMY * len(named):
        codes = ours * other.size + theirs
    elif _follows(theirs, ours, one.size):
        codes, size = ours, one.size
    elif _follows(ours, theirs, other.size):
        codes, size = theirs, other.size
    else:
        codes, size = compact(compact(ours, one.size)[0] * other.size + theirs)
    if len(named) == len(one.codes):
        return Coded(codes, size)
    every = np.full(len(one.codes), NONE, np.int64)
    every[named] = codes
    return Coded(every, size)


def compact(codes: Numbers, size: int | None = None) -> tuple[Numbers, int]:
    """Return codes without gaps, and how many there are; left alone where gaps do no harm.

    >>> compact(np.array([90, 7, 90]))
    (array([1, 0, 1]), 2)
    """
    if size is not None and size <= _ROOMY * len(codes):
        return codes, size
    found, places = np.unique(codes, return_inverse=True)
    return places.astype(np.int64, copy=False), len(found)


def repeated(codes: Numbers, size: int) -> Numbers:
    """Return the codes that stand on several rows, once for every row but one of theirs.

    >>> repeated(np.array([2, 0, 2, 2]), 3).tolist()
    [2, 2]
    """
    if size <= _ROOMY * len(codes):
        rows = np.arange(len(codes))
        last = np.empty(size, np.int64)  # only what is written is read
        last[codes] = rows
        again: Numbers = codes[last[codes] != rows]
    else:
        ordered = np.sort(codes)
        again = ordered[1:][ordered[1:] == ordered[:-1]]
    return again


def joined(labels: Numbers, groups: Sequence[Group]) -> Numbers:
    """Return labels under which the rows of every unit are together, directly or through others.

    A label is the first of the rows that bear it. Each round gives every unit the least label in
    it, and every row the label of its label, until nothing changes.

    >>> joined(np.arange(4), [Group(np.array([1, 3]), np.array([0, 0]), 1)])
    array([0, 1, 2, 1])
    """
    labels = labels.copy()
    changed = True
    while changed:
        changed = False
        for group in groups:
            mine = labels[group.rows]
            least = np.full(group.size, len(labels), np.int64)
            np.minimum.at(least, group.units, mine)
            lowest = least[group.units]
            lower = np.flatnonzero(lowest < mine)
            if len(lower):
                changed = True
                np.minimum.at(labels, mine[lower], lowest[lower])
        while ((above := labels[labels]) != labels).any():
            labels = above
    return labels


def _follows(one: Numbers, other: Numbers, size: int) -> bool:
    """Return whether a code is always the same where the other, below `size`, is the same."""
    seen = np.empty(size, np.int64)  # only what is written is read
    seen[other] = one
    return bool((seen[other] == one).all())
