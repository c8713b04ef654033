"""Where a document's words are in a body: found by their hash, wherever they have moved."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import accumulate

from aipolicy.calc.copies.moves import out_of_order
from aipolicy.calc.documents.passage import Passage

MARKS = '。;,:、."'
"""Punctuation between passages, which counts as no words."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of a body: the offset of its first character and that after its last."""

    start: int
    end: int

    def holds(self, start: int, end: int) -> bool:
        """Whether the stretch from `start` to `end` lies inside this one."""
        return self.start <= start and end <= self.end


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of a passage in a body.

    Attributes:
        place: where its words are unchanged; None where they are not found.
        instead: where other words are between its neighbours; None where none do.
    """

    place: Place | None
    instead: Place | None = None


def find(passages: Iterable[Passage], body: str) -> Mapping[Passage, Finding]:
    """Return what became of each passage in a body in normal form.

    Words that moved are unchanged. Words that are not found are changed where other words
    are between the nearest words before and after them, and missing where none do.

    >>> old = Passage(start=0, end=2, sha256=sha256("一二".encode()).hexdigest())
    >>> find([old], "零。一二")[old].place
    Place(start=2, end=4)
    """
    named = {passage: passage.model_copy(update={"role": None}) for passage in passages}
    ordered = sorted(set(named.values()), key=lambda words: (words.start, words.end))
    places = _places(ordered, _Searched(body))
    findings = {
        words: Finding(places[words])
        if words in places
        else Finding(None, _instead(words, places, body))
        for words in ordered
    }
    return {passage: findings[words] for passage, words in named.items()}


def untaken(places: Iterable[Place], body: str, start: int, end: int) -> Iterator[Place]:
    """Yield the stretches of words from `start` to `end` that contain no place.

    Punctuation alone does not count as words, and no stretch begins or ends with it.
    """
    for place in [*sorted(places), Place(end, end)]:
        words = body[start : min(place.start, end)]
        begin = start + len(words) - len(words.lstrip(MARKS))
        if words.strip(MARKS):
            yield Place(begin, begin + len(words.strip(MARKS)))
        start = max(start, place.end)


class _Searched:
    """A body made ready for hashing stretches of it: encoded once, with the offset of each."""

    def __init__(self, body: str) -> None:
        # A copy may hold half of a surrogate pair, which UTF-8 has no bytes for.
        self._bytes = body.encode(errors="surrogatepass")
        self._offsets = [
            0,
            *accumulate(len(char.encode(errors="surrogatepass")) for char in body),
        ]

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def at(self, start: int, words: Passage) -> Place | None:
        """Return the place that begins at an offset if the words of a passage are there."""
        end = start + words.length
        if end > len(self):
            return None
        stretch = self._bytes[self._offsets[start] : self._offsets[end]]
        return Place(start, end) if sha256(stretch).hexdigest() == words.sha256 else None

    def nearest(self, due: int, words: Passage, barred: Collection[Place] = ()) -> Place | None:
        """Return the place of a passage's words nearest to where they are due, if not barred."""
        first = self.at(due, words)
        if first and first not in barred:
            return first
        free = (place for place in self._all(words) if place not in barred)
        return min(free, key=lambda place: abs(place.start - due), default=None)

    def _all(self, words: Passage) -> list[Place]:
        """Return every place of a passage's words: each stretch of their length is hashed."""
        length, data, due = words.length, self._bytes, bytes.fromhex(words.sha256)
        stretches = zip(self._offsets, self._offsets[length:], strict=False)
        return [
            Place(start, start + length)
            for start, (begin, end) in enumerate(stretches)
            if sha256(data[begin:end]).digest() == due
        ]


def _places(ordered: Sequence[Passage], body: _Searched) -> dict[Passage, Place]:
    """Return the places of the passages that are found.

    Words that are in a document more than once, such as who is responsible, are looked for
    where the words around them lead; elsewhere they get only a place that is still free.
    """
    times = Counter(words.sha256 for words in ordered)
    places: dict[Passage, Place] = {}
    shift = 0
    for words in ordered:
        if times[words.sha256] == 1:
            place = body.nearest(words.start + shift, words)
            if place:
                places[words] = place
                shift = place.start - words.start
    found = list(places)
    moved = out_of_order([(places[words].start, places[words].end) for words in found])
    stayed = [words for at, words in enumerate(found) if at not in moved]
    starts = [words.start for words in stayed]
    shifts = [0, *(places[words].start - words.start for words in stayed)]
    repeated = {
        words: words.start + shifts[bisect_left(starts, words.start)]
        for words in ordered
        if times[words.sha256] > 1
    }
    for words, due in repeated.items():
        place = body.at(due, words)
        if place and place not in places.values():
            places[words] = place
    for words, due in repeated.items():
        if words not in places:
            place = body.nearest(due, words, frozenset(places.values()))
            if place:
                places[words] = place
    return places


def _instead(words: Passage, places: Mapping[Passage, Place], body: str) -> Place | None:
    """Return where other words are between the neighbours of a passage that is not found.

    Where several passages in a row are not found, their hashes do not show which of them the
    other words replace: those words are dealt out in order, as far as they reach.
    """
    before = [other for other in places if other.end <= words.start]
    behind = [other for other in places if other.start >= words.end]
    if not before and not behind:
        return None
    last = max(before, key=lambda other: other.end, default=None)
    first = min(behind, key=lambda other: other.start, default=None)
    start = places[last].end if last else 0
    end = places[first].start if first else len(body)
    if end < start:  # a neighbour moved: look as far as the next words that are known
        later = (place.start for place in places.values() if place.start >= start)
        end = min(later, default=len(body))
    others = list(untaken(places.values(), body, start, end))
    reach = sum(place.end - place.start for place in others)
    offset = words.start - (last.end if last else 0)
    return Place(others[0].start, others[-1].end) if others and offset <= reach else None
