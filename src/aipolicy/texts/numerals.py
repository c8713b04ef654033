"""Whole numbers written in Chinese numerals: 十亿, 两, 二千五百, 二〇二五, 伍佰万."""

from __future__ import annotations

DIGITS = {
    **{char: value for value, char in enumerate("零一二三四五六七八九")},
    **{char: value for value, char in enumerate("壹贰叁肆伍陆柒捌玖", start=1)},
    "〇": 0,
    "两": 2,
}
TENS = {"十": 10, "百": 100, "千": 1_000, "拾": 10, "佰": 100, "仟": 1_000}
GROUPS = {"万": 10_000, "亿": 100_000_000, "萬": 10_000, "億": 100_000_000}


def whole_number(numeral: str) -> int:
    """Return the number a numeral stands for; every character must be a numeral.

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
            if GROUPS[char] > total > 0:  # 三万 before 亿: the multiplier takes all of it
                total = (total + before) * GROUPS[char]
            else:
                total += (before or 1) * GROUPS[char]
            section = digit = 0
    return total + section + digit
