"""Division under net caps by an integer program: what awards come to, and their offsets, at once.

Where a sum paid before may be offset against awards under a cap or beside it, what is left under
the cap depends on the offsets. So both are found together: the largest total, then the most to the
first award, the second and so on, then the offsets of the first awards.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from aipolicy.calc.choice.budget import STEPS, Budget
from aipolicy.calc.choice.integer_program import Infeasible, lexicographic_maximum
from aipolicy.calc.stacking.history.coverage import Caps
from aipolicy.calc.stacking.history.net_caps import NetCap
from aipolicy.calc.stacking.history.offsets import divided, offsets
from aipolicy.calc.stacking.history.spending import alike_under_caps, within

_Offsets = Mapping[int, Mapping[int, int]]


class Division(NamedTuple):
    """What awards come to, in fen, and for each how much it replaces of each sum paid before."""

    gross: dict[int, int]
    offsets: _Offsets


def net_offsets(
    net_caps: Sequence[NetCap],
    replaced: Mapping[int, Sequence[int]],
    paid_before: Sequence[int],
    gross: Mapping[int, int],
) -> _Offsets:
    """Return the offsets of a choice, within its net caps.

    Args:
        net_caps: the net caps.
        replaced: the sums paid before that are replaced, each with the awards that replace it.
        paid_before: how much was paid, in fen.
        gross: what each kept award comes to, in fen; some offsets keep within the caps.

    Raises:
        TooEntangled: there are too many sums and awards.

    >>> net_offsets([NetCap(frozenset({2}), 10)], {0: [1, 2]}, [50], {1: 80, 2: 60})
    {2: {0: 50}}
    """
    plain = offsets(replaced, paid_before, gross)
    if within(net_caps, gross, plain):
        return plain
    items = sorted(gross)
    new = {item: gross[item] for item in items}
    budget = Budget(items, STEPS)
    sums = {one: (paid_before[one], awards) for one, awards in replaced.items()}
    found = net_division(new, (), net_caps, sums, budget)
    return found.offsets if found else plain


def net_division(
    amounts: Mapping[int, int],
    caps: Caps,
    net_caps: Sequence[NetCap],
    replaced: Mapping[int, tuple[int, Sequence[int]]],
    budget: Budget,
) -> Division | None:
    """Return the best division under net caps that covers what is replaced, or None.

    In the program the offset of a class of awards under a class of sums is written as what it
    lacks to the most that it could be. Then all its rows are plain sums.

    Args:
        amounts: the sum of each kept award in fen, in the order in which they are paid.
        caps: the caps on what awards come to; members that are not among them are ignored.
        net_caps: the caps on what they come to less their offsets.
        replaced: the sums paid before that are replaced, each with the awards that replace it;
            best the same list for all that have the same awards.
        budget: the steps left.

    Raises:
        TooEntangled: the budget is used up.

    >>> budget = Budget((0, 1, 2), steps=1_000)
    >>> cap = NetCap(frozenset({2}), 0)
    >>> net_division({1: 80, 2: 60}, (), [cap], {0: (50, [1, 2])}, budget)
    Division(gross={1: 80, 2: 50}, offsets={2: {0: 50}})
    """
    pairs = _Pairs(amounts, net_caps, replaced)
    binding = [
        ([item for item in members if item in amounts], most)
        for members, most in caps
        if sum(amounts.get(item, 0) for item in members) > most
    ]
    held = {item for members, _ in (*binding, *net_caps) for item in members}
    cuttable = [item for item in amounts if item in held]
    at = {item: position for position, item in enumerate(cuttable)}
    first = len(cuttable)
    limits = [*(amounts[item] for item in cuttable), *(pairs.most[pair] for pair in pairs.order)]
    caps_on = [([at[item] for item in members], most) for members, most in binding]
    floors: list[tuple[list[int], int]] = []
    for cap in net_caps:
        lacking = [n for n, (_, some) in enumerate(pairs.order) if pairs.is_under(some, cap)]
        room = cap.room + sum(limits[first + number] for number in lacking)
        items = [at[item] for item in cap.members if item in at]
        caps_on.append((items + [first + number for number in lacking], room))
    for source, fen in enumerate(pairs.paid):
        lacking = [first + n for n, (one, _) in enumerate(pairs.order) if one == source]
        left = sum(limits[number] for number in lacking) - fen
        caps_on.append((lacking, left))
        floors.append((lacking, left))
    for some, awards in enumerate(pairs.awards):
        lacking = [first + n for n, (_, other) in enumerate(pairs.order) if other == some]
        least = sum(limits[number] for number in lacking)
        least -= sum(amounts[item] for item in awards if item not in at)
        floors.append(([*(at[item] for item in awards if item in at), *lacking], least))
    try:
        numbers = lexicographic_maximum(limits, caps_on, budget, floors)
    except Infeasible:
        return None
    gross = {**amounts, **dict(zip(cuttable, numbers[:first], strict=True))}
    return Division(gross, pairs.offsets(numbers[first:], gross))


class _Pairs:
    """Classes of sums paid before, each with the classes of awards that replace them.

    Attributes:
        awards: the awards of each class: they replace the same sums, under the same net caps.
        paid: how much was paid before of each class of sums.
        order: the pairs of a class of sums and one of awards, those of the last awards first.
        most: the most that each pair may offset.
    """

    def __init__(
        self,
        amounts: Mapping[int, int],
        net_caps: Sequence[NetCap],
        replaced: Mapping[int, tuple[int, Sequence[int]]],
    ) -> None:
        by = {one: awards for one, (_, awards) in replaced.items()}
        self._sums, self.awards, classes = alike_under_caps(net_caps, by)
        self._paid_before = {one: fen for one, (fen, _) in replaced.items()}
        self.paid = [sum(self._paid_before[one] for one in ones) for ones in self._sums]
        together = [sum(amounts[item] for item in some) for some in self.awards]
        place = {item: position for position, item in enumerate(amounts)}
        first = [min(place[item] for item in some) for some in self.awards]
        pairs = [(source, some) for source, numbers in classes.items() for some in numbers]
        self.order = sorted(pairs, key=lambda pair: (-first[pair[1]], -pair[0]))
        self.most = {pair: min(self.paid[pair[0]], together[pair[1]]) for pair in self.order}

    def is_under(self, some: int, cap: NetCap) -> bool:
        """Return whether a class of awards is under a net cap."""
        return self.awards[some][0] in cap.members

    def offsets(self, lacking: Sequence[int], gross: Mapping[int, int]) -> _Offsets:
        """Return the offsets of awards, given what the offset of each pair lacks to its most."""
        flow: defaultdict[int, dict[int, int]] = defaultdict(dict)
        for pair, less in zip(self.order, lacking, strict=True):
            if fen := self.most[pair] - less:
                flow[pair[1]][pair[0]] = fen
        found = divided(flow, self._sums, self.awards, self._paid_before, gross)
        return dict(sorted(found.items()))
