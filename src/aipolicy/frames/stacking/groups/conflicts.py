"""Which rows meet under which rule: the rules of the documents, read on arrays.

A rule is asked once for each kind of rows; the units in which rows meet are codes. What comes of
a meeting is left to others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from aipolicy.calc.documents.rule import CHOOSING, By, Effect, Joint, Rule
from aipolicy.calc.documents.stacking import Stacking
from aipolicy.calc.policy import Policy
from aipolicy.calc.stacking.clause_rules import clause_rules
from aipolicy.calc.stacking.entry import Entry, bound, met
from aipolicy.calc.values.money import fen_of
from aipolicy.errors import Fault
from aipolicy.frames.arrow import Numbers, Truths
from aipolicy.frames.stacking.groups.group_ids import NONE, Coded, Group, compact, repeated
from aipolicy.frames.stacking.groups.kinds import Kinds
from aipolicy.frames.stacking.groups.reach import pairs
from aipolicy.frames.stacking.rows.portfolio import Portfolio

EXACT: Final = 2**53
"""Up to here sums of whole numbers are exact in floats."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """Rows that meet under a rule by which one of them is paid, unit by unit.

    Attributes:
        rule: the rule's id.
        group: the rows, and their units; units without a row are none.
        counted: for each row of the document what counts as one policy, `NONE` for others.
        inside: whether rows of the document exclude each other, if they are of two policies.
        apart: for each unit whether all rows of the document in it do.
        plain: for each unit whether nothing else follows from the meeting.
    """

    rule: str
    group: Group
    counted: Numbers
    inside: bool
    apart: Truths
    plain: Truths


@dataclass(frozen=True, slots=True)
class Capped:
    """Rows that together exceed a joint cap, unit by unit.

    Attributes:
        rule: the rule's id.
        group: the rows, and their units.
        most: the cap in fen, or less.
        plain: for each unit whether the cap is that, and cuts new awards of the document alone.
    """

    rule: str
    group: Group
    most: int
    plain: Truths


class Meetings:
    """All that ties the rows of a portfolio together, and the caps that rows cannot state."""

    def __init__(
        self, portfolio: Portfolio, kinds: Kinds, stackings: Mapping[str, Stacking]
    ) -> None:
        self._portfolio = portfolio
        self._kinds = kinds
        self._stackings = stackings
        self._units: dict[tuple[By, ...], Coded] = {}
        self.choosing: list[Meeting] = []
        self.capped: list[Capped] = []
        self.faults: list[Fault] = []
        documents = {entry.policy.id: entry.policy for entry in kinds.entries if entry.policy}
        self._excepted = np.array([bool(one.award.claim.exception) for one in kinds.entries])
        for id_, policy in sorted(documents.items()):
            for rule in self._rules(policy, stackings[id_]):
                self._read(policy, rule)

    def _rules(self, policy: Policy, stacking: Stacking) -> Iterator[Rule]:
        yield from stacking.rules
        own: dict[str, list[Entry]] = {}
        for entry in self._kinds.entries:
            if entry.policy is policy:
                own.setdefault(entry.number, []).append(entry)
        for entries in own.values():
            if entries[0].clause is not None:
                yield from clause_rules(entries[0].clause, entries, stacking)

    def _read(self, policy: Policy, rule: Rule) -> None:
        """Note what meets under a rule of a document."""
        ours, theirs = self._reached(policy, rule)
        rows, units, size = self._met(rule, self._kinds.among(ours), self._kinds.among(theirs))
        if not len(rows):
            return
        kind = self._kinds.of[rows]
        own = np.zeros(len(self._kinds.entries), np.bool_)
        own[ours] = True
        id_ = f"{policy.id}/{rule.name}"
        if rule.cap is not None and own[kind].any():
            most = _most(rule.cap, self._kinds.entries[ours[0]])
            if most is None:
                self.faults.append(_unstated(id_, rule.cap))
            else:
                self._cap(id_, Group(rows, units, size), own[kind], most)
        if rule.cap is not None:
            return
        group, mine = _several(Group(rows, units, size), own[kind])
        if len(group.rows):
            self._choose(id_, rule, group, mine, (ours, theirs))

    def _reached(self, policy: Policy, rule: Rule) -> tuple[list[int], list[int]]:
        """Return the kinds that a rule binds, and those that it meets."""
        ours: list[int] = []
        theirs: list[int] = []
        for number, entry in enumerate(self._kinds.entries):
            if entry.policy is policy:
                if (not rule.clauses or entry.number in rule.clauses) and bound(rule, entry):
                    ours.append(number)
            elif rule.levels and rule.effect is not Effect.ONCE and met(rule, policy, entry):
                theirs.append(number)
        return ours, theirs

    def _met(self, rule: Rule, ours: Numbers, theirs: Numbers) -> tuple[Numbers, Numbers, int]:
        """Return rows that name their unit, and the units, among few codes."""
        if not len(ours):
            return ours, ours, 0
        if rule.group_by not in self._units:
            self._units[rule.group_by] = self._portfolio.units(rule.group_by)
        coded = self._units[rule.group_by]
        rows = np.concatenate((ours, theirs)) if len(theirs) else ours
        units = coded.codes[rows]
        named = units >= 0
        if not named.all():
            rows, units = rows[named], units[named]
        return rows, units, coded.size

    def _cap(self, id_: str, group: Group, own: Truths, most: int) -> None:
        """Note the units that exceed a joint cap."""
        units, size = compact(group.units, group.size)
        sums = np.bincount(units, self._portfolio.fen[group.rows], size)
        # Whole numbers add up exactly in floats to 2**53; beyond, a cap may seem exceeded.
        exceeded = sums > min(most, EXACT)
        exceeded &= np.bincount(units[own], minlength=size) > 0
        above = exceeded[units]
        if above.any():
            rows, (units, size) = group.rows[above], compact(units[above], size)
            plain = np.full(size, most <= EXACT)
            odd = self._portfolio.before[rows] | self._excepted[self._kinds.of[rows]] | ~own[above]
            plain[units[odd]] = False
            self.capped.append(Capped(id_, Group(rows, units, size), min(most, EXACT), plain))

    def _choose(
        self, id_: str, rule: Rule, group: Group, own: Truths, reached: tuple[list[int], list[int]]
    ) -> None:
        """Note the units in which a rule excludes an award, and whether in the plain way."""
        entries = self._kinds.entries
        bound_by, met_by = ([entries[number] for number in numbers] for numbers in reached)
        found = pairs(rule, bound_by, met_by, self._stackings)
        counted_as = np.full(len(entries), NONE, np.int64)
        counted_as[reached[0]] = found.counted
        lifted = np.zeros(len(entries), np.bool_)
        lifted[reached[1]] = found.lifted
        kind = self._kinds.of[group.rows]
        ours = np.bincount(group.units[own], minlength=group.size)
        foreign = np.bincount(group.units[~own], minlength=group.size) > 0
        if rule.effect is Effect.ONCE:  # each award of the clause stands against each other
            inside, counted, policies = True, np.arange(len(kind)), ours
        else:
            inside, counted = rule.inside, counted_as[kind]
            policies = ours - _doubled(group, own, counted)
        excluding = foreign | (policies > 1) if inside else foreign
        apart = (ours == 1) | ((ours == policies) & inside)
        once = rule.effect is Effect.ONCE and rule.inside and not rule.levels
        plain = np.full(group.size, once or rule.effect in CHOOSING)
        plain[group.units[self._portfolio.before[group.rows]]] = False
        plain[group.units[lifted[kind]]] = False
        keep = excluding[group.units]
        if keep.any():
            group = Group(group.rows[keep], group.units[keep], group.size)
            self.choosing.append(Meeting(id_, group, counted[keep], inside, apart, plain))


def _several(group: Group, own: Truths) -> tuple[Group, Truths]:
    """Return the units that hold several rows, one of them the document's own."""
    several = np.zeros(group.size, np.bool_)
    several[repeated(group.units, group.size)] = True
    if not own.all():
        several &= _any(group, own)
    keep = several[group.units]
    units, size = compact(group.units[keep], group.size)
    return Group(group.rows[keep], units, size), own[keep]


def _any(group: Group, rows: Truths) -> Truths:
    """Return which units hold a row of some."""
    found = np.zeros(group.size, np.bool_)
    found[group.units[rows]] = True
    return found


def _doubled(group: Group, own: Truths, counted: Numbers) -> Numbers:
    """Return for each unit how many of the document's rows count as the policy of another."""
    policies = int(counted.max()) + 1
    again = repeated(group.units[own] * policies + counted[own], group.size * policies)
    return np.bincount(again // policies, minlength=group.size)


def _most(cap: Joint, entry: Entry) -> int | None:
    """Return a joint cap in fen, or the least it can be; None where claims have to state it.

    A clause's own cap may be raised by an exception, which is left to the exact resolver.
    """
    if cap.of_clause and entry.clause is not None:
        return fen_of(entry.clause.figures["cap"])
    return None if cap.most is None else fen_of(cap.most)


def _unstated(id_: str, cap: Joint) -> Fault:
    limit = f"its joint cap is counted on {cap.of}, which no row states"
    cure = f"call aipolicy.stack for these awards, with Claim(bases={{{cap.of!r}: ...}})"
    return Fault("rule", id_, limit, cure)
