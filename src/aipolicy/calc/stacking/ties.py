"""Ties between awards: what each rule does to the awards that meet under it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from aipolicy.calc.choice import TooEntangled
from aipolicy.calc.documents.rule import CHOOSING, CitedRule, Effect
from aipolicy.calc.documents.stacking import Stacking, Together
from aipolicy.calc.stacking.caps import Cap, joint_cap
from aipolicy.calc.stacking.entry import Entry
from aipolicy.calc.stacking.meetings import Meeting, meetings
from aipolicy.errors import Fault

MOST_PAIRS = 10_000_000
"""The most pairs of awards that one group may set against each other."""


@dataclass(slots=True)
class Ties:
    """All ties between awards, by their indices.

    Attributes:
        exclusions: groups in which one award is kept, each with its rule.
        conflicts: pairs of which one is kept, each with the rules that say so.
        caps: joint caps that bind.
        lost: the awards that are lost, each with the rules and the awards that bar it.
        together: awards that a rule would exclude, if they were not payable on top of the other
            money.
        faults: figures that joint caps need and the claims do not state.
    """

    exclusions: list[tuple[CitedRule, tuple[int, ...]]]
    conflicts: dict[tuple[int, int], list[CitedRule]]
    caps: list[Cap]
    lost: dict[int, list[tuple[CitedRule, tuple[int, ...]]]]
    together: list[tuple[Together, int]]
    faults: list[Fault]


def ties_between(entries: Iterable[Entry], stackings: Mapping[str, Stacking]) -> Ties:
    """Return the ties between awards under the rules of their documents.

    Args:
        entries: the awards, each at its index; those of no sum have no ties.
        stackings: the rules of each policy, by its id.

    Raises:
        TooEntangled: a group holds too many awards that exclude each other.
    """
    ties = _TiesSoFar(stackings)
    for meeting in meetings(entries, stackings):
        ties.add(meeting)
    return ties.found


class _TiesSoFar:
    """The ties of the meetings added so far."""

    def __init__(self, stackings: Mapping[str, Stacking]) -> None:
        self.found = Ties([], {}, [], {}, [], [])
        self._stackings = stackings

    def add(self, meeting: Meeting) -> None:
        """Add what a rule does to the awards that meet under it."""
        rule = meeting.cited_rule.rule
        if rule.cap is not None:
            cap = joint_cap(meeting.cited_rule, rule.cap, meeting.ours, meeting.theirs)
            if isinstance(cap, Fault):
                self.found.faults.append(cap)
            elif cap is not None:
                self.found.caps.append(cap)
        elif rule.effect in CHOOSING:
            if rule.inside and len(meeting.ours) > 1:
                self._exclude_inside(meeting)
            for entry, other in product(meeting.ours, meeting.theirs):
                if not self._is_on_top(entry, other):
                    self._exclude_pair(meeting.cited_rule, entry, other)
        elif rule.effect is Effect.ONCE:
            self._pay_once(meeting.cited_rule, meeting.ours)
        else:
            self._forfeit(meeting)

    def _exclude_inside(self, meeting: Meeting) -> None:
        """Let awards of different policies of the document exclude each other."""
        cited_rule, ours, _, _ = meeting
        by_policy = _by_policy(meeting)
        if len(by_policy) == 1:
            return
        if len(by_policy) == len(ours) and not any(entry.before for entry in ours):
            self.found.exclusions.append((cited_rule, tuple([entry.index for entry in ours])))
            return
        pairs = len(ours) ** 2 - sum(len(entries) ** 2 for entries in by_policy.values())
        if pairs > 2 * MOST_PAIRS:
            raise TooEntangled([entry.index for entry in ours], MOST_PAIRS)
        for entries, others in combinations(by_policy.values(), 2):
            for entry, other in product(entries, others):
                self._exclude_pair(cited_rule, entry, other)

    def _exclude_pair(self, cited_rule: CitedRule, entry: Entry, other: Entry) -> None:
        if entry.before and other.before:
            return
        if (entry.before or other.before) and not cited_rule.rule.allows_top_up:
            new, paid_before = (other, entry) if entry.before else (entry, other)
            self._lose(new.index, cited_rule, (paid_before.index,))
            return
        pair = (min(entry.index, other.index), max(entry.index, other.index))
        rules = self.found.conflicts.setdefault(pair, [])
        if cited_rule not in rules:
            rules.append(cited_rule)

    def _pay_once(self, cited_rule: CitedRule, ours: Sequence[Entry]) -> None:
        before = tuple(entry.index for entry in ours if entry.before)
        new = tuple(entry.index for entry in ours if not entry.before)
        if before:
            for index in new:
                self._lose(index, cited_rule, before)
        else:
            self.found.exclusions.append((cited_rule, new))

    def _forfeit(self, meeting: Meeting) -> None:
        """Let the document's own awards be lost where others meet them."""
        cited_rule, ours, theirs, _ = meeting
        inside = cited_rule.rule.inside and cited_rule.rule.effect is Effect.LOST
        for entries in _by_policy(meeting).values():
            rest = [entry for entry in ours if entry not in entries] if inside else []
            for entry in entries:
                barring = [other for other in theirs if not self._is_on_top(entry, other)]
                by = tuple(sorted(other.index for other in (*rest, *barring)))
                if by and not entry.before:
                    self._lose(entry.index, cited_rule, by)

    def _lose(self, index: int, cited_rule: CitedRule, by: tuple[int, ...]) -> None:
        self.found.lost.setdefault(index, []).append((cited_rule, by))

    def _is_on_top(self, entry: Entry, other: Entry) -> bool:
        """Return whether one of two awards is payable on top of the other's money."""
        for own, money in ((entry, other), (other, entry)):
            if own.policy is None:
                continue
            for together in self._stackings[own.policy.id].together:
                if (
                    own.number in together.clauses
                    and money.level in together.on
                    and together.reading in {None, own.award.reading}
                ):
                    self.found.together.append((together, own.index))
                    return True
        return False


def _by_policy(meeting: Meeting) -> Mapping[frozenset[str], Sequence[Entry]]:
    """Return the document's own awards by what counts as one policy."""
    found: dict[frozenset[str], list[Entry]] = {}
    for entry in meeting.ours:
        found.setdefault(meeting.policies[entry.number], []).append(entry)
    return found
