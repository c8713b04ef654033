"""The numbers of a document's provisions: 4.1 is the first provision of article 4."""

from __future__ import annotations

from functools import cache


def article_of(number: str) -> str:
    """Return the number of a clause's article.

    >>> article_of("13.3")
    '13'
    """
    return number.partition(".")[0]


@cache
def place(number: str) -> tuple[tuple[int, str], ...]:
    """Return where a clause is in its document, by its number.

    >>> place("2.10") > place("2.9")
    True
    """
    return tuple((int(part) if part.isdecimal() else 0, part) for part in number.split("."))
