"""What is payable: the best lawful choice, less what was paid before.

What was paid before and may be topped up takes part in the choice as if all were decided today;
where a higher award takes its place, the difference is payable, so that the total is the higher.
What was paid before and meets no other award only uses up joint caps.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from aipolicy.calc.choice import Exclusion, JointCap, Problem
from aipolicy.calc.choice.components import Component
from aipolicy.calc.stacking.entry import Entry
from aipolicy.calc.stacking.history.offsets import taken_off
from aipolicy.calc.stacking.history.paid_before import Beside, solve_beside
from aipolicy.calc.stacking.ties import Ties


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """The choice among awards as a problem of whole numbers.

    Attributes:
        problem: the awards by their places among the items.
        items: the entries' indices, by place.
        before: the entries that were paid before.
        neighbours: for each entry those that it does not stand beside, one by one.
        outside: the places of new awards of policies outside the library. A document caps its own
            awards; what another policy gives comes first.
    """

    problem: Problem
    items: Sequence[int]
    before: frozenset[int]
    neighbours: Mapping[int, Sequence[int]]
    outside: Sequence[int]

    def solve(self) -> tuple[frozenset[int], dict[int, int]]:
        """Return the entries to keep, and what each comes to, paid before or payable."""
        solution = solve_beside(self._paid_before(), self.problem, self.outside)
        kept = frozenset(self.items[place] for place in solution.kept)
        return kept, dict(zip(self.items, solution.paid, strict=True))

    def beside(self, part: Component) -> Beside:
        """Return one part of the problem, with what was paid before in it."""
        return Beside(self._paid_before(), part, self.problem, frozenset(self.outside))

    def taken_off(
        self, kept: AbstractSet[int], gross: Mapping[int, int]
    ) -> Mapping[int, Mapping[int, int]]:
        """Return for each award kept what was paid before under those whose place it takes."""
        displaced: defaultdict[int, list[int]] = defaultdict(list)
        for index in sorted(kept - self.before) if self.before else ():
            for other in self.neighbours.get(index, ()):
                if other in self.before and other not in kept:
                    displaced[other].append(index)
        amounts = dict(zip(self.items, self.problem.amounts, strict=True))
        return taken_off(dict(sorted(displaced.items())), amounts, gross)

    def _paid_before(self) -> frozenset[int]:
        return frozenset(place for place, index in enumerate(self.items) if index in self.before)


@dataclass(frozen=True, slots=True, eq=False)
class Settlement:
    """What each award is paid.

    Attributes:
        kept: the entries that no kept entry excludes.
        gross: what each entry of the choice comes to, paid before or payable.
        before: for each award, the part that was paid before under lower ones.
        paid: what each new award is paid, in fen.
    """

    kept: frozenset[int]
    gross: Mapping[int, int]
    before: Mapping[int, Mapping[int, int]]
    paid: Mapping[int, int]


def question(entries: Sequence[Entry], ties: Ties) -> Question:
    """Return the choice that the ties leave open."""
    open_ = [not entry.before and bool(entry.fen) for entry in entries]
    for index in ties.lost:
        open_[index] = False
    neighbours: defaultdict[int, list[int]] = defaultdict(list)
    pairs: list[tuple[int, int]] = []
    for one, other in ties.conflicts:
        if (open_[one] or entries[one].before) and (open_[other] or entries[other].before):
            pairs.append((one, other))
            neighbours[one].append(other)
            neighbours[other].append(one)
    before = frozenset(index for index in neighbours if entries[index].before)
    items = [i for i, free in enumerate(open_) if free or i in before]
    at = {index: position for position, index in enumerate(items)}
    exclusions = (
        frozenset(at[index] for index in members if index in at) for _, members in ties.exclusions
    )
    problem = Problem(
        tuple(entries[index].fen for index in items),
        tuple(Exclusion(members) for members in exclusions if len(members) > 1),
        tuple(_caps(entries, ties, at)),
        tuple((at[one], at[other]) for one, other in pairs),
    )
    outside = [p for p, i in enumerate(items) if entries[i].policy is None and i not in before]
    return Question(problem, items, before, neighbours, outside)


def settle(asked: Question) -> Settlement:
    """Return what is payable of the best choice once what was paid before is taken off.

    Raises:
        TooEntangled: items depend on each other in too many ways to try them all.
    """
    kept, gross = asked.solve()
    before = asked.taken_off(kept, gross)
    paid = {
        index: fen - sum(before[index].values()) if index in before else fen
        for index, fen in gross.items()
        if index not in asked.before
    }
    return Settlement(kept, gross, before, paid)


def _caps(entries: Sequence[Entry], ties: Ties, at: Mapping[int, int]) -> Iterator[JointCap]:
    for cap in ties.caps:
        used = sum(entries[i].fen for i in cap.members if entries[i].before and i not in at)
        members = frozenset(at[index] for index in cap.members if index in at)
        yield JointCap(members, max(cap.most - used, 0))
