"""From awards and the rules of their documents to what is payable, with reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from aipolicy.calc.choice import TooEntangled, alternatives
from aipolicy.calc.money import fen_of, yuan_of
from aipolicy.calc.stacking.entry import Entry
from aipolicy.calc.stacking.faults import AwardsTooEntangled, InvalidStack
from aipolicy.calc.stacking.marking import marks
from aipolicy.calc.stacking.resolution import (
    Alternative,
    Displaced,
    Granted,
    Resolution,
    RuleInWords,
)
from aipolicy.calc.stacking.rule import Effect, Reading, Stacking
from aipolicy.calc.stacking.settling import Question, Settlement, question, settle
from aipolicy.calc.stacking.ties import Cited, Ties, tie
from aipolicy.calc.stacking.topping_up import taken_off

if TYPE_CHECKING:
    from aipolicy.calc.award import Award


def resolve(
    entries: Sequence[Entry],
    stackings: Mapping[str, Stacking],
    chosen: Sequence[tuple[str, Reading]] = (),
) -> Resolution:
    """Return what is payable of awards.

    Args:
        entries: what was paid before, then the awards in document order, each at its index.
        stackings: the rules of each policy as they are read, by its id.
        chosen: the readings chosen in the call, for the marks.

    Raises:
        InvalidStack: a joint cap asks for a figure that the claims do not state.
        AwardsTooEntangled: awards depend on each other in too many ways to try them all.
    """
    items: Sequence[int] = range(len(entries))
    try:
        ties = tie(entries, stackings)
        if ties.faults:
            raise InvalidStack("stack", ties.faults)
        asked = question(entries, ties)
        items = asked.items
        result = settle(entries, asked)
        return _Answer(entries, ties, asked, result).resolution(stackings, chosen)
    except TooEntangled as tangled:
        named = [items[position] for position in tangled.items]
        awards = [entries[index].award for index in named]
        raise AwardsTooEntangled(awards, named, tangled.steps) from None


@dataclass(frozen=True, slots=True)
class _Answer:
    entries: Sequence[Entry]
    ties: Ties
    asked: Question
    result: Settlement

    def resolution(
        self, stackings: Mapping[str, Stacking], chosen: Sequence[tuple[str, Reading]]
    ) -> Resolution:
        new = [entry for entry in self.entries if not entry.before]
        paid = {entry.index: self.result.paid.get(entry.index, 0) for entry in new}
        granted = [entry for entry in new if paid[entry.index] or not entry.fen]
        reasons = [*self._reasons(paid)]
        totals = _by_instrument(granted, paid)
        due = _by_instrument((e for e in granted if e.award.amount is not None), paid)
        cited = {rule.id: rule.rule for _, _, rule in reasons}
        return Resolution(
            granted=tuple(Granted(e.award, yuan_of(paid[e.index])) for e in granted),
            displaced=tuple(
                Displaced(self.entries[index].award, self._awards(by), rule.id, rule.rule.article)
                for index, by, rule in reasons
            ),
            total=_sum(totals),
            due=_sum(due),
            by_instrument=totals,
            due_by_instrument=due,
            alternatives=tuple(self._alternatives()),
            provisional=any(entry.fen and entry.award.amount is None for entry in new),
            marks=tuple(
                marks(
                    self.entries,
                    stackings,
                    self.ties,
                    chosen=chosen,
                    reasons=reasons,
                    totals=totals,
                )
            ),
            rules={
                id_: RuleInWords(article=rule.article, zh=rule.zh, en=rule.en)
                for id_, rule in cited.items()
            },
        )

    def _reasons(self, paid: Mapping[int, int]) -> Iterator[tuple[int, tuple[int, ...], Cited]]:
        """Yield each award not paid in full, with the awards that displaced it and the rule."""
        short = [i for i, sum_ in paid.items() if sum_ < self.entries[i].fen]
        if not short:
            return
        excluding = self._excluding(set(short))
        capping = self._capping(set(short))
        for index in short:
            found = [*self.ties.lost.get(index, ())]
            if not found:
                found += [(cited, tuple(sorted(by))) for cited, by in excluding[index].items()]
                if index in self.result.kept or not found:
                    found += capping.get(index, ())
            for cited, by in found:
                yield index, by, cited

    def _excluding(self, short: set[int]) -> Mapping[int, Mapping[Cited, list[int]]]:
        """Return for each award the paid ones, or those paid before, that take its place."""
        kept, before = self.result.kept, self.result.before
        paid = {index for index in kept if self.result.gross[index]}
        found: defaultdict[int, defaultdict[Cited, list[int]]]
        found = defaultdict(lambda: defaultdict(list))
        for cited, members in self.ties.exclusions:
            winner = [index for index in members if index in paid]
            for index in members if winner else ():
                if index in short and index not in kept:
                    found[index][cited] += winner
        for pair, rules in self.ties.conflicts.items():
            for index, other in (pair, pair[::-1]):
                if index not in short:
                    continue
                if (index not in kept and other in paid) or other in before.get(index, {}):
                    for cited in rules:
                        found[index][cited].append(other)
        return found

    def _capping(self, short: set[int]) -> Mapping[int, list[tuple[Cited, tuple[int, ...]]]]:
        """Return for each award that joint caps cut the other awards under them."""
        found: defaultdict[int, list[tuple[Cited, tuple[int, ...]]]] = defaultdict(list)
        gross, kept = self.result.gross, self.result.kept
        for cap in self.ties.caps:
            used = {
                index: gross.get(index, self.entries[index].fen)
                for index in cap.members
                if index in gross or self.entries[index].before
            }
            if sum(used.values()) < cap.most:
                continue
            for index in short.intersection(cap.members):
                if index not in kept or gross[index] < self.entries[index].fen:
                    by = tuple(i for i, sum_ in used.items() if sum_ and i != index)
                    found[index].append((cap.cited, by))
        return found

    def _alternatives(self) -> Iterator[Alternative]:
        """Yield the other lawful choices, where the choice is the applicant's."""
        free = self._free()
        if not free:
            return
        items, before, rivals = self.asked.items, self.asked.before, self._rivals()
        total = sum(self.result.paid.values())
        for part in alternatives(self.asked.problem):
            chosen = {items[p] for p in part.chosen.kept}
            now = {i: self.result.paid[i] for i in sorted(chosen - before) if self.result.paid[i]}
            for other in part.others:
                kept = frozenset(items[p] for p in other.kept)
                if not (kept ^ chosen) & free or not self._lawful(kept, rivals):
                    continue
                gross = dict(zip((items[p] for p in other.kept), other.paid, strict=True))
                then = self._paid(kept, gross)
                if not then or then == now:
                    continue
                yield Alternative(
                    instead_of=self._granted(now),
                    granted=self._granted(then),
                    total=yuan_of(total - sum(now.values()) + sum(then.values())),
                )

    def _free(self) -> frozenset[int]:
        """Return the awards among which the applicant may choose."""
        found: set[int] = set()
        for cited, members in self.ties.exclusions:
            found |= set(members) if cited.rule.effect is Effect.CHOICE else set()
        for pair, rules in self.ties.conflicts.items():
            if all(cited.rule.effect is Effect.CHOICE for cited in rules):
                found |= set(pair)
        return frozenset(found)

    def _rivals(self) -> Mapping[int, Mapping[int, bool]]:
        """Return what each award stands against, and whether the applicant may choose there."""
        found: defaultdict[int, dict[int, bool]] = defaultdict(dict)
        pairs = [
            (pair, [cited])
            for cited, members in self.ties.exclusions
            for pair in combinations(members, 2)
        ]
        for (one, other), rules in [*pairs, *self.ties.conflicts.items()]:
            free = all(cited.rule.effect is Effect.CHOICE for cited in rules)
            for index, rival in ((one, other), (other, one)):
                found[index][rival] = found[index].get(rival, True) and free
        return found

    def _lawful(self, kept: frozenset[int], rivals: Mapping[int, Mapping[int, bool]]) -> bool:
        """Return whether a choice leaves out a higher award only where the applicant may choose."""
        left = {rival for index in kept for rival in rivals.get(index, ())} - kept
        for index in left & {*self.asked.items}:
            against = [rival for rival in rivals[index] if rival in kept]
            if any(rivals[index][rival] for rival in against):
                continue
            if sum(self.entries[rival].fen for rival in against) < self.entries[index].fen:
                return False
        return True

    def _paid(self, kept: frozenset[int], gross: Mapping[int, int]) -> dict[int, int]:
        """Return what another choice would pay once what was paid before is taken off."""
        before = self.asked.before
        displaced: defaultdict[int, list[int]] = defaultdict(list)
        for index in sorted(kept - before):
            for other in self.asked.neighbours.get(index, ()):
                if other in before and other not in kept:
                    displaced[other].append(index)
        amounts = {index: self.entries[index].fen for index in displaced}
        taken = taken_off(displaced, amounts, gross)
        paid = {i: gross[i] - sum(taken.get(i, {}).values()) for i in sorted(kept - before)}
        return {index: sum_ for index, sum_ in paid.items() if sum_}

    def _granted(self, paid: Mapping[int, int]) -> tuple[Granted, ...]:
        return tuple(Granted(self.entries[i].award, yuan_of(sum_)) for i, sum_ in paid.items())

    def _awards(self, indices: Iterable[int]) -> tuple[Award, ...]:
        return tuple(self.entries[index].award for index in indices)


def _by_instrument(entries: Iterable[Entry], paid: Mapping[int, int]) -> Mapping[str, Decimal]:
    sums: defaultdict[str, int] = defaultdict(int)
    for entry in entries:
        sums[entry.instrument] += paid[entry.index]
    return {instrument: yuan_of(sum_) for instrument, sum_ in sums.items()}


def _sum(sums: Mapping[str, Decimal]) -> Decimal:
    return yuan_of(sum(map(fen_of, sums.values())))
