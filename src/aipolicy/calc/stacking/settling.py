"""What is payable: the best lawful choice, less what was paid before.

What was paid before and may be topped up takes part in the choice as if all were decided today;
where a higher award takes its place, the difference is payable, so that the total is the higher.
What was paid before and meets no other award only uses up joint caps.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from aipolicy.calc.choice import Exclusion, JointCap, Problem, solve
from aipolicy.calc.stacking.entry import Entry
from aipolicy.calc.stacking.holding import solve_beside
from aipolicy.calc.stacking.ties import Ties
from aipolicy.calc.stacking.topping_up import taken_off


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """The choice among awards as a problem of whole numbers; `items` are the entries' indices."""

    problem: Problem
    items: Sequence[int]
    before: frozenset[int]
    neighbours: Mapping[int, Sequence[int]]

    def solve(self) -> tuple[frozenset[int], dict[int, int]]:
        """Return the entries to keep, and what each comes to, paid before or payable."""
        before = [place for place, index in enumerate(self.items) if index in self.before]
        solution = solve_beside(before, self.problem)
        kept = frozenset(self.items[p] for p in solution.kept)
        return kept, dict(zip(self.items, solution.paid, strict=True))


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
    return Question(problem, items, before, neighbours)


def settle(entries: Sequence[Entry], asked: Question) -> Settlement:
    """Return what comes of a choice.

    Raises:
        TooEntangled: items depend on each other in too many ways to try them all.
    """
    kept, gross = asked.solve()
    gross |= _sparing_others(entries, asked, kept, gross)
    return settled(asked, kept, gross)


def settled(asked: Question, kept: frozenset[int], gross: Mapping[int, int]) -> Settlement:
    """Return what is payable of a choice once what was paid before is taken off."""
    displaced = {
        index: sorted(other for other in asked.neighbours[index] if other in kept)
        for index in sorted(asked.before - kept)
    }
    amounts = dict(zip(asked.items, asked.problem.amounts, strict=True))
    before = taken_off(displaced, amounts, gross)
    paid = {
        index: sum_ - sum(before.get(index, {}).values())
        for index, sum_ in gross.items()
        if index not in asked.before
    }
    return Settlement(kept, gross, before, paid)


def _caps(entries: Sequence[Entry], ties: Ties, at: Mapping[int, int]) -> Iterator[JointCap]:
    for cap in ties.caps:
        used = sum(entries[i].fen for i in cap.members if entries[i].before and i not in at)
        members = frozenset(at[index] for index in cap.members if index in at)
        yield JointCap(members, max(cap.most - used, 0))


def _sparing_others(
    entries: Sequence[Entry], asked: Question, kept: frozenset[int], gross: Mapping[int, int]
) -> Mapping[int, int]:
    """Return the same total shared out anew where a joint cap cut another policy's award.

    A document caps its own awards; what another policy gives comes first.
    """
    foreign = {i for i in kept if entries[i].policy is None}
    if all(gross[i] == entries[i].fen for i in foreign):
        return {}
    order = sorted(kept, key=lambda i: (not entries[i].before, i not in foreign, i))
    at = {index: position for position, index in enumerate(order)}
    caps: list[JointCap] = []
    for cap in asked.problem.caps:
        members = {asked.items[position] for position in cap.members} & kept
        caps.append(JointCap(frozenset(at[index] for index in members), cap.most))
    shared = solve(Problem(tuple(entries[i].fen for i in order), caps=tuple(caps)))
    return dict(zip(order, shared.paid, strict=True))
