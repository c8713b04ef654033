"""What a row may say of an award, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, StrEnum
from typing import Final

from aipolicy.calc.documents.terms import Applicant, Level, Per
from aipolicy.errors.nearest import nearest_and


class FieldType(Enum):
    """The type of a field; the value is its name in messages."""

    TEXT = "text"
    SUM = "a sum"
    DAY = "a day"
    YEAR = "a year"
    TRUTH = "a truth value"


FIELDS: Mapping[str, FieldType] = {
    "clause": FieldType.TEXT,
    "amount": FieldType.SUM,
    "most": FieldType.SUM,
    "on": FieldType.DAY,
    "claimant": FieldType.TEXT,
    "subject": FieldType.TEXT,
    "contract": FieldType.TEXT,
    "content": FieldType.TEXT,
    "year": FieldType.YEAR,
    "applicant": FieldType.TEXT,
    "exception": FieldType.TEXT,
    "level": FieldType.TEXT,
    "same_kind": FieldType.TRUTH,
    "per": FieldType.TEXT,
    "paid_before": FieldType.TRUTH,
}
"""The fields of a row, by name."""

WORDS: Mapping[str, type[StrEnum]] = {"applicant": Applicant, "level": Level, "per": Per}
"""The fields whose text is one of a few words."""

_NOUNS = {"applicant": "kind of applicant", "level": "level", "per": "unit of a sum"}

FIRST_YEAR: Final = 1949
LAST_YEAR: Final = 2200


def unknown_word(name: str, value: str) -> tuple[str, str] | None:
    """Return the limit and the cure where a value is not one of a field's words.

    >>> unknown_word("level", "provnce")
    ('there is no such level', 'did you mean province? known are nation, province, city, district')
    """
    known = list(WORDS[name])
    if value in known:
        return None
    cure = nearest_and(value, known, f"known are {', '.join(known)}")
    return f"there is no such {_NOUNS[name]}", cure
