"""A verifier of solutions, independent of the solver."""

from aipolicy.calc.choice import Problem, Solution
from tests.calc.choice.oracles import pairs_of


def broken_rules(problem: Problem, solution: Solution) -> list[str]:
    """Return every rule that the solution breaks, in words."""
    paid, kept = solution.paid, solution.kept
    broken = [] if len(paid) == len(problem.amounts) else ["not one sum an item"]
    for item, (share, amount) in enumerate(zip(paid, problem.amounts, strict=True)):
        if type(share) is not int or not 0 <= share <= amount:
            broken.append(f"item {item} is paid {share} of {amount}")
        if share and item not in kept:
            broken.append(f"item {item} is paid but not kept")
        above = [cap for cap in problem.caps if item in cap.members]
        full = [cap for cap in above if sum(paid[i] for i in cap.members) == cap.most]
        if item in kept and share < amount and not full:
            broken.append(f"item {item} is cut and no cap is full")
    for rule in (*(exclusion.members for exclusion in problem.exclusions), *pairs_of(problem)):
        if len(kept.intersection(rule)) > 1:
            broken.append(f"of {sorted(rule)} more than one is kept")
    for cap in problem.caps:
        if sum(paid[item] for item in cap.members) > cap.most:
            broken.append(f"{sorted(cap.members)} are paid more than {cap.most}")
    return broken
