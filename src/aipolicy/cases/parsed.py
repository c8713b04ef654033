"""A text in JSON or YAML as lists, mappings and values, read within limits of size and depth."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, cast

from aipolicy._words import at_line
from aipolicy.cases.yaml_text import MOST_LEVELS, load_yaml
from aipolicy.errors import Code, InvalidCase, fault

MOST_BYTES: Final = 4 * 2**20
"""The largest text that is read, in bytes: some 20,000 claims in JSON."""

_LONGEST_NUMBER = 60


def parsed(data: object, name: str) -> object:
    """Return what a text in JSON or YAML holds; other data as it is.

    A text that begins with `{` is JSON, or else YAML, whose mappings may begin so too.

    Args:
        data: the text, as characters or as bytes in UTF-8.
        name: what errors call it.

    Raises:
        InvalidCase: the text is too large, nested too deep, or neither JSON nor YAML.
        MissingExtra: the text is YAML and its reader is not installed.

    >>> parsed('{"a": 0.10}', "case"), parsed("a: 0.10", "case")
    ({'a': 0.10}, {'a': '0.10'})
    """
    if not isinstance(data, str | bytes):
        return data
    if len(data) > MOST_BYTES:
        raise InvalidCase(name, [fault(Code.FILE_TOO_LARGE, "file", most=megabytes(MOST_BYTES))])
    if isinstance(data, bytes):
        try:
            data = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise InvalidCase(name, [fault(Code.FILE_ENCODING, "file")]) from None
    text = data.removeprefix("\ufeff")
    return _json(text, name) if text.lstrip().startswith("{") else load_yaml(text, name)


def megabytes(size: int) -> str:
    """Return a size in bytes in words.

    >>> megabytes(4 * 2**20)
    '4 MB'
    """
    return f"{size // 2**20} MB"


def _json(text: str, name: str) -> object:
    try:
        found: object = json.loads(
            text, parse_float=_Number, parse_int=_whole, object_pairs_hook=_unrepeated
        )
    except json.JSONDecodeError as broken:
        if broken.msg.startswith("Expecting property name"):  # flow YAML begins with { as well
            return load_yaml(text, name)
        place = at_line(broken.lineno, broken.colno)
        raise InvalidCase(name, [fault(Code.JSON_SYNTAX, "json", place=place)]) from None
    except _Twice as twice:
        raise InvalidCase(name, [fault(Code.KEY_TWICE, "json", value=twice.key)]) from None
    except RecursionError:
        found = None
    if found is None or _too_deep(found):
        raise InvalidCase(name, [fault(Code.YAML_TOO_DEEP, "json", most=MOST_LEVELS)])
    return found


def _too_deep(found: object) -> bool:
    level = [found]
    for _ in range(MOST_LEVELS):
        level = [inner for one in level for inner in _inside(one)]
    return any(isinstance(one, dict | list) for one in level)


def _inside(one: object) -> Iterator[object]:
    """Yield the values in a list or a mapping; none of another value."""
    if isinstance(one, dict):
        yield from cast("dict[str, object]", one).values()
    elif isinstance(one, list):
        yield from cast("list[object]", one)


class _Number(Decimal):
    """A number of a JSON text; a message shows it as it is written."""

    def __repr__(self) -> str:
        return str(self)


class _Twice(Exception):
    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key


def _unrepeated(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        times = Counter(key for key, _ in pairs)
        raise _Twice(next(key for key, count in times.items() if count > 1))
    return found


def _whole(digits: str) -> object:
    return int(digits) if len(digits) <= _LONGEST_NUMBER else digits
