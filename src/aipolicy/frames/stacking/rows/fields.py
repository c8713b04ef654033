"""What a row may say of an award, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, StrEnum
from typing import Final

from aipolicy._words import Words
from aipolicy.calc.awards.claim import FIRST_YEAR, LAST_YEAR
from aipolicy.calc.documents.terms import Applicant, Level, Per
from aipolicy.calc.values.quantity import QuantityKind
from aipolicy.calc.words.entry_keys import ENTRY
from aipolicy.errors import Code, Fault, fault
from aipolicy.frames.columns.decoder import A_DAY, NOUNS


class FieldType(Enum):
    """The type of a field; the value is how faults call it."""

    TEXT = Words("文本", "text")
    SUM = NOUNS[QuantityKind.SUM]
    DAY = A_DAY
    YEAR = Words("年份", "a year")
    TRUTH = Words("是否", "a truth value")


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
    "paid_on": FieldType.DAY,
}
"""The fields of a row, by name."""

TEXTS = frozenset(name for name, type_ in FIELDS.items() if type_ is FieldType.TEXT)
"""The fields of text."""

IN_CHINESE: Mapping[str, str] = {zh: key for zh, key in ENTRY.items() if key in FIELDS}
"""The fields that have a Chinese name, by that name, as case files write it."""

WORDS: Mapping[str, type[StrEnum]] = {"applicant": Applicant, "level": Level, "per": Per}
"""The fields whose text is one of a few words."""

WRONG_YEAR: Final = fault(Code.YEAR_RANGE, least=str(FIRST_YEAR), most=str(LAST_YEAR))
"""What is wrong with a year outside of these; they are text, since years have no separators."""


def unknown_word(name: str, value: str) -> Fault | None:
    """Return what is wrong where a value is not one of a field's words.

    >>> print(unknown_word("level", "provnce"))
    level='provnce': unknown choice; did you mean province?
    """
    known = tuple(word.value for word in WORDS[name])
    if value in known:
        return None
    return fault(Code.VALUE_CHOICE, name, value=value, known=known)
