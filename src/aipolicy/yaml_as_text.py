"""YAML 1.2 read as text, lists and mappings: no number, date or yes is guessed at.

In YAML 1.1 the key `on` is a truth value and sums become floats; here everything stays text until
a clause says what it is.
"""

from collections.abc import Iterable
from typing import Protocol, TypeAlias, cast

from aipolicy.errors import Fault, InvalidCase, MissingExtra

Written: TypeAlias = "str | list[Written] | dict[str, Written]"
"""What a file holds: text, lists and mappings."""


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
        from ruamel.yaml.tokens import AliasToken  # noqa: PLC0415
    except ImportError:
        raise MissingExtra(
            "ruamel.yaml is not installed; pip install 'aipolicy[cli]' brings it"
        ) from None
    reader = YAML(typ="base", pure=True)
    reader.version = "1.2"
    try:
        tokens = cast("Iterable[object]", reader.scan(text))  # pyright: ignore[reportUnknownMemberType]
        if any(isinstance(token, AliasToken) for token in tokens):
            fault = Fault("yaml", "*", "aliases are not read", "write the words out")
            raise InvalidCase(name, [fault])
        loaded = cast("object", reader.load(text))  # pyright: ignore[reportUnknownMemberType]
        return _plain(loaded)
    except (RecursionError, ValueError) as error:
        if isinstance(error, InvalidCase):
            raise
        fault = Fault("yaml", "the file", f"it cannot be read ({error})", "mend the file")
        raise InvalidCase(name, [fault]) from None
    except YAMLError as error:
        where = cast("_Marked", error) if isinstance(error, MarkedYAMLError) else None
        raise InvalidCase(name, [_broken(str(error), where)]) from None


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
    return Fault("yaml", at, problem, "mend the file there")


def _plain(node: object) -> Written:
    if isinstance(node, dict):
        mapping = cast("dict[object, object]", node)
        return {str(key): _plain(value) for key, value in mapping.items()}
    if isinstance(node, list):
        return [_plain(item) for item in cast("list[object]", node)]
    return "" if node is None else str(node)
