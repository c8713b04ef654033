"""Columns of names: each name in its normal form has one code, whatever its spellings.

The first spelling is what is shown. Texts of plain characters, which most columns hold alone, are
looked at by Arrow; the others one by one, each distinct text once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, cast

import numpy as np

from aipolicy.calc.values.names import name_key, written_name
from aipolicy.errors import Fault, UnreadableValue
from aipolicy.frames.arrow import ArrowArray, Numbers, Truths, pa, pc
from aipolicy.frames.stacking.rows.encoded_text import NONE, EncodedText, encoded

_PLAIN: Final = r"!-~\x{3400}-\x{4dbf}\x{4e00}-\x{9fff}"
"""What NFKC leaves as it is, and joins with nothing: ASCII and Chinese characters."""

_WIDE: Final = r"\x{ff01}-\x{ff5e}"
"""ASCII in full width, which NFKC makes plain."""

_ODD: Final = f"^ | $|  |^.{{0,5}}$|[^ {_PLAIN}{_WIDE}]"
"""Texts that Python looks at: with blanks or other characters, or as short as a placeholder."""

Refused = Mapping[int, Fault]
"""What is wrong with texts that are not names, by their codes."""


def as_names(texts: EncodedText) -> tuple[EncodedText, Refused]:
    """Return a column of names with one code a name; texts that are not names keep their code.

    A text that states nothing, such as a placeholder, is missing.

    >>> from aipolicy.frames.stacking.rows.encoded_text import encoded
    >>> column = encoded(np.array(["线（一期）", "线(一期)", "—", "nan"], object))
    >>> names, refused = as_names(column)
    >>> names.codes.tolist(), names.texts(), [one.code.value for one in refused.values()]
    ([0, 0, -1, 3], ['线（一期）', '线(一期)', '', 'nan'], ['name.null'])
    """
    odd, wide = (_matching(texts, pattern) for pattern in (_ODD, f"[{_WIDE}]"))
    if not len(odd) and not len(wide):
        return texts, {}
    refused: dict[int, Fault] = {}
    kept = list(_kept(texts, odd, refused))
    values = _replaced(texts.values, odd, kept)
    keys = pc.utf8_normalize(values, "NFKC") if len(wide) else values
    keys = _replaced(keys, odd, [None if name is None else name_key(name) for name in kept])
    first, stated = _first_of_each(keys)
    codes = first[texts.codes]
    codes[(texts.codes < 0) | ~stated[texts.codes]] = NONE
    return EncodedText(codes, values), refused


def _matching(texts: EncodedText, pattern: str) -> Numbers:
    """Return the codes of the texts in which a pattern is found."""
    found = pc.match_substring_regex(texts.values, pattern).to_numpy(zero_copy_only=False)
    return np.flatnonzero(found)


def _kept(texts: EncodedText, codes: Numbers, refused: dict[int, Fault]) -> Iterator[str | None]:
    """Yield each text as the name it is, None where it states nothing; others are refused."""
    for code in codes.tolist():
        text = texts.of(code)
        try:
            yield written_name(text)
        except UnreadableValue as bad:
            refused[code] = bad.fault
            yield text


def _replaced(values: ArrowArray, places: Numbers, by: Sequence[str | None]) -> ArrowArray:
    if not len(places):
        return values
    mask = np.zeros(len(values), np.bool_)
    mask[places] = True
    return pc.replace_with_mask(values, pa.array(mask), pa.array(by, values.type))


def _first_of_each(keys: ArrowArray) -> tuple[Numbers, Truths]:
    """Return for each place the first place with the same key, and where there is a key."""
    found = cast("EncodedText", encoded(keys))
    places = np.arange(len(keys))
    first = np.empty(len(keys) + 1, np.int64)
    first[found.codes[::-1]] = places[::-1]  # of several, what is written last stays
    return first[found.codes], ~found.missing
