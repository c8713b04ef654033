"""The solver of `aipolicy.calc.choice`: its time against HiGHS, and its growth.

    python benchmarks/bench_choice.py

Every ratio compares two times of this one run, on the same instances. Sums are drawn in 万元; the
library gets them in fen, HiGHS in 万元, where its tolerance does no harm. HiGHS is timed twice:
with an integer variable for every sum, and in the leanest form, with continuous sums for capped
items only. Building its matrices is not counted.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log
from random import Random
from statistics import median
from time import perf_counter

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from aipolicy.calc.choice import Exclusion, JointCap, Problem, solve

WAN = 1_000_000  # fen
SMALL, LARGE = 100, 20  # instances


@dataclass(frozen=True)
class Program:
    """A problem in the form of HiGHS."""

    gains: Sequence[float]
    whole: Sequence[int]
    most: Sequence[float]
    rows: LinearConstraint

    def total(self) -> int:
        """Return the largest total that HiGHS finds."""
        answer = milp(
            self.gains,
            integrality=self.whole,
            bounds=Bounds(0, self.most),
            constraints=self.rows,
            options={"mip_rel_gap": 0},
        )
        return round(-answer.fun)


def drawn(random: Random, awards: int, conflicts: int, caps: int, unit: int = WAN) -> Problem:
    amounts = [random.randint(5, 1_000) for _ in range(awards)]
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < conflicts:
        one, other = sorted(random.sample(range(awards), 2))
        pairs.add((one, other))
    groups = [random.sample(range(awards), random.randint(3, awards // 2)) for _ in range(caps)]
    return Problem(
        tuple(amount * unit for amount in amounts),
        caps=tuple(
            JointCap(
                frozenset(group),
                int(sum(amounts[item] for item in group) * random.uniform(0.3, 0.7)) * unit,
            )
            for group in groups
        ),
        conflicts=tuple(sorted(pairs)),
    )


def program(problem: Problem, *, lean: bool) -> Program:
    count = len(problem.amounts)
    capped = frozenset[int]().union(*(cap.members for cap in problem.caps))
    own = {item: count + k for k, item in enumerate(sorted(capped) if lean else range(count))}
    matrix: list[np.ndarray] = []
    limits: list[int] = []

    def add(rates: dict[int, int], limit: int) -> None:
        row = np.zeros(count + len(own))
        for variable, rate in rates.items():
            row[variable] = rate
        matrix.append(row)
        limits.append(limit)

    for item, sum_ in own.items():
        add({sum_: 1, item: -problem.amounts[item]}, 0)
    for one, other in problem.conflicts:
        add({one: 1, other: 1}, 1)
    for cap in problem.caps:
        add({own[item]: 1 for item in cap.members}, cap.most)
    return Program(
        [0 if item in own else -fen for item, fen in enumerate(problem.amounts)] + [-1] * len(own),
        [1] * count + [0 if lean else 1] * len(own),
        [1] * count + [problem.amounts[item] for item in own],
        LinearConstraint(np.array(matrix), -np.inf, limits),
    )


def highest_first(problem: Problem) -> int:
    """Return the total of the greedy choice, the highest award first."""
    rivals: list[set[int]] = [set() for _ in problem.amounts]
    for one, other in problem.conflicts:
        rivals[one].add(other)
        rivals[other].add(one)
    left = [cap.most for cap in problem.caps]
    kept: set[int] = set()
    total = 0
    for item in sorted(range(len(rivals)), key=lambda item: -problem.amounts[item]):
        if not rivals[item] & kept:
            above = [n for n, cap in enumerate(problem.caps) if item in cap.members]
            share = min([problem.amounts[item], *(left[n] for n in above)])
            for n in above:
                left[n] -= share
            kept.add(item)
            total += share
    return total


def milliseconds(call: Callable[[], object], rounds: int = 1) -> float:
    best = float("inf")
    for _ in range(rounds):
        start = perf_counter()
        call()
        best = min(best, perf_counter() - start)
    return best * 1_000


def against_highs(awards: int, conflicts: int, caps: int, instances: int) -> None:
    random = Random(awards + conflicts)
    ours, plain, lean, same, greedy, lost = [], [], [], 0, 0, 0.0
    for seed in (random.random() for _ in range(instances)):
        problem = drawn(Random(seed), awards, conflicts, caps)
        in_wan = drawn(Random(seed), awards, conflicts, caps, unit=1)
        ours.append(milliseconds(lambda problem=problem: solve(problem), rounds=3))
        programs = [program(in_wan, lean=False), program(in_wan, lean=True)]
        plain.append(milliseconds(programs[0].total))
        lean.append(milliseconds(programs[1].total))
        best = solve(in_wan).total
        same += best == programs[0].total()
        greedy += highest_first(in_wan) == best
        lost += 1 - highest_first(in_wan) / best
    print(f"\n{awards} awards, {conflicts} conflicts, {caps} joint caps, {instances} instances")
    print(f"{'':34}{'median ms':>11}{'largest':>10}{'times ours':>12}")
    rows = {"solve": ours, "milp, whole sums": plain, "milp, as lean as can be": lean}
    for name, times in rows.items():
        ratio = median(times) / median(ours)
        print(f"{name:34}{median(times):11.3f}{max(times):10.2f}{ratio:12.1f}")
    print(f"same total as milp: {same} of {instances}")
    print(f"the highest first: best on {greedy}, {lost / instances:.1%} lost on average")


def portfolio(awards: int, *, capped: bool) -> Problem:
    """Return groups of four; if capped, every ten groups of a claimant share a binding cap."""
    random = Random(awards)
    amounts = tuple(random.randint(5, 1_000) * WAN for _ in range(awards))
    groups = [range(first, first + 4) for first in range(0, awards, 4)]
    claimants = [range(first, first + 40) for first in range(0, awards, 40)] if capped else []
    return Problem(
        amounts,
        tuple(Exclusion(frozenset(group)) for group in groups),
        tuple(JointCap(frozenset(claimant), 6_000 * WAN) for claimant in claimants),
    )


def growth(*, capped: bool) -> None:
    print(f"\nAwards in groups of four{', ten groups under a binding cap' if capped else ''}")
    print(f"{'awards':>34}{'seconds':>11}{'microseconds an award':>26}")
    times = {}
    for awards in (10_000, 100_000, 1_000_000):
        problem = portfolio(awards, capped=capped)
        times[awards] = milliseconds(lambda problem=problem: solve(problem), rounds=3) / 1_000
        print(f"{awards:34,}{times[awards]:11.3f}{times[awards] / awards * 1e6:26.2f}")
    exponent = log(times[1_000_000] / times[10_000]) / log(100)
    print(f"grows with exponent {exponent:.2f}")


if __name__ == "__main__":
    against_highs(20, 40, 3, SMALL)
    against_highs(60, 120, 3, LARGE)
    against_highs(60, 240, 3, LARGE)
    growth(capped=False)
    growth(capped=True)
