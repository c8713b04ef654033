"""Cases written in Chinese: each Chinese key and choice with its English name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from aipolicy._words import Words
from aipolicy.calc.documents.terms import Applicant, Level
from aipolicy.calc.words.entry_keys import ENTRY
from aipolicy.calc.words.fact_names import english_names
from aipolicy.calc.words.glossary import named
from aipolicy.errors import Code, Fault, fault
from aipolicy.errors.nearest import did_you_mean

CASE: Mapping[str, str] = MappingProxyType(
    {
        "申报主体": "claimant",
        "申报": "claims",
        "申报事项": "claims",
        "已领": "history",
        "已领款项": "history",
        "理解方式": "readings",
    }
)
"""The keys of a case."""


def label(key: str) -> Words | None:
    """Return a key in both languages, or None where it has no Chinese name.

    >>> label("claimant").zh
    '申报主体'
    """
    for names in (CASE, ENTRY):
        for zh, en in names.items():
            if en == key:
                return Words(zh, key)
    return None


def in_english(
    written: Mapping[str, object], names: Mapping[str, str], faults: list[Fault], *where: str | int
) -> dict[str, object]:
    """Return a mapping with its Chinese keys in English; keys that meet are faults.

    >>> in_english({"条款": "a/1.1"}, ENTRY, [])
    {'clause': 'a/1.1'}
    """
    found: dict[str, object] = {}
    for key, value in written.items():
        name = names.get(key, key)
        if name in found:
            faults.append(fault(Code.KEY_TWICE, *where, key))
        else:
            found[name] = _choice(name, value)
    return found


def facts_in_english(
    written: Mapping[str, object], asked: Iterable[str], faults: list[Fault], *where: str | int
) -> dict[str, object]:
    """Return facts under their English names, where the clause asks for them.

    >>> facts_in_english({"通过评审": "是"}, ["review_passed"], [])
    {'review_passed': '是'}
    """
    return in_english(written, english_names(asked), faults, *where) if written else {}


def both(name: Words) -> Words:
    """Return a name as texts in either language show it: with its English name in brackets.

    >>> both(Words("申报主体", "claimant")).zh
    '申报主体（claimant）'
    """
    return Words(f"{name.zh}（{name.en}）", f"{name.zh} ({name.en})")


def suggestion(misspelt: str, names: Iterable[Words]) -> Words | None:
    """Return the Chinese name nearest to a misspelt one, with its English name in brackets.

    >>> suggestion("申报主休", [Words("申报主体", "claimant")]).zh
    '申报主体（claimant）'
    """
    by_zh = {words.zh: words.en for words in names}
    near = did_you_mean(misspelt, by_zh)
    return None if near is None else both(Words(near, by_zh[near]))


def _choice(key: str, value: object) -> object:
    """Return a choice that is written in Chinese, such as 省, by its name."""
    if isinstance(value, str) and key in _CHOICES:
        return _CHOICES[key]().get(value, value)
    return value


@cache
def _levels() -> Mapping[str, str]:
    short = {"国家": "nation", "省": "province", "市": "city"}
    return {**_by_term(Level), **short, **dict.fromkeys(("区", "县", "区县"), "district")}


@cache
def _applicants() -> Mapping[str, str]:
    return _by_term(Applicant)


def _by_term(choices: Iterable[str]) -> Mapping[str, str]:
    return MappingProxyType({named(str(one), "zh", "terms"): str(one) for one in choices})


_CHOICES = {"level": _levels, "applicant": _applicants}
