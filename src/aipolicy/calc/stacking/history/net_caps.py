"""Net caps: joint caps count what their document pays, now and before.

What an award comes to, its gross, may have been paid before by what it replaces, and then only the
difference is paid and counts. In the problem of choice caps hold for the gross. So each sum paid
before that awards under a cap may replace is put under the cap, and gives it as much more room:
kept, it uses that room up; replaced, the room is there for the offsets of those that replace it.

This is exact unless awards beside the cap replace the sum too: then only a part of the offsets
falls under the cap. Such a cap is also held as a `NetCap`, on the gross less the offsets.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations
from typing import Final, NamedTuple

from aipolicy.calc.choice import JointCap
from aipolicy.calc.choice.components import connected
from aipolicy.calc.stacking.caps import Cap

_MOST_UNITED: Final = 6
"""Of more caps that share sums paid before, no unions are formed: they would be too many."""


class NetCap(NamedTuple):
    """New awards, and the most that they are paid together: gross less offsets, in fen."""

    members: frozenset[int]
    room: int


def caps_of(
    caps: Iterable[Cap],
    amounts: Sequence[int],
    lost: AbstractSet[int],
    history: AbstractSet[int],
    replaced_by: Mapping[int, tuple[int, ...]],
) -> tuple[list[JointCap], list[NetCap]]:
    """Return joint caps as caps on the gross, and those that hold for what is paid besides.

    Args:
        caps: the joint caps.
        amounts: the sum of each entry, in fen; 0 where it is lost.
        lost: the lost awards.
        history: the sums paid before.
        replaced_by: those that awards may replace, each with these awards; sums that the same
            awards replace share one tuple.

    >>> from aipolicy.calc.stacking.caps import Cap
    >>> caps_of([Cap(None, (1, 2), 100, net=True)], (50, 80, 50), set(), {0}, {0: (1,)})[0]
    [JointCap(members=frozenset({0, 1, 2}), most=150)]
    """
    found: list[JointCap] = []
    net_caps: list[NetCap] = []
    sums = _Replaceable(amounts, replaced_by)
    past = frozenset(history)
    fixed = past - replaced_by.keys()
    for cap in caps:
        before = (past if cap.net else fixed).intersection(cap.members)
        room = max(cap.most - sum(amounts[index] for index in before), 0)
        members = frozenset(cap.members) - before - lost
        if not cap.net:
            found.append(JointCap(members, room))
            continue
        under, fen, beside = sums.under(members)
        found.append(JointCap(members | under, room + fen))
        if beside and sum(amounts[index] for index in members) > room:
            net_caps.append(NetCap(members, room))
    for union in _unions(net_caps, sums):
        under, fen, _ = sums.under(union.members)
        found.append(JointCap(union.members | under, union.room + fen))
    return found, net_caps


def _unions(net_caps: Sequence[NetCap], sums: _Replaceable) -> Iterator[NetCap]:
    """Yield disjoint caps that share a sum paid before as one cap.

    Each of them alone is widened by the whole sum, though it is offset only once. So the choice
    counts it once where several of them are full: the search needs fewer steps.
    """
    sharing: defaultdict[int, list[int]] = defaultdict(list)
    for number, cap in enumerate(net_caps):
        for one in sums.classes(cap.members):
            sharing[one].append(number)
    for group in connected(sharing.values()):
        if len(group) > _MOST_UNITED:
            continue
        caps = [net_caps[number] for number in group]
        widest = [cap for cap in caps if not any(cap.members < other.members for other in caps)]
        for count in range(2, len(widest) + 1):
            for some in combinations(widest, count):
                members = frozenset[int]().union(*(cap.members for cap in some))
                if len(members) == sum(len(cap.members) for cap in some):
                    yield NetCap(members, sum(cap.room for cap in some))


class _Replaceable:
    """Sums paid before in classes: those of one class are replaced by the same awards."""

    def __init__(self, amounts: Sequence[int], replaced_by: Mapping[int, tuple[int, ...]]) -> None:
        by_awards: defaultdict[tuple[int, ...], list[int]] = defaultdict(list)
        for one, awards in replaced_by.items():
            by_awards[awards].append(one)
        self._classes = [
            (len(awards), sums, sum(amounts[one] for one in sums))
            for awards, sums in by_awards.items()
        ]
        self._of_award: defaultdict[int, list[int]] = defaultdict(list)
        for number, awards in enumerate(by_awards):
            for award in awards:
                self._of_award[award].append(number)

    def classes(self, members: AbstractSet[int]) -> Mapping[int, int]:
        """Return the classes that members of a cap may replace, and by how many of them each."""
        hits: defaultdict[int, int] = defaultdict(int)
        for award in members & self._of_award.keys():
            for number in self._of_award[award]:
                hits[number] += 1
        return hits

    def under(self, members: AbstractSet[int]) -> tuple[set[int], int, bool]:
        """Return the sums that members of a cap may replace, and how much they come to together.

        And whether awards beside the cap may replace one of them too.
        """
        hits = self.classes(members)
        classes = [self._classes[number] for number in hits]
        beside = any(self._classes[number][0] > count for number, count in hits.items())
        sums = {one for _, some, _ in classes for one in some}
        return sums, sum(fen for _, _, fen in classes), beside
