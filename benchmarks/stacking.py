"""The resolver on awards: what a case costs beside its choice, and growth to a million awards.

    python benchmarks/stacking.py [AWARDS]

Ratios and times are of this one run. The choice alone, against solvers of others, is measured in
bench_choice.py. The awards are of the common kind: units of four on one project of one claimant,
of which one is paid, and vouchers under a yearly cap.

Growth is timed twice: as it comes, and with Python's collector kept from walking through the
awards again and again, which is no part of the work and grows by itself.
"""

import gc
import sys
from datetime import date
from math import log
from random import Random
from time import perf_counter

from aipolicy import Award, Claim, Resolution, clause, stack, wan
from aipolicy.calc.choice import Exclusion, JointCap, Problem, solve

ON = date(2024, 6, 1)
UNIT = ("langfang_2023/1.1", "langfang_2023/1.2", "langfang_2023/4.1", "langfang_2023/9.1")
VOUCHERS = ("langfang_2023/2.1", "langfang_2023/2.2", "langfang_2023/2.3")


def portfolio(count: int) -> list[Award]:
    """Claimants with a project of four awards and three vouchers each."""
    random = Random(count)
    awards: list[Award] = []
    number = 0
    while len(awards) < count:
        number += 1
        project = Claim(on=ON, claimant=f"单位{number}", subject=f"项目{number}")
        plain = Claim(on=ON, claimant=f"单位{number}")
        awards += [Award.recorded(id_, wan(random.randint(1, 500)), project) for id_ in UNIT]
        awards += [Award.recorded(id_, wan(random.randint(10, 50)), plain) for id_ in VOUCHERS]
    return awards[:count]


def seconds(awards: list[Award]) -> tuple[float, Resolution]:
    start = perf_counter()
    resolution = stack(awards)
    return perf_counter() - start, resolution


def growth(most: int) -> None:
    print(f"{'awards':>12}{'seconds':>10}{'an award':>12}{'uncollected':>14}{'an award':>12}")
    times: dict[int, tuple[float, float]] = {}
    count = 10_000
    while count <= most:
        awards = portfolio(count)
        plain, _ = seconds(awards)
        gc.disable()
        uncollected, _ = seconds(awards)
        gc.enable()
        times[count] = plain, uncollected
        each = (f"{time / count * 1e6:.1f} µs" for time in times[count])
        print(f"{count:12,}{plain:10.2f}{next(each):>12}{uncollected:14.2f}{next(each):>12}")
        count *= 10
    first, last = min(times), max(times)
    if last > first:
        for name, which in (("as it comes", 0), ("uncollected", 1)):
            exponent = log(times[last][which] / times[first][which]) / log(last / first)
            print(f"{name}, it grows with exponent {exponent:.2f}")


def one_case() -> None:
    awards = portfolio(7)
    problem = Problem(
        (300, 200, 100, 50, 50, 40, 45),
        (Exclusion(frozenset({0, 1, 2, 3})), Exclusion(frozenset({5, 6}))),
        (JointCap(frozenset({4, 5, 6}), 90),),
    )
    whole = min(seconds(awards)[0] for _ in range(200))
    choice = float("inf")
    for _ in range(200):
        start = perf_counter()
        solve(problem)
        choice = min(choice, perf_counter() - start)
    print(f"a case of 7 awards: {whole * 1e6:.0f} microseconds, with reasons and marks; ")
    print(f"a choice of its size alone: {choice * 1e6:.0f}, {whole / choice:.0f} times less")


if __name__ == "__main__":
    clause("langfang_2023/1.1")  # the library is loaded before anything is measured
    one_case()
    growth(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
