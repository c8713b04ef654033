"""The one form in which a text is measured, hashed and searched.

Two prints of one text differ in white space, in full-width letters and in the shape of their
quotation marks. The normal form has none of these: Unicode's NFKC, one quotation mark, no
white space and no invisible characters. Offsets and hashes are computed on it.
"""

from __future__ import annotations

import unicodedata

# 《》 and 〈〉 hold titles and asides, not quotations: they stay as they are.
_QUOTATION_MARKS = dict.fromkeys(map(ord, "“”„‟‘’‚‛「」『』`´'"), '"')

_INVISIBLE = {"Cc", "Cf", "Zl", "Zp", "Zs"}


def normal_form(text: str) -> str:
    """Return the text in normal form.

    >>> normal_form("按照 ‘一事一议’ 的原则， 给予１０％")
    '按照"一事一议"的原则,给予10%'
    """
    plain = unicodedata.normalize("NFKC", text.translate(_QUOTATION_MARKS))
    plain = plain.translate(_QUOTATION_MARKS)  # full-width marks become plain ones only now
    seen = "".join(char for char in plain if unicodedata.category(char) not in _INVISIBLE)
    # A spacing accent is a blank and an accent; without the blank it joins the letter before it.
    return unicodedata.normalize("NFKC", seen)
