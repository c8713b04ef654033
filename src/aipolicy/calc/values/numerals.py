"""Whole numbers written in Chinese numerals: 十亿, 两, 二千五百, 二〇二五, 伍佰万.

`whole_number` reads whatever a text prints; `is_well_formed` says whether a numeral can be read in
one way alone, as a sum that somebody states must be: 五百五 may be 505 or 550.
"""

from __future__ import annotations

import re

DIGITS = {
    **{char: value for value, char in enumerate("零一二三四五六七八九")},
    **{char: value for value, char in enumerate("壹贰叁肆伍陆柒捌玖", start=1)},
    "〇": 0,
    "两": 2,
}
TENS = {"十": 10, "百": 100, "千": 1_000, "拾": 10, "佰": 100, "仟": 1_000}
GROUPS = {"万": 10_000, "亿": 100_000_000, "萬": 10_000, "億": 100_000_000}

_D = f"[{''.join(char for char, digit in DIGITS.items() if digit)}]"
_TEN, _HUNDRED, _THOUSAND = "[十拾]", "[百佰]", "[千仟]"
# What may follow hundreds and thousands: a digit of its own place comes after 零 alone.
_BELOW = f"(?:[零〇]?{_D}?{_TEN}{_D}?|[零〇]{_D})?"
_WITH_UNIT = (
    f"(?:{_D}{_THOUSAND}(?:[零〇]?{_D}{_HUNDRED})?{_BELOW}|{_D}{_HUNDRED}{_BELOW}|{_D}?{_TEN}{_D}?)"
)
_SECTION = f"(?:{_WITH_UNIT}|{_D})"
_REST = f"(?:[零〇]?{_WITH_UNIT}|[零〇]{_D})"
_BELOW_YI = f"(?:{_SECTION}[万萬]{_REST}?|{_SECTION})"
_WELL_FORMED = re.compile(
    f"[零〇]|{_BELOW_YI}(?:[亿億](?:[零〇]?{_SECTION}[万萬]{_REST}?|{_REST})?)?"
)


def is_well_formed(numeral: str) -> bool:
    """Return whether a numeral has its units in order and can be read in one way alone.

    >>> [is_well_formed(n) for n in ("伍佰万", "一百零五", "五百五", "二〇二五", "百亿")]
    [True, True, False, False, False]
    """
    return _WELL_FORMED.fullmatch(numeral) is not None


def whole_number(numeral: str) -> int:
    """Return the number that a numeral means; every character must be a numeral.

    A multiplier without a number before it counts once: 百亿 is 10,000,000,000. Digits alone
    are read one by one, as years are: 二〇二五.

    >>> [whole_number(n) for n in ("两", "十亿", "百亿", "一亿二千万", "三万亿", "二〇二五")]
    [2, 1000000000, 10000000000, 120000000, 3000000000000, 2025]
    """
    if all(char in DIGITS for char in numeral):
        return int("".join(str(DIGITS[char]) for char in numeral))
    total = section = digit = 0
    for char in numeral:
        if char in DIGITS:
            digit = DIGITS[char]
        elif char in TENS:
            section += (digit or 1) * TENS[char]
            digit = 0
        else:
            before = section + digit
            if GROUPS[char] > total > 0:  # 三万 before 亿: the multiplier applies to all of it
                total = (total + before) * GROUPS[char]
            else:
                total += (before or 1) * GROUPS[char]
            section = digit = 0
    return total + section + digit
