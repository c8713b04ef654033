"""Columns of names: each name in its normal form has one code, whatever its spellings.

The first spelling is what is shown. Names of plain characters, which most columns hold alone, are
brought into their normal form by Arrow; the others one by one, each distinct text once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple, cast

import numpy as np

from aipolicy.calc.values.names import name_key, written_name
from aipolicy.errors import Fault, UnreadableValue
from aipolicy.frames.arrow import ArrowArray, Numbers, pc
from aipolicy.frames.stacking.rows.encoded_text import NONE, EncodedText
from aipolicy.frames.stacking.rows.similar_names import (
    first_of_each,
    memory_of_texts,
    replaced,
    similar,
)

_PLAIN: Final = r"!-~\x{3400}-\x{4dbf}\x{4e00}-\x{9fff}"
"""What NFKC leaves as it is, and joins with nothing: ASCII and Chinese characters."""

_WIDE: Final = range(0xFF01, 0xFF5F)
"""ASCII in full width, which NFKC makes plain."""

_ODD: Final = rf"^ | $|  |[^ {_PLAIN}\x{{ff01}}-\x{{ff5e}}]"
"""Texts that Python looks at: with blanks that are too many, or with other characters."""

_ALL_DASHES: Final = r"^[-\x{ff0d}]+$"
"""Placeholders that are longer."""

_DASHES: Final = [f"{one}{other}".encode() for one in "-\uff0d" for other in "-\uff0d"]

_LONGEST_PLACEHOLDER: Final = 5
"""How long a text can be that is a placeholder or the null of a program."""

_PLAIN_BYTES: Final = bytes([*range(0x21, 0x7F), *range(0x80, 0xC0), *range(0xE4, 0xEA)])
"""Bytes of UTF-8 in which texts consist of plain characters alone: no blank among them."""

_FIRST_OF_WIDE: Final = 0xEF
"""The first of the three bytes of each wide character, and of others."""

_FEW: Final = 4
"""Up to so many wide characters are replaced one after the other."""

Refused = Mapping[int, Fault]
"""What is wrong with texts that are not names, by their codes."""


class NameColumn(NamedTuple):
    """A column of names.

    Attributes:
        texts: the names, with one code a name; a text that is not a name keeps its code.
        refused: what is wrong with the texts that are not names.
        similar: pairs of codes of names that differ only in blanks, case, brackets or dashes.
    """

    texts: EncodedText
    refused: Refused
    similar: Sequence[tuple[int, int]]


def as_names(texts: EncodedText) -> NameColumn:
    """Return a column of text as one of names; what states nothing, such as —, is missing.

    >>> from aipolicy.frames.stacking.rows.encoded_text import encoded
    >>> column = encoded(np.array(["线（一期）", "线(一期)", "—", "nan", "线〔一期〕"], object))
    >>> names, refused, similar = as_names(column)
    >>> names.codes.tolist(), names.texts()[0], [one.code.value for one in refused.values()]
    ([0, 0, -1, 3, 4], '线（一期）', ['name.null'])
    >>> similar
    [(0, 4)]
    """
    values = texts.values
    memory = memory_of_texts(values)
    wide, others = _of_three_bytes(memory)
    odd = _odd(values, memory, others=others)
    refused: dict[int, Fault] = {}
    kept = list(_kept(texts, odd, refused))
    keys = [None if name is None else name_key(name) for name in kept]
    written = {code: key for code, key in zip(odd.tolist(), keys, strict=True) if key}
    if not wide and all(written.get(code) == texts.of(code) for code in odd.tolist()):
        return NameColumn(texts, refused, similar(values, np.arange(len(values)), written))
    names = replaced(values, odd, kept)
    normal = replaced(_in_plain(names, wide), odd, keys)
    first, stated = first_of_each(normal)
    of_code = np.append(np.where(stated, first, NONE), NONE)  # the last for rows without text
    merged = EncodedText(of_code[texts.codes], names)
    return NameColumn(merged, refused, similar(normal, first, written))


def _of_three_bytes(memory: bytes) -> tuple[list[str], bool]:
    """Return the wide characters in texts, and whether others begin with the same byte."""
    if _FIRST_OF_WIDE not in memory:
        return [], False
    all_ = np.frombuffer(memory, np.uint8)
    starts = np.flatnonzero(all_[:-2] == _FIRST_OF_WIDE)
    ends = (all_[starts + 1] & 0x3F).astype(np.int64) << 6 | (all_[starts + 2] & 0x3F)
    found = [0xF000 + end for end in np.flatnonzero(np.bincount(ends)).tolist()]
    wide = [chr(one) for one in found if one in _WIDE]
    return wide, len(wide) < len(found)


def _odd(values: ArrowArray, memory: bytes, *, others: bool) -> Numbers:
    """Return the codes of the texts that Python looks at."""
    lengths = cast("Numbers", pc.utf8_length(values).to_numpy(zero_copy_only=False))
    odd = lengths <= _LONGEST_PLACEHOLDER
    rest = memory.translate(None, _PLAIN_BYTES)
    if others or rest.count(_FIRST_OF_WIDE) < len(rest):
        found = pc.match_substring_regex(values, _ODD).to_numpy(zero_copy_only=False)
        odd = odd | found.astype(np.bool_)
    if any(one in memory for one in _DASHES):
        found = pc.match_substring_regex(values, _ALL_DASHES).to_numpy(zero_copy_only=False)
        odd = odd | found.astype(np.bool_)
    return np.flatnonzero(odd)


def _in_plain(values: ArrowArray, wide: Sequence[str]) -> ArrowArray:
    """Return texts with these wide characters as plain ones."""
    if len(wide) > _FEW:
        return pc.utf8_normalize(values, "NFKC")
    for one in wide:
        values = pc.replace_substring(values, one, chr(ord(one) - 0xFEE0))
    return values


def _kept(texts: EncodedText, codes: Numbers, refused: dict[int, Fault]) -> Iterator[str | None]:
    """Yield each text as the name it is, None where it states nothing; others are refused."""
    for code in codes.tolist():
        text = texts.of(code)
        try:
            yield written_name(text)
        except UnreadableValue as bad:
            refused[code] = bad.fault
            yield text
