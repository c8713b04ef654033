"""Sums of money as people write them: digits with Chinese units, and Chinese numerals.

Read are plain and grouped digits (`8000000.00`, `3,000,000元`), digits with units (`800万元`,
`1.2亿元`, `1亿2000万元`, `800元5角`), numerals (三百万, 伍佰万元整, 伍角), with 人民币 and （大写）
around them, in traditional characters and in full width too. Nothing is guessed: what can be read
in more than one way is refused, and a message shows the part that was not understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from aipolicy.calc.values.currencies import CURRENCIES
from aipolicy.calc.values.names import FULL_WIDTH, visible
from aipolicy.calc.values.numerals import DIGITS, GROUPS, TENS, is_well_formed, whole_number
from aipolicy.errors import Code, Fault, UnreadableValue, fault
from aipolicy.errors.fault import shown

_SCALE = {"": 1, "十": 10, "百": 100, "千": 1_000}
_GROUP = {"": 1, "万": 10_000, "亿": 100_000_000, "万亿": 1_000_000_000_000}
UNITS = {scale + group: a * b for scale, a in _SCALE.items() for group, b in _GROUP.items()}

_LONGEST = 60
_MODERN = str.maketrans("萬億圓圆貳貮叄參陸兩弍￥￡￦", "万亿元元贰贰叁叁陆两贰¥£₩")
_CURRENCY = re.compile("|".join([*map(re.escape, CURRENCIES), "[₩₽฿]"]), re.IGNORECASE)
_AROUND = re.compile(
    r"^(?:人民币|RMB|CNY|¥)? ?(?:\(?大写\)?)? ?:? ?(.*?) ?(?:人民币|RMB|CNY)?$", re.IGNORECASE
)
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\d.,])"
_STEP = re.compile(rf"(?P<number>{_NUMBER}) ?(?P<unit>[十百千万亿]*) ?", re.ASCII)
_IN_DIGITS = re.compile(rf"(?:{_NUMBER} ?[十百千万亿]* ?)+", re.ASCII)
_IN_NUMERALS = re.compile(f"[{''.join([*DIGITS, *TENS, *GROUPS])}]+")
_NO_UNIT = frozenset("元角分整正零点至到-~—–/+xXeE")
"""What begins no unit behind a number, but the end of a sum, a span or a number of another kind."""

_BEGIN = re.compile(f"[0-9.]|{_IN_NUMERALS.pattern}")
_DIGIT = f"[0-9{''.join(DIGITS)}]"
_CHANGE = rf"(?:零?(?P<jiao>{_DIGIT}) ?角)? ?(?:零?(?P<fen>{_DIGIT}) ?分)? ?[整正]?"
_ONLY_CHANGE = re.compile(f"(?={_DIGIT}) ?{_CHANGE}")
_END = re.compile(f" ?(?P<yuan>元)? ?{_CHANGE}")


def read_sum(text: str) -> Fraction:
    """Return a written sum in yuan, exactly.

    Raises:
        UnreadableValue: the text has an unknown unit, another currency, no number, or can be
            read in more than one way.

    >>> read_sum("800万元"), read_sum("1亿2000万元"), read_sum("人民币（大写）伍佰万元整")
    (Fraction(8000000, 1), Fraction(120000000, 1), Fraction(5000000, 1))
    """
    if len(text) > _LONGEST:
        raise UnreadableValue(fault(Code.SUM_TOO_LONG, value=text, most=_LONGEST))
    plain = visible(text).translate(FULL_WIDTH).translate(_MODERN)
    if _CURRENCY.search(plain):
        raise UnreadableValue(fault(Code.SUM_CURRENCY, value=text))
    written = _AROUND.sub(r"\1", plain)
    sign = -1 if written.startswith("-") else 1
    written = written[1:].lstrip() if written[:1] in {"+", "-"} else written
    try:
        return sign * _sum(written)
    except UnreadableValue as bad:
        raise UnreadableValue(bad.fault.stating(value=text)) from None


def _sum(written: str) -> Fraction:
    """Return a sum without its sign: yuan in digits or in numerals, then 角 and 分."""
    only = _ONLY_CHANGE.fullmatch(written)
    if only and (only["jiao"] or only["fen"]):
        return _change(only)
    head = _IN_DIGITS.match(written) or _IN_NUMERALS.match(written)
    if head is None:
        begin = _BEGIN.search(written)
        if begin is None or not begin.start():
            raise UnreadableValue(fault(Code.SUM_UNREADABLE))
        part = shown(written[: begin.start()])
        raise UnreadableValue(fault(Code.SUM_NOT_UNDERSTOOD, part=part))
    rest = written[head.end() :]
    if rest.startswith("分之"):
        raise UnreadableValue(fault(Code.SUM_NOT_UNDERSTOOD, part=shown(rest)))
    yuan = _of_digits(head[0]) if head[0][0].isdecimal() else _of_numerals(head[0])
    end = _END.fullmatch(rest)
    if end is None:
        raise UnreadableValue(_left_over(head[0], rest))
    change = _change(end)
    if change and (not end["yuan"] or yuan.denominator > 1):
        raise UnreadableValue(fault(Code.SUM_SEVERAL_WAYS, part=shown(rest)))
    return yuan + change


def _left_over(read: str, rest: str) -> Fault:
    """Return the fault of what stands behind a number and was not understood."""
    if read[0].isdecimal() and rest[0] not in _NO_UNIT:
        return fault(Code.SUM_UNIT, unit=shown(rest))
    understood = _END.match(rest)
    part = rest[understood.end() :] if understood else rest
    return fault(Code.SUM_NOT_UNDERSTOOD, part=shown(part or rest))


def _of_digits(written: str) -> Fraction:
    """Return yuan in digits: steps from the largest unit down, as in 1亿2000万."""
    steps = list(_steps(written))
    for (size, number), (smaller, rest) in pairwise(steps):
        # 1万5000 is 15,000, but 1万5 may be 10,005 or 15,000.
        least = Fraction(size, 10) if smaller == 1 else 0
        falls = smaller < size and number.denominator == 1
        if not falls or not least <= rest * smaller < size:
            raise UnreadableValue(fault(Code.SUM_SEVERAL_WAYS, part=shown(written.strip())))
    return sum((size * number for size, number in steps), start=Fraction(0))


def _steps(written: str) -> Iterator[tuple[int, Fraction]]:
    """Yield the size of each unit, and how many of it there are."""
    for step in _STEP.finditer(written):
        if step["unit"] not in UNITS:
            raise UnreadableValue(fault(Code.SUM_UNIT, unit=shown(step["unit"])))
        yield UNITS[step["unit"]], Fraction(Decimal(step["number"].replace(",", "")))


def _of_numerals(numeral: str) -> Fraction:
    """Return yuan in Chinese numerals, as in 伍佰万."""
    if not is_well_formed(numeral):
        raise UnreadableValue(fault(Code.SUM_NUMERALS))
    return Fraction(whole_number(numeral))


def _change(found: re.Match[str]) -> Fraction:
    """Return what 角 and 分 come to in yuan."""
    jiao, fen = (
        DIGITS[digit] if (digit := found[name] or "零") in DIGITS else int(digit)
        for name in ("jiao", "fen")
    )
    return Fraction(jiao, 10) + Fraction(fen, 100)
