"""Why an award is not paid in full: the awards that displaced it, and the rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from aipolicy.calc.documents.rule import CitedRule
from aipolicy.calc.stacking.entry import Entry
from aipolicy.calc.stacking.settlement import Settlement
from aipolicy.calc.stacking.ties import Ties


class Displacement(NamedTuple):
    """One rule by which an award is not paid in full, and the awards that displaced it."""

    displaced: int
    by: tuple[int, ...]
    cited: CitedRule


_Causes = list[tuple[CitedRule, tuple[int, ...]]]


def reasons(entries: Sequence[Entry], ties: Ties, result: Settlement) -> Iterator[Displacement]:
    """Yield the reasons for each award not paid in full, in document order.

    Awards named are paid, now or before, wherever there is such a one: an award that another one
    forfeits may have been forfeited itself, and of two that together take the place of what was
    paid before one may come to nothing more.
    """
    short = [
        entry.index
        for entry in entries
        if not entry.before and result.paid.get(entry.index, 0) < entry.fen
    ]
    if short:
        yield from _Reasoning(entries, ties, result, frozenset(short)).reasons(short)


@dataclass(frozen=True, slots=True)
class _Reasoning:
    entries: Sequence[Entry]
    ties: Ties
    result: Settlement
    short: frozenset[int]

    def reasons(self, order: Sequence[int]) -> Iterator[Displacement]:
        excluding, capping = self._excluding(), self._capping()
        self._conflicting(excluding)
        for index in order:
            causes = self.ties.lost.get(index) or excluding.get(index, [])
            if index not in self.ties.lost and (index in self.result.kept or not causes):
                causes = [*causes, *capping.get(index, ())]
            for cited, by in self._paid(causes):
                yield Displacement(index, by, cited)

    def _paid(self, causes: _Causes) -> _Causes:
        """Return the causes with the awards that are paid, or as they are where none is."""
        entries, paid = self.entries, self.result.paid
        found: _Causes = []
        for cited, by in causes:
            told = [i for i in by if entries[i].before or paid.get(i)]
            if told or not by:
                found.append((cited, by if len(told) == len(by) else tuple(told)))
        return found or causes

    def _excluding(self) -> dict[int, _Causes]:
        """Return for each award left out the one that is kept of its unit."""
        found: dict[int, _Causes] = {}
        kept, short = self.result.kept, self.short
        for cited, members in self.ties.exclusions:
            winner = tuple([index for index in members if index in kept])
            for index in members if winner else ():
                if index in short and index not in kept:
                    found.setdefault(index, []).append((cited, winner))
        return found

    def _conflicting(self, found: dict[int, _Causes]) -> None:
        """Add the awards that do not stand beside one, of those kept or paid before.

        Of a kept award these are the ones whose place it takes.
        """
        told: defaultdict[int, dict[CitedRule, list[int]]] = defaultdict(dict)
        kept, before = self.result.kept, self.result.before
        for pair, rules in self.ties.conflicts.items():
            for index, other in (pair, pair[::-1]):
                if index not in self.short:
                    continue
                if index in kept:
                    displaced = other in before.get(index, ())
                else:
                    displaced = other in kept or self.entries[other].before
                for cited in rules if displaced else ():
                    told[index].setdefault(cited, []).append(other)
        for index, causes in told.items():
            found.setdefault(index, []).extend(
                (cited, tuple(sorted(by))) for cited, by in causes.items()
            )

    def _capping(self) -> Mapping[int, _Causes]:
        """Return for each award that joint caps cut the other awards under them."""
        found: defaultdict[int, _Causes] = defaultdict(list)
        gross, kept = self.result.gross, self.result.kept
        for cap in self.ties.caps:
            used = {
                index: gross.get(index, self.entries[index].fen)
                for index in cap.members
                if index in gross or self.entries[index].before
            }
            if sum(used.values()) < cap.most:
                continue
            for index in cap.members:
                if index not in self.short:
                    continue
                if index not in kept or gross[index] < self.entries[index].fen:
                    by = tuple([i for i, sum_ in used.items() if sum_ and i != index])
                    found[index].append((cap.cited, by))
        return found
