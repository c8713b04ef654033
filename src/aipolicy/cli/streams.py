"""Output that can hold what is written: Chinese in every locale, and no error half-way."""

import io
from typing import TextIO

_WRITTEN = "人工智能≤元"


def write_all_characters(stream: TextIO) -> None:
    """Let a stream accept every character.

    Where its encoding has no Chinese (as under LC_ALL=C) it becomes UTF-8; a single character
    that it lacks is written as its escape.

    >>> stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    >>> write_all_characters(stream)
    >>> stream.encoding
    'utf-8'
    """
    if not isinstance(stream, io.TextIOWrapper):
        return  # a replaced stream accepts text as it is
    try:
        _WRITTEN.encode(stream.encoding)
    except UnicodeEncodeError:
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    else:
        stream.reconfigure(errors="backslashreplace")
