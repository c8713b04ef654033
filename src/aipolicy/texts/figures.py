"""The scanner: every figure that a text prints, where it is and what it is worth.

A figure is an amount, a rate, a ratio, a count, an area, a term, a date or the number of a
document. A sum in another currency is an amount of that currency and never one of yuan. A share
may be printed in words: 三分之一, 万分之五, 七五折, 三成. Whatever other digits a text holds are
figures too, of kind `number`: no digit is passed over unless a rule below names it. What does not
count as a figure is in `NOT_A_FIGURE`:

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
from fractions import Fraction

from pydantic import BaseModel, ConfigDict

from aipolicy._schema import described_in_short
from aipolicy.calc.copies.normal_form import normal_form
from aipolicy.texts.currencies import FOREIGN_AMOUNT, foreign_amount
from aipolicy.texts.printed_number import (
    DIGITAL,
    DIGITAL_RUN,
    LARGE,
    LONGEST,
    NUMBER,
    NUMERAL,
    SMALL,
    TO,
    ends,
    times,
)
from aipolicy.texts.shares import (
    DISCOUNT,
    FRACTION,
    HALF,
    TENTHS,
    as_decimal,
    discount,
    fraction,
    tenths,
)
from aipolicy.texts.units import OTHERS, TERMS, UNITS, FigureKind

__all__ = ["NOT_A_FIGURE", "Figure", "FigureKind", "figure", "figures_of"]


class Figure(BaseModel):
    """A figure as a text prints it.

    Attributes:
        text: the figure, in normal form, with its unit.
        kind: what kind of number it is.
        start: its offset in the text scanned.
        values: what it is worth: one value, two for a range or a ratio, none where it has none.
        day: the day of a complete date.
        currency: the currency of an amount that is not in yuan, as its code of ISO 4217.
    """

    model_config = ConfigDict(frozen=True, json_schema_extra=described_in_short)

    text: str
    kind: FigureKind
    start: int
    values: tuple[Decimal, ...] = ()
    day: date | None = None
    currency: str | None = None

    @property
    def end(self) -> int:
        """The offset just after the figure."""
        return self.start + len(self.text)

    def __str__(self) -> str:
        return self.text


NOT_A_FIGURE = "|".join(
    [
        "一次性|一批|新一轮|一人一策|一条龙|一件事|成熟一个|启动一个|千家万户|[百千万]{1,4}人(?:才|计划)",
        "[同统单唯任每逐另]一|[一二三]元(?=[化素结])",
        rf"第(?:{DIGITAL_RUN}|[{SMALL}]{{1,{LONGEST}}})(?![年名位\d{SMALL}])",
        r"(?<![\d.])\d{1,2}\.(?=[^\d\W]|[\"(《])",
        r"(?:(?<=[。;:!?)〕>\"])|^)\d{1,2}、",
        r"\(\d{1,2}\)",
        rf"(?<![A-Za-z])[A-Za-z]++-?{DIGITAL_RUN}(?:\.{DIGITAL_RUN})?|\d[GDVB](?![A-Za-z])",
    ]
)
"""What has digits or numerals and does not count as a figure; see the head of this module."""

_PATTERNS = {
    "unreadable": rf"(?<!{NUMERAL}){NUMERAL}{{{LONGEST + 1},}}+",
    "document_number": (
        r"(?:(?![按照根据依参和与及的对以见])[\u4e00-\u9fff]){0,8}"
        rf"[〔\[【(]\d{{4}}[〕\]】)]第?{DIGITAL_RUN}号"
    ),
    "date": (
        rf"(?:\d{{4}}|[〇零一二三四五六七八九]{{4}})(?:年?{TO}\d{{4}})?年"
        r"(?:(?:\d{1,2}|[Xx×])月(?:(?:\d{1,2}|[Xx×])日)?)?"
        r"|\d{4}(?P<dash>[-/.])\d{1,2}(?P=dash)\d{1,2}|\d{1,2}月(?:\d{1,2}日)?"
    ),
    "ratio": rf"{DIGITAL_RUN}(?:\.{DIGITAL_RUN})?[:∶]{DIGITAL_RUN}(?:\.{DIGITAL_RUN})?(?!\d)",
    "foreign": FOREIGN_AMOUNT,
    "fraction": FRACTION,
    "discount": DISCOUNT,
    "tenths": TENTHS,
    "all": "全免|全额(?=[补奖资免返贴])",
    "half": HALF,
    "no_figure": NOT_A_FIGURE,
    "named_term": "[首次半]年内?",
    "term": (
        rf"[第前后近](?:{NUMBER}{TO})?{NUMBER}年(?!以?内|之内)"
        rf"|(?:{NUMBER}{TO})?{NUMBER}(?:{TERMS})(?:以内|之内|内)?"
    ),
    "quantity": rf"(?:{NUMBER}{TO})?{NUMBER}(?:{OTHERS})",
    "number": (rf"{DIGITAL}|[{SMALL}]{{1,{LONGEST}}}[{LARGE}][{SMALL}{LARGE}]{{0,{LONGEST}}}|万亿"),
}
_FIGURE = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS.items()))
_PARTS = re.compile(
    rf"[第前后近]?(?:(?P<least>{NUMBER}){TO})?(?P<most>{NUMBER})(?P<unit>{TERMS}|{OTHERS})"
)
_SHARES = {"fraction": fraction, "discount": discount, "tenths": tenths}
_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")


def figures_of(text: str) -> Iterator[Figure]:
    """Yield the figures of a text already in normal form, in order.

    >>> [figure.text for figure in figures_of("每年遴选2-3个,一次性给予30%且最高500万元,连续3年")]
    ['2-3个', '30%', '500万元', '3年']
    >>> next(figures_of("参数量不少于十亿")).values
    (Decimal('1000000000'),)
    """
    foreign: Figure | None = None
    for found in _FIGURE.finditer(text):
        pattern = found.lastgroup or ""
        if pattern == "no_figure":
            continue
        one = _read(pattern, found[0], found.start())
        if foreign and one.kind is FigureKind.AMOUNT and _continues(foreign, one, text):
            kind = FigureKind.FOREIGN_AMOUNT
            one = one.model_copy(update={"kind": kind, "currency": foreign.currency})
        foreign = one if one.currency else None
        yield one


def figure(printed: str) -> Figure | None:
    """Return the one figure that a printed string is, or None where it is not one figure.

    >>> figure("500万元").values, figure("后两年").values, figure("若干") is None
    ((Decimal('5000000'),), (Decimal('2'),), True)
    """
    plain = normal_form(printed)
    found = list(figures_of(plain))
    return found[0] if len(found) == 1 and found[0].text == plain else None


def _continues(foreign: Figure, amount: Figure, text: str) -> bool:
    """Whether an amount continues a list or a range whose currency is named once, at its head."""
    between = text[foreign.end : amount.start]
    return re.fullmatch(f"、|{TO}", between) is not None and not text.startswith(
        "人民币", amount.end
    )


def _read(pattern: str, text: str, start: int) -> Figure:
    kind = FigureKind.NUMBER
    values: tuple[Decimal, ...] = ()
    day = currency = None
    match pattern:
        case "document_number":
            kind = FigureKind.DOCUMENT_NUMBER
        case "date":
            kind, day = FigureKind.DATE, _day(text)
        case "ratio":
            kind, values = FigureKind.RATIO, tuple(map(Decimal, re.split("[:∶]", text)))
        case "foreign":
            kind, (currency, values) = FigureKind.FOREIGN_AMOUNT, foreign_amount(text)
        case "fraction" | "discount" | "tenths":
            kind, values = _share(_SHARES[pattern](text))
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
            values = (times(text),)
        case _:
            kind, values = _quantity(text)
    return Figure(text=text, kind=kind, start=start, values=values, day=day, currency=currency)


def _quantity(text: str) -> tuple[FigureKind, tuple[Decimal, ...]]:
    least, most, unit = _PARTS.findall(text)[0]
    kind, power = UNITS[unit]
    if power is None:
        return kind, ()
    if text.startswith("第"):
        return kind, (Decimal(1),)
    return kind, ends(least, most, power)


def _share(shares: tuple[Fraction, ...]) -> tuple[FigureKind, tuple[Decimal, ...]]:
    decimals = tuple(decimal for one in shares if (decimal := as_decimal(one)) is not None)
    if len(decimals) == len(shares):
        return FigureKind.RATE, decimals
    if len(shares) == 1:  # a third is no decimal: it is one to three
        return FigureKind.RATIO, tuple(map(Decimal, shares[0].as_integer_ratio()))
    return FigureKind.RATE, ()


def _day(text: str) -> date | None:
    found = _DAY.fullmatch(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
