"""Independent solutions of a problem: by brute force, and by HiGHS."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, combinations, product

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from aipolicy.calc.choice import Problem


def best_by_trying_all(problem: Problem) -> tuple[tuple[int, ...], frozenset[int]]:
    """Return what is paid and what is kept, comparing all lawful sets and all divisions.

    No set is paid more than its uncut sum, so sets with a smaller uncut sum than the best total
    are skipped.
    """
    best, paid, kept = (-1, 0, ()), (), frozenset()
    for uncut, some in sorted(
        ((sum(problem.amounts[item] for item in some), some) for some in lawful_sets(problem)),
        key=lambda entry: -entry[0],
    ):
        if uncut < best[0]:
            break
        if (rank := rank_of(problem, some)) > best:
            best, paid, kept = rank, paid_by_trying_all(problem, some), some
    return paid, kept


def rank_of(problem: Problem, kept: frozenset[int]) -> tuple[int, int, tuple[bool, ...]]:
    """Return the rank of a set: the total paid, the uncut sum, the first items kept."""
    return (
        sum(paid_by_trying_all(problem, kept)),
        sum(problem.amounts[item] for item in kept),
        tuple(item in kept for item in range(len(problem.amounts))),
    )


def lawful_sets(problem: Problem) -> Iterator[frozenset[int]]:
    """Yield every set of items of which none excludes another."""
    rivals = rivals_of(problem)
    sets: list[frozenset[int]] = [frozenset()]
    for item in range(len(problem.amounts)):
        sets += [kept | {item} for kept in sets if not rivals[item] & kept]
    yield from sets


def pairs_of(problem: Problem) -> list[tuple[int, int]]:
    """Return the pairs of which at most one is kept, those of the sides written out."""
    opposed = [pair for group in problem.sides for pair in combinations(group.sides, 2)]
    return [*problem.conflicts, *chain.from_iterable(product(*pair) for pair in opposed)]


def rivals_of(problem: Problem) -> list[set[int]]:
    """Return for each item those that cannot be kept beside it."""
    groups = [*(rule.members for rule in problem.exclusions), *map(set, pairs_of(problem))]
    return [
        set().union(*(group for group in groups if item in group)) - {item}
        for item in range(len(problem.amounts))
    ]


def maximal_sets(problem: Problem) -> list[frozenset[int]]:
    """Return the maximal lawful sets, best first."""
    rivals = rivals_of(problem)
    maximal = [
        kept
        for kept in lawful_sets(problem)
        if all(item in kept or rivals[item] & kept for item in range(len(rivals)))
    ]
    return sorted(maximal, key=lambda kept: rank_of(problem, kept), reverse=True)


def paid_by_trying_all(problem: Problem, kept: frozenset[int]) -> tuple[int, ...]:
    """Return what all items are paid if these are kept, trying every fen of each."""
    items = sorted(kept)
    place = {item: position for position, item in enumerate(items)}
    caps = [
        (frozenset(place[item] for item in cap.members & kept), cap.most) for cap in problem.caps
    ]
    shares = cut_by_trying_all([problem.amounts[item] for item in items], caps)
    return tuple(shares[place[item]] if item in kept else 0 for item in range(len(problem.amounts)))


def cut_by_trying_all(
    amounts: Sequence[int], caps: Sequence[tuple[frozenset[int], int]]
) -> tuple[int, ...]:
    """Return the division with the largest sum, then the largest first share, then second ..."""

    @cache
    def best(item: int, left: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
        if item == len(amounts):
            return 0, ()
        over = [item in members for members, _ in caps]
        room = [fen for fen, above in zip(left, over, strict=True) if above]
        most = min([amounts[item], *room])
        found = []
        for share in range(most + 1) if room else [most]:
            rest = tuple(fen - share * above for fen, above in zip(left, over, strict=True))
            total, shares = best(item + 1, rest)
            found.append((total + share, (share, *shares)))
        return max(found)

    return best(0, tuple(most for _, most in caps))[1]


def largest_total_by_milp(problem: Problem) -> int:
    """Return the largest total paid, as HiGHS finds it.

    Each item has a switch, kept or not; an item under a cap also has a sum of its own. Given
    sums of a few digits the answer is exact: its bound is checked.
    """
    amounts = problem.amounts
    count = len(amounts)
    capped = sorted(set().union(*(cap.members for cap in problem.caps)))
    own = {item: count + k for k, item in enumerate(capped)}
    rows: list[dict[int, int]] = []
    limits: list[int] = []
    for item, sum_ in own.items():
        rows.append({sum_: 1, item: -amounts[item]})
        limits.append(0)
    for group in (*(rule.members for rule in problem.exclusions), *map(set, pairs_of(problem))):
        rows.append(dict.fromkeys(group, 1))
        limits.append(1)
    for cap in problem.caps:
        rows.append({own[item]: 1 for item in cap.members})
        limits.append(cap.most)
    matrix = np.zeros((len(rows), count + len(own)))
    for number, row in enumerate(rows):
        for variable, rate in row.items():
            matrix[number, variable] = rate
    gains = [0 if item in own else -fen for item, fen in enumerate(amounts)] + [-1] * len(own)
    answer = milp(
        gains,
        integrality=np.ones(len(gains)),
        bounds=Bounds(0, [1] * count + [amounts[item] for item in own]),
        constraints=LinearConstraint(matrix, -np.inf, limits) if rows else None,
        options={"mip_rel_gap": 0},
    )
    assert answer.success, answer.message
    total = round(-answer.fun)
    assert abs(-answer.fun - total) < 1e-4
    assert rows == [] or abs(answer.mip_dual_bound - answer.fun) < 0.5
    return total
