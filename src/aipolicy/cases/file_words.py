"""Faults of cases in the words of those who write files: Chinese keys, and what to write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from aipolicy._words import Words
from aipolicy.calc.clause import AnyClause
from aipolicy.calc.words.entry_keys import ENTRY
from aipolicy.calc.words.glossary import named
from aipolicy.cases import chinese
from aipolicy.errors import Code, Fault

_EXAMPLES = {
    "facts": "{total_investment: 800万元}",
    "bases": "{contract_cost: 800万元}",
    "readings": "{langfang_2023: no_top_up}",
}
_A_NUMBER = Words("数字", "a number")
_TYPES = {
    "int": _A_NUMBER,
    "float": _A_NUMBER,
    "Decimal": _A_NUMBER,
    "bool": Words("“是”或“否”", "a truth value"),
}
_AN_ENTRY = "{clause: harbin_2022/4.1, on: 2023-06-01}"


def in_file_words(wrong: Fault) -> Fault:
    """Return a fault of shape as the writer of a file needs it: with Chinese keys.

    >>> from aipolicy.errors import fault
    >>> in_file_words(fault(Code.KEY_UNKNOWN, "申报主休", known=("claimant",))).params["nearest"].zh
    '申报主体（claimant）'
    """
    key = wrong.path[-1] if wrong.path else None
    if wrong.code is Code.KEY_UNKNOWN and isinstance(key, str):
        names = chinese.CASE if len(wrong.path) == 1 else ENTRY
        near = chinese.suggestion(key, (Words(zh, en) for zh, en in names.items()))
        return _listing(wrong, names) if near is None else wrong.stating(nearest=near)
    if wrong.code in {Code.VALUE_TEXT, Code.NUMBER_TYPE}:
        wrong = _of_another_type(wrong)
    if wrong.code is Code.VALUE_MAPPING:
        wrong = wrong.stating(example=_EXAMPLES.get(str(key), _AN_ENTRY))
    label = chinese.label(key) if isinstance(key, str) and "label" not in wrong.params else None
    return wrong if label is None else wrong.stating(label=label)


def _of_another_type(wrong: Fault) -> Fault:
    """Return the fault of a value of another type, without the names of Python's types."""
    given = str(wrong.params.get("type"))
    if given in {"list", "dict", "tuple"}:
        return replace(wrong, code=Code.VALUE_SINGLE)
    return wrong.stating(type=_TYPES.get(given, given))


def fact_in_file_words(clause: AnyClause, wrong: Fault) -> Fault:
    """Return a fault of the facts of a clause, with the Chinese name that was probably meant."""
    if wrong.code is not Code.FACT_UNKNOWN:
        return wrong
    names = {named(name, "zh"): name for name in clause.facts}
    near = chinese.suggestion(str(wrong.path[-1]), (Words(zh, en) for zh, en in names.items()))
    return _listing(wrong, names) if near is None else wrong.stating(nearest=near)


def _listing(wrong: Fault, names: Mapping[str, str]) -> Fault:
    """Return a fault whose known names are listed in Chinese too; `names` are by their Chinese."""
    known, by_name = wrong.params["known"], {en: zh for zh, en in reversed(list(names.items()))}
    of_each = (str(one) for one in cast("tuple[object, ...]", known))
    return wrong.stating(
        known=tuple(
            Words(chinese.both(Words(by_name[one], one)).zh if one in by_name else one, one)
            for one in of_each
        )
    )
