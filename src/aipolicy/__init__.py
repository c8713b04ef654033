"""China's AI subsidy policies as typed, dated, exact functions."""

from typing import TYPE_CHECKING

from aipolicy._lazy import loaded_on_first_use

if TYPE_CHECKING:
    from aipolicy._context import language
    from aipolicy.calc.awards.award import Award
    from aipolicy.calc.awards.claim import Claim
    from aipolicy.calc.clause import Clause
    from aipolicy.calc.policy import Policy
    from aipolicy.calc.stacking.resolution import Resolution
    from aipolicy.calc.values.money import percent, wan, yi, yuan
    from aipolicy.cases.assessment import Assessment, assess
    from aipolicy.cases.case import Case
    from aipolicy.errors import AipolicyError
    from aipolicy.matching import match
    from aipolicy.registry import clause, clauses, policies, policy
    from aipolicy.stacking import stack
    from aipolicy.stated_days import days
else:
    __getattr__, __dir__ = loaded_on_first_use(
        __name__,
        {
            "aipolicy._context": "language",
            "aipolicy.calc.awards.award": "Award",
            "aipolicy.calc.awards.claim": "Claim",
            "aipolicy.calc.clause": "Clause",
            "aipolicy.calc.policy": "Policy",
            "aipolicy.calc.stacking.resolution": "Resolution",
            "aipolicy.calc.values.money": "percent wan yi yuan",
            "aipolicy.cases.assessment": "Assessment assess",
            "aipolicy.cases.case": "Case",
            "aipolicy.errors": "AipolicyError",
            "aipolicy.matching": "match",
            "aipolicy.registry": "clause clauses policies policy",
            "aipolicy.stacking": "stack",
            "aipolicy.stated_days": "days",
        },
    )

__all__ = [
    "AipolicyError",
    "Assessment",
    "Award",
    "Case",
    "Claim",
    "Clause",
    "Policy",
    "Resolution",
    "assess",
    "clause",
    "clauses",
    "days",
    "language",
    "match",
    "percent",
    "policies",
    "policy",
    "stack",
    "wan",
    "yi",
    "yuan",
]
