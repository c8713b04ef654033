"""Lexicographic division under joint caps where awards replace sums paid before.

Of all divisions in whole fen that cover every replaced sum, the best has the largest total; of
those, it pays the first item most, then the second, and so on. Usually the plain division covers
them all. Where it does not, a minimum cut names sums that are not covered: the items that replace
them get a common floor, and the caps are divided anew.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from aipolicy.calc.choice.budget import Budget
from aipolicy.calc.choice.cap_shares import capped_shares, capped_shares_above
from aipolicy.calc.stacking.history.coverage import Caps, min_cut
from aipolicy.calc.stacking.history.net_caps import NetCap
from aipolicy.calc.stacking.history.net_division import net_division
from aipolicy.calc.stacking.history.spending import exceeded


def covering_shares(
    amounts: Mapping[int, int],
    caps: Caps,
    replaced: Mapping[int, tuple[int, Collection[int]]],
    budget: Budget,
    net_caps: Sequence[NetCap] = (),
) -> dict[int, int] | None:
    """Return what items come to, in fen, or None where no division covers what they replace.

    Args:
        amounts: the sum of each item in fen, in the order in which they are kept whole.
        caps: the members of each cap, and its fen; members that are not items are ignored.
        replaced: the sums paid before that are replaced, each with the items that replace it.
        budget: the steps left.
        net_caps: caps on what items come to less what they replace.

    Raises:
        TooEntangled: caps overlap in so many ways that the budget is used up.

    >>> caps, budget = [({1, 2}, 10)], Budget((1, 2, 3), steps=1_000)
    >>> covering_shares({1: 6, 2: 6}, caps, {}, budget)
    {1: 6, 2: 4}
    >>> covering_shares({1: 6, 2: 6}, caps, {0: (5, [2])}, budget)
    {1: 5, 2: 5}
    >>> covering_shares({1: 6, 2: 6}, caps, {0: (7, [2])}, budget) is None
    True
    """
    order = list(amounts)
    at = {item: position for position, item in enumerate(order)}
    sums = list(amounts.values())
    within = [([at[item] for item in members if item in at], most) for members, most in caps]
    distinct = {id(items): items for _, items in replaced.values()}
    ordered: dict[int, list[int]] = {}  # items that replace several sums are one list
    for key, items in distinct.items():
        some = {*items}
        ordered[key] = [item for item in order if item in some]
    by = {one: ordered[id(items)] for one, (_, items) in replaced.items()}
    paid_before = {one: fen for one, (fen, _) in replaced.items()}
    floors: list[tuple[list[int], int]] = []
    shares: list[int] | None = capped_shares(sums, within, budget)
    while shares is not None:
        gross = dict(zip(order, shares, strict=True))
        short = min_cut(by, paid_before, gross)
        if not short:
            if exceeded(net_caps, gross, by, paid_before):
                sums_by = {one: (paid_before[one], awards) for one, awards in by.items()}
                division = net_division(amounts, caps, net_caps, sums_by, budget)
                return division and division.gross
            return gross
        replacing = {item for one in short for item in by[one]}
        floor = sum(paid_before[one] for one in short)
        floors.append(([at[item] for item in replacing], floor))
        shares = capped_shares_above(sums, within, floors, budget)
    return None
