"""Effective dates that callers state for documents whose texts give none: the nearer wins.

Nearest is the call, then the context, then a file: first the one given to a command, then the one
that the environment variable `AIPOLICY_DAYS` names. Each document is looked up by itself, so a day
stated nearer for one document leaves those of the others as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar, Token
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from pydantic import ConfigDict

from aipolicy._schema import described_in_short
from aipolicy._words import Words
from aipolicy.calc.documents.days_file import Days, days_of_environment
from aipolicy.calc.values.frozen import ReadOnly


class StatedBy(StrEnum):
    """Where an effective date was stated."""

    CALL = "call"
    CONTEXT = "context"
    FILE = "file"


_WORDS: Mapping[StatedBy, Words] = {
    StatedBy.CALL: Words("由申报或调用时填报", "stated in the call"),
    StatedBy.CONTEXT: Words("由程序统一设定", "stated for the context"),
    StatedBy.FILE: Words("取自施行日期文件", "stated in a file of days"),
}


@dataclass(frozen=True, slots=True)
class StatedDay:
    """An effective date that a caller stated, since the text gives none, and where.

    >>> print(StatedDay(date(2023, 1, 4), StatedBy.CALL))
    2023-01-04 (call)
    """

    __pydantic_config__ = ConfigDict(json_schema_extra=described_in_short)

    day: date
    by: StatedBy

    def __str__(self) -> str:
        return f"{self.day} ({self.by})"

    @property
    def words(self) -> Words:
        """That the day was stated and where, in words.

        >>> StatedDay(date(2023, 1, 4), StatedBy.FILE).words.zh
        '施行日期 2023-01-04 取自施行日期文件，文本未载明'
        """
        by = _WORDS[self.by]
        return Words(
            f"施行日期 {self.day} {by.zh}，文本未载明",
            f"effective date {self.day} {by.en}; the text gives none",
        )


Setting: TypeAlias = Token[Days]
"""What restores the days that were stated before."""

_NOTHING: Days = ReadOnly({})
_of_context: ContextVar[Days] = ContextVar("aipolicy_days", default=_NOTHING)
_of_file: ContextVar[Days] = ContextVar("aipolicy_days_file", default=_NOTHING)


def stated_day(policy: str, called: date | None = None) -> StatedDay | None:
    """Return the day that is stated for a document, or None; `called` is what the call states.

    Raises:
        InvalidDays: the file that the environment names cannot be read.
    """
    if called is not None:
        return StatedDay(called, StatedBy.CALL)
    for by, days in ((StatedBy.CONTEXT, _of_context.get()), (StatedBy.FILE, _of_file.get())):
        if policy in days:
            return StatedDay(days[policy], by)
    of_environment = days_of_environment()
    if policy in of_environment:
        return StatedDay(of_environment[policy], StatedBy.FILE)
    return None


def state_in_context(days: Mapping[str, date]) -> Setting:
    """State days by policy id for this context, beside those already stated in it."""
    return _of_context.set(ReadOnly({**_of_context.get(), **days}))


def state_by_file(days: Mapping[str, date]) -> Setting:
    """State the days of a file for this context."""
    return _of_file.set(ReadOnly(days))


def restore(setting: Setting) -> None:
    """Restore the days that were stated before a setting."""
    setting.var.reset(setting)
