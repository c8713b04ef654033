"""Exact choice among items that exclude each other or share caps, in whole numbers.

The problem is a maximum-weight independent set with joint caps. Items are indices, sums are
whole fen, and nothing here knows a policy. `solve` returns the best lawful choice; `alternatives`
the k best of each connected component.
"""

from aipolicy.calc.choice.alternatives import MOST_OTHERS, Alternatives, KeptSet, alternatives
from aipolicy.calc.choice.budget import STEPS
from aipolicy.calc.choice.problem import Exclusion, JointCap, Problem, Sides, Solution
from aipolicy.calc.choice.solver import solve
from aipolicy.errors import InvalidProblem, TooEntangled

__all__ = [
    "MOST_OTHERS",
    "STEPS",
    "Alternatives",
    "Exclusion",
    "InvalidProblem",
    "JointCap",
    "KeptSet",
    "Problem",
    "Sides",
    "Solution",
    "TooEntangled",
    "alternatives",
    "solve",
]
