"""From the rows of a tree to its lines: intervals for comparisons, and like rows joined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from aipolicy.calc.symbolic.intervals import (
    Constraint,
    Interval,
    Key,
    constraints,
    rising,
    united,
)
from aipolicy.calc.symbolic.lines import Given, Less, Line, Steps
from aipolicy.calc.symbolic.polynomial import Polynomial
from aipolicy.calc.symbolic.terms import Term, polynomial, without
from aipolicy.calc.symbolic.tiers import tiers_of, tiers_rising
from aipolicy.calc.symbolic.tree import Holds, Row
from aipolicy.calc.symbolic.written import term_of

_MOST_ALIKE, _MOST_BESIDE_TIERS = 6, 3
"""More lines than this that give the same are shown as one, the last: otherwise.

Each is a reason, so several are kept; beside tiers they only say that no tier is reached.
"""


def lines_of(rows: Iterable[Row], order: Sequence[str]) -> tuple[Line, ...]:
    """Return the rows of a tree as lines; `order` are the facts as the clause declares them.

    >>> from aipolicy.rules import langfang_2023
    >>> len(langfang_2023.revenue_milestone.table.rows)
    10
    >>> len(langfang_2023.revenue_milestone.table.lines)
    4
    """
    kept = _joined([_Draft(constraints(row.conditions, order), _ends(row)) for row in rows])
    shown = _otherwise([draft.line() for draft in _without_reached(kept)])
    return tiers_rising(shown, order)


_Ends: TypeAlias = tuple[Given, Given, bool, tuple[Term, Term]]


def _ends(row: Row) -> _Ends:
    """Return what a row gives, with its terms: equal sums written otherwise are not joined."""
    least, most = row.outcome.least, row.outcome.most
    return least, most, row.outcome.is_range, (term_of(least), term_of(most))


@dataclass(slots=True)
class _Draft:
    """A line in the making: its constraints by what they are about, and what it gives."""

    on: dict[Key, Constraint]
    ends: _Ends

    def besides(self, key: Key) -> frozenset[tuple[Key, Constraint]]:
        return frozenset((k, one) for k, one in self.on.items() if k != key)

    def line(self) -> Line:
        least, most, is_range, _ = self.ends
        return Line(tuple(self.on.values()), least, most, is_range)


def _joined(drafts: list[_Draft]) -> list[_Draft]:
    """Join lines that give the same and differ in one constraint only, until none do."""
    before = 0
    while before != len(drafts):
        before = len(drafts)
        for key in dict.fromkeys(key for draft in drafts for key in draft.on):
            drafts = _joined_on(key, drafts)
    return drafts


def _joined_on(key: Key, drafts: list[_Draft]) -> list[_Draft]:
    alike: dict[object, list[_Draft]] = {}
    for draft in drafts:
        same = (draft.besides(key), draft.ends) if key in draft.on else id(draft)
        alike.setdefault(same, []).append(draft)
    return [one for group in alike.values() for one in _together(key, group)]


def _together(key: Key, group: list[_Draft]) -> Iterator[_Draft]:
    """Yield the lines of a group that differ on `key`, those side by side as one."""
    if len(group) == 1:
        yield from group
        return
    first = group[0]
    rest = {k: one for k, one in first.on.items() if k != key}
    if isinstance(first.on[key], Holds):  # yes and no: the answer does not matter
        yield _Draft(rest, first.ends)
        return
    stretch: list[Interval] = []
    for interval in rising(_intervals(key, group)):
        if stretch and not stretch[-1].ends_where(interval):
            yield _Draft(_on(first.on, key, stretch), first.ends)
            stretch = []
        stretch.append(interval)
    yield _Draft(_on(first.on, key, stretch), first.ends)


def _on(
    on: Mapping[Key, Constraint], key: Key, stretch: Sequence[Interval]
) -> dict[Key, Constraint]:
    """Return constraints with the one on `key` replaced, or dropped where it bounds nothing."""
    whole = replace(stretch[0], high=stretch[-1].high)
    if whole.low is None and whole.high is None:
        return {k: one for k, one in on.items() if k != key}
    return {k: whole if k == key else one for k, one in on.items()}


def _intervals(key: Key, group: Iterable[_Draft]) -> list[Interval]:
    found = (draft.on.get(key) for draft in group)
    return [one for one in found if isinstance(one, Interval)]


def _without_reached(drafts: list[_Draft]) -> list[_Draft]:
    """Write a falling staircase as one sum less the tiers that a quantity has reached already.

    `difference_only` and `sum_of_tiers` are such: the higher the revenue of earlier years, the
    less is newly due, whatever tier is reached now.
    """
    for key in dict.fromkeys(key for draft in drafts for key in draft.on):
        groups: dict[object, list[_Draft]] = {}
        for draft in drafts:
            same = draft.besides(key) if key in draft.on else id(draft)
            groups.setdefault(same, []).append(draft)
        stairs = {same: found for same, group in groups.items() if (found := _stair(key, group))}
        longest = max(stairs.values(), key=lambda one: len(one.steps), default=None)
        if longest is None or len(stairs) < 2:
            continue
        if any(one.steps != longest.steps[: len(one.steps)] for one in stairs.values()):
            continue
        return [
            one
            for same, group in groups.items()
            for one in ([_less(key, group, longest)] if same in stairs else group)
        ]
    return drafts


def _stair(key: Key, group: list[_Draft]) -> Steps | None:
    """Return what is less at each step, where lines on `key` give less and less from the first."""
    intervals = rising(_intervals(key, group))
    if len(intervals) < 2 or intervals[0].low is not None or united(intervals) is None:
        return None
    by_interval = {draft.on[key]: draft.ends for draft in group}
    ends = [by_interval[interval] for interval in intervals]
    if any(one[2] or not _is_number(one[1]) for one in ends):
        return None
    base = ends[0][3][1]
    taken = [without(base, terms[1]) for _, _, _, terms in ends[1:]]
    worth = [polynomial(one).constant_part for one in taken]
    if worth != sorted(worth) or worth[0] <= 0:
        return None
    begins = (interval.low for interval in intervals[1:])
    steps = tuple((low, one) for low, one in zip(begins, taken, strict=True) if low is not None)
    return Steps(replace(intervals[0], high=None), steps)


def _is_number(given: Given) -> bool:
    return isinstance(given, Polynomial) and given.is_constant


def _less(key: Key, group: list[_Draft], taken: Steps) -> _Draft:
    intervals = rising(_intervals(key, group))
    lowest = next(draft for draft in group if draft.on[key] == intervals[0])
    base, _, is_range, terms = lowest.ends
    given = Less(base, taken) if isinstance(base, Polynomial) else base
    return _Draft(_on(lowest.on, key, intervals), (given, given, is_range, terms))


def _otherwise(lines: list[Line]) -> list[Line]:
    """Show what many lines give once, as the last line."""
    counted = Counter((line.least, line.most, line.is_range) for line in lines)
    (ends, often), *_ = counted.most_common(1)
    if often <= (_MOST_BESIDE_TIERS if tiers_of(lines) else _MOST_ALIKE):
        return lines
    kept = [line for line in lines if (line.least, line.most, line.is_range) != ends]
    return [*kept, Line((), *ends, otherwise=True)]
