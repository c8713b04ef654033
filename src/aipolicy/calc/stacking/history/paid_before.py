"""The best choice beside sums that are paid already and cannot be taken back.

A choice is what is kept, and what each kept item comes to. It holds if what was paid before is kept
whole, or replaced by kept items that come to as much: each fen of it is covered by a fen of an item
that excludes it. What was paid above a joint cap leaves no room under it. Of all choices that hold
the one with the largest total is taken, then the larger uncut sums, then document order, and last
the division of the caps that pays the first item most, those to be spared before the rest.

The plain choice holds by itself unless what was paid stands under a joint cap. For if some of it
were replaced by less, leaving out what replaces it would pay more in all. Under a cap this fails:
cutting what was paid, or replacing it by less, would make room that is not there. There a part
is searched. The plain choice bounds what any choice that holds can come to; where it does not hold
itself, it is tried with an item kept and with the same item left out, until no bound is better
than what was found.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from operator import itemgetter
from typing import Final

from aipolicy.calc.choice import Exclusion, JointCap, Problem, Solution, TooEntangled, solve
from aipolicy.calc.choice.budget import STEPS, Budget
from aipolicy.calc.choice.components import Component, components
from aipolicy.calc.stacking.history.cap_shares import divided
from aipolicy.calc.stacking.history.coverage import not_held, rivals_of, uncovered

_STEPS_AN_ITEM: Final = 100
"""What a plain choice costs, in steps for each of its items."""

_Rank = tuple[int, int, tuple[bool, ...]]  # the total, the uncut sums, which items are kept
_Paid = Mapping[int, int]  # what each kept item comes to
_Rooms = Sequence[tuple[frozenset[int], int]]  # the members of caps, and what they leave


def solve_beside(before: Iterable[int], problem: Problem, spared: Collection[int] = ()) -> Solution:
    """Return the best choice that holds what was paid before.

    Args:
        before: the items paid already; none excludes another of them, or is in an exclusion.
        problem: the items and the rules.
        spared: the items that joint caps cut last, whatever their place.

    Raises:
        TooEntangled: where a component takes more steps than a search may.

    >>> room = JointCap(frozenset({0, 1}), 10)
    >>> lower = Problem((10, 10, 9), caps=(room,), conflicts=((0, 2),))
    >>> solve_beside([], lower).paid, solve_beside([0], lower).paid
    ((0, 10, 9), (10, 0, 0))
    """
    held, first = frozenset(before), frozenset(spared)
    solution = solve(problem)
    if not held and not first:
        return solution
    rivals = rivals_of(held, problem.conflicts)
    paid = {item: solution.paid[item] for item in solution.kept}
    open_ = not_held(rivals, problem.amounts, _members(problem.caps), paid)
    cut = {item for item in first if paid.get(item, problem.amounts[item]) < problem.amounts[item]}
    if not open_ and not cut:
        return solution
    for part in components(problem):
        items = {*part.items}
        if not items.isdisjoint(open_):
            kept = Beside(held, part, problem, first).best()
        elif not items.isdisjoint(cut):
            kept = Beside(held, part, problem, first).paid(items & paid.keys()) or {}
        else:
            continue
        for item in items:
            paid.pop(item, None)
        paid |= kept
    return Solution(
        tuple(paid.get(item, 0) for item in range(len(problem.amounts))), frozenset(paid)
    )


class Beside:
    """One part of a problem, with items in it that were paid before."""

    def __init__(
        self, before: frozenset[int], part: Component, problem: Problem, spared: frozenset[int]
    ) -> None:
        self._items = part.items
        self._at = {item: place for place, item in enumerate(part.items)}
        self._amounts = tuple(problem.amounts[item] for item in part.items)
        self._exclusions = [self._local(rule.members) for rule in part.exclusions]
        self._caps = [(self._local(cap.members), cap.most) for cap in part.caps]
        self._conflicts = [(self._at[one], self._at[other]) for one, other in part.conflicts]
        self._before = self._local(before.intersection(part.items))
        self._spared = self._local(spared.intersection(part.items))
        self._rivals = rivals_of(self._before, self._conflicts)
        self._effort = Budget(part.items, STEPS)

    def best(self) -> _Paid:
        """Return the items to keep, and what each comes to.

        Raises:
            TooEntangled: where it takes more steps than a search may.
        """
        nothing = frozenset[int]()
        best: tuple[_Rank, _Paid] = (-1, 0, ()), {}
        waiting = [(nothing, nothing)]
        while waiting:
            kept, out = waiting.pop()
            if not self._is_coverable(out):
                continue
            bound, paid = self._bound(kept, out)
            if bound > best[0]:
                best = max(best, self._held(paid.keys()) or best, key=itemgetter(0))
            if bound > best[0]:
                waiting.extend(self._branches(kept, out, paid))
        return {self._items[item]: fen for item, fen in best[1].items()}

    def paid(self, kept: Iterable[int]) -> _Paid | None:
        """Return what kept items of the part come to, or None where that does not hold."""
        found = self._held(self._local(kept))
        return found and {self._items[item]: fen for item, fen in found[1].items()}

    def _local(self, items: Iterable[int]) -> frozenset[int]:
        return frozenset(self._at[item] for item in items)

    def _bound(self, kept: frozenset[int], out: frozenset[int]) -> tuple[_Rank, _Paid]:
        """Return the plain choice with some items kept and others left out, and its rank.

        No choice that holds has a higher rank.
        """
        standing = kept & self._before
        gone = out | standing
        rooms = [(members - gone, room) for members, room in self._rooms(standing)]
        above = self._above(self._before - gone, rooms)
        plain = self._solved(gone, rooms, above)
        paid = {i: plain.paid[i] for i in plain.kept - gone if i < len(self._items)}
        paid |= {item: self._amounts[item] for item in standing}
        if above:
            return (plain.total + self._sum(standing), sum(self._amounts), ()), paid
        return self._rank(sum(paid.values()), paid.keys()), paid

    def _above(self, before: frozenset[int], rooms: _Rooms) -> Mapping[int, int]:
        """Return how much of each sum paid before counts beside its caps, in a bound.

        Where such sums exceed a cap, they come to more than the cap allows: by how much depends on
        how many are kept, but by no more than if each bore its share of what is above with all.
        """
        sums = {members & before: room for members, room in sorted(rooms, key=itemgetter(1))[::-1]}
        over = {some: self._sum(some) - room for some, room in sums.items()}
        found: dict[int, int] = {}
        for some, above in over.items():
            wider = (all_ for all_ in sums if some < all_ and sums[all_] <= sums[some])
            if above > 0 and not any(wider):
                for item in some:
                    share = -(-self._amounts[item] * above // self._sum(some))
                    found[item] = found.get(item, 0) + share
        return found

    def _solved(self, gone: frozenset[int], rooms: _Rooms, above: Mapping[int, int]) -> Solution:
        """Return the plain choice without some items, where others count for more."""
        count = len(self._items)
        self._effort.spend(_STEPS_AN_ITEM * (count + len(above)))
        pairs = [pair for pair in self._conflicts if gone.isdisjoint(pair)]
        pairs += [
            (count + number, rival)
            for number, item in enumerate(above)
            for rival in self._rivals[item] - gone
        ]
        try:
            return solve(
                Problem(
                    (
                        *(0 if i in gone else fen for i, fen in enumerate(self._amounts)),
                        *above.values(),
                    ),
                    tuple(Exclusion(members - gone) for members in self._exclusions),
                    tuple(JointCap(members, room) for members, room in rooms),
                    tuple(pairs),
                )
            )
        except TooEntangled as tangled:
            items = [self._items[item] for item in tangled.items if item < count]
            raise TooEntangled(items, tangled.steps) from None

    def _is_coverable(self, out: frozenset[int]) -> bool:
        """Return whether what is left could cover what was paid before and is left out."""
        by = {one: sorted(self._rivals[one] - out) for one in sorted(out & self._before)}
        amounts = dict(enumerate(self._amounts))
        return not uncovered(by, amounts, amounts)

    def _held(self, kept: Collection[int]) -> tuple[_Rank, _Paid] | None:
        """Return what kept items come to beside what was paid, and their rank, if that holds."""
        new = sorted({*kept} - self._before, key=lambda item: (item not in self._spared, item))
        by = {one: rivals.intersection(new) for one, rivals in self._rivals.items()}
        standing = {one for one, items in by.items() if not items}
        replaced = {one: (self._amounts[one], items) for one, items in by.items() if items}
        caps = [(members - standing, room) for members, room in self._rooms(standing)]
        sums = {item: self._amounts[item] for item in new}
        paid = divided(sums, caps, replaced, self._effort)
        if paid is None:
            return None
        paid |= {item: self._amounts[item] for item in standing}
        return self._rank(sum(paid.values()), paid.keys()), paid

    def _rooms(self, standing: AbstractSet[int]) -> Iterator[tuple[frozenset[int], int]]:
        """Yield the members of each cap, and what it leaves beside what was paid."""
        for members, most in self._caps:
            yield members, max(most - self._sum(members & standing), 0)

    def _branches(
        self, kept: frozenset[int], out: frozenset[int], paid: _Paid
    ) -> Iterator[tuple[frozenset[int], frozenset[int]]]:
        """Yield the same with one more item left out, and with it kept, if one is still open."""
        wrong = not_held(self._rivals, self._amounts, self._caps, paid)
        taking = (
            rival for one in sorted(out & self._before) for rival in sorted(self._rivals[one])
        )
        for item in (*sorted(wrong), *taking, *range(len(self._items))):
            if item not in kept and item not in out:
                yield kept, out | {item}
                yield kept | {item}, out | self._reach(item)
                return

    def _reach(self, item: int) -> frozenset[int]:
        """Return what cannot be kept beside an item."""
        groups = (*self._exclusions, *map(frozenset, self._conflicts))
        return frozenset[int]().union(*(g for g in groups if item in g)) - {item}

    def _rank(self, total: int, kept: Collection[int]) -> _Rank:
        return total, self._sum(kept), tuple(item in kept for item in range(len(self._items)))

    def _sum(self, items: Iterable[int]) -> int:
        return sum(self._amounts[item] for item in items)


def _members(caps: Iterable[JointCap]) -> list[tuple[frozenset[int], int]]:
    return [(cap.members, cap.most) for cap in caps]
