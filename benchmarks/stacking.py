"""The resolver: the time of one case beside that of its choice, and growth to a million awards.

    python benchmarks/stacking.py [AWARDS]

Ratios and times are of this one run; bench_choice.py measures the choice alone against HiGHS. The
awards are typical: groups of four on one project of one claimant, of which one is paid, and
vouchers under a yearly cap.

Growth is timed twice: with and without Python's garbage collector, which walks through all awards
again and again and adds its own growth.
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
GROUP = ("langfang_2023/1.1", "langfang_2023/1.2", "langfang_2023/4.1", "langfang_2023/9.1")
VOUCHERS = ("langfang_2023/2.1", "langfang_2023/2.2", "langfang_2023/2.3")


def portfolio(count: int) -> list[Award]:
    """Return awards of claimants, each with four on one project and three vouchers."""
    random = Random(count)
    awards: list[Award] = []
    number = 0
    while len(awards) < count:
        number += 1
        project = Claim(on=ON, claimant=f"单位{number}", subject=f"项目{number}")
        plain = Claim(on=ON, claimant=f"单位{number}")
        awards += [Award.recorded(id_, wan(random.randint(1, 500)), project) for id_ in GROUP]
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
    clause("langfang_2023/1.1")  # load the library before measuring
    one_case()
    growth(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
