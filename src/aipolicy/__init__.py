"""China's AI subsidy policies as typed, dated, exact functions."""

from aipolicy.assessment import Assessment, Case, assess
from aipolicy.calc.award import Award
from aipolicy.calc.claim import Claim
from aipolicy.calc.clause import Clause
from aipolicy.calc.money import percent, wan, yi, yuan
from aipolicy.calc.policy import Policy
from aipolicy.calc.stacking.resolution import Resolution
from aipolicy.errors import AipolicyError
from aipolicy.matching import match
from aipolicy.registry import clause, clauses, policies, policy
from aipolicy.stacking import stack

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
    "match",
    "percent",
    "policies",
    "policy",
    "stack",
    "wan",
    "yi",
    "yuan",
]
