"""The best choice beside sums that are paid already and cannot be taken back.

Such a sum is kept whole, or replaced by awards that come to at least as much. The plain choice
keeps to this by itself, except where such a sum also stands under a joint cap: cutting it, or
replacing it by less, would make room that is not there. Then the choices of its part are gone
through, the best first, until none that is left can be better.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from aipolicy.calc.choice import (
    MOST_OTHERS,
    Choice,
    Exclusion,
    JointCap,
    Problem,
    Solution,
    alternatives,
    solve,
)
from aipolicy.calc.choice.parts import Part, parts
from aipolicy.calc.stacking.topping_up import taken_off


def solve_beside(before: Iterable[int], problem: Problem) -> Solution:
    """Return the best choice that holds what was paid before.

    Args:
        before: the items paid already; none excludes another of them.
        problem: the items and the rules.

    Raises:
        TooEntangled: where a component takes more steps than a search may.

    >>> room = JointCap(frozenset({0, 1}), 10)
    >>> lower = Problem((10, 10, 9), caps=(room,), conflicts=((0, 2),))
    >>> solve_beside([], lower).paid, solve_beside([0], lower).paid
    ((0, 10, 9), (10, 0, 0))
    """
    held = frozenset(before)
    solution = solve(problem)
    rivals = _rivals(held, problem)
    if not (open_ := _not_held(rivals, problem, solution)):
        return solution
    paid, kept = list(solution.paid), set(solution.kept)
    for part in parts(problem):
        if not open_.isdisjoint(part.items):
            best = _Holding(held, part, problem).best()
            kept = (kept - {*part.items}) | best.keys()
            for item in part.items:
                paid[item] = best.get(item, 0)
    return Solution(tuple(paid), frozenset(kept))


class _Holding:
    """One part of a problem, with items in it that were paid before."""

    def __init__(self, before: frozenset[int], part: Part, problem: Problem) -> None:
        at = {item: place for place, item in enumerate(part.items)}

        def local(items: Iterable[int]) -> frozenset[int]:
            return frozenset(at[item] for item in items)

        self._items = part.items
        self._problem = Problem(
            tuple(problem.amounts[item] for item in part.items),
            tuple(Exclusion(local(rule.members)) for rule in part.exclusions),
            tuple(JointCap(local(cap.members), cap.most) for cap in part.caps),
            tuple((at[one], at[other]) for one, other in part.conflicts),
        )
        self._before = local(before.intersection(part.items))
        self._rivals = _rivals(self._before, self._problem)

    def best(self) -> Mapping[int, int]:
        """Return the items to keep, and what each comes to."""
        most = MOST_OTHERS
        while True:
            (ranked,) = alternatives(self._problem, most=most)
            found = self._best_of((ranked.chosen, *ranked.others))
            if found is not None and (found[0] or len(ranked.others) < most):
                return {self._items[place]: sum_ for place, sum_ in found[1].items()}
            most *= MOST_OTHERS

    def _best_of(self, ranked: Sequence[Choice]) -> tuple[bool, Mapping[int, int]] | None:
        """Return the best choice that holds, and whether no worse-ranked one can be better."""
        amounts = self._problem.amounts
        # Sums above their caps were paid all the same: by so much a rank may be too low.
        alone = tuple(sum_ if item in self._before else 0 for item, sum_ in enumerate(amounts))
        above = sum(alone) - solve(Problem(alone, caps=self._problem.caps)).total
        best: tuple[int, Mapping[int, int]] | None = None
        for choice in ranked:
            if best is not None and choice.total + above <= best[0]:
                return True, best[1]
            if (paid := self._paid(choice.kept)) is not None:
                total = sum(paid.values())
                if best is None or total > best[0]:
                    best = total, paid
        return None if best is None else (False, best[1])

    def _paid(self, kept: Sequence[int]) -> Mapping[int, int] | None:
        """Return what kept items come to, or None where they do not cover what they replace."""
        amounts, before = self._problem.amounts, self._before
        displaced = before.difference(kept)
        covering = frozenset[int]().union(*(self._rivals[item] for item in displaced))
        order = sorted({*kept} - before, key=lambda item: (item not in covering, item))
        at = {item: place for place, item in enumerate(order)}
        caps = tuple(
            JointCap(
                frozenset(at[item] for item in cap.members if item in at),
                max(cap.most - sum(amounts[item] for item in cap.members & before - displaced), 0),
            )
            for cap in self._problem.caps
        )
        shares = solve(Problem(tuple(amounts[item] for item in order), caps=caps)).paid
        paid = dict(zip(order, shares, strict=True))
        if not _covered(displaced, self._rivals, amounts, paid):
            return None
        return {item: paid.get(item, amounts[item]) for item in kept}


def _rivals(before: frozenset[int], problem: Problem) -> Mapping[int, set[int]]:
    """Return what was paid before with what may take its place."""
    rivals: dict[int, set[int]] = {item: set() for item in sorted(before)}
    for one, other in problem.conflicts:
        for item, rival in ((one, other), (other, one)):
            if item in before:
                rivals[item].add(rival)
    return rivals


def _not_held(
    rivals: Mapping[int, set[int]], problem: Problem, solution: Solution
) -> frozenset[int]:
    """Return what was paid before and is cut or undervalued, or with others replaced by less."""
    amounts, paid = problem.amounts, solution.paid
    cut = {item for item in rivals if item in solution.kept and paid[item] < amounts[item]}
    for cap in problem.caps:
        under = cap.members & rivals.keys()
        if sum(amounts[item] for item in under) > cap.most:
            cut |= under  # paid beyond the cap already: the plain choice counts it for less
    displaced = frozenset(rivals) - solution.kept
    sums = {item: paid[item] for item in solution.kept}
    return frozenset(cut if _covered(displaced, rivals, amounts, sums) else cut | displaced)


def _covered(
    displaced: frozenset[int],
    rivals: Mapping[int, set[int]],
    amounts: Sequence[int],
    paid: Mapping[int, int],
) -> bool:
    """Return whether awards come to as much as all they take the place of."""
    by = {item: sorted(rivals[item] & paid.keys()) for item in sorted(displaced)}
    taken = taken_off(by, {item: amounts[item] for item in by}, paid)
    off = sum(sum(parts.values()) for parts in taken.values())
    return off == sum(amounts[item] for item in by)
