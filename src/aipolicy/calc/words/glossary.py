"""The one glossary: each English identifier with its Chinese term."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from aipolicy._words import Language


@cache
def glossary() -> Mapping[str, Mapping[str, str]]:
    """Return the terms by section: `facts`, `figures` and `terms`.

    >>> glossary()["terms"]["stacking"]
    '就高不重复'
    """
    import tomllib  # noqa: PLC0415  (only where words are written)

    text = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    return MappingProxyType({k: MappingProxyType(v) for k, v in tomllib.loads(text).items()})


def named(identifier: str, language: Language, section: str = "facts") -> str:
    """Return the term for an identifier in a language; unknown ones are returned as they are.

    Facts, figures and the words of an award (`award.per`, `award.how_often`, a provision's `kind`)
    have Chinese terms; the sections are `facts`, `figures` and `terms`.

    >>> named("review_passed", "zh"), named("review_passed", "en"), named("my_fact", "zh")
    ('通过评审', 'review_passed', 'my_fact')
    >>> named("cap", "zh", "figures"), named("per_tier", "zh", "terms")
    ('上限', '每档')
    """
    if language == "en":
        return identifier
    return glossary()[section].get(identifier, identifier)
