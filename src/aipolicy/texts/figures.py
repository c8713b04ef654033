"""The scanner: every figure that a text prints, where it is and what it is worth.

A figure is an amount, a rate, a ratio, a count, an area, a term, a date or the number of a
document. Whatever other digits a text holds are figures too, of kind `number`: no digit is
passed over unless a rule below names it. What does not count as a figure is in `NOT_A_FIGURE`:

- phrases in which a numeral counts nothing: 一次性, 一批, 新一轮, 一人一策, 一条龙, 千家万户;
- numerals that say "the same" or "each": 同一, 统一, 单一, 唯一, 任一, 每一, 逐一, 另一;
- ordinals, other than of years and ranks: 第一, 第二条, 第三方;
- the numbers of articles and items: 1. 2、 (3);
- names of techniques: 5G, 3D, H100.

A Chinese numeral is a figure where it counts something (三年, 两项) or is large (十亿); so
一事一议, 一带一路, 十四五 and the numbers of chapters are none.

A run of more than 40 numerals is longer than any figure: it is a figure of kind `number` that
has no value. With that, no pattern is unbounded, and a text is scanned in linear time.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from aipolicy.calc.values.numerals import DIGITS, GROUPS, TENS, whole_number
from aipolicy.texts.normal_form import normal_form


class FigureKind(StrEnum):
    """What kind of number a printed figure is, and the unit of its value."""

    AMOUNT = "amount"
    """Money, in yuan."""
    RATE = "rate"
    """A share: 30% is 0.3, 全免 is 1."""
    RATIO = "ratio"
    """Two numbers, one to the other: 1:1."""
    COUNT = "count"
    """So many of a kind of thing."""
    AREA = "area"
    """Square metres; other units of area have no value here."""
    TERM = "term"
    """A length of time, in years; a term in months or days has no value here."""
    DATE = "date"
    """A day or a year of the calendar."""
    DOCUMENT_NUMBER = "document_number"
    """The number of an official document."""
    NUMBER = "number"
    """Any other number."""


class Figure(BaseModel):
    """A figure as a text prints it.

    Attributes:
        text: the figure, in normal form, with its unit.
        kind: what kind of number it is.
        start: its offset in the text scanned.
        values: what it is worth: one value, two for a range or a ratio, none where it has none.
        day: the day of a complete date.
    """

    model_config = ConfigDict(frozen=True)

    text: str
    kind: FigureKind
    start: int
    values: tuple[Decimal, ...] = ()
    day: date | None = None

    @property
    def end(self) -> int:
        """The offset just after the figure."""
        return self.start + len(self.text)

    def __str__(self) -> str:
        return self.text


_SMALL = "".join(DIGITS) + "".join(TENS)
_LARGE = "".join(GROUPS)
_NUMERAL = rf"[\d{_SMALL}{_LARGE}]"
_LONGEST = 40  # numerals in a row; the longest figure of a document has about ten
_DIGITS = rf"\d{{1,{_LONGEST}}}"
_DIGITAL = (
    rf"{_DIGITS}(?:,\d{{3}}(?!\d)){{0,{_LONGEST // 3}}}(?:\.{_DIGITS}(?!\d))?"
    rf"[十百千]?[{_LARGE}]{{0,{_LONGEST}}}"
)
_WRITTEN = rf"(?:[{_SMALL}]|亿|万亿)[{_SMALL}{_LARGE}]{{0,{_LONGEST}}}"
_NUMBER = rf"(?:{_DIGITAL}|{_WRITTEN})"
_TO = "[-—–~至到]"

# The unit of a figure, its kind, and the power of ten that brings it to the unit of
# its kind; None where the kind's unit is not a power of ten away.
_UNITS: dict[str, tuple[FigureKind, int | None]] = {
    "元": (FigureKind.AMOUNT, 0),
    "%": (FigureKind.RATE, -2),
    "个百分点": (FigureKind.RATE, -2),
    "‰": (FigureKind.RATE, -3),
    "平方公里": (FigureKind.AREA, 6),
    "平方米": (FigureKind.AREA, 0),
    "平米": (FigureKind.AREA, 0),
    "m2": (FigureKind.AREA, 0),
    "公顷": (FigureKind.AREA, 4),
    "亩": (FigureKind.AREA, None),
    "年": (FigureKind.TERM, 0),
    **dict.fromkeys(
        ["个月", "个工作日", "工作日", "个季度", "季度", "周", "天", "日", "小时"],
        (FigureKind.TERM, None),
    ),
    **dict.fromkeys(
        "个家项类名人位台套件次倍场处所条轮款户张座辆栋支只篇枚批届", (FigureKind.COUNT, 0)
    ),
}
_TERMS = "|".join(unit for unit, (kind, _) in _UNITS.items() if kind is FigureKind.TERM)
_OTHERS = "|".join(unit for unit, (kind, _) in _UNITS.items() if kind is not FigureKind.TERM)

NOT_A_FIGURE = "|".join(
    [
        "一次性|一批|新一轮|一人一策|一条龙|一件事|成熟一个|启动一个|千家万户|[百千万]{1,4}人(?:才|计划)",
        "[同统单唯任每逐另]一|[一二三]元(?=[化素结])",
        rf"第(?:{_DIGITS}|[{_SMALL}]{{1,{_LONGEST}}})(?![年名位\d{_SMALL}])",
        r"(?<![\d.])\d{1,2}\.(?=[^\d\W]|[\"(《])",
        r"(?:(?<=[。;:!?)〕>\"])|^)\d{1,2}、",
        r"\(\d{1,2}\)",
        rf"(?<![A-Za-z])[A-Za-z]++-?{_DIGITS}(?:\.{_DIGITS})?|\d[GDVB](?![A-Za-z])",
    ]
)
"""What has digits or numerals and does not count as a figure; see the head of this module."""

_PATTERNS = {
    "unreadable": rf"(?<!{_NUMERAL}){_NUMERAL}{{{_LONGEST + 1},}}+",
    "document_number": (
        r"(?:(?![按照根据依参和与及的对以见])[\u4e00-\u9fff]){0,8}"
        rf"[〔\[【(]\d{{4}}[〕\]】)]第?{_DIGITS}号"
    ),
    "date": (
        rf"(?:\d{{4}}|[〇零一二三四五六七八九]{{4}})(?:年?{_TO}\d{{4}})?年"
        r"(?:(?:\d{1,2}|[Xx×])月(?:(?:\d{1,2}|[Xx×])日)?)?"
        r"|\d{4}(?P<dash>[-/.])\d{1,2}(?P=dash)\d{1,2}|\d{1,2}月(?:\d{1,2}日)?"
    ),
    "ratio": rf"{_DIGITS}(?:\.{_DIGITS})?[:∶]{_DIGITS}(?:\.{_DIGITS})?(?!\d)",
    "hundredths": rf"百分之[{_SMALL}]{{1,{_LONGEST}}}(?![{_SMALL}])",
    "all": "全免|全额(?=[补奖资免返贴])",
    "half": "减半|一半|半价",
    "no_figure": NOT_A_FIGURE,
    "named_term": "[首次半]年内?",
    "term": (
        rf"[第前后近](?:{_NUMBER}{_TO})?{_NUMBER}年(?!以?内|之内)"
        rf"|(?:{_NUMBER}{_TO})?{_NUMBER}(?:{_TERMS})(?:以内|之内|内)?"
    ),
    "quantity": rf"(?:{_NUMBER}{_TO})?{_NUMBER}(?:{_OTHERS})",
    "number": (
        rf"{_DIGITAL}|[{_SMALL}]{{1,{_LONGEST}}}[{_LARGE}][{_SMALL}{_LARGE}]{{0,{_LONGEST}}}|万亿"
    ),
}
_FIGURE = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS.items()))
_PARTS = re.compile(
    rf"[第前后近]?(?:(?P<least>{_NUMBER}){_TO})?(?P<most>{_NUMBER})(?P<unit>{_TERMS}|{_OTHERS})"
)
_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")


def figures_of(text: str) -> Iterator[Figure]:
    """Yield the figures of a text already in normal form, in order.

    >>> [figure.text for figure in figures_of("每年遴选2-3个,一次性给予30%且最高500万元,连续3年")]
    ['2-3个', '30%', '500万元', '3年']
    >>> next(figures_of("参数量不少于十亿")).values
    (Decimal('1000000000'),)
    """
    for found in _FIGURE.finditer(text):
        pattern = found.lastgroup or ""
        if pattern != "no_figure":
            yield _read(pattern, found[0], found.start())


def figure(printed: str) -> Figure | None:
    """Return the one figure that a printed string is, or None where it is not one figure.

    >>> figure("500万元").values, figure("后两年").values, figure("若干") is None
    ((Decimal('5000000'),), (Decimal('2'),), True)
    """
    plain = normal_form(printed)
    found = list(figures_of(plain))
    return found[0] if len(found) == 1 and found[0].text == plain else None


def _read(pattern: str, text: str, start: int) -> Figure:
    kind = FigureKind.NUMBER
    values: tuple[Decimal, ...] = ()
    day = None
    match pattern:
        case "document_number":
            kind = FigureKind.DOCUMENT_NUMBER
        case "date":
            kind, day = FigureKind.DATE, _day(text)
        case "ratio":
            kind, values = FigureKind.RATIO, tuple(map(Decimal, re.split("[:∶]", text)))
        case "hundredths":
            kind, values = FigureKind.RATE, (_times(text.removeprefix("百分之"), -2),)
        case "all":
            kind, values = FigureKind.RATE, (Decimal(1),)
        case "half":
            kind, values = FigureKind.RATE, (Decimal("0.5"),)
        case "named_term":
            kind = FigureKind.TERM
            values = (Decimal(1),) if text.startswith("首") else ()
        case "unreadable":
            pass
        case "number":
            values = (_times(text),)
        case _:
            kind, values = _quantity(text)
    return Figure(text=text, kind=kind, start=start, values=values, day=day)


def _quantity(text: str) -> tuple[FigureKind, tuple[Decimal, ...]]:
    least, most, unit = _PARTS.findall(text)[0]
    kind, power = _UNITS[unit]
    if power is None:
        return kind, ()
    if text.startswith("第"):
        return kind, (Decimal(1),)
    if not least:
        return kind, (_times(most, power),)
    if least[-1] not in _LARGE:  # 50-100万元: the group is written once, for both ends
        least += re.sub(r"^[\d,.]+", "", most)
    return kind, (_times(least, power), _times(most, power))


def _times(number: str, power: int = 0) -> Decimal:
    """Return a written number times a power of ten, exactly, in any decimal context."""
    digits = number.rstrip("".join(TENS) + _LARGE) if number[0].isdecimal() else ""
    if not digits:
        return Decimal(f"{whole_number(number)}E{power}")
    multiplier = whole_number(number[len(digits) :]) if len(number) > len(digits) else 1
    whole, _, decimals = digits.replace(",", "").partition(".")
    return Decimal(f"{int(whole + decimals) * multiplier}E{power - len(decimals)}")


def _day(text: str) -> date | None:
    found = _DAY.fullmatch(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
