"""Faults in words: one table a language, and how a fault is written with it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from aipolicy._words import Words
from aipolicy.errors.fault import one_line
from aipolicy.errors.nearest import in_plain_sight

if TYPE_CHECKING:
    from aipolicy._words import Language
    from aipolicy.errors.fault import Fault

_SLOT = re.compile(r"\{([a-z_]+)\}")
_MOST_NAMES = 40


@cache
def wording(language: Language) -> Mapping[str, Mapping[str, str]]:
    """Return what each code says in a language: `limit`, `cure`, and cures by surface.

    >>> wording("en")["sum.negative"]["limit"]
    'a sum must be 0 or more'
    """
    import tomllib  # noqa: PLC0415  (only where a fault is written out)

    path = Path(__file__).with_name(f"wording_{language}.toml")
    return MappingProxyType(tomllib.loads(path.read_text(encoding="utf-8")))


def text(fault: Fault, language: Language) -> str:
    """Return a fault on one line: where, what was given, the limit and the cure."""
    zh = language == "zh"
    label = fault.params.get("label")
    name = fault.address
    if zh and label is not None and fault.path:
        name = f"{name}（{written(label, language)}）"
    value = _value(fault, language)
    place = "=".join(one for one in (name, value) if one)
    said = f"{limit(fault, language)}{'；' if zh else '; '}{cure(fault, language)}"
    return one_line(f"{place}{'：' if zh else ': '}{said}" if place else said)


def limit(fault: Fault, language: Language) -> str:
    """Return the limit that is broken."""
    return _filled(wording(language)[fault.code]["limit"], fault, language)


def cure(fault: Fault, language: Language) -> str:
    """Return the cure: the name that was probably meant, or what to do on the fault's surface."""
    nearest = fault.params.get("nearest")
    if nearest is not None:
        name = in_plain_sight(written(nearest, language))
        return f"是否应为 {name}？" if language == "zh" else f"did you mean {name}?"
    said = wording(language)[fault.code]
    return _filled(said.get(fault.surface, said["cure"]), fault, language)


def heading(where: str, count: int, language: Language) -> str:
    """Return the line above several faults.

    >>> heading("harbin_2022/4.1", 2, "en"), heading("case", 1, "zh")
    ('harbin_2022/4.1: 2 faults', '申报：1 处错误')
    """
    where = one_line(where)
    if language == "zh":
        return f"{_HEADINGS.get(where, where)}：{count} 处错误"
    return f"{where}: {count} fault{'' if count == 1 else 's'}"


_HEADINGS = {
    "case": "申报",
    "stack": "奖补合并",
    "options": "选项",
    "check": "核对",
    "match": "匹配",
    "days": "施行日期",
}


def written(param: object, language: Language) -> str:
    """Return a param as a text shows it.

    >>> written(1234567, "en"), written(("a", "b"), "zh"), written((), "en")
    ('1,234,567', 'a、b', 'none')
    """
    if isinstance(param, Words):
        return param.text(language)
    if isinstance(param, str | date | bool):
        return str(param)
    if isinstance(param, int | Decimal):
        return f"{param:,}"
    if isinstance(param, tuple | list):
        return _names(cast("Sequence[object]", param), language)
    return str(param)


def _names(names: Sequence[object], language: Language) -> str:
    zh = language == "zh"
    if not names:
        return "无" if zh else "none"
    shown = ("、" if zh else ", ").join(written(one, language) for one in names[:_MOST_NAMES])
    rest = len(names) - _MOST_NAMES
    if rest <= 0:
        return shown
    return f"{shown} 等，另有 {rest} 项" if zh else f"{shown} and {rest} more"


def _filled(said: str, fault: Fault, language: Language) -> str:
    name = str(fault.path[-1]) if fault.path else ""
    params = {"name": name, **fault.params}
    return _SLOT.sub(
        lambda slot: written(params[slot[1]], language) if slot[1] in params else slot[0], said
    )


def _value(fault: Fault, language: Language) -> str:
    """Return what was given; for rows of a frame the first of them and how many there are."""
    zh = language == "zh"
    values = fault.params.get("values")
    if isinstance(values, tuple):
        return _first_rows(cast("Sequence[object]", values), fault, language)
    value = fault.params.get("value", fault.params.get("place"))
    if value is None and fault.path and fault.code.endswith("missing"):
        return "（未填）" if zh else "(missing)"
    return "" if value is None else written(value, language)


def _first_rows(values: Sequence[object], fault: Fault, language: Language) -> str:
    """Return the first bad rows of a column, and how many there are."""
    zh = language == "zh"
    rows = fault.params.get("rows")
    said = [written(value, language) for value in values]
    if isinstance(rows, tuple):
        pairs = zip(said, cast("Sequence[int]", rows), strict=True)
        said = [f"行号 {row} 为 {one}" if zh else f"{one} in row {row}" for one, row in pairs]
    count = fault.params.get("count", 0)
    assert isinstance(count, int)  # noqa: S101
    from_0 = "行号从 0 计，" if isinstance(rows, tuple) else ""  # as frames count, and indexes
    total = f"{from_0}共 {count:,} 行" if zh else f"{count:,} row{'' if count == 1 else 's'} in all"
    return f"{'、'.join(said)}（{total}）" if zh else f"{', '.join(said)} ({total})"
