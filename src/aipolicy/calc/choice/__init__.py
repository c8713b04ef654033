"""The choice among awards that exclude each other or share caps, on plain whole numbers.

Items are known by their indices, sums are whole fen, and nothing here knows a policy. `solve`
gives the best lawful choice, exactly; `alternatives` the other lawful ones.
"""

from aipolicy.calc.choice.alternatives import MOST_OTHERS, Alternatives, Choice, alternatives
from aipolicy.calc.choice.budget import STEPS
from aipolicy.calc.choice.problem import Exclusion, JointCap, Problem, Solution
from aipolicy.calc.choice.solver import solve
from aipolicy.errors import InvalidProblem, TooEntangled

__all__ = [
    "MOST_OTHERS",
    "STEPS",
    "Alternatives",
    "Choice",
    "Exclusion",
    "InvalidProblem",
    "JointCap",
    "Problem",
    "Solution",
    "TooEntangled",
    "alternatives",
    "solve",
]
