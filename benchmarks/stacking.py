"""The resolver: the time of one case beside that of its choice, and growth to a million awards.

    python benchmarks/stacking.py [AWARDS]

Ratios and times are of this one run; bench_choice.py measures the choice alone against HiGHS. The
awards are typical: groups of four on one project of one claimant, of which one is paid, and
vouchers under a yearly cap.

Then one claimant has thousands of awards of one subject, under the rules of each document, alone,
with other policies and with sums paid before: each in a process of its own, with its peak memory.

Growth is timed twice: with and without Python's garbage collector, which walks through all awards
again and again and adds its own growth.
"""

import gc
import resource
import subprocess
import sys
from datetime import date
from math import log
from random import Random
from time import perf_counter

from aipolicy import Award, Claim, Resolution, clause, policy, stack, wan
from aipolicy.calc.choice import Exclusion, JointCap, Problem, solve
from aipolicy.errors import AwardsTooEntangled

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


def in_order() -> None:
    """The same awards decided in order of time; the ratio on rows is in frames_stacking.py."""
    for count in (1_000, 10_000, 100_000):
        awards = portfolio(count)
        together, _ = seconds(awards)
        start = perf_counter()
        stack(awards, in_order=True)
        ordered = perf_counter() - start
        print(
            f"{count:12,} in order of time: {ordered:.2f} s, {ordered / together:.1f} times as long"
        )


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


DOCUMENTS = {
    "dalian_2025_draft": date(2025, 6, 1),
    "harbin_2022": date(2023, 6, 1),
    "heilongjiang_2026": date(2026, 6, 1),
    "langfang_2023": date(2024, 6, 1),
}
ONE_SUBJECT = 4_000


def of_one_subject(document: str, count: int, others: int) -> list[Award]:
    """Return awards of all clauses of a document, and of policies outside the library."""
    random = Random(count)
    numbers = [one.number for one in policy(document).clauses.values()]
    level = "city" if document == "harbin_2022" else "province"
    awards = []
    for number in range(count):
        claim = Claim(on=DOCUMENTS[document], claimant="甲", subject="P", content=f"{number}")
        sum_ = random.randint(1, 5_000) * 100
        if number < others:
            awards.append(Award.external("他策", sum_, claim, level=level))
        else:
            id_ = f"{document}/{numbers[number % len(numbers)]}"
            awards.append(Award.recorded(id_, sum_, claim))
    random.shuffle(awards)
    return awards


def one_subject(document: str, others: int, paid: int) -> None:
    awards = of_one_subject(document, ONE_SUBJECT, others)
    clause("langfang_2023/1.1")
    start = perf_counter()
    try:
        found = f"{stack(awards[paid:], history=awards[:paid]).total:,} yuan"
    except AwardsTooEntangled:
        found = "too entangled"
    time = perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
    print(f"{document:20}{others:8,}{paid:8,}{time:10.2f}{peak:8.0f}   {found}")


def table_of_one_subject() -> None:
    print(f"\n{ONE_SUBJECT:,} awards of one subject")
    print(f"{'document':20}{'others':>8}{'paid':>8}{'seconds':>10}{'MiB':>8}")
    for document in DOCUMENTS:
        for others in (0, ONE_SUBJECT // 2):
            for paid in (0, 1, 100, ONE_SUBJECT // 2):
                case = [sys.executable, __file__, "--one", document, str(others), str(paid)]
                print(
                    subprocess.run(case, capture_output=True, text=True, check=True).stdout, end=""
                )


if __name__ == "__main__":
    if "--one" in sys.argv:
        one_subject(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
        sys.exit()
    table_of_one_subject()
    clause("langfang_2023/1.1")  # load the library before measuring
    one_case()
    in_order()
    growth(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
