"""What a row may say of an award, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, StrEnum
from typing import Final

from aipolicy.calc.documents.terms import Applicant, Level, Per
from aipolicy.errors.nearest import nearest_and


class Holds(Enum):
    """What a field holds."""

    TEXT = "text"
    SUM = "a sum"
    DAY = "a day"
    YEAR = "a year"
    TRUTH = "a truth value"


FIELDS: Mapping[str, Holds] = {
    "clause": Holds.TEXT,
    "amount": Holds.SUM,
    "most": Holds.SUM,
    "on": Holds.DAY,
    "claimant": Holds.TEXT,
    "subject": Holds.TEXT,
    "contract": Holds.TEXT,
    "content": Holds.TEXT,
    "year": Holds.YEAR,
    "applicant": Holds.TEXT,
    "exception": Holds.TEXT,
    "level": Holds.TEXT,
    "same_kind": Holds.TRUTH,
    "per": Holds.TEXT,
    "paid_before": Holds.TRUTH,
}
"""The fields of a row, by name."""

WORDS: Mapping[str, type[StrEnum]] = {"applicant": Applicant, "level": Level, "per": Per}
"""The fields that are one of a few words."""

_NOUNS = {"applicant": "kind of applicant", "level": "level", "per": "unit of a sum"}

FIRST_YEAR: Final = 1949
LAST_YEAR: Final = 2200


def unknown_word(name: str, value: str) -> tuple[str, str] | None:
    """Return the limit and the cure where a value is none of a field's words.

    >>> unknown_word("level", "provnce")
    ('there is no such level', 'did you mean province? known are nation, province, city, district')
    """
    known = list(WORDS[name])
    if value in known:
        return None
    cure = nearest_and(value, known, f"known are {', '.join(known)}")
    return f"there is no such {_NOUNS[name]}", cure
