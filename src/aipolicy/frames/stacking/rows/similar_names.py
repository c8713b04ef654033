"""Names of a column that differ so little that they may be meant as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias, cast

import numpy as np

from aipolicy._words import Words
from aipolicy.calc.values.names import likeness
from aipolicy.errors import Code, Fault, Surface, fault
from aipolicy.errors.fault import shown
from aipolicy.frames.arrow import ArrowArray, Numbers, Truths, pa, pc
from aipolicy.frames.faults import SHOWN_ROWS
from aipolicy.frames.stacking.rows.encoded_text import EncodedText, encoded

_BRACKETS: Final = {"[": "(", "{": "(", "]": ")", "}": ")"}


SimilarNames: TypeAlias = Mapping[str, Sequence[tuple[int, int]]]
"""Pairs of names that differ little, as their codes, by field."""


def similar(keys: ArrowArray, first: Numbers, odd: Mapping[int, str]) -> Sequence[tuple[int, int]]:
    """Return pairs of places of names that differ only in blanks, case, brackets or dashes.

    Args:
        keys: the names in their normal form.
        first: for each place the first place of the same name.
        odd: the normal forms that Python made, by place; the others are of plain characters.

    >>> similar(pa.array(["Line [1]", "line(1)", "line 2"]), np.arange(3), {})
    [(0, 1)]
    """
    folded = _folded(keys)
    alike = {place: likeness(name) for place, name in odd.items()}
    if folded is keys and alike == odd:
        return []  # names that differ still do
    places = np.array(sorted(alike), np.int64)
    folded = replaced(folded, places, [alike[place] for place in places.tolist()])
    like, stated = first_of_each(folded)
    own = first == np.arange(len(first))
    others = np.flatnonzero(own & stated & (like != first))
    return list(zip(like[others].tolist(), others.tolist(), strict=True))


def remark(similar: SimilarNames, texts: Mapping[str, EncodedText]) -> Fault | None:
    """Return what is to be said of similar names by field, or None where there are none."""
    pairs = [(field, pair) for field, found in similar.items() for pair in found]
    if not pairs:
        return None
    first = [
        (field, *(shown(texts[field].of(code)) for code in pair))
        for field, pair in pairs[:SHOWN_ROWS]
    ]
    said = tuple(Words(f"{f} 列的 {a} 与 {b}", f"{a} and {b} in {f}") for f, a, b in first)
    return fault(Code.NAME_SIMILAR, count=len(pairs), pairs=said).on(Surface.ROWS)


def _folded(keys: ArrowArray) -> ArrowArray:
    """Return names of plain characters without what names that are alike may differ in."""
    memory = memory_of_texts(keys)
    if memory.lower() != memory:
        keys = pc.utf8_lower(keys)
    if b" " in memory:
        keys = pc.replace_substring(keys, " ", "")
    for bracket, as_ in _BRACKETS.items():
        if bracket.encode() in memory:
            keys = pc.replace_substring(keys, bracket, as_)
    if b"--" in memory or (b"-" in memory and b" " in memory):
        keys = pc.replace_substring_regex(keys, "-+", "-")
    return keys


def memory_of_texts(values: ArrowArray) -> bytes:
    """Return the bytes of all texts, one after the other.

    >>> memory_of_texts(pa.array(["ab", None, "c"]))
    b'abc'
    """
    return b"".join(bytes(one) for one in values.buffers()[2:] if one is not None)


def replaced(values: ArrowArray, places: Numbers, by: Sequence[str | None]) -> ArrowArray:
    """Return texts with those at some places replaced."""
    if not len(places):
        return values
    mask = np.zeros(len(values), np.bool_)
    mask[places] = True
    return pc.replace_with_mask(values, pa.array(mask), pa.array(by, values.type))


def first_of_each(keys: ArrowArray) -> tuple[Numbers, Truths]:
    """Return for each place the first place with the same text, and where there is a text.

    >>> first_of_each(pa.array(["a", "b", "a", None]))[0][:3]
    array([0, 1, 0])
    """
    found = cast("EncodedText", encoded(keys))
    places = np.arange(len(keys))
    first = np.empty(len(keys) + 1, np.int64)
    first[found.codes[::-1]] = places[::-1]  # of several, what is written last stays
    return first[found.codes], ~found.missing
