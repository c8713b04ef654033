"""What ties awards together: the rules of their documents, read on the awards at hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, combinations, product
from typing import TYPE_CHECKING

from aipolicy.calc.choice import TooEntangled
from aipolicy.calc.money import fen_of
from aipolicy.calc.rounding import Rounding
from aipolicy.calc.signature import FigureValue
from aipolicy.calc.stacking.clause_rules import clause_rules
from aipolicy.calc.stacking.entry import Entry, Key, bound, keys, met
from aipolicy.calc.stacking.rule import (
    CHOOSING,
    Effect,
    Joint,
    Measured,
    Rule,
    Stacking,
    Together,
)
from aipolicy.errors import Fault

if TYPE_CHECKING:
    from aipolicy.calc.policy import Policy

MOST_PAIRS = 10_000_000
"""How many pairs of awards one unit may set against each other."""


@dataclass(frozen=True, slots=True, eq=False)
class Cited:
    """A rule of a document, as a decision cites it."""

    policy: str
    rule: Rule

    @property
    def id(self) -> str:
        """The document's id and the rule's name."""
        return f"{self.policy}/{self.rule.name}"


@dataclass(frozen=True, slots=True, eq=False)
class Cap:
    """A joint cap on awards of one unit, in fen."""

    cited: Cited
    members: tuple[int, ...]
    most: int


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

    exclusions: list[tuple[Cited, tuple[int, ...]]]
    conflicts: dict[tuple[int, int], list[Cited]]
    caps: list[Cap]
    lost: dict[int, list[tuple[Cited, tuple[int, ...]]]]
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
    paying = [entry for entry in entries if entry.fen]
    own: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in paying:
        own[entry.policy.id if entry.policy else ""].append(entry)
    for mine in own.values():
        policy = mine[0].policy
        if policy is None:
            continue
        stacking = stackings[policy.id]
        others = chain.from_iterable(group for group in own.values() if group is not mine)
        _Document(policy, stacking, mine, stackings).tie(list(others), ties)
    return ties


@dataclass(frozen=True, slots=True)
class _Document:
    policy: Policy
    stacking: Stacking
    mine: list[Entry]
    stackings: Mapping[str, Stacking]

    def tie(self, others: list[Entry], ties: Ties) -> None:
        by_number: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in self.mine:
            by_number[entry.number].append(entry)
        for rule in self._rules(by_number):
            groups = [by_number[n] for n in rule.clauses if n in by_number]
            reached = chain.from_iterable(groups) if rule.clauses else self.mine
            cited = Cited(self.policy.id, rule)
            for ours, theirs in self._units(rule, reached, others):
                self._bind(cited, ours, theirs, ties)

    def _rules(self, by_number: Mapping[str, list[Entry]]) -> Iterator[Rule]:
        yield from self.stacking.rules
        for entries in by_number.values():
            if entries[0].clause is not None:
                yield from clause_rules(entries[0].clause, entries, self.stacking)

    def _units(
        self, rule: Rule, reached: Iterable[Entry], others: list[Entry]
    ) -> Iterable[tuple[list[Entry], list[Entry]]]:
        """Return the units in which awards meet under a rule: the document's own, and others."""
        units: dict[Key, tuple[list[Entry], list[Entry]]] = {}
        for entry in reached:
            if bound(rule, entry):
                for key in keys(rule.unit, entry.award.claim):
                    units.setdefault(key, ([], []))[0].append(entry)
        for entry in others if rule.levels and units else ():
            if met(rule, self.policy, entry):
                for key in keys(rule.unit, entry.award.claim):
                    if key in units:
                        units[key][1].append(entry)
        return units.values()

    def _bind(self, cited: Cited, ours: list[Entry], theirs: list[Entry], ties: Ties) -> None:
        rule = cited.rule
        if rule.cap is not None:
            _cap(cited, rule.cap, ours, theirs, ties)
        elif len(ours) + len(theirs) == 1:
            return
        elif rule.effect in CHOOSING:
            if rule.inside and len(ours) > 1:
                self._exclude(cited, ours, ties)
            for entry, other in product(ours, theirs):
                if not self._lifted(entry, other, ties):
                    _set_apart(cited, entry, other, ties)
        elif rule.effect is Effect.ONCE:
            _once(cited, ours, ties)
        else:
            self._lose(cited, ours, theirs, ties)

    def _exclude(self, cited: Cited, ours: list[Entry], ties: Ties) -> None:
        """Set awards of different policies of the document against each other."""
        counted = self._counted(cited.rule, ours)
        if len(counted) == 1:
            return
        if len(counted) == len(ours) and not any(entry.before for entry in ours):
            ties.exclusions.append((cited, tuple(entry.index for entry in ours)))
            return
        pairs = len(ours) ** 2 - sum(len(group) ** 2 for group in counted.values())
        if pairs > 2 * MOST_PAIRS:
            raise TooEntangled([entry.index for entry in ours], MOST_PAIRS)
        for one, other in combinations(counted.values(), 2):
            for a, b in product(one, other):
                _set_apart(cited, a, b, ties)

    def _counted(self, rule: Rule, ours: list[Entry]) -> Mapping[str, list[Entry]]:
        """Return awards by what counts as one policy."""
        joined = {
            number: "+".join(group)
            for group in (*rule.groups, *(t.clauses for t in self.stacking.together))
            for number in group
        }
        counted: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in ours:
            alone = entry.article if rule.measured is Measured.ARTICLE else entry.number
            counted[joined.get(entry.number, alone)].append(entry)
        return counted

    def _lose(self, cited: Cited, ours: list[Entry], theirs: list[Entry], ties: Ties) -> None:
        """Bar the document's own awards where others meet them."""
        for group in self._counted(cited.rule, ours).values():
            inside = cited.rule.inside and cited.rule.effect is Effect.LOST
            rest = [entry for entry in ours if entry not in group] if inside else []
            by = tuple(sorted(entry.index for entry in (*rest, *theirs)))
            for entry in group:
                if by and not entry.before:
                    ties.lost.setdefault(entry.index, []).append((cited, by))

    def _lifted(self, one: Entry, other: Entry, ties: Ties) -> bool:
        for entry, money in ((one, other), (other, one)):
            if entry.policy is None:
                continue
            for together in self.stackings[entry.policy.id].together:
                if (
                    entry.number in together.clauses
                    and money.level in together.on
                    and together.reading in {None, entry.award.reading}
                ):
                    ties.together.append((together, entry.index))
                    return True
        return False


def _set_apart(cited: Cited, one: Entry, other: Entry, ties: Ties) -> None:
    if one.before and other.before:
        return
    if (one.before or other.before) and not cited.rule.allows_top_up:
        new, paid = (other, one) if one.before else (one, other)
        ties.lost.setdefault(new.index, []).append((cited, (paid.index,)))
        return
    pair = (min(one.index, other.index), max(one.index, other.index))
    told = ties.conflicts.setdefault(pair, [])
    if cited not in told:
        told.append(cited)


def _once(cited: Cited, ours: list[Entry], ties: Ties) -> None:
    before = tuple(entry.index for entry in ours if entry.before)
    new = tuple(entry.index for entry in ours if not entry.before)
    if before:
        for index in new:
            ties.lost.setdefault(index, []).append((cited, before))
    else:
        ties.exclusions.append((cited, new))


def _cap(cited: Cited, cap: Joint, ours: list[Entry], theirs: list[Entry], ties: Ties) -> None:
    if cap.of_clause:
        if len(ours) == 1 and ours[0].award.figures:
            return  # the clause itself has cut it
        most = max(map(_own_cap, ours))
    elif cap.most is not None:
        most = _fen(cap.most)
    else:
        stated = _stated(cap.of, (*ours, *theirs))
        if len(stated) != 1:
            ties.faults.append(_unstated(cited, cap.of, ours[0], stated))
            return
        share = cap.share.as_integer_ratio()
        most = Rounding.HALF_UP.whole(stated.pop() * share[0], share[1])
    members = (*ours, *theirs)
    if sum(entry.fen for entry in members) > most:
        ties.caps.append(Cap(cited, tuple(sorted(entry.index for entry in members)), most))


def _own_cap(entry: Entry) -> int:
    """Return the cap of an award's own clause; an exception to a soft cap raises it."""
    clause = entry.clause
    figure = entry.award.figures.get("cap") or (clause.figures["cap"] if clause else 0)
    return max(_fen(figure), entry.fen if entry.award.claim.exception else 0)


@cache
def _fen(figure: FigureValue) -> int:
    """Return a figure of the law in fen; there are few of them, asked for often."""
    return fen_of(figure)


def _stated(name: str, members: Iterable[Entry]) -> set[int]:
    values = (entry.award.claim.bases.get(name, entry.award.facts.get(name)) for entry in members)
    return {fen_of(value) for value in values if value is not None}


def _unstated(cited: Cited, name: str, entry: Entry, stated: set[int]) -> Fault:
    where = f"{entry.award.clause} bases[{name!r}]"
    if not stated:
        limit = f"the joint cap of {cited.id} is counted on it"
        return Fault(where, "(missing)", limit, f"state it, as in Claim(bases={{{name!r}: ...}})")
    values = ", ".join(f"{fen // 100}.{fen % 100:02d}" for fen in sorted(stated))
    limit = f"the claims of one unit under {cited.id} state one figure"
    return Fault(where, values, limit, "state the same figure on each")
