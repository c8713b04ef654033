"""How long `import aipolicy` takes beside what it is built on: below a third is the aim.

    python benchmarks/import_time.py

Every ratio is of two times from this one run; the best of several fresh interpreters counts, less
the time that an interpreter takes to start.
"""

import subprocess
import sys
from time import perf_counter

ROUNDS = 15
BARE = "import pydantic, dateutil"
MODEL = "from pydantic import BaseModel\nclass M(BaseModel):\n    x: int\n"
USED = f"{MODEL}import dateutil.relativedelta"
EVERY_NAME = "from aipolicy import *"


def started(code: str) -> float:
    """Return the best time of a fresh interpreter running this code, in milliseconds."""
    times: list[float] = []
    for _ in range(ROUNDS):
        begun = perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        times.append(perf_counter() - begun)
    return min(times) * 1e3


def main() -> None:
    """Print the ratios."""
    nothing = started("pass")
    bare, used = started(BARE) - nothing, started(USED) - nothing
    ours, all_ours = started("import aipolicy") - nothing, started(EVERY_NAME) - nothing
    print(f"import aipolicy: {ours:.0f} ms, {ours / bare:.2f} times {BARE}")
    print(f"every name of it loaded: {all_ours:.0f} ms")
    print(f"  {all_ours / used:.2f} times pydantic and dateutil with one model defined")
    print(f"  {all_ours / bare:.2f} times {BARE}, which loads little of pydantic")


if __name__ == "__main__":
    main()
