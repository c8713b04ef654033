"""A step: one reason of an award, in Chinese and in English."""

from decimal import Decimal
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from aipolicy.calc.words.glossary import Language


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


class Step(BaseModel):
    """One step of an award, in both languages, with the sum in yuan where it has one."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    kind: StepKind
    zh: str
    en: str
    amount: Decimal | None = None

    @property
    def decides(self) -> bool:
        """Whether the step takes part in fixing the sum."""
        return self.kind not in {
            StepKind.FACT,
            StepKind.FUNDING,
            StepKind.MARK,
            StepKind.ASSUMED,
        }

    def text(self, language: Language) -> str:
        """Return the step in a language."""
        return self.zh if language == "zh" else self.en
