"""YAML 1.2 read as text, lists and mappings: no number, date or yes is guessed at.

In YAML 1.1 the key `on` is a truth value and sums become floats; here everything stays text until
a clause says what it is.
"""

import re
from collections.abc import Iterable
from typing import Protocol, TypeAlias, cast

from aipolicy.errors import Fault, InvalidCase, MissingExtra, UnreadableValue

Written: TypeAlias = "str | list[Written] | dict[str, Written]"
"""What a file holds: text, lists and mappings."""

_DEEPEST = 20
_ALIAS = "AliasToken"
_OPENS = ("SequenceStartToken", "MappingStartToken")
_CLOSES = ("SequenceEndToken", "MappingEndToken", "BlockEndToken")


def load_yaml(text: str, name: str) -> Written:
    """Return what a YAML text holds.

    Raises:
        InvalidCase: the text is no YAML, or a key stands twice.
        MissingExtra: ruamel.yaml, of the extra `cli`, is not installed.

    >>> load_yaml("on: 2023-06-01", "case")
    {'on': '2023-06-01'}
    """
    try:
        from ruamel.yaml import YAML  # noqa: PLC0415  (an extra, loaded only where it is needed)
        from ruamel.yaml.error import MarkedYAMLError, YAMLError  # noqa: PLC0415
    except ImportError:
        raise MissingExtra(
            "ruamel.yaml is not installed; pip install 'aipolicy[cli]' brings it"
        ) from None
    reader = YAML(typ="base", pure=True)
    reader.version = "1.2"
    try:
        tokens = cast("Iterable[object]", reader.scan(text))  # pyright: ignore[reportUnknownMemberType]
        _require_plain(name, (type(token).__name__ for token in tokens))
        loaded = cast("object", reader.load(text))  # pyright: ignore[reportUnknownMemberType]
        return _plain(loaded)
    except InvalidCase:
        raise
    except UnreadableValue as bad:
        raise InvalidCase(name, [Fault("yaml", "the file", bad.limit, bad.cure)]) from None
    except ValueError:  # an escape such as \\U00110000
        fault = Fault("yaml", "the file", "an escape names no character", "write the character")
        raise InvalidCase(name, [fault]) from None
    except YAMLError as error:
        where = cast("_Marked", error) if isinstance(error, MarkedYAMLError) else None
        raise InvalidCase(name, [_broken(str(error), where)]) from None


def _require_plain(name: str, tokens: Iterable[str]) -> None:
    """Refuse what is not read though it is YAML: aliases, and nesting that no case needs."""
    depth = 0
    for token in tokens:
        if token == _ALIAS:
            fault = Fault("yaml", "*", "aliases are not read", "write the words out")
            raise InvalidCase(name, [fault])
        depth += token.endswith(_OPENS) - token.endswith(_CLOSES)
        if depth > _DEEPEST:
            fault = Fault("yaml", "the file", "it is nested too deep", "write fewer brackets")
            raise InvalidCase(name, [fault])


class _Marked(Protocol):
    problem: str | None
    problem_mark: "_Mark | None"


class _Mark(Protocol):
    line: int
    column: int


def _broken(text: str, where: _Marked | None) -> Fault:
    mark = where.problem_mark if where else None
    at = f"line {mark.line + 1}, column {mark.column + 1}" if mark else "the file"
    problem = (where.problem if where else None) or text.splitlines()[0]
    for pattern, limit, cure in _PROBLEMS:
        found = re.search(pattern, problem)
        if found:
            return Fault("yaml", at, found.expand(limit), cure)
    return Fault("yaml", at, problem, "mend the file there")


_PROBLEMS = (
    (r'found duplicate key "([^"]*)"', r"the key \1 stands twice", "keep one of them"),
    (
        r"mapping values are not allowed here",
        "no colon can stand here",
        "indent all keys of an entry alike, and put text with a colon in quotes",
    ),
    (r"found character '\\t'", "a tab stands here", "use spaces"),
    (r"found character '(.+)' that", r"text cannot begin with \1", "put it in quotes"),
    (r"expected ',' or '(.)'", r"\1 or a comma is missing", "close the bracket"),
    (r"unexpected end of stream", "a quotation mark is not closed", "close it"),
    (r"found another document", "a second document begins here", "keep one case in a file"),
    (
        r"expected <block end>",
        "this line is indented unlike those beside it",
        "indent the lines of one entry alike",
    ),
)
"""What the reader of YAML calls a fault, and how it is told: the limit and the cure."""


def _plain(node: object) -> Written:
    if isinstance(node, dict):
        mapping = cast("dict[object, object]", node)
        return {_key(key): _plain(value) for key, value in mapping.items()}
    if isinstance(node, list):
        return [_plain(item) for item in cast("list[object]", node)]
    return "" if node is None else _text(str(node))


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise UnreadableValue("a key is text", "write a name before the colon")
    return _text(key)


def _text(text: str) -> str:
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise UnreadableValue("half a character is no text", "write the character itself")
    return text
