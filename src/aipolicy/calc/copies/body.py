"""The body of a document inside a copy: without the page around it, once or more than once.

A copy from a web page holds menus, telephone numbers, the letter that sends the document out
and explanations of it. The body begins with the document's title or its first article and ends
with its closing words; short words of both are in the document's data. Words that are not part of
the page may follow the closing words: see `bodies_of`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from aipolicy.calc.copies.normal_form import normal_form
from aipolicy.calc.values.numerals import whole_number

if TYPE_CHECKING:
    from aipolicy.calc.documents.document import Body

_HEADING = re.compile(
    r"第?(?P<written>[一二三四五六七八九十百]{1,5})[、.条]|(?P<digits>[0-9]{1,3})[、.](?![0-9])"
)
_SENTENCE_END = re.compile(r'[。;!?:)"]')


@dataclass(frozen=True, slots=True)
class Bodies:
    """The bodies found in a copy.

    Attributes:
        texts: each body in normal form, in the order of the copy.
        begun: whether the words that begin a body were found; if not, the whole copy is read.
        before: how many characters of normal form are before the first body.
        after: how many are after it and belong to no body.
    """

    texts: tuple[str, ...]
    begun: bool
    before: int
    behind: int


def bodies_of(text: str, body: Body, articles: int = 0) -> Bodies:
    """Return the bodies in a copy of a document of so many articles.

    A body ends with the closing words, themselves included. Where they are not found it goes
    on to the next body or to the end of the copy, so that nothing is left out. Behind the
    closing words these still belong to the body:

    - where the words that are known to follow the body are found, all words before them;
    - elsewhere the words that are directly after the closing words, without white space
      between, up to the end of the line;
    - a further article, from its numbered heading to the end, wherever it is.

    The rest is the page around the body, and is counted.

    >>> from aipolicy.calc.documents.document import Body
    >>> body = Body(begins=["一、支持"], ends=["完。"])
    >>> bodies_of("电话 12 一、支持。完。 页码 3", body)
    Bodies(texts=('一、支持。完。',), begun=True, before=4, behind=3)
    >>> bodies_of("电话 12 一、支持。完。 页码 3。二、奖励", body, 1).texts
    ('一、支持。完。二、奖励',)
    """
    copy = _Copy.of(text)
    starts = next(filter(None, (_places(copy.plain, normal_form(w)) for w in body.begins)), ())
    if not starts:
        return Bodies((copy.plain,), begun=False, before=0, behind=0)
    texts = tuple(
        _cut(copy, start, stop, body, articles)
        for start, stop in pairwise((*starts, len(copy.plain)))
    )
    behind = len(copy.plain) - starts[0] - sum(map(len, texts))
    return Bodies(texts, begun=True, before=starts[0], behind=behind)


@dataclass(frozen=True, slots=True)
class _Copy:
    """A copy in normal form, with the offsets at which its white space stood.

    `gaps` are the offsets of white space and of the ends of lines, `lines` those of the latter.
    """

    plain: str
    gaps: frozenset[int]
    lines: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> _Copy:
        pieces: list[str] = []
        gaps: list[int] = []
        lines: list[int] = []
        at = 0
        for line in text.splitlines():
            for words in line.split():
                pieces.append(normal_form(words))
                at += len(pieces[-1])
                gaps.append(at)
            lines.append(at)
        return cls("".join(pieces), frozenset(gaps), tuple(lines))


def _places(plain: str, words: str) -> tuple[int, ...]:
    places: list[int] = []
    at = plain.find(words)
    while at >= 0:
        places.append(at)
        at = plain.find(words, at + len(words))
    return tuple(places)


def _cut(copy: _Copy, start: int, stop: int, body: Body, articles: int) -> str:
    """Return the body that begins at an offset and ends before another."""
    words = copy.plain[start:stop]
    closings = (words.find(end) + len(end) for end in map(normal_form, body.ends) if end in words)
    closing = next(closings, None)
    if closing is None:
        return words
    end = _end(copy, start + closing, stop, body)
    further = _further_article(copy, end, stop, articles)
    return copy.plain[start:end] + copy.plain[further:stop]


def _end(copy: _Copy, closing: int, stop: int, body: Body) -> int:
    """Return where a body ends whose closing words end at an offset."""
    follows = (copy.plain.find(normal_form(words), closing, stop) for words in body.follows)
    known = [place for place in follows if place >= 0]
    if known:
        return min(known)
    if closing in copy.gaps:
        return closing
    return min((line for line in copy.lines if closing < line < stop), default=stop)


def _further_article(copy: _Copy, end: int, stop: int, articles: int) -> int:
    """Return where the first article above the document's last begins, or `stop`.

    Digits number an article only where they number the document's last one, since lists of
    digits are common on a page.
    """
    digital = any(one.digital and one.number == articles for one in _headings(copy, 0, end))
    further = (
        one.place
        for one in _headings(copy, end, stop)
        if one.number > articles > 0 and (digital or not one.digital)
    )
    return next(further, stop)


@dataclass(frozen=True, slots=True)
class _Heading:
    """Where a numbered heading may begin, its number, and whether that is in digits."""

    place: int
    number: int
    digital: bool


def _headings(copy: _Copy, start: int, stop: int) -> Iterator[_Heading]:
    """Yield what may be a numbered heading: at white space or after the end of a sentence."""
    behind = (found.end() for found in _SENTENCE_END.finditer(copy.plain))
    for place in sorted(copy.gaps.union(behind)):
        found = _HEADING.match(copy.plain, place, stop) if place >= start else None
        if found:
            written, digits = found["written"], found["digits"]
            number = whole_number(written) if written else int(digits)
            yield _Heading(place, number, digital=not written)
