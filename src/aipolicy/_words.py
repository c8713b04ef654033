"""Words in two languages."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

Language: TypeAlias = Literal["zh", "en"]
"""A language of answers: Chinese or English."""


class Words(NamedTuple):
    """The same words in Chinese (`zh`) and in English (`en`).

    >>> Words("人工智能企业", "an AI enterprise").text("en")
    'an AI enterprise'
    """

    zh: str
    en: str

    def text(self, language: Language) -> str:
        """Return the words in one language."""
        return self.zh if language == "zh" else self.en


def at_line(line: int, column: int) -> Words:
    """Return a place in a text, both counted from 1.

    >>> at_line(3, 14).en
    'line 3, column 14'
    """
    return Words(f"第 {line} 行第 {column} 列", f"line {line}, column {column}")
