"""The best choice given what was paid before: branch and bound by component.

Sums paid before cannot be taken back. A choice has to cover each of them: to keep it whole, or to
replace it by kept items that come to as much, each fen covered by a fen of an item that excludes
it. What was paid beyond a joint cap leaves no room under it. Of all choices that cover, the best
has the largest total, then the larger uncut sums, then comes document order, and last the division
of the caps that pays the first item most, spared items before the rest.

The plain choice covers by itself unless joint caps bind sums paid before. For if it replaced one
by less, leaving out what replaces it would pay more in all. Under a cap this fails: to cut a sum
paid before, or to replace it by less, would make room that is not there. There a component is
searched. The plain choice bounds every choice that covers; where it does not cover itself, it is
tried with an item kept and with the same item left out, until no bound is better than the best
choice found.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain
from operator import itemgetter
from typing import Final, TypeAlias

from aipolicy.calc.choice import Exclusion, JointCap, Problem, Sides, Solution, TooEntangled, solve
from aipolicy.calc.choice.budget import STEPS, Budget
from aipolicy.calc.choice.components import Component, components
from aipolicy.calc.choice.presolve import SMALL
from aipolicy.calc.stacking.history.cap_shares import covering_shares
from aipolicy.calc.stacking.history.coverage import min_cut, replacing, rivals_of, uncovered
from aipolicy.calc.stacking.history.net_caps import NetCap
from aipolicy.calc.stacking.history.spending import overspent

_STEPS_AN_ITEM: Final = 100
"""The steps that a plain choice costs for each of its items."""
_STEPS_OF_MANY: Final = 130
"""The same where there are many, and the choice is presolved."""

_Rank: TypeAlias = tuple[int, int, tuple[bool, ...]]  # total, uncut sums, which items are kept
_Gross: TypeAlias = Mapping[int, int]  # what each kept item comes to
_Rooms: TypeAlias = Sequence[tuple[frozenset[int], int]]  # members of caps, and their room


def solve_with_history(
    problem: Problem,
    before: AbstractSet[int],
    spared: AbstractSet[int] = frozenset(),
    net_caps: Sequence[NetCap] = (),
) -> Solution:
    """Return the best choice that covers what was paid before.

    Args:
        problem: the items and the rules.
        before: the items paid before; none excludes another of them, or is in an exclusion.
        spared: the items that joint caps cut last, wherever they come in document order.
        net_caps: caps on what items come to less what they replace; each is in the problem too, as
            a cap that has more room.

    Raises:
        TooEntangled: a component takes more steps than a search may.

    >>> room = JointCap(frozenset({0, 1}), 10)
    >>> lower = Problem((10, 10, 9), caps=(room,), conflicts=((0, 2),))
    >>> solve_with_history(lower, set()).paid, solve_with_history(lower, {0}).paid
    ((0, 10, 9), (10, 0, 0))
    """
    solution = solve(problem)
    if not before and not spared:
        return solution
    amounts = problem.amounts
    gross = {item: solution.paid[item] for item in solution.kept}
    caps = [(cap.members, cap.most) for cap in problem.caps]
    rivals = rivals_of(before, problem.conflicts, problem.sides)
    open_ = uncovered(rivals, amounts, caps, gross) | overspent(net_caps, rivals, amounts, gross)
    cut = {item for item in spared if gross.get(item, amounts[item]) < amounts[item]}
    if not open_ and not cut:
        return solution
    wrong = open_ | cut
    for component in components(problem):
        items = {*component.items}
        if items.isdisjoint(wrong):
            continue
        with_history = ComponentWithHistory(component, problem, before, spared, net_caps)
        if items.isdisjoint(open_):
            found = with_history.gross(items & gross.keys()) or {}
        else:
            found = with_history.best()
        for item in items:
            gross.pop(item, None)
        gross |= found
    return Solution(tuple(gross.get(item, 0) for item in range(len(amounts))), frozenset(gross))


class ComponentWithHistory:
    """One component of a problem, with items in it that were paid before.

    Inside, items are known by their positions in the component.
    """

    def __init__(
        self,
        component: Component,
        problem: Problem,
        before: AbstractSet[int],
        spared: AbstractSet[int],
        net_caps: Sequence[NetCap] = (),
    ) -> None:
        self._items = component.items
        self._at = {item: position for position, item in enumerate(component.items)}
        self._amounts = tuple(problem.amounts[item] for item in component.items)
        self._exclusions = [self._local(rule.members) for rule in component.exclusions]
        self._caps = [(self._local(cap.members), cap.most) for cap in component.caps]
        self._net_caps = [
            NetCap(self._local(cap.members), cap.room)
            for cap in net_caps
            if not cap.members.isdisjoint(self._at)
        ]
        self._conflicts = [(self._at[one], self._at[other]) for one, other in component.conflicts]
        self._sides = [tuple(map(self._local, group.sides)) for group in component.sides]
        self._before = self._local(before & self._at.keys())
        self._spared = self._local(spared & self._at.keys())
        self._rivals = rivals_of(self._before, self._conflicts, map(Sides, self._sides))
        self._budget = Budget(component.items, STEPS)

    def best(self) -> _Gross:
        """Return the best items to keep, and what each comes to.

        Raises:
            TooEntangled: it takes more steps than a search may.
        """
        nothing = frozenset[int]()
        best: tuple[_Rank, _Gross] = (-1, 0, ()), {}
        waiting = [(nothing, nothing)]
        while waiting:
            kept, out = waiting.pop()
            if not self._is_coverable(out):
                continue
            bound, gross = self._bound(kept, out)
            if bound > best[0]:
                best = max(best, self._covering(gross.keys()) or best, key=itemgetter(0))
            if bound > best[0]:
                waiting.extend(self._branches(kept, out, gross))
        return {self._items[item]: fen for item, fen in best[1].items()}

    def gross(self, kept: Iterable[int]) -> _Gross | None:
        """Return what kept items come to, or None where they do not cover what was paid before."""
        found = self._covering(self._local(kept))
        return found and {self._items[item]: fen for item, fen in found[1].items()}

    def _local(self, items: Iterable[int]) -> frozenset[int]:
        return frozenset(self._at[item] for item in items)

    def _bound(self, kept: frozenset[int], out: frozenset[int]) -> tuple[_Rank, _Gross]:
        """Return the plain choice with some items kept and others left out, and its rank.

        No choice that covers has a higher rank.
        """
        kept_before = kept & self._before
        gone = out | kept_before
        rooms = [(members - gone, room) for members, room in self._rooms(kept_before)]
        excess = self._excess(self._before - gone, rooms)
        plain = self._solved(gone, rooms, excess)
        gross = {i: plain.paid[i] for i in plain.kept - gone if i < len(self._items)}
        gross |= {item: self._amounts[item] for item in kept_before}
        if excess:
            return (plain.total + self._sum(kept_before), sum(self._amounts), ()), gross
        return self._rank(sum(gross.values()), gross.keys()), gross

    def _excess(self, before: frozenset[int], rooms: _Rooms) -> Mapping[int, int]:
        """Return how much of each sum paid before a bound counts beyond the caps.

        Where such sums exceed a cap, they come to more than the cap allows: by how much depends on
        how many are kept, but by no more than if each bore its share of the excess of all.
        """
        sums = {members & before: room for members, room in sorted(rooms, key=itemgetter(1))[::-1]}
        over = {some: self._sum(some) - room for some, room in sums.items()}
        found: dict[int, int] = {}
        for some, excess in over.items():
            wider = (all_ for all_ in sums if some < all_ and sums[all_] <= sums[some])
            if excess > 0 and not any(wider):
                for item in some:
                    share = -(-self._amounts[item] * excess // self._sum(some))
                    found[item] = found.get(item, 0) + share
        return found

    def _solved(self, gone: frozenset[int], rooms: _Rooms, excess: Mapping[int, int]) -> Solution:
        """Return the plain choice without some items, with further items for excesses."""
        count = len(self._items)
        each = _STEPS_AN_ITEM if count <= SMALL else _STEPS_OF_MANY
        self._budget.spend(each * (count + len(excess)))
        pairs = [pair for pair in self._conflicts if gone.isdisjoint(pair)]
        beside: dict[frozenset[int], set[int]] = {}
        for number, item in enumerate(excess, count):
            beside.setdefault(self._rivals[item], set()).add(number)
        sides = [Sides((frozenset(some), by - gone)) for by, some in beside.items()]
        sides += [Sides(tuple(side - gone for side in group)) for group in self._sides]
        try:
            return solve(
                Problem(
                    (
                        *(0 if i in gone else fen for i, fen in enumerate(self._amounts)),
                        *excess.values(),
                    ),
                    tuple(Exclusion(members - gone) for members in self._exclusions),
                    tuple(JointCap(members, room) for members, room in rooms),
                    tuple(pairs),
                    tuple(sides),
                )
            )
        except TooEntangled as error:
            items = [self._items[item] for item in error.items if item < count]
            raise TooEntangled(items, error.steps) from None

    def _is_coverable(self, out: frozenset[int]) -> bool:
        """Return whether the items not left out could cover the sums paid before that are."""
        left = frozenset(range(len(self._items))) - out
        replaced = replacing(self._rivals, sorted(out & self._before), left)
        amounts = dict(enumerate(self._amounts))
        return not min_cut(replaced, amounts, amounts)

    def _covering(self, kept: Collection[int]) -> tuple[_Rank, _Gross] | None:
        """Return what kept items come to, and their rank, if they cover what was paid before."""
        new = sorted({*kept} - self._before, key=lambda item: (item not in self._spared, item))
        by = replacing(self._rivals, self._rivals, {*new})
        kept_before = {one for one, items in by.items() if not items}
        replaced = {one: (self._amounts[one], items) for one, items in by.items() if items}
        caps = [(members - kept_before, room) for members, room in self._rooms(kept_before)]
        sums = {item: self._amounts[item] for item in new}
        gross = covering_shares(sums, caps, replaced, self._budget, self._net_caps)
        if gross is None:
            return None
        gross |= {item: self._amounts[item] for item in kept_before}
        return self._rank(sum(gross.values()), gross.keys()), gross

    def _rooms(self, kept_before: AbstractSet[int]) -> Iterator[tuple[frozenset[int], int]]:
        """Yield the members of each cap, and the room that kept sums paid before leave."""
        for members, most in self._caps:
            yield members, max(most - self._sum(members & kept_before), 0)

    def _branches(
        self, kept: frozenset[int], out: frozenset[int], gross: _Gross
    ) -> Iterator[tuple[frozenset[int], frozenset[int]]]:
        """Yield two branches, with one more item left out and with it kept, if one is open."""
        wrong = uncovered(self._rivals, self._amounts, self._caps, gross)
        distinct = {id(by): by for by in (self._rivals[one] for one in sorted(out & self._before))}
        replacing_ones = (rival for by in distinct.values() for rival in sorted(by))
        for item in chain(sorted(wrong), replacing_ones, range(len(self._items))):
            if item not in kept and item not in out:
                yield kept, out | {item}
                yield kept | {item}, out | self._neighbours(item)
                return

    def _neighbours(self, item: int) -> frozenset[int]:
        """Return the items that an item excludes."""
        groups = (*self._exclusions, *map(frozenset, self._conflicts))
        found = [group for group in groups if item in group]
        for group in self._sides:
            if any(item in side for side in group):
                found += [side for side in group if item not in side]
        return frozenset[int]().union(*found) - {item}

    def _rank(self, total: int, kept: Collection[int]) -> _Rank:
        return total, self._sum(kept), tuple(item in kept for item in range(len(self._items)))

    def _sum(self, items: Iterable[int]) -> int:
        return sum(self._amounts[item] for item in items)
