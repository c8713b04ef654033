"""How long four clauses over 1,000,000 rows take the first time in a new process: for `frames.py`.

    python benchmarks/first_answer.py (aipolicy | numba)

Everything counts that is not there yet, imports, reading the law, compiling; the frame is there.
"""

import subprocess
import sys
from importlib.util import find_spec
from time import perf_counter

import frame_peers as peers
import pandas as pd

ROWS, TURNS = 1_000_000, 5


def seconds(tool: str) -> float:
    """Work out the clauses once, by this library or by compiled loops."""
    columns = peers.columns(ROWS)
    frame = pd.DataFrame(columns)
    start = perf_counter()
    if tool == "aipolicy":
        from aipolicy import clause, frames

        frames.over_all(frame, [clause(id_) for id_ in peers.IDS], unit="fen")
    else:
        peers.numba_int64()(columns)
    return perf_counter() - start


def race() -> dict[str, float]:
    """The shortest of several processes of each tool that is installed, in seconds."""
    times: dict[str, list[float]] = {one: [] for one in ("aipolicy", "numba") if find_spec(one)}
    for _ in range(TURNS):
        for tool, found in times.items():
            ran = subprocess.run([sys.executable, __file__, tool], capture_output=True, check=True)
            found.append(float(ran.stdout))
    return {tool: min(found) for tool, found in times.items()}


if __name__ == "__main__":
    print(seconds(sys.argv[1]))
