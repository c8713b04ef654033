"""Lexicographic division under joint caps: what each kept item is paid.

Of all divisions in whole fen, the best has the largest total; of those, it pays the first item
most, then the second, and so on in document order. So the first item is paid whole wherever that
costs nothing in total.

Nested or disjoint caps need no search: in document order, pay each item what its caps leave. Where
caps overlap otherwise this greedy division can lose money, since an item may use up two caps at
once. Then give each cap a dual price of 0 or 1: the priced caps, plus the items under none of
them whole, bound the total. A division nearly always reaches the least such bound; where none in
whole fen does, an integer program finds the best.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from aipolicy.calc.choice.budget import Budget
from aipolicy.calc.choice.components import connected
from aipolicy.calc.choice.integer_program import Infeasible, SumBounds, lexicographic_maximum

_PRICED = 6  # up to 2 ** 6 price vectors are tried one by one


def capped_shares(amounts: Sequence[int], caps: SumBounds, budget: Budget) -> list[int]:
    """Return what is paid of each amount under joint caps, in fen.

    Args:
        amounts: sums in fen, in document order.
        caps: the positions of the members of each cap, and its fen.
        budget: the steps left.

    Raises:
        TooEntangled: caps overlap in so many ways that the budget is used up.

    >>> budget = Budget((0, 1, 2), steps=1_000)
    >>> capped_shares([500, 750], [({0, 1}, 1000)], budget)
    [500, 500]
    >>> capped_shares([4, 4, 4], [({0, 1}, 4), ({0, 2}, 4)], budget)
    [0, 4, 4]
    """
    binding = _binding(amounts, caps)
    binding.sort(key=lambda cap: -len(cap[0]))
    above: dict[int, list[int]] = defaultdict(list)  # the caps over a position, widest first
    for number, (members, _) in enumerate(binding):
        for position in members:
            above[position].append(number)
    paid = list(amounts)
    if _are_nested(above):
        left = [most for _, most in binding]
        for position in sorted(above):
            paid[position] = min(amounts[position], *(left[number] for number in above[position]))
            for number in above[position]:
                left[number] -= paid[position]
        return paid
    for numbers in connected(above.values()):
        most = {number: binding[number][1] for number in numbers}
        positions = sorted({i for number in numbers for i in binding[number][0]})
        sums = {i: amounts[i] for i in positions}
        for position, share in _overlapping(sums, above, most, budget).items():
            paid[position] = share
    return paid


def capped_shares_above(
    amounts: Sequence[int], caps: SumBounds, floors: SumBounds, budget: Budget
) -> list[int] | None:
    """Return what is paid where groups of items sum to at least a floor, or None where none can.

    Args:
        amounts: sums in fen, in document order.
        caps: the positions of the members of each cap, and its fen.
        floors: the positions of the members of each group, and the least they sum to.
        budget: the steps left.

    Raises:
        TooEntangled: the budget is used up.

    >>> budget = Budget((0, 1), steps=1_000)
    >>> capped_shares_above([500, 750], [({0, 1}, 1000)], [({1}, 600)], budget)
    [400, 600]
    >>> capped_shares_above([500, 750], [({0, 1}, 1000)], [({1}, 751)], budget)
    """
    binding = _binding(amounts, caps)
    cuttable = sorted({item for members, _ in binding for item in members})
    at = {item: position for position, item in enumerate(cuttable)}

    def among(members: Collection[int]) -> list[int]:
        return [at[item] for item in members if item in at]

    limits = [amounts[item] for item in cuttable]
    within = [(among(members), most) for members, most in binding]
    least = [
        (among(members), fen - sum(amounts[item] for item in members if item not in at))
        for members, fen in floors
    ]
    try:
        shares = dict(
            zip(cuttable, lexicographic_maximum(limits, within, budget, least), strict=True)
        )
    except Infeasible:
        return None
    return [shares.get(item, amount) for item, amount in enumerate(amounts)]


def _binding(amounts: Sequence[int], caps: SumBounds) -> list[tuple[Collection[int], int]]:
    """Return the caps that their members together exceed."""
    return [cap for cap in caps if sum(amounts[i] for i in cap[0]) > cap[1]]


def _are_nested(chains: Mapping[int, Sequence[int]]) -> bool:
    """Return whether of two caps that share a position the wider always contains the narrower.

    So it is where all members of a cap agree on the next wider cap.
    """
    wider: dict[int, int] = {}
    for chain in chains.values():
        outer = -1
        for number in chain:
            if wider.setdefault(number, outer) != outer:
                return False
            outer = number
    return True


def _overlapping(
    sums: Mapping[int, int],
    chains: Mapping[int, Sequence[int]],
    most: Mapping[int, int],
    budget: Budget,
) -> dict[int, int]:
    """Return what is paid at each position under caps that overlap."""
    if len(most) <= _PRICED:
        bound, paid = _by_prices(sums, chains, most)
        if sum(paid.values()) == bound:
            return paid
    caps = [([j for j, i in enumerate(sums) if n in chains[i]], fen) for n, fen in most.items()]
    return dict(zip(sums, lexicographic_maximum(list(sums.values()), caps, budget), strict=True))


def _by_prices(
    sums: Mapping[int, int], chains: Mapping[int, Sequence[int]], most: Mapping[int, int]
) -> tuple[int, dict[int, int]]:
    """Return the least bound over all prices, and a division that reaches it if any does.

    Each item is paid as much as every bound still allows. If the division reaches the least
    bound, no division pays more in total, and none of that total pays an earlier item more.
    """
    bit = {number: 1 << k for k, number in enumerate(most)}
    under = {position: sum(bit[number] for number in chains[position]) for position in sums}
    bounds = [0]
    for fen in most.values():
        bounds += [bound + fen for bound in bounds]
    costs = {
        kind: [(kind & priced).bit_count() for priced in range(len(bounds))]
        for kind in set(under.values())
    }
    for position, amount in sums.items():
        for priced, cost in enumerate(costs[under[position]]):
            if not cost:
                bounds[priced] += amount
    least = min(bounds)
    left = dict(most)
    paid: dict[int, int] = {}
    for position, amount in sums.items():
        share = min(amount, *(left[number] for number in chains[position]))
        priced_more_than_once = [
            (bound - least) // (cost - 1)
            for bound, cost in zip(bounds, costs[under[position]], strict=True)
            if cost > 1
        ]
        share = max(0, min([share, *priced_more_than_once]))
        for number in chains[position]:
            left[number] -= share
        for priced, cost in enumerate(costs[under[position]]):
            bounds[priced] -= share * (cost - 1) if cost else amount - share
        paid[position] = share
    return least, paid
