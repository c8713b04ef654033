"""Sums of money written out: digits with Chinese units, and formal numerals.

Read are plain digits (`8000000.00`), grouped digits (`3,000,000元`), digits with a unit
(`800万元`, `1.2亿元`), all of them full-width too, and Chinese numerals such as 伍佰万元整.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from aipolicy.calc.values.numerals import DIGITS, GROUPS, TENS, is_well_formed, whole_number
from aipolicy.errors import Code, UnreadableValue, fault
from aipolicy.errors.fault import shown

_SCALE = {"": 1, "十": 10, "百": 100, "千": 1_000}
_GROUP = {"": 1, "万": 10_000, "亿": 100_000_000, "万亿": 1_000_000_000_000}
UNITS = {scale + group: a * b for scale, a in _SCALE.items() for group, b in _GROUP.items()}

_LONGEST = 60
_FULL_WIDTH = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xFFE5: 0xA5}
_DIGITS = re.compile(
    r"(?P<sign>[+-]?)(?P<number>\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?)\s*(?P<unit>\D*)",
    re.ASCII,
)
_NUMERAL = "".join([*DIGITS, *TENS, *GROUPS])
_DIGIT = "".join(char for char, digit in DIGITS.items() if digit)
_FORMAL = re.compile(
    rf"(?P<yuan>[{_NUMERAL}]+)[元圆圓](?:(?P<jiao>[{_DIGIT}])角)?(?:零?(?P<fen>[{_DIGIT}])分)?[整正]?"
)
_AFFIX = re.compile(r"^(?:人民币|RMB|CNY|¥)\s*")
_CURRENCY = re.compile(
    r"美元|美金|欧元|港元|港币|日元|英镑|卢布|澳元|台币|USD|EUR|HKD|JPY|GBP|US\$|[$€£]",
    re.IGNORECASE,
)


def read_sum(text: str) -> Fraction:
    """Return a written sum in yuan, exactly.

    Raises:
        UnreadableValue: the text has an unknown unit, another currency, or no number.

    >>> read_sum("800万元"), read_sum("1.2亿元"), read_sum("3,000,000元")
    (Fraction(8000000, 1), Fraction(120000000, 1), Fraction(3000000, 1))
    """
    if len(text) > _LONGEST:
        raise UnreadableValue(fault(Code.SUM_TOO_LONG, value=text, most=_LONGEST))
    plain = text.translate(_FULL_WIDTH).strip()
    if _CURRENCY.search(plain):
        raise UnreadableValue(fault(Code.SUM_CURRENCY, value=text))
    plain = _AFFIX.sub("", plain)
    digits = _DIGITS.fullmatch(plain)
    if digits:
        unit = re.sub(r" |[元圆] *整?$|整$", "", digits["unit"])
        if unit not in UNITS:
            unit = shown(digits["unit"])
            raise UnreadableValue(fault(Code.SUM_UNIT, value=text, unit=unit))
        value = Fraction(Decimal(digits["number"].replace(",", ""))) * UNITS[unit]
        return -value if digits["sign"] == "-" else value
    formal = _FORMAL.fullmatch(plain)
    if formal:
        return _read_numerals(formal, text)
    raise UnreadableValue(fault(Code.SUM_UNREADABLE, value=text))


def _read_numerals(written: re.Match[str], text: str) -> Fraction:
    if not is_well_formed(written["yuan"]):
        raise UnreadableValue(fault(Code.SUM_NUMERALS, value=text))
    yuan, jiao, fen = (whole_number(written[part] or "零") for part in ("yuan", "jiao", "fen"))
    return yuan + Fraction(jiao, 10) + Fraction(fen, 100)
