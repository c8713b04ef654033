"""Joint caps over rows in order of time: which rows are under which cap."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from aipolicy.calc.documents.stacking import Stacking
from aipolicy.frames.arrow import Numbers, Truths
from aipolicy.frames.stacking.groups.group_ids import compact
from aipolicy.frames.stacking.groups.joint_caps import CapGroups


@dataclass(frozen=True, slots=True)
class Members:
    """Rows under joint caps; a row may be under several.

    Attributes:
        rows: the rows.
        cap: the number of the cap over each.
        most: the caps, in fen, by number.
        rule: the place of each cap's rule among `rules`.
        rules: the ids of the rules.
    """

    rows: Numbers
    cap: Numbers
    most: Numbers
    rule: Numbers
    rules: tuple[str, ...]


def counted_otherwise(stackings: Mapping[str, Stacking]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the documents and the rules whose caps do not count what the document pays."""
    documents = {id_ for id_, stacking in stackings.items() if stacking.gross_caps}
    rules = {
        f"{id_}/{rule.name}"
        for id_, stacking in stackings.items()
        for rule in stacking.rules
        if rule.levels
    }
    return frozenset(documents), frozenset(rules)


def members_of(caps: Iterable[CapGroups], common: Truths) -> Members:
    """Return the rows in common components that are under caps."""
    rows, numbers, most, rule = ([np.zeros(0, np.int64)] for _ in range(4))
    rules: list[str] = []
    count = 0
    for cap in caps:
        keep = common[cap.grouping.rows]
        if not keep.any():
            continue
        ids, size = compact(cap.grouping.ids[keep], cap.grouping.size)
        rows.append(cap.grouping.rows[keep])
        numbers.append(ids + count)
        most.append(np.full(size, cap.most))
        rule.append(np.full(size, len(rules)))
        rules.append(cap.rule)
        count += size
    return Members(
        np.concatenate(rows),
        np.concatenate(numbers),
        np.concatenate(most),
        np.concatenate(rule),
        tuple(rules),
    )
