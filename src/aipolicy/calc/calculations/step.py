"""A step: one reason of an award, in Chinese and in English."""

from decimal import Decimal
from enum import StrEnum

from aipolicy.calc.words.bilingual import Bilingual


class StepKind(StrEnum):
    """What a step of an award says."""

    FACT = "fact"
    CONDITION = "condition"
    SUM = "sum"
    ROUNDED = "rounded"
    CEILING = "ceiling"
    RANGE = "range"
    DETERMINED = "determined"
    EXCEPTION = "exception"
    FUNDING = "funding"
    MARK = "mark"
    ASSUMED = "assumed"


class Step(Bilingual):
    """One step of an award, in both languages, with the sum in yuan where it has one."""

    kind: StepKind
    amount: Decimal | None = None

    @property
    def decides(self) -> bool:
        """Whether the step helps to fix the sum."""
        return self.kind not in {
            StepKind.FACT,
            StepKind.FUNDING,
            StepKind.MARK,
            StepKind.ASSUMED,
        }
