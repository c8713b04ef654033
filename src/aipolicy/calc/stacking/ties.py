"""What ties awards together: the rules of their documents, read on the awards at hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product
from typing import TYPE_CHECKING

from aipolicy.calc.choice import TooEntangled
from aipolicy.calc.documents.rule import CHOOSING, CitedRule, Effect, Rule
from aipolicy.calc.documents.stacking import Stacking, Together, policies_inside
from aipolicy.calc.stacking.caps import Cap, joint_cap
from aipolicy.calc.stacking.clause_rules import clause_rules
from aipolicy.calc.stacking.entry import Entry, Key, Naming, binding, met
from aipolicy.errors import Fault

if TYPE_CHECKING:
    from aipolicy.calc.policy import Policy

MOST_PAIRS = 10_000_000
"""How many pairs of awards one unit may set against each other."""


@dataclass(slots=True)
class Ties:
    """Everything that ties awards together, by their indices.

    Attributes:
        exclusions: units in which one award is paid.
        conflicts: pairs of which one is paid, each with the rules that say so.
        caps: joint caps that bind.
        lost: the awards that are not payable at all, with the rules and what bars them.
        together: awards that a rule would bar, were they not made to stand on other money.
        faults: figures that joint caps ask for and the claims do not state.
    """

    exclusions: list[tuple[CitedRule, tuple[int, ...]]]
    conflicts: dict[tuple[int, int], list[CitedRule]]
    caps: list[Cap]
    lost: dict[int, list[tuple[CitedRule, tuple[int, ...]]]]
    together: list[tuple[Together, int]]
    faults: list[Fault]


def tie(entries: Sequence[Entry], stackings: Mapping[str, Stacking]) -> Ties:
    """Return what ties awards together under the rules of their documents.

    Args:
        entries: the awards, each at its index; those of no sum meet nothing.
        stackings: the rules of each policy, by its id.

    Raises:
        TooEntangled: a unit holds too many awards that exclude each other.
    """
    ties = Ties([], {}, [], {}, [], [])
    own: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.fen:
            own[entry.policy.id if entry.policy else ""].append(entry)
    naming = Naming()
    for mine in own.values():
        policy = mine[0].policy
        if policy is not None:
            others = chain.from_iterable(group for group in own.values() if group is not mine)
            document = _Document(policy, stackings[policy.id], mine, stackings, naming)
            document.tie(list(others), ties)
    return ties


@dataclass(frozen=True, slots=True)
class _Document:
    policy: Policy
    stacking: Stacking
    mine: list[Entry]
    stackings: Mapping[str, Stacking]
    naming: Naming

    def tie(self, others: list[Entry], ties: Ties) -> None:
        by_number: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in self.mine:
            by_number[entry.number].append(entry)
        for rule in self._rules(by_number):
            groups = [by_number[n] for n in rule.clauses if n in by_number]
            reached = chain.from_iterable(groups) if rule.clauses else self.mine
            units = self._units(rule, reached, others)
            effect = _Binding(CitedRule(self.policy.id, rule), self.stackings, ties)
            effect.bind(units, policies_inside(rule, self.stacking, by_number))

    def _rules(self, by_number: Mapping[str, list[Entry]]) -> Iterator[Rule]:
        yield from self.stacking.rules
        for entries in by_number.values():
            if entries[0].clause is not None:
                yield from clause_rules(entries[0].clause, entries, self.stacking)

    def _units(
        self, rule: Rule, reached: Iterable[Entry], others: list[Entry]
    ) -> Iterator[tuple[list[Entry], list[Entry]]]:
        """Yield units in which awards meet under a rule: the document's own, and others."""
        keys = self.naming.by(rule.group_by)
        theirs: defaultdict[Key, list[Entry]] = defaultdict(list)
        for entry in others if rule.levels else ():
            if met(rule, self.policy, entry):
                for key in keys(entry.award.claim):
                    theirs[key].append(entry)
        if not (theirs or rule.inside or rule.cap):
            return
        ours: dict[Key, list[Entry]] = {}
        for entry in binding(rule, reached):
            for key in keys(entry.award.claim):
                if key in ours:
                    ours[key].append(entry)
                else:
                    ours[key] = [entry]
        for key, unit in ours.items():
            if len(unit) > 1 or rule.cap or key in theirs:
                yield unit, theirs.get(key, [])


@dataclass(frozen=True, slots=True)
class _Binding:
    """What one rule does to the awards that meet under it."""

    cited: CitedRule
    stackings: Mapping[str, Stacking]
    ties: Ties

    def bind(
        self,
        units: Iterable[tuple[list[Entry], list[Entry]]],
        policies: Mapping[str, frozenset[str]],
    ) -> None:
        """Tie the awards of each unit, the document's own and those of other policies."""
        rule, ties = self.cited.rule, self.ties
        for ours, theirs in units:
            if rule.cap is not None:
                cap = joint_cap(self.cited, rule.cap, ours, theirs)
                if isinstance(cap, Fault):
                    ties.faults.append(cap)
                elif cap is not None:
                    ties.caps.append(cap)
            elif rule.effect in CHOOSING:
                if rule.inside and len(ours) > 1:
                    self._exclude(ours, policies)
                for entry, other in product(ours, theirs):
                    if not self._is_lifted(entry, other):
                        self._set_apart(entry, other)
            elif rule.effect is Effect.ONCE:
                self._pay_once(ours)
            else:
                self._forfeit(ours, theirs, policies)

    def _exclude(self, ours: list[Entry], policies: Mapping[str, frozenset[str]]) -> None:
        """Set awards of different policies of the document against each other."""
        counted = _counted(ours, policies)
        if len(counted) == 1:
            return
        if len(counted) == len(ours) and not any(entry.before for entry in ours):
            self.ties.exclusions.append((self.cited, tuple([entry.index for entry in ours])))
            return
        pairs = len(ours) ** 2 - sum(len(group) ** 2 for group in counted.values())
        if pairs > 2 * MOST_PAIRS:
            raise TooEntangled([entry.index for entry in ours], MOST_PAIRS)
        for one, other in combinations(counted.values(), 2):
            for a, b in product(one, other):
                self._set_apart(a, b)

    def _set_apart(self, one: Entry, other: Entry) -> None:
        if one.before and other.before:
            return
        if (one.before or other.before) and not self.cited.rule.allows_top_up:
            new, paid = (other, one) if one.before else (one, other)
            self.ties.lost.setdefault(new.index, []).append((self.cited, (paid.index,)))
            return
        pair = (min(one.index, other.index), max(one.index, other.index))
        told = self.ties.conflicts.setdefault(pair, [])
        if self.cited not in told:
            told.append(self.cited)

    def _pay_once(self, ours: list[Entry]) -> None:
        before = tuple(entry.index for entry in ours if entry.before)
        new = tuple(entry.index for entry in ours if not entry.before)
        if before:
            for index in new:
                self.ties.lost.setdefault(index, []).append((self.cited, before))
        else:
            self.ties.exclusions.append((self.cited, new))

    def _forfeit(
        self, ours: list[Entry], theirs: list[Entry], policies: Mapping[str, frozenset[str]]
    ) -> None:
        """Bar the document's own awards where others meet them."""
        inside = self.cited.rule.inside and self.cited.rule.effect is Effect.LOST
        for group in _counted(ours, policies).values():
            rest = [entry for entry in ours if entry not in group] if inside else []
            for entry in group:
                barring = [other for other in theirs if not self._is_lifted(entry, other)]
                by = tuple(sorted(other.index for other in (*rest, *barring)))
                if by and not entry.before:
                    self.ties.lost.setdefault(entry.index, []).append((self.cited, by))

    def _is_lifted(self, one: Entry, other: Entry) -> bool:
        """Return whether one is made to stand on the other's money."""
        for entry, money in ((one, other), (other, one)):
            if entry.policy is None:
                continue
            for together in self.stackings[entry.policy.id].together:
                if (
                    entry.number in together.clauses
                    and money.level in together.on
                    and together.reading in {None, entry.award.reading}
                ):
                    self.ties.together.append((together, entry.index))
                    return True
        return False


def _counted(
    ours: list[Entry], policies: Mapping[str, frozenset[str]]
) -> Mapping[frozenset[str], list[Entry]]:
    """Return awards by what counts as one policy."""
    counted: dict[frozenset[str], list[Entry]] = {}
    for entry in ours:
        counted.setdefault(policies[entry.number], []).append(entry)
    return counted
