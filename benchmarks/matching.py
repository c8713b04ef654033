"""A call of `match` on few and on many facts; beside another version where its `src` is given.

    python benchmarks/matching.py [OTHER_SRC]

Each version runs in a process of its own, in turns; the best of several rounds counts.
"""

import json
import subprocess
import sys
import timeit
from collections.abc import Mapping
from datetime import date
from pathlib import Path

ROUNDS, CALLS, TURNS = 5, 20, 3
HERE = str(Path(__file__).parent.parent / "src")


def facts_of_each_kind() -> Mapping[str, Mapping[str, object]]:
    """Return facts by kind of call: none, two, plain names, conditions, half of all, and all."""
    from aipolicy import clauses, wan

    every: dict[str, object] = {}
    for clause in clauses():
        for name, quantity in clause.facts.items():
            whole = 1 if quantity.scale == 1 else wan(100)
            value = 100 if quantity.kind == "area" else whole
            every[f"{clause.id}:{name}"] = True if quantity.kind == "condition" else value
    numbers = {n: v for n, v in every.items() if v is not True and v != 1}
    return {
        "nothing known": {},
        "two facts": {"total_investment": wan(800), "harbin_2022/4.1:review_passed": True},
        "all sums, by plain names": {n.partition(":")[2]: v for n, v in numbers.items()},
        "all conditions": {n: v for n, v in every.items() if v is True},
        "every second fact": dict(list(every.items())[::2]),
        "all facts": every,
    }


def measured() -> Mapping[str, float]:
    """Return the best time of a call of each kind, in milliseconds."""
    from aipolicy import match

    on = date(2023, 6, 1)
    times: dict[str, float] = {}
    for kind, facts in facts_of_each_kind().items():
        match(facts, on=on)
        rounds = timeit.repeat(lambda facts=facts: match(facts, on=on), number=CALLS, repeat=ROUNDS)
        times[kind] = min(rounds) / CALLS * 1e3
    return times


def measured_in(src: str) -> Mapping[str, float]:
    """Return the times of the version whose `src` this is."""
    run = [sys.executable, __file__, "--measure"]
    found = subprocess.run(run, env={"PYTHONPATH": src}, check=True, capture_output=True)
    times: Mapping[str, float] = json.loads(found.stdout)
    return times


def main() -> None:
    """Print the times, and the ratio of two versions where another is given."""
    if sys.argv[1:] == ["--measure"]:
        print(json.dumps(measured()))
        return
    versions = {**({"other": sys.argv[1]} if sys.argv[1:] else {}), "here": HERE}
    turns = [{name: measured_in(src) for name, src in versions.items()} for _ in range(TURNS)]
    print(f"{'match (ms)':<28}", *(f"{name:>8}" for name in versions))
    for kind in turns[0]["here"]:
        best = {name: min(turn[name][kind] for turn in turns) for name in versions}
        ratio = f"{best['other'] / best['here']:>8.1f} times as fast" if "other" in best else ""
        print(f"{kind:<28}", *(f"{one:>8.2f}" for one in best.values()), ratio)


if __name__ == "__main__":
    main()
