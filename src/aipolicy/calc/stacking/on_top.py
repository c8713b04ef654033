"""Awards granted on top of other money: they and that money do not exclude each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from aipolicy.calc.documents.stacking import Stacking, Together
from aipolicy.calc.stacking.entry import Entry

_Placed: TypeAlias = Sequence[tuple[int, Entry]]
"""Awards of one kind, each with its place among all."""


class OnTop(NamedTuple):
    """What two groups of awards are to each other.

    Attributes:
        meeting: awards of the first group, each list with those of the second that are not
            granted with them.
        together: the awards that are granted on top of an award of the other group, each once.
    """

    meeting: Sequence[tuple[Sequence[Entry], Sequence[Entry]]]
    together: Sequence[tuple[Together, int]]


def on_top(
    ours: Sequence[Entry], theirs: Sequence[Entry], stackings: Mapping[str, Stacking]
) -> OnTop:
    """Return which of a document's own awards meet which others, and what is on top of what.

    Awards of one clause, reading and level are of one kind; only kinds are compared.

    Args:
        ours: the document's own awards.
        theirs: awards of other policies.
        stackings: the rules of each policy, by its id.
    """
    documents = {entry.policy.id for entry in (*ours, *theirs) if entry.policy}
    if not any(one.on for id_ in documents for one in stackings[id_].together):
        return OnTop([(ours, theirs)], [])
    found: list[tuple[int, int, Together, int]] = []
    meeting: dict[frozenset[int], list[tuple[int, Entry]]] = {}
    their_kinds = _kinds(theirs)
    for kind in _kinds(ours):
        granted: set[int] = set()
        for number, others in enumerate(their_kinds):
            pair = _granted(kind, others, stackings)
            if pair is not None:
                granted.add(number)
                found += _noted(kind, others, *pair)
        meeting.setdefault(frozenset(granted), []).extend(kind)
    together = dict.fromkeys((one, index) for _, _, one, index in sorted(found, key=_place))
    return OnTop([*_apart(meeting, their_kinds)], [*together])


def _apart(
    meeting: Mapping[frozenset[int], _Placed], their_kinds: Sequence[_Placed]
) -> Iterator[tuple[Sequence[Entry], Sequence[Entry]]]:
    """Yield awards with the others that they meet, both in their own order."""
    for granted, some in meeting.items():
        left = (kind for number, kind in enumerate(their_kinds) if number not in granted)
        others = [one for kind in left for one in kind]
        yield (
            [entry for _, entry in sorted(some, key=_first)],
            [entry for _, entry in sorted(others, key=_first)],
        )


def _kinds(entries: Sequence[Entry]) -> Sequence[_Placed]:
    """Return awards by what decides whether one is on top of another's money."""
    found: defaultdict[object, list[tuple[int, Entry]]] = defaultdict(list)
    for place, entry in enumerate(entries):
        document = entry.policy.id if entry.policy else None
        found[document, entry.number, entry.award.readings, entry.level].append((place, entry))
    return [*found.values()]


def _granted(
    ours: _Placed, theirs: _Placed, stackings: Mapping[str, Stacking]
) -> tuple[Together, bool] | None:
    """Return why awards of two kinds are granted together, and whether ours is the one on top."""
    entry, other = ours[0][1], theirs[0][1]
    for own, money in ((entry, other), (other, entry)):
        for together in stackings[own.policy.id].together if own.policy else ():
            if (
                own.number in together.clauses
                and money.level in together.on
                and together.reading in {None, *own.award.readings}
            ):
                return together, own is entry
    return None


def _noted(
    ours: _Placed, theirs: _Placed, together: Together, first: bool
) -> Iterator[tuple[int, int, Together, int]]:
    """Yield the awards on top, with the places of the first two awards that show it."""
    if first:
        for place, entry in ours:
            yield place, theirs[0][0], together, entry.index
    else:
        for place, other in theirs:
            yield ours[0][0], place, together, other.index


def _place(noted: tuple[int, int, Together, int]) -> tuple[int, int]:
    return noted[:2]


def _first(placed: tuple[int, Entry]) -> int:
    return placed[0]
