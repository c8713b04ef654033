"""How joint caps are shared out where awards take the place of what was paid before.

Of all divisions in whole fen that cover every sum replaced, those that pay the largest total are
taken; of those the one that pays the first item most, then the second, and so on. Most of the time
the plain division covers; where it does not, the items that are to cover some sums are given a
floor together, and the caps are shared out anew.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from aipolicy.calc.choice.budget import Budget
from aipolicy.calc.choice.cap_shares import capped_shares, capped_shares_above
from aipolicy.calc.stacking.history.coverage import Caps, uncovered


def divided(
    amounts: Mapping[int, int],
    caps: Caps,
    replaced: Mapping[int, tuple[int, Collection[int]]],
    budget: Budget,
) -> dict[int, int] | None:
    """Return what items are paid, in fen, or None where no division covers what they replace.

    Args:
        amounts: the sum of each item, the first to be kept whole first.
        caps: the members of each cap, and its fen; members that are no items are passed over.
        replaced: sums paid before, each with the items that take its place.
        budget: the steps left.

    Raises:
        TooEntangled: where caps overlap in so many ways that the budget left does not do.

    >>> caps, budget = [({1, 2}, 10)], Budget((1, 2, 3), steps=1_000)
    >>> divided({1: 6, 2: 6}, caps, {}, budget), divided({1: 6, 2: 6}, caps, {0: (5, [2])}, budget)
    ({1: 6, 2: 4}, {1: 5, 2: 5})
    >>> divided({1: 6, 2: 6}, caps, {0: (7, [2])}, budget) is None
    True
    """
    order = list(amounts)
    at = {item: position for position, item in enumerate(order)}
    sums = list(amounts.values())
    within = [([at[item] for item in members if item in at], most) for members, most in caps]
    by = {one: [item for item in order if item in items] for one, (_, items) in replaced.items()}
    before = {one: fen for one, (fen, _) in replaced.items()}
    floors: list[tuple[list[int], int]] = []
    shares: list[int] | None = capped_shares(sums, within, budget)
    while shares is not None:
        paid = dict(zip(order, shares, strict=True))
        short = uncovered(by, before, paid)
        if not short:
            return paid
        covering = {item for one in short for item in by[one]}
        floors.append(([at[item] for item in covering], sum(before[one] for one in short)))
        shares = capped_shares_above(sums, within, floors, budget)
    return None
