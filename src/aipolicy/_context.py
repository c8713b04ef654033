"""What a context sets for all calls in it: the language of answers.

A context is a thread or a task, as `contextvars` has it; a call changes no other context.
"""

from __future__ import annotations

import os
from contextvars import ContextVar, Token
from typing import Final

from aipolicy._words import Language

VARIABLE: Final = "AIPOLICY_LANGUAGE"
"""The environment variable that sets the language where no context does."""

_LANGUAGES: dict[str, Language] = {"zh": "zh", "en": "en"}
_chosen: ContextVar[Language | None] = ContextVar("aipolicy_language", default=None)


class language:  # noqa: N801  (called as a function, and used in a `with` statement)
    """Set the language of displays, tables, explanations and errors, for this context.

    Called alone it holds until the context ends or another call; in a `with` statement it holds
    inside and is restored at the end. An explicit `language=` argument always wins. Where nothing
    is set, the environment variable `AIPOLICY_LANGUAGE` decides; without it displays and the
    command line are in Chinese, and exceptions in Python in English.

    Args:
        code: `"zh"` or `"en"`.

    Raises:
        UnreadableValue: another code.

    >>> import aipolicy
    >>> from aipolicy.rules import harbin_2022
    >>> with aipolicy.language("en"):
    ...     print(harbin_2022.platform_operation.table.formula())
    min(10% × service_income, 1 million) if serves_local_clients = yes else 0
    """

    def __init__(self, code: Language) -> None:
        self._token: Token[Language | None] = _chosen.set(known_language(code))

    def __enter__(self) -> None:
        """Return nothing: the language is set already."""

    def __exit__(self, *_: object) -> None:
        """Restore the language that was set before."""
        _chosen.reset(self._token)


def known_language(code: object) -> Language:
    """Return a language code, checked.

    Raises:
        UnreadableValue: it is neither `zh` nor `en`.

    >>> known_language("zh")
    'zh'
    """
    if isinstance(code, str) and code in _LANGUAGES:
        return _LANGUAGES[code]
    from aipolicy.errors import Code, UnreadableValue, fault  # noqa: PLC0415  (errors use this)

    raise UnreadableValue(fault(Code.VALUE_CHOICE, "language", value=code, known=("zh", "en")))


def of_displays(asked: Language | None = None) -> Language:
    """Return the language of a display: the one asked for, the context's, or Chinese.

    Raises:
        UnreadableValue: it is neither `zh` nor `en`.
    """
    return _set(asked) or "zh"


def of_exceptions() -> Language:
    """Return the language of an exception's text: the context's, or English."""
    return _set(None) or "en"


def _set(asked: Language | None) -> Language | None:
    if asked is not None:
        return known_language(asked)
    chosen = _chosen.get()
    if chosen is not None:
        return chosen
    stated = os.environ.get(VARIABLE)
    return _LANGUAGES.get(stated or "")
