"""Pairs of rows that conflict, the earlier and the later, under each rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from aipolicy.calc.documents.stacking import Stacking
from aipolicy.frames.arrow import Numbers, Truths
from aipolicy.frames.stacking.groups.conflicts import Conflict
from aipolicy.frames.stacking.groups.group_ids import Grouping, compact

FEW: Final = 64
"""How many rows a group may have whose pairs are written out."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of rows that conflict under a rule; of two rows there may be several.

    Attributes:
        earlier: the row that is decided first.
        later: the other row, which is claimed.
        rule: the place of the rule's id among `rules`.
        bars: whether the later row is lost if the earlier is paid, and not only reduced.
        rules: the ids of the rules.
    """

    earlier: Numbers
    later: Numbers
    rule: Numbers
    bars: Truths
    rules: tuple[str, ...]

    def some(self, which: Truths) -> Pairs:
        """Return some of the pairs."""
        earlier, later, rule = self.earlier[which], self.later[which], self.rule[which]
        return Pairs(earlier, later, rule, self.bars[which], self.rules)

    def distinct(self, rows: int) -> Truths:
        """Return which pairs are the first of their two rows, of which there are `rows`."""
        if len(self.rules) < 2:
            return np.ones(len(self.earlier), np.bool_)
        keys = self.earlier * rows + self.later
        order = np.argsort(keys, kind="stable")
        ordered = keys[order]
        found = np.ones(len(keys), np.bool_)
        found[order[1:][ordered[1:] == ordered[:-1]]] = False
        return found


def large_groups(conflict: Conflict) -> Truths:
    """Return for each group of a conflict whether its pairs are too many to be written out."""
    grouping = conflict.grouping
    return np.bincount(grouping.ids, minlength=grouping.size) > FEW


def pairs_of(
    conflicts: Iterable[Conflict],
    common: Truths,
    ranks: Numbers,
    before: Truths,
    stackings: Mapping[str, Stacking],
) -> Pairs:
    """Return the pairs of rows in common components.

    Args:
        conflicts: the conflicts of all rows.
        common: which rows are in a common component.
        ranks: the place of each row in time.
        before: which rows were paid before.
        stackings: the rules of all documents, by the document's id.
    """
    tops_up = {
        f"{id_}/{rule.name}"
        for id_, stacking in stackings.items()
        for rule in stacking.rules
        if rule.allows_top_up
    }
    earlier, later, numbers, bars = ([np.zeros(0, np.int64)] for _ in range(4))
    rules: list[str] = []
    for conflict in conflicts:
        one, other = _of_conflict(conflict, common, ranks, before)
        if not len(one):
            continue
        earlier.append(one)
        later.append(other)
        numbers.append(np.full(len(one), len(rules)))
        bars.append(np.full(len(one), int(conflict.rule not in tops_up)))
        rules.append(conflict.rule)
    return Pairs(
        np.concatenate(earlier),
        np.concatenate(later),
        np.concatenate(numbers),
        np.concatenate(bars) > 0,
        tuple(rules),
    )


def _of_conflict(
    conflict: Conflict, common: Truths, ranks: Numbers, before: Truths
) -> tuple[Numbers, Numbers]:
    grouping = conflict.grouping
    keep = common[grouping.rows]
    if not keep.any():
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    rows, ids, policies = grouping.rows[keep], grouping.ids[keep], conflict.policies[keep]
    order, earlier = earlier_in_group(Grouping(rows, *compact(ids, grouping.size)), ranks)
    rows, policies = rows[order], policies[order]
    later = np.repeat(np.arange(len(rows)), earlier)
    first = np.arange(len(later)) - np.repeat(np.cumsum(earlier) - earlier, earlier)
    one = later - np.repeat(earlier, earlier) + first
    ours, theirs = policies[one], policies[later]
    apart = ours != theirs
    if not conflict.inside:
        apart &= (ours < 0) | (theirs < 0)
    apart &= ~before[rows[later]]
    return rows[one[apart]], rows[later[apart]]


def earlier_in_group(grouping: Grouping, ranks: Numbers) -> tuple[Numbers, Numbers]:
    """Return the order of rows by group and time, and how many of its group precede each."""
    order = np.lexsort((ranks[grouping.rows], grouping.ids))
    ids = grouping.ids[order]
    starts = np.concatenate((np.ones(min(len(ids), 1), np.bool_), ids[1:] != ids[:-1]))
    places = np.arange(len(ids))
    return order, places - np.maximum.accumulate(np.where(starts, places, 0))
