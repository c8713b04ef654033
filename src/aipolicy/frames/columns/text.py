"""Which values are text that every frame can hold."""

from __future__ import annotations

from typing import TypeGuard


def is_text(value: object) -> TypeGuard[str]:
    r"""Return whether a value is text that can be encoded; half a surrogate pair cannot.

    >>> is_text(""), is_text("\ud800"), is_text(b"P")
    (True, False, False)
    """
    try:
        return isinstance(value, str) and bool(value.encode() or True)
    except UnicodeEncodeError:
        return False
