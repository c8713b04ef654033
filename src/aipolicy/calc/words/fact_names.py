"""Facts by what people call them: the glossary's Chinese names beside the English ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from aipolicy.calc.words.glossary import glossary, named


def english_names(asked: Iterable[str]) -> Mapping[str, str]:
    """Return English names of facts by their Chinese names, those asked for first.

    A Chinese name that means two facts is read as the one that is asked for.

    >>> english_names(["review_passed"])["通过评审"]
    'review_passed'
    """
    return {**_facts(), **{named(one, "zh"): one for one in asked}}


@cache
def _facts() -> Mapping[str, str]:
    return MappingProxyType({zh: en for en, zh in glossary()["facts"].items()})
