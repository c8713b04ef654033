"""What is payable: the best choice, less what was paid before.

The best choice is found as if all were decided today: sums paid before that may be topped up take
part in it. Where a higher award replaces one, the difference is payable, so that the total is the
higher sum. A sum paid before that conflicts with no award only uses up joint caps.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from aipolicy.calc.choice import Exclusion, Problem, Sides
from aipolicy.calc.stacking.entry import Entry
from aipolicy.calc.stacking.history.net_caps import NetCap, caps_of
from aipolicy.calc.stacking.history.net_division import net_offsets
from aipolicy.calc.stacking.history.paid_before import solve_with_history
from aipolicy.calc.stacking.rivals import Rivals
from aipolicy.calc.stacking.ties import Opposed, Ties


@dataclass(frozen=True, slots=True, eq=False)
class AwardProblem:
    """The choice among awards as a problem in whole numbers; its items are the entries' indices.

    Attributes:
        numbers: the sums and the rules. Lost awards have the sum 0 and no rules.
        lost: the lost awards.
        history: the sums paid before.
        replaceable: those of them that conflict with awards.
        opposed: the groups in which entries of different sides conflict.
        spared: new awards of policies outside the library. Joint caps cut them last, since a
            document caps its own awards.
        net_caps: caps on what is paid, where a sum paid before may be replaced under the cap or
            beside it.
    """

    numbers: Problem
    lost: frozenset[int]
    history: frozenset[int]
    replaceable: frozenset[int]
    opposed: Sequence[Opposed]
    spared: frozenset[int]
    net_caps: Sequence[NetCap]

    def offsets(self, gross: Mapping[int, int]) -> Mapping[int, Mapping[int, int]]:
        """Return for each award what was paid before under the sums that it replaces, in fen.

        Args:
            gross: what each kept entry comes to, in fen.
        """
        if not self.replaceable:
            return {}
        rivals = Rivals(self.opposed, gross.keys() - self.history, self.history)
        replaced = {other: rivals.of(other) for other in sorted(self.replaceable - gross.keys())}
        replaced = {other: by for other, by in replaced.items() if by}
        return net_offsets(self.net_caps, replaced, self.numbers.amounts, gross)


@dataclass(frozen=True, slots=True, eq=False)
class Settlement:
    """What each entry is paid.

    Attributes:
        kept: the entries of the best choice; lost awards are not among them.
        gross: what each entry comes to, in fen; 0 where it is left out.
        offsets: for each award, how much was paid before under each sum that it replaces.
        paid: what each award is paid now, in fen; 0 for sums paid before.
    """

    kept: frozenset[int]
    gross: Sequence[int]
    offsets: Mapping[int, Mapping[int, int]]
    paid: Sequence[int]


def award_problem(entries: Sequence[Entry], ties: Ties) -> AwardProblem:
    """Return the choice that the ties leave open."""
    lost = frozenset(ties.lost)
    history = frozenset(entry.index for entry in entries if entry.before)
    replacing: dict[int, tuple[int, ...]] = {}
    if history and ties.opposed:
        new = {entry.index for entry in entries}.difference(history, lost)
        rivals = Rivals(ties.opposed, new, history)
        replacing = {index: by for index in sorted(history) if (by := rivals.of(index))}
    replaceable = frozenset(replacing)
    exclusions = (frozenset(members).difference(lost) for _, members in ties.exclusions)
    amounts = [entry.fen for entry in entries]
    for index in lost:
        amounts[index] = 0
    caps, net_caps = caps_of(ties.caps, amounts, lost, history, replacing)
    numbers = Problem(
        tuple(amounts),
        tuple([Exclusion(members) for members in exclusions if len(members) > 1]),
        tuple(caps),
        sides=tuple([sides for one in ties.opposed for sides in _sides(one, lost, history)]),
    )
    outside = frozenset(entry.index for entry in entries if entry.policy is None and entry.fen)
    spared = outside - history - lost
    return AwardProblem(numbers, lost, history, replaceable, ties.opposed, spared, net_caps)


def settle(problem: AwardProblem) -> Settlement:
    """Return what the best choice pays, less what was paid before.

    Raises:
        TooEntangled: items depend on each other in too many ways to try them all.
    """
    solution = solve_with_history(
        problem.numbers, problem.replaceable, problem.spared, problem.net_caps
    )
    kept = solution.kept - problem.lost
    gross = solution.paid
    offsets: Mapping[int, Mapping[int, int]] = {}
    if problem.replaceable:
        offsets = problem.offsets({index: gross[index] for index in kept})
    paid = list(gross)
    for index in problem.history:
        paid[index] = 0
    for index, by in offsets.items():
        paid[index] -= sum(by.values())
    return Settlement(kept, gross, offsets, paid)


def _sides(opposed: Opposed, lost: frozenset[int], history: frozenset[int]) -> Iterator[Sides]:
    """Yield the sides of a group without lost awards.

    Sums paid before do not exclude each other, so where several sides have such sums, the new
    awards oppose each other, and the sums of each side the new awards of all other sides: two
    sides have other numbers, and so one of the bits of these differs.
    """
    sides = [frozenset(side) - lost for side in opposed.sides]
    if sum(not side.isdisjoint(history) for side in sides) < 2:
        found = [Sides(tuple(sides))]
    else:
        found = [Sides(tuple(side - history for side in sides))]
        for bit in range((len(sides) - 1).bit_length()):
            halves = [
                frozenset[int]().union(*(s for n, s in enumerate(sides) if n >> bit & 1 == half))
                for half in (0, 1)
            ]
            for one, other in (halves, halves[::-1]):
                found.append(Sides((one & history, other - history)))
    yield from (sides for sides in found if sides.opposes)
