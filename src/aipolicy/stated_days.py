"""Effective dates for documents whose texts give none, stated for all calls of a context."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import cast

from aipolicy.calc.documents import stated_days
from aipolicy.calc.documents.days_file import (
    TABLE,
    VARIABLE,
    file_of_environment,
    name_of,
    read_days,
)
from aipolicy.calc.values.days import day_of
from aipolicy.errors import (
    Code,
    Fault,
    InvalidClaim,
    InvalidDay,
    InvalidDays,
    Surface,
    UnreadableValue,
    fault,
)
from aipolicy.errors.fault import Shown
from aipolicy.registry import policies


class days:  # noqa: N801  (called as a function, and used in a `with` statement)
    """State the effective dates of documents whose texts give none, for this context.

    Called alone it holds until the context ends; in a `with` statement it holds inside, and what
    was stated before is restored at the end. Days stated before for other documents still hold.
    The nearer wins: the day of a claim or a call, the context's, that of a file given by
    `--days`, that of the file which the environment variable `AIPOLICY_DAYS` names. Results say
    that the day was stated, and where.

    Args:
        effective_from: the first day in force by policy id, as a `date` or its ISO text.

    Raises:
        InvalidDays: a policy is unknown, what is stated is not a date, or it contradicts the day
            that the document itself gives; all faults at once.

    >>> import aipolicy
    >>> from aipolicy.rules import langfang_2023
    >>> with aipolicy.days({"langfang_2023": date(2023, 1, 4)}):
    ...     print(langfang_2023.POLICY.period())
    2023-01-04 to 2026-01-04, both days included
    >>> langfang_2023.POLICY.in_force(date(2024, 6, 1)) is None
    True
    """

    def __init__(self, effective_from: Mapping[str, date | str]) -> None:
        if not isinstance(effective_from, Mapping):
            example = '{"langfang_2023": date(2023, 1, 4)}'
            wrong = fault(Code.VALUE_MAPPING, TABLE, value=effective_from, example=example)
            raise InvalidDays("days", [wrong])
        read: dict[str, date] = {}
        faults = list(_read(cast("Mapping[object, object]", effective_from), read))
        faults += faults_of_days(read)
        if faults:
            raise InvalidDays("days", faults)
        self._setting = stated_days.state_in_context(read)

    def __enter__(self) -> None:
        """Return nothing: the days are stated already."""

    def __exit__(self, *_: object) -> None:
        """Restore the days that were stated before."""
        stated_days.restore(self._setting)


def state_days_of_file(path: str, name: str) -> None:
    """State the effective dates of a file for this context; `name` is the option that names it.

    Raises:
        InvalidDays: the file cannot be read, is not a file of days, or states for a policy what
            cannot be stated; all faults at once.
    """
    read, faults = read_days(path, name)
    _require_none(path, [*faults, *faults_of_days(read)])
    stated_days.state_by_file(read)


def require_days_of_environment() -> None:
    """Refuse a file of `AIPOLICY_DAYS` that states for a policy what cannot be stated.

    Where a document's days are asked for, the file is read anyway; only here are its policies
    looked up. Each call that finds policies by their ids begins with this.

    Raises:
        InvalidDays: as `state_days_of_file`.
    """
    path = file_of_environment()
    if path is not None:
        read, faults = read_days(path, VARIABLE)
        _require_none(path, [*faults, *faults_of_days(read)])


def faults_of_days(stated: Mapping[str, date]) -> Iterator[Fault]:
    """Yield what is wrong with days stated by policy id, each at its policy.

    >>> [one.code.value for one in faults_of_days({"dalian_2025": date(2025, 6, 30)})]
    ['policy.unknown']
    """
    known = {one.id: one for one in policies()}
    for id_, day in stated.items():
        path = TABLE, str(id_)
        if id_ not in known:
            given = Shown(day)
            yield fault(Code.POLICY_UNKNOWN, *path, value=given, misspelt=id_, known=tuple(known))
            continue
        try:
            known[id_].period(day)
        except InvalidDay as wrong:
            yield replace(wrong.fault, path=path)
        except InvalidClaim as contradiction:
            yield from (replace(one, path=path) for one in contradiction.faults)


def _read(given: Mapping[object, object], read: dict[str, date]) -> Iterator[Fault]:
    """Add the days that are dates to those read; yield what is wrong with the others."""
    for id_, day in given.items():
        try:
            read[cast("str", id_)] = day_of(day)
        except UnreadableValue as wrong:
            yield replace(wrong.fault, path=(TABLE, str(id_)))


def _require_none(path: str, faults: Sequence[Fault]) -> None:
    """Refuse a file in which anything is wrong.

    Raises:
        InvalidDays: there are faults.
    """
    if faults:
        raise InvalidDays(name_of(path), [one.on(Surface.FILE) for one in faults])
