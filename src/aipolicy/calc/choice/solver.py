"""The best lawful choice among awards, exactly.

Most awards stand alone or in one unit with a few others, and no joint cap binds them. They are
settled in one pass, in time linear in their number. The rest falls into parts that do not touch
each other, and each part is searched for itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from aipolicy.calc.choice.bitmasks import tangle
from aipolicy.calc.choice.branch_and_bound import best_kept
from aipolicy.calc.choice.budget import STEPS, Effort
from aipolicy.calc.choice.cap_shares import cut
from aipolicy.calc.choice.components import Part, binding, gathered
from aipolicy.calc.choice.presolve import SMALL, shrunk
from aipolicy.calc.choice.problem import Exclusion, JointCap, Problem, Solution


def solve(problem: Problem, *, steps: int = STEPS) -> Solution:
    """Return the best of all lawful choices.

    A choice is a set of kept items, at most one of each exclusion and not both of a conflict,
    and what is paid to each in whole fen: at most its amount, and together at most the fen of
    each joint cap. Of all choices the best is, in this order,

    1. the one with the largest total paid;
    2. the one whose kept items have the larger sum before caps cut them;
    3. the one that comes first in document order: of the first item in which two sets of kept
       items differ, the set that keeps it;
    4. the one that pays the first item most, then the second, and so on in document order.

    So exactly one choice is best, whatever the order in which the rules are given. No item that
    is left out could be kept beside the kept ones.

    Args:
        problem: the items and the rules.
        steps: how much a component may be searched; see `TooEntangled`.

    Raises:
        TooEntangled: where a component takes more steps.

    >>> one_of_two = Exclusion(frozenset({1, 2}))
    >>> at_most = JointCap(frozenset({0, 1, 2}), most=1_000_000)
    >>> solution = solve(Problem((500_000, 600_000, 750_000), (one_of_two,), (at_most,)))
    >>> solution.paid, sorted(solution.kept), solution.total
    ((500000, 0, 500000), [0, 2], 1000000)
    """
    amounts = problem.amounts
    paid = [0] * len(amounts)
    caps = binding(problem)
    kept, exclusions = _settled(problem, caps)
    for item in kept:
        paid[item] = amounts[item]
    for part in _parts(exclusions, caps, problem.conflicts):
        chosen = _chosen(part, amounts, steps)
        kept += chosen
        for item, share in zip(chosen, shares(part, chosen, amounts, steps), strict=True):
            paid[item] = share
    return Solution(tuple(paid), frozenset(kept))


def shares(part: Part, kept: Sequence[int], amounts: Sequence[int], steps: int) -> list[int]:
    """Return what is paid to each kept item of a part, in document order, in fen.

    >>> part = Part([0, 1], [], [JointCap(frozenset({0, 1}), 6)], [])
    >>> shares(part, [0, 1], (4, 5), steps=10)
    [4, 2]
    """
    place = {item: position for position, item in enumerate(kept)}
    caps = [([place[i] for i in cap.members if i in place], cap.most) for cap in part.caps]
    return cut([amounts[item] for item in kept], caps, Effort(part.items, steps))


def _settled(problem: Problem, caps: Sequence[JointCap]) -> tuple[list[int], list[Exclusion]]:
    """Return the items kept for sure, and the units that a search has to look at."""
    amounts = problem.amounts
    rules = bytearray(len(amounts))  # 0: under no rule, 1: in one unit alone, 2: more than that
    for exclusion in problem.exclusions:
        for item in exclusion.members:
            rules[item] = 2 if rules[item] else 1
    for cap in caps:
        for item in cap.members:
            rules[item] = 2
    for pair in problem.conflicts:
        for item in pair:
            rules[item] = 2
    kept = [item for item, count in enumerate(rules) if not count]
    left: list[Exclusion] = []
    for exclusion in problem.exclusions:
        most, first = -1, -1
        for item in exclusion.members:
            if rules[item] > 1:
                left.append(exclusion)
                break
            amount = amounts[item]
            if amount > most or (amount == most and item < first):
                most, first = amount, item
        else:
            if first >= 0:
                kept.append(first)
    return kept, left


def _parts(
    exclusions: list[Exclusion], caps: list[JointCap], conflicts: Sequence[tuple[int, int]]
) -> list[Part]:
    """Return the parts to search; what is small is one part, since the search splits it too."""
    groups = [*(rule.members for rule in exclusions), *(cap.members for cap in caps), *conflicts]
    if len(items := set[int]().union(*groups)) <= SMALL:
        return [Part(sorted(items), exclusions, caps, list(conflicts))]
    return gathered(exclusions, caps, conflicts)


def _chosen(part: Part, amounts: Sequence[int], steps: int) -> list[int]:
    """Return the items of a part to keep, in document order."""
    small = shrunk(part, amounts)
    web = tangle(small.part, small.amounts)
    return sorted({*web.items(best_kept(web, steps)), *small.uncontested})
