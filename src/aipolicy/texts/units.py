"""What kinds of number a text prints, and the units that show which one a number is."""

from enum import StrEnum


class FigureKind(StrEnum):
    """What kind of number a printed figure is, and the unit of its value."""

    AMOUNT = "amount"
    """Money, in yuan."""
    RATE = "rate"
    """A share: 30% is 0.3, 全免 is 1, 五折 is 0.5."""
    RATIO = "ratio"
    """Two numbers, one to the other: 1:1; and a share that no decimal equals: 三分之一."""
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
    FOREIGN_AMOUNT = "foreign_amount"
    """Money of another currency, in that currency: never yuan."""


UNITS: dict[str, tuple[FigureKind, int | None]] = {
    "元": (FigureKind.AMOUNT, 0),
    "%": (FigureKind.RATE, -2),
    "个百分点": (FigureKind.RATE, -2),
    "‰": (FigureKind.RATE, -3),
    "‱": (FigureKind.RATE, -4),
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
"""The unit of a figure, its kind, and the power of ten that brings it to the unit of its kind.

None where the kind's unit is not a power of ten away.
"""

TERMS = "|".join(unit for unit, (kind, _) in UNITS.items() if kind is FigureKind.TERM)
"""A pattern of the units of time."""
OTHERS = "|".join(unit for unit, (kind, _) in UNITS.items() if kind is not FigureKind.TERM)
"""A pattern of all other units."""
