"""What can be taken for a copy of a text: a string within a limit."""

from __future__ import annotations

from collections.abc import Iterator

from aipolicy.errors import Code, Fault, fault
from aipolicy.errors.fault import Shown

MOST_CHARACTERS = 50_000
"""The longest text that is read, in characters: some five times the longest official text."""


def text_faults(text: object) -> Iterator[Fault]:
    """Yield why something is not taken for a copy of a text.

    >>> [one.code.value for one in text_faults(5)]
    ['text.type']
    """
    if not isinstance(text, str):
        yield fault(Code.TEXT_TYPE, "text", value=text, type=type(text).__name__)
    elif len(text) > MOST_CHARACTERS:
        given = Shown(f"({len(text):,})")
        yield fault(Code.TEXT_TOO_LONG, "text", value=given, most=MOST_CHARACTERS)
