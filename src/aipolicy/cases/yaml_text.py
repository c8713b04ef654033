"""YAML 1.2 read as text, lists and mappings: no number, date or yes is guessed at.

In YAML 1.1 the key `on` is a truth value and sums become floats; here everything stays text until
a clause says what it is. Only a plain `null` or `~` and an empty value are None. The file is read
once, event by event, within limits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Protocol, TypeAlias, cast

from aipolicy._words import at_line
from aipolicy.errors import Code, Fault, InvalidCase, MissingExtra, fault
from aipolicy.errors.fault import Shown

Written: TypeAlias = "str | list[Written] | dict[str, Written] | None"
"""What a file holds: text, lists and mappings, and None where nothing is stated."""

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""What states nothing where it is not in quotes."""

MOST_LEVELS = 20
"""How deep a file may be nested."""

MOST_VALUES = 50_000
"""How many values a file may have: some 5,000 claims. JSON, read much faster, has no such limit."""

MOST_CHARACTERS = 2**20
"""The longest text in YAML that is read."""


_AROUND = {"StreamStartEvent", "StreamEndEvent", "DocumentEndEvent"}
"""The events around what a text says."""


class _Mark(Protocol):
    line: int
    column: int


class _Marked(Protocol):
    problem: str | None
    problem_mark: _Mark | None


class _Event(Protocol):
    value: str
    style: str | None
    start_mark: _Mark


def load_yaml(text: str, name: str) -> Written:
    """Return what a YAML text holds.

    Raises:
        InvalidCase: the text is not YAML, a key appears twice, or a limit is passed; a file
            that is too large for YAML may be written in JSON.
        MissingExtra: ruamel.yaml, of the extra `cli`, is not installed.

    >>> load_yaml("on: 2023-06-01", "case")
    {'on': '2023-06-01'}
    """
    try:
        # An extra, loaded only where it is needed.
        import ruamel.yaml as library  # noqa: PLC0415
        from ruamel.yaml.error import MarkedYAMLError, YAMLError  # noqa: PLC0415
    except ImportError:
        extra = {"names": "ruamel.yaml", "install": "'aipolicy[cli]'"}
        raise MissingExtra(fault(Code.EXTRA_MISSING, **extra)) from None
    if len(text) > MOST_CHARACTERS:
        raise InvalidCase(name, [fault(Code.FILE_TOO_LARGE, "yaml", most="1 MB")])
    reader = library.YAML(typ="base", pure=True)
    reader.version = "1.2"
    try:
        events = cast("Iterable[object]", reader.parse(text))  # pyright: ignore[reportUnknownMemberType]
        return _Loader(iter(events)).document()
    except _Refused as refused:
        raise InvalidCase(name, [refused.fault]) from None
    except MarkedYAMLError as error:
        marked = cast("_Marked", error)
        problem = marked.problem or str(error)
        raise InvalidCase(name, [_broken(problem, marked.problem_mark)]) from None
    except (YAMLError, RecursionError) as error:
        raise InvalidCase(name, [_broken(str(error), None)]) from None
    except ValueError:  # an escape such as \\U00110000
        raise InvalidCase(name, [fault(Code.YAML_ESCAPE, "yaml")]) from None


class _Refused(Exception):
    """A text is YAML and still not read."""

    def __init__(self, wrong: Fault) -> None:
        super().__init__()
        self.fault = wrong


class _Loader:
    """Builds text, lists and mappings from the events of a YAML parser."""

    def __init__(self, events: Iterator[object]) -> None:
        self._events = events
        self._values = 0

    def document(self) -> Written:
        loaded: Written = ""
        begun = False
        for event in self._events:
            kind = type(event).__name__
            if kind == "DocumentStartEvent":
                if begun:
                    raise _refused(Code.YAML_SECOND, cast("_Event", event))
                begun = True
            elif kind not in _AROUND:
                loaded = self._node(cast("_Event", event), 0)
        return loaded

    def _node(self, event: _Event, level: int) -> Written:
        self._values += 1
        if self._values > MOST_VALUES:
            raise _refused(Code.YAML_TOO_MANY, event, most=MOST_VALUES)
        kind = type(event).__name__
        if kind == "ScalarEvent":
            text = _text(event)
            return None if not event.style and text in _NULLS else text
        if level >= MOST_LEVELS:
            raise _refused(Code.YAML_TOO_DEEP, event, most=MOST_LEVELS)
        match kind:
            case "SequenceStartEvent":
                return [self._node(one, level + 1) for one in self._until("SequenceEndEvent")]
            case "MappingStartEvent":
                return self._mapping(level)
            case _:
                raise _refused(Code.YAML_ALIAS, event)

    def _until(self, end: str) -> Iterator[_Event]:
        for event in self._events:
            if type(event).__name__ == end:
                return
            yield cast("_Event", event)

    def _mapping(self, level: int) -> dict[str, Written]:
        found: dict[str, Written] = {}
        for event in self._until("MappingEndEvent"):
            if type(event).__name__ != "ScalarEvent":
                raise _refused(Code.YAML_KEY, event)
            key = _text(event)
            if key in found:
                raise _refused(Code.KEY_TWICE, event, value=key)
            found[key] = self._node(cast("_Event", next(self._events)), level + 1)
        return found


def _text(event: _Event) -> str:
    if any("\ud800" <= character <= "\udfff" for character in event.value):
        raise _refused(Code.YAML_SURROGATE, event)
    return event.value


def _refused(code: Code, event: _Event, **params: object) -> _Refused:
    return _Refused(_at(event.start_mark, code, **params))


def _at(mark: _Mark | None, code: Code, **params: object) -> Fault:
    """Return a fault at its place in the text."""
    if mark is None:
        return fault(code, "yaml", **params)
    return fault(code, "yaml", place=at_line(mark.line + 1, mark.column + 1), **params)


def _broken(problem: str, mark: _Mark | None) -> Fault:
    """Return what the parser found wrong, under our code for it."""
    for pattern, code in _PROBLEMS:
        found = re.search(pattern, problem)
        if found:
            sign = {"sign": Shown(found[1])} if found.groups() else {}
            return _at(mark, code, **sign)
    return _at(mark, Code.YAML_SYNTAX)


_PROBLEMS = (
    (r"mapping values are not allowed here", Code.YAML_COLON),
    (r"found character '\\t'", Code.YAML_TAB),
    (r"found character '(.+)' that", Code.YAML_BEGINS),
    (r"expected ',' or '(.)'", Code.YAML_BRACKET),
    (r"unexpected end of stream", Code.YAML_QUOTE),
    (r"found another document", Code.YAML_SECOND),
    (r"expected <block end>", Code.YAML_INDENT),
)
"""What the parser of YAML calls a problem, and our code for it."""
