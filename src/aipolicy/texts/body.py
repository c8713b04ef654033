"""The body of a document inside a copy: without the page around it, once or more than once.

A copy from a web page holds menus, telephone numbers, the letter that sends the document out
and explanations of it. The body begins with the document's title or its first article and ends
with its closing words; short words of both stand in the document's data.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from aipolicy.texts.normal_form import normal_form

if TYPE_CHECKING:
    from aipolicy.calc.document import Body


@dataclass(frozen=True, slots=True)
class Bodies:
    """The bodies found in a copy.

    Attributes:
        texts: each body in normal form, in the order of the copy.
        begun: whether the words that begin a body were found; if not, the whole copy is read.
    """

    texts: tuple[str, ...]
    begun: bool


def bodies_of(text: str, body: Body) -> Bodies:
    """Return the bodies in a copy of a document.

    A body ends with the closing words, themselves included. Where they are not found it goes
    on to the next body or to the end of the copy, so that nothing is left out.

    >>> from aipolicy.calc.document import Body
    >>> bodies_of("电话 12 一、支持。完。 页码 3", Body(begins=["一、支持"], ends=["完。"])).texts
    ('一、支持。完。',)
    """
    plain = normal_form(text)
    starts = next(filter(None, (_places(plain, normal_form(words)) for words in body.begins)), ())
    ends = [normal_form(words) for words in body.ends]
    found = tuple(_cut(plain[start:stop], ends) for start, stop in pairwise((*starts, len(plain))))
    return Bodies(found or (plain,), begun=bool(found))


def _places(plain: str, words: str) -> tuple[int, ...]:
    places: list[int] = []
    at = plain.find(words)
    while at >= 0:
        places.append(at)
        at = plain.find(words, at + len(words))
    return tuple(places)


def _cut(body: str, ends: list[str]) -> str:
    found = (body.find(words) + len(words) for words in ends if words in body)
    return body[: next(found, len(body))]
