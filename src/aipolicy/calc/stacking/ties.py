"""Ties between awards: what each rule does to the awards that meet under it.

Awards that exclude each other are written as groups, never pair by pair: thousands of awards may
meet thousands of others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from aipolicy.calc.documents.rule import CHOOSING, CitedRule, Effect
from aipolicy.calc.documents.stacking import Stacking, Together
from aipolicy.calc.stacking.caps import Cap, joint_cap
from aipolicy.calc.stacking.entry import Entry
from aipolicy.calc.stacking.meetings import Meeting, meetings
from aipolicy.calc.stacking.on_top import on_top
from aipolicy.calc.stacking.over_time.one_figure import figure_caps, tier_caps
from aipolicy.errors import Fault


class Opposed(NamedTuple):
    """Awards on sides: those of different sides conflict, those of one side do not.

    Of two that were paid before neither excludes the other.
    """

    cited_rule: CitedRule
    sides: tuple[tuple[int, ...], ...]


_HELD_BEFORE = frozenset({Effect.YEARS, Effect.HELD})
"""Effects that depend on what was paid before alone: no award of the call bears on another."""


@dataclass(slots=True)
class Ties:
    """All ties between awards, by their indices.

    Attributes:
        exclusions: groups in which one award is kept, each with its rule.
        opposed: groups in which the awards of one side are kept, each with its rule.
        caps: joint caps that bind.
        lost: the awards that are lost, each with the rules and the awards that bar it.
        together: awards that a rule would exclude, if they were not payable on top of the other
            money; each once.
        faults: figures that joint caps need and the claims do not state.
    """

    exclusions: list[tuple[CitedRule, tuple[int, ...]]]
    opposed: list[Opposed]
    caps: list[Cap]
    lost: dict[int, list[tuple[CitedRule, tuple[int, ...]]]]
    together: list[tuple[Together, int]]
    faults: list[Fault]


def ties_between(entries: Iterable[Entry], stackings: Mapping[str, Stacking]) -> Ties:
    """Return the ties between awards under the rules of their documents.

    Args:
        entries: the awards, each at its index; those of no sum have no ties.
        stackings: the rules of each policy, by its id.
    """
    ties = _TiesSoFar(stackings)
    for meeting in meetings(entries, stackings):
        ties.add(meeting)
    return ties.found


class _TiesSoFar:
    """The ties of the meetings added so far."""

    def __init__(self, stackings: Mapping[str, Stacking]) -> None:
        self.found = Ties([], [], [], {}, [], [])
        self._stackings = stackings
        self._told = set[tuple[Together, int]]()

    def add(self, meeting: Meeting) -> None:
        """Add what a rule does to the awards that meet under it."""
        rule = meeting.cited_rule.rule
        if rule.effect in _HELD_BEFORE:
            return
        if rule.effect is Effect.TIER:
            self.found.caps += tier_caps(meeting)
        elif rule.cap is not None and rule.cap.of_one_figure:
            self.found.caps += figure_caps(meeting)
        elif rule.cap is not None:
            cited_rule, ours, theirs, _ = meeting
            # A cap on other policies' awards too counts those in full, as its words say.
            net = not (rule.levels or self._stackings[cited_rule.policy].gross_caps)
            cap = joint_cap(cited_rule, rule.cap, ours, theirs, net=net)
            if isinstance(cap, Fault):
                self.found.faults.append(cap)
            elif cap is not None:
                self.found.caps.append(cap)
        elif rule.effect in CHOOSING:
            if rule.inside and len(meeting.ours) > 1:
                self._exclude_inside(meeting)
            if meeting.theirs:
                for entries, theirs in self._meeting(meeting.ours, meeting.theirs):
                    self._oppose(meeting.cited_rule, [entries, theirs])
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
        self._oppose(cited_rule, [*by_policy.values()])

    def _oppose(self, cited_rule: CitedRule, sides: Sequence[Sequence[Entry]]) -> None:
        """Let awards of different sides exclude each other.

        Without a top-up, an award is lost where an award of another side was paid before.
        """
        if not cited_rule.rule.allows_top_up:
            paid = [[entry.index for entry in side if entry.before] for side in sides]
            for number, side in enumerate(sides) if any(paid) else ():
                others = (index for at, some in enumerate(paid) if at != number for index in some)
                by = tuple(sorted(others))
                for entry in side if by else ():
                    if not entry.before:
                        self._lose(entry.index, cited_rule, by)
            sides = [[entry for entry in side if not entry.before] for side in sides]
        indices = tuple([tuple([entry.index for entry in side]) for side in sides if side])
        if len(indices) > 1:
            self.found.opposed.append(Opposed(cited_rule, indices))

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
            own = {entry.index for entry in entries}
            rest = [entry.index for entry in ours if entry.index not in own] if inside else []
            for some, barring in self._meeting(entries, theirs):
                by = tuple(sorted([*rest, *(other.index for other in barring)]))
                for entry in some if by else ():
                    if not entry.before:
                        self._lose(entry.index, cited_rule, by)

    def _meeting(
        self, ours: Sequence[Entry], theirs: Sequence[Entry]
    ) -> Iterable[tuple[Sequence[Entry], Sequence[Entry]]]:
        """Return the document's own awards, each with those others that are not granted with it.

        What is granted on top of the other's money is noted.
        """
        found = on_top(ours, theirs, self._stackings)
        self.found.together += [one for one in found.together if one not in self._told]
        self._told.update(found.together)
        return found.meeting

    def _lose(self, index: int, cited_rule: CitedRule, by: tuple[int, ...]) -> None:
        self.found.lost.setdefault(index, []).append((cited_rule, by))


def _by_policy(meeting: Meeting) -> Mapping[frozenset[str], Sequence[Entry]]:
    """Return the document's own awards by what counts as one policy."""
    found: defaultdict[frozenset[str], list[Entry]] = defaultdict(list)
    for entry in meeting.ours:
        found[meeting.policies[entry.number]].append(entry)
    return found
