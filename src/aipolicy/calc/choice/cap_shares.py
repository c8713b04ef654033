"""How kept items are cut so that joint caps hold.

Of all ways to cut in whole fen, those that pay the largest total are taken; of those, the one
that pays the first item most, then the second, and so on in document order. So the first is
kept whole wherever that costs nothing in total.

Caps that are nested or apart need no search: going through the items in order and paying each
what its caps still leave is the answer. Where caps overlap otherwise this can lose money, since
an item may use up two caps at once. Then give each cap a price of 0 or 1: the priced caps,
and the items under none of them whole, bound the total. The least such bound is nearly always
reached. Where no division in whole fen reaches it, the division is searched for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from aipolicy.calc.choice.budget import Effort
from aipolicy.calc.choice.components import connected
from aipolicy.calc.choice.integer_program import OutOfReach, Sums, largest

_PRICED = 6  # 2 ** 6 ways to price the caps are still tried one by one


def cut(amounts: Sequence[int], caps: Sums, effort: Effort) -> list[int]:
    """Return what is paid of each amount, in fen.

    Amounts are in document order; a cap is the positions of its members and its fen.

    Raises:
        TooEntangled: where caps overlap in so many ways that the effort left does not do.

    >>> effort = Effort((0, 1, 2), steps=1_000)
    >>> cut([500, 750], [({0, 1}, 1000)], effort)
    [500, 500]
    >>> cut([4, 4, 4], [({0, 1}, 4), ({0, 2}, 4)], effort)
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
        for position, share in _overlapping(sums, above, most, effort).items():
            paid[position] = share
    return paid


def cut_above(amounts: Sequence[int], caps: Sums, floors: Sums, effort: Effort) -> list[int] | None:
    """Return the same where groups of items come to at least a floor, or None where none can.

    Raises:
        TooEntangled: where it takes more effort than is left.

    >>> effort = Effort((0, 1), steps=1_000)
    >>> cut_above([500, 750], [({0, 1}, 1000)], [({1}, 600)], effort)
    [400, 600]
    >>> cut_above([500, 750], [({0, 1}, 1000)], [({1}, 751)], effort)
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
        shares = dict(zip(cuttable, largest(limits, within, effort, least), strict=True))
    except OutOfReach:
        return None
    return [shares.get(item, amount) for item, amount in enumerate(amounts)]


def _binding(amounts: Sequence[int], caps: Sums) -> list[tuple[Collection[int], int]]:
    return [cap for cap in caps if sum(amounts[i] for i in cap[0]) > cap[1]]


def _are_nested(chains: Mapping[int, Sequence[int]]) -> bool:
    """Return whether of two caps that share a position the wider always holds the narrower.

    It is so where all members of a cap agree on which cap is the next wider one.
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
    effort: Effort,
) -> dict[int, int]:
    if len(most) <= _PRICED:
        bound, paid = _by_prices(sums, chains, most)
        if sum(paid.values()) == bound:
            return paid
    caps = [([j for j, i in enumerate(sums) if n in chains[i]], fen) for n, fen in most.items()]
    return dict(zip(sums, largest(list(sums.values()), caps, effort), strict=True))


def _by_prices(
    sums: Mapping[int, int], chains: Mapping[int, Sequence[int]], most: Mapping[int, int]
) -> tuple[int, dict[int, int]]:
    """Return the least bound over all prices, and a division that reaches it where one does.

    Each item is given as much as every bound still allows. If the division reaches the least
    bound, no division pays more, and none that pays as much gives an earlier item more.
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
