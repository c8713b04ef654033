"""Mappings as people write them, made tidy: English keys, nothing empty, nothing too large.

What is null, empty or blank states nothing, for every key; so does a placeholder for a name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Sized
from typing import Final, cast

from aipolicy.calc.values.names import visible, written_name
from aipolicy.cases import chinese
from aipolicy.cases.file_words import in_file_words
from aipolicy.errors import Code, Fault, UnreadableValue, fault

_NAMES: Final = frozenset(
    {"claimant", "subject", "contract", "content", "exception", "invoices", "name"}
)
"""The keys whose values are names."""

MOST_INSIDE: Final = 1_000
"""How many values a case, a claim, its facts or a list in it may have; claims are not limited."""


def tidy(
    written: Mapping[object, object], names: Mapping[str, str], faults: list[Fault]
) -> dict[str, object]:
    """Return a mapping with its keys in English, without what is empty or too large.

    >>> faults = []
    >>> tidy({"申报主体": "冰城智造", "claims": "", 5: 6}, chinese.CASE, faults)
    {'claimant': '冰城智造'}
    >>> [(one.code.value, one.path) for one in faults]
    [('yaml.key', ())]
    """
    if _are_too_many(written, faults):
        return {}
    texts: dict[str, object] = {}
    for key, value in written.items():
        if isinstance(key, str):
            texts[key] = value
        else:
            faults.append(fault(Code.YAML_KEY, value=key))
    found: dict[str, object] = {}
    for key, value in chinese.in_english(texts, names, faults).items():
        inside: list[Fault] = []
        read = _read(value, inside, key)
        if read is not None:
            found[key] = read
        faults += (in_file_words(one.within(key)) for one in inside)
    return found


def _read(value: object, faults: list[Fault], key: str) -> object:
    """Return what is under a key without what is empty or too large; entries are read later."""
    if isinstance(value, Mapping):
        return _inner(cast("Mapping[object, object]", value), faults, key)
    if isinstance(value, list | tuple):
        listed = cast("Sequence[object]", value)
        return listed if key in {"claims", "history"} else _few(listed, faults, key)
    return _stated(value, key)


def _stated(value: object, key: str) -> object:
    """Return what is written under a key, None where it states nothing."""
    if not isinstance(value, str):
        return value
    if key in _NAMES:
        try:
            return written_name(value)
        except UnreadableValue:
            return value  # the model says what is wrong with it
    return value if visible(value) else None


def _are_too_many(values: Sized, faults: list[Fault]) -> bool:
    """Return whether there are more values than are read; a fault is added where there are."""
    too_many = len(values) > MOST_INSIDE
    if too_many:
        faults.append(fault(Code.YAML_TOO_MANY, most=MOST_INSIDE))
    return too_many


def _inner(written: Mapping[object, object], faults: list[Fault], key: str) -> object:
    """Return a mapping inside an entry; facts are known by their clause and stay in its words."""
    if key != "facts":
        return tidy(written, {}, faults)
    if _are_too_many(written, faults):
        return {}
    faults += (fault(Code.YAML_KEY, value=one) for one in written if not isinstance(one, str))
    return {
        one: value
        for one, value in written.items()
        if isinstance(one, str) and _stated(value, one) is not None
    }


def _few(listed: Sequence[object], faults: list[Fault], key: str) -> Sequence[object]:
    """Return a list inside an entry, without what states nothing; none where it is too long."""
    if _are_too_many(listed, faults):
        return ()
    return [stated for one in listed if (stated := _stated(one, key)) is not None]
