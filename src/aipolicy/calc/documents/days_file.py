"""Files of effective dates: TOML with one table, `[effective_from]`, of days by policy id.

A file is read again whenever it has changed. What is wrong with it is returned, not raised, so
that whoever knows the policies can report it with the rest.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time
from functools import lru_cache
from pathlib import Path
from typing import Final, TypeAlias, cast

from aipolicy._words import at_line
from aipolicy.calc.values.days import written_day
from aipolicy.calc.values.frozen import ReadOnly
from aipolicy.errors import Code, Fault, InvalidDays, Surface, UnreadableValue, fault
from aipolicy.errors.fault import Shown

VARIABLE: Final = "AIPOLICY_DAYS"
"""The environment variable that names a file of effective dates."""

TABLE: Final = "effective_from"
"""The one table of such a file."""

MOST_BYTES: Final = 2**16
"""The largest file that is read, in bytes: some 1,500 documents."""

Days: TypeAlias = ReadOnly[str, date]
"""Effective dates by policy id."""

_NOTHING: Days = ReadOnly({})
_AT = re.compile(r"\(at line (\d+), column (\d+)\)")


def read_days(path: str, name: str) -> tuple[Days, tuple[Fault, ...]]:
    """Return the days that a file states, by policy id, and what is wrong with it.

    Args:
        path: the file.
        name: the option or the variable that names it.
    """
    try:
        found = Path(path).stat()
        version = found.st_ino, found.st_mtime_ns, found.st_size
        return _read(os.fspath(Path(path).absolute()), path, name, version)
    except (OSError, ValueError) as error:  # a name with a zero byte is a ValueError
        return _NOTHING, (_unreadable(path, name, error),)


def file_of_environment() -> str | None:
    """Return the file of days that the environment names, or None."""
    return os.environ.get(VARIABLE) or None


def name_of(path: str) -> str:
    """Return what errors call a file.

    >>> name_of("/etc/aipolicy/days.toml"), name_of(".")
    ('days.toml', '.')
    """
    return Path(path).name or path


def days_of_environment() -> Days:
    """Return the days of the file that the environment names; none where it names no file.

    Raises:
        InvalidDays: the file cannot be read, or is not a file of days; all faults at once. That
            its policies are known is not checked here.
    """
    path = file_of_environment()
    if path is None:
        return _NOTHING
    days, faults = read_days(path, VARIABLE)
    if faults:
        raise InvalidDays(name_of(path), faults)
    return days


@lru_cache(maxsize=16)
def _read(
    absolute: str, path: str, name: str, _version: tuple[int, ...]
) -> tuple[Days, tuple[Fault, ...]]:
    """Return the days of a version of a file: it is parsed once until it changes.

    Raises:
        OSError: the file cannot be opened or read.
    """
    with Path(absolute).open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    days: dict[str, date] = {}
    faults: list[Fault] = []
    shown = Shown(repr(path))
    if len(data) > MOST_BYTES:
        most = f"{MOST_BYTES // 2**10} KB"
        faults.append(fault(Code.FILE_TOO_LARGE, name, value=shown, most=most))
    else:
        try:
            _add(_parsed(data.decode("utf-8-sig")), days, faults)
        except UnicodeDecodeError:
            faults.append(fault(Code.FILE_ENCODING, name, value=shown))
        except (ValueError, RecursionError) as broken:  # a whole number may be too long as well
            faults.append(_not_toml(name, str(broken)))
    return ReadOnly(days), tuple(one.on(Surface.FILE) for one in faults)


def _parsed(text: str) -> Mapping[str, object]:
    import tomllib  # noqa: PLC0415  (only where a file states days)

    return tomllib.loads(text)


def _add(data: Mapping[str, object], days: dict[str, date], faults: list[Fault]) -> None:
    """Add what parsed data states, and what is wrong with it."""
    for key, value in data.items():
        if key != TABLE:
            given = _as_written(value)
            faults.append(fault(Code.KEY_UNKNOWN, key, value=given, misspelt=key, known=(TABLE,)))
    table = data.get(TABLE)
    if not isinstance(table, dict):
        faults.append(fault(Code.DAYS_TABLE, TABLE))
        return
    for id_, given in cast("dict[str, object]", table).items():
        try:
            days[id_] = written_day(given)
        except UnreadableValue as wrong:
            stated = wrong.fault.stating(value=_as_written(given))
            faults.append(replace(stated, path=(TABLE, id_)))


def _as_written(value: object) -> object:
    """Return a value for a message: a day or a moment as TOML writes it."""
    return Shown(value) if isinstance(value, date | time) else value


def _not_toml(name: str, message: str) -> Fault:
    place = _AT.search(message)
    if place is None:
        return fault(Code.DAYS_TOML, name)
    return fault(Code.DAYS_TOML, name, place=at_line(int(place[1]), int(place[2])))


def _unreadable(path: str, name: str, error: Exception) -> Fault:
    reason = ""
    if isinstance(error, FileNotFoundError):
        code = Code.FILE_MISSING
    elif isinstance(error, IsADirectoryError):
        code = Code.FILE_FOLDER
    else:
        code = Code.FILE_UNREADABLE
        reason = getattr(error, "strerror", None) or str(error)
    return fault(code, name, value=Shown(repr(path)), reason=reason).on(Surface.FILE)
