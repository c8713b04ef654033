"""The sentences of a document in a copy of its text, as the copy writes them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from itertools import accumulate
from typing import TYPE_CHECKING

from aipolicy.calc.copies.body import bodies_of
from aipolicy.calc.copies.location import find
from aipolicy.calc.copies.normal_form import normal_form
from aipolicy.calc.documents.passage import Passage
from aipolicy.calc.values.names import visible

if TYPE_CHECKING:
    from aipolicy.calc.documents.document import Document

_LINE_END = re.compile(r"\s*[\n\r]\s*")


def sentences_of(
    document: Document, passages: Iterable[Passage], text: str
) -> Mapping[Passage, str]:
    r"""Return the words of passages as a copy of the text writes them, without its line ends.

    Words are found by their hash, wherever they have moved; those that are not in the copy as they
    were are left out. Where a copy has the body more than once, the first that has them counts.

    >>> from hashlib import sha256
    >>> from aipolicy.calc.documents.document import Body, Document
    >>> words = Passage(start=2, end=6, sha256=sha256("给予,元".encode()).hexdigest())
    >>> body = Body(begins=["一、"], ends=["完。"])
    >>> document = Document.model_construct(body=body, articles=())
    >>> sentences_of(document, [words], "一、给予，\n元。完。")[words]
    '给予，元'
    """
    copy = _Copy(text)
    missing, found = [*passages], dict[Passage, str]()
    for body in bodies_of(text, document.body, len(document.articles)).texts:
        for passage, finding in find(missing, body).items():
            if finding.place:
                found[passage] = copy.written(body[finding.place.start : finding.place.end])
        missing = [passage for passage in missing if passage not in found]
    return found


class _Copy:
    """A copy with the place of each of its words in its normal form."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words = [one.span() for one in re.finditer(r"\S+", text)]
        pieces = [normal_form(text[start:end]) for start, end in self._words]
        self._plain = "".join(pieces)
        self._starts = [0, *accumulate(map(len, pieces))]

    def written(self, words: str) -> str:
        """Return words of the normal form as the copy writes them."""
        at = self._plain.index(words)
        written = self._text[self._first(at) : self._end(at + len(words))]
        return visible(_LINE_END.sub("", written))

    def _first(self, offset: int) -> int:
        """Return where the character begins that has an offset in the normal form."""
        number = bisect_right(self._starts, offset) - 1
        start, end = self._words[number]
        return (
            bisect_left(
                range(start, end), offset - self._starts[number], key=self._length_from(start)
            )
            + start
        )

    def _end(self, offset: int) -> int:
        """Return where the characters end that lie before an offset in the normal form."""
        number = bisect_left(self._starts, offset) - 1
        start, end = self._words[number]
        length = offset - self._starts[number]
        return bisect_right(range(start, end + 1), length, key=self._length_from(start)) + start - 1

    def _length_from(self, start: int) -> Callable[[int], int]:
        return lambda end: len(normal_form(self._text[start:end]))
