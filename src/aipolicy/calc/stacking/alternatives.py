"""The other lawful choices, where the choice is the applicant's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from aipolicy.calc.choice.alternatives import alternatives_of
from aipolicy.calc.choice.components import components
from aipolicy.calc.documents.rule import CitedRule, Effect
from aipolicy.calc.stacking.entry import Entry
from aipolicy.calc.stacking.resolution import Alternative, Granted
from aipolicy.calc.stacking.settlement import Question, Settlement
from aipolicy.calc.stacking.ties import Ties
from aipolicy.calc.values.money import yuan_of


def other_choices(
    entries: Sequence[Entry], ties: Ties, asked: Question, result: Settlement
) -> Iterator[Alternative]:
    """Yield the other lawful choices, the better first for awards that depend on each other.

    A choice is lawful if it leaves out a higher award only where the applicant may choose, and
    covers what was paid before and is replaced by it.

    Raises:
        TooEntangled: awards depend on each other in too many ways to rank them all.
    """
    rules = [cited.rule for cited, _ in ties.exclusions]
    rules += [cited.rule for met in ties.conflicts.values() for cited in met]
    if all(rule.effect is not Effect.CHOICE for rule in rules):
        return
    rivals = _rivals(ties)
    free = {index for index, met in rivals.items() if any(met.values())}
    if free:
        yield from _Choosing(entries, asked, result, rivals).others(free)


def _rivals(ties: Ties) -> Mapping[int, Mapping[int, bool]]:
    """Return what each award stands against, and whether the applicant may choose there."""
    found: defaultdict[int, dict[int, bool]] = defaultdict(dict)
    pairs: list[tuple[tuple[int, int], list[CitedRule]]] = [
        (pair, [cited]) for cited, members in ties.exclusions for pair in combinations(members, 2)
    ]
    for (one, other), rules in [*pairs, *ties.conflicts.items()]:
        free = all(cited.rule.effect is Effect.CHOICE for cited in rules)
        for index, rival in ((one, other), (other, one)):
            found[index][rival] = found[index].get(rival, True) and free
    return found


@dataclass(frozen=True, slots=True)
class _Choosing:
    entries: Sequence[Entry]
    asked: Question
    result: Settlement
    rivals: Mapping[int, Mapping[int, bool]]

    def others(self, free: set[int]) -> Iterator[Alternative]:
        total = sum(self.result.paid.values())
        for chosen, gross in self._choices(free):
            if not (gross.keys() ^ chosen) & free or not self._is_lawful(gross):
                continue
            now = {i: self.result.paid[i] for i in sorted(chosen - self.asked.before)}
            now = {index: fen for index, fen in now.items() if fen}
            then = self._payable(gross)
            if then and then != now:
                yield Alternative(
                    instead_of=self._granted(now),
                    granted=self._granted(then),
                    total=yuan_of(total - sum(now.values()) + sum(then.values())),
                )

    def _choices(self, free: set[int]) -> Iterator[tuple[frozenset[int], Mapping[int, int]]]:
        """Yield what is kept of a part, and what another choice there comes to."""
        problem, items = self.asked.problem, self.asked.items
        for part in components(problem):
            if all(items[place] not in free for place in part.items):
                continue
            found = alternatives_of(part, problem.amounts)
            if found is None:
                continue
            chosen = self.result.kept.intersection(items[place] for place in part.items)
            beside = self.asked.beside(part)
            for other in (found.chosen, *found.others):
                paid = beside.paid(other.kept)
                if paid is not None:
                    yield chosen, {items[place]: fen for place, fen in paid.items()}

    def _payable(self, gross: Mapping[int, int]) -> dict[int, int]:
        """Return what another choice pays once what was paid before is taken off."""
        before = self.asked.taken_off(gross.keys(), gross)
        paid = {
            index: gross[index] - sum(before.get(index, {}).values())
            for index in sorted(gross.keys() - self.asked.before)
        }
        return {index: fen for index, fen in paid.items() if fen}

    def _is_lawful(self, kept: Collection[int]) -> bool:
        """Return whether a choice leaves out a higher award only where the applicant may choose."""
        left = {rival for index in kept for rival in self.rivals.get(index, ())}
        for index in left.intersection(self.asked.items).difference(kept):
            against = [rival for rival in self.rivals[index] if rival in kept]
            if any(self.rivals[index][rival] for rival in against):
                continue
            if sum(self.entries[rival].fen for rival in against) < self.entries[index].fen:
                return False
        return True

    def _granted(self, paid: Mapping[int, int]) -> tuple[Granted, ...]:
        return tuple(Granted(self.entries[i].award, yuan_of(fen)) for i, fen in paid.items())
