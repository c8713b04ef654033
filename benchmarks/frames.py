"""Four clauses over columns, side by side with what one would write by hand, and with peers.

    python benchmarks/frames.py [ROWS ...]

Every ratio is of two times from this one run, to whole-array NumPy on int64. All take turns, round
by round, and the best round of each counts. Sums go in and out as whole fen; wrong rows are those
that miss the exact fen. Peers that are not installed are left out.
"""

import gc
import sys
import tracemalloc
from collections.abc import Callable, Mapping, Sequence
from random import Random
from time import perf_counter
from typing import TypeVar

import duckdb
import first_answer
import frame_peers as peers
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa

from aipolicy import clause, clauses, frames
from aipolicy.calc.values.quantity import QuantityKind

FOUR = [clause(id_) for id_ in peers.IDS]
WRITTEN = (*peers.IDS[:3], f"{peers.IDS[3]}_most")
ROUNDS = 7
ROWS = (1_000_000, 10_000_000)
BY_HAND, COPY = "NumPy int64 by hand, whole arrays", "copying as many bytes"
FRAMED = "the same, from pandas and into pandas"
BYTES_A_ROW = 5 * 8 + 4 + 4 * 8  # five sums and four conditions in, four sums out

FrameT = TypeVar("FrameT")
KEPT: list[pa.MemoryPool] = []  # pools have to outlive what lies in them


def race(works: Mapping[str, Callable[[], object]], rounds: int = ROUNDS) -> dict[str, float]:
    """The shortest time of each in seconds; all run once a round, so that noise meets all alike.

    Each round draws their order anew, since it matters what ran before: it leaves its memory in
    the cache. What a run made is gone before the next.
    """
    times: dict[str, list[float]] = {name: [] for name in works}
    order, draw = list(works.items()), Random(2023)
    for turn in range(rounds + 1):
        draw.shuffle(order)
        for name, work in order:
            gc.collect()
            start = perf_counter()
            made = work()
            if turn:  # the first round only warms up
                times[name].append(perf_counter() - start)
            del made
    return {name: min(found) for name, found in times.items()}


def into(frame: pd.DataFrame, sums: Sequence[np.ndarray]) -> pd.DataFrame:
    """The frame with sums joined as further columns."""
    found = dict(zip(WRITTEN, sums, strict=True))
    return pd.concat([frame, pd.DataFrame(found, index=frame.index, copy=False)], axis=1)


def rounds_for(rows: int) -> int:
    """The shorter a run is, the more rounds it takes to find a quiet one."""
    return 3 * ROUNDS if rows <= 1_000_000 else ROUNDS


def best(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The shortest of several runs, in seconds."""
    return race({"": work}, rounds)[""]


def wrong(found: Sequence[np.ndarray], exact: Sequence[np.ndarray]) -> int:
    """Rows that miss the exact fen, in all; floats are yuan."""
    missed = 0
    for one, right in zip(found, exact[-len(found) :], strict=True):
        fen = one.astype(np.float64) * 100 if one.dtype.kind == "f" else one
        missed += int((np.abs(fen - right) > (1e-3 if one.dtype.kind == "f" else 0)).sum())
    return missed


def line(name: str, rows: int, seconds: float, base: float, missed: int | None = None) -> None:
    told = "" if missed is None else f"{missed:>14,}"
    print(f"{name:<38}{rows / seconds / 1e6:>10.1f}{base / seconds:>8.2f}{told}")


def side_by_side(rows: int) -> None:
    c = peers.columns(rows)
    exact = peers.numpy_int64(c)
    frame, in_polars, table = pd.DataFrame(c), pl.DataFrame(c), pa.table(c)
    half = np.ones(rows * BYTES_A_ROW // 2, np.uint8)
    other = np.ones_like(half)

    def ours(given: FrameT) -> Callable[[], FrameT]:
        return lambda: frames.over_all(given, FOUR, unit="fen")

    works: dict[str, Callable[[], object]] = {
        BY_HAND: lambda: peers.numpy_int64(c),
        "aipolicy.frames on pandas": ours(frame),
        "aipolicy.frames on Polars": ours(in_polars),
        "aipolicy.frames on PyArrow": ours(table),
        COPY: lambda: np.copyto(other, half),
        "NumPy float64 by hand": lambda: peers.numpy_float64(c),
        "pandas by hand": lambda: peers.pandas_by_hand(frame),
        "Polars by hand": lambda: peers.polars_by_hand(in_polars),
    }
    numba = peers.numba_int64()
    if numba is not None:
        works["numba int64, one loop a clause"] = lambda: numba(c)
        works[FRAMED] = lambda: into(frame, numba({name: frame[name].to_numpy() for name in c}))
    seconds = race(works, rounds_for(rows))
    openfisca = peers.openfisca_core()
    if openfisca is not None:
        name = "openfisca-core, build to calculate"
        works[name] = lambda: openfisca(c)
        seconds[name] = best(works[name], 3)
    print(f"\n{rows:,} rows, four clauses{'':<11}{'M rows/s':>10}{'ratio':>8}{'wrong rows':>14}")
    for name, time in seconds.items():
        if name == COPY:
            share = time / seconds["aipolicy.frames on pandas"]
            print(f"{'':<4}{share:.0%} of the speed at which memory of that size is copied")
            continue
        found = works[name]()
        sums = found if isinstance(found, list) else [np.asarray(found[one]) for one in WRITTEN]
        line(name, rows, time, seconds[BY_HAND], wrong(sums, exact))
    zen = peers.zen_engine()
    if zen is not None:
        few = {name: one[:20_000] for name, one in c.items()}
        some = [one[:20_000] for one in exact]
        time = best(lambda: zen(few), 3) * rows / 20_000
        name = "zen-engine, one clause, by 20,000 rows"
        line(name, rows, time, seconds[BY_HAND], wrong(zen(few), some))
    in_duckdb(table, rows)


def in_duckdb(table: pa.Table, rows: int) -> None:
    """Sums of four clauses over a table of DuckDB's own, against SQL written by hand."""
    connection = duckdb.connect()
    connection.register("given", table)
    connection.execute("create table rows as select * from given")
    summed = ", ".join(f'sum("{one}")' for one in WRITTEN)

    def ours(on_error: str) -> list[int]:
        relation = frames.over_all(connection.table("rows"), FOUR, unit="fen", on_error=on_error)
        return list(relation.aggregate(summed).fetchall()[0])

    works = {
        "SQL by hand, no guards": lambda: peers.sums_in_sql(connection),
        "aipolicy.frames, bad rows left empty": lambda: ours("null"),
        "aipolicy.frames, bad rows refused": lambda: ours("raise"),
    }
    seconds = race(works, rounds_for(rows))
    print(f"\n{rows:,} rows in DuckDB, to four sums{'':<5}{'M rows/s':>8}{'ratio':>8}")
    for name, time in seconds.items():
        line(name, rows, time, seconds["SQL by hand, no guards"])
        if works[name]() != peers.sums_in_sql(connection):
            print("    the sums differ")


def all_clauses() -> None:
    """Time of all clauses together as rows grow, and the memory beyond input and output."""
    every = clauses()
    heads = f"{'seconds':>10}{'ns a row':>10}{'MiB beyond':>12}"
    print(f"\nall {len(every)} clauses, pandas{'':<12}{heads}")
    for rows in (10**5, 10**6, 10**7):
        frame = pd.DataFrame(facts_of_all(rows))
        chunk = 74 if rows < 10**7 else 8  # so that the results themselves fit the machine
        seconds, beyond = 0.0, 0.0
        for first in range(0, len(every), chunk):
            some = every[first : first + chunk]
            seconds += best(
                lambda some=some, frame=frame: frames.over_all(frame, some, unit="fen"), 1
            )
            beyond = max(beyond, memory_beyond(frame, some))
        print(
            f"{rows:>13,} rows{'':<15}{seconds:>10.2f}{seconds / rows * 1e9:>10.0f}{beyond:>12.1f}"
        )


def facts_of_all(rows: int) -> dict[str, np.ndarray]:
    """A column for every fact of every clause, cheap to make and within its bounds."""
    made: dict[str, np.ndarray] = {}
    base = np.arange(rows, dtype=np.int64)
    for one in clauses():
        for name, quantity in one.facts.items():
            if quantity.kind is QuantityKind.CONDITION:
                made.setdefault(name, base % 3 != 0)
            else:
                made.setdefault(name, base % min(quantity.most, 10**9 + 7) + quantity.least)
    return made


def memory_beyond(frame: pd.DataFrame, some: Sequence[object]) -> float:
    """The most memory held at once beyond the input and the results, in MiB."""
    gc.collect()
    usual, pool = pa.default_memory_pool(), pa.proxy_memory_pool(pa.default_memory_pool())
    KEPT.append(pool)
    pa.set_memory_pool(pool)
    tracemalloc.start()
    found = frames.over_all(frame, some, unit="fen")
    peak = tracemalloc.get_traced_memory()[1] + pool.max_memory()
    tracemalloc.stop()
    pa.set_memory_pool(usual)
    added = found.shape[1] - frame.shape[1]
    return (peak - added * 8 * len(frame)) / 2**20


if __name__ == "__main__":
    for count in [int(one) for one in sys.argv[1:]] or ROWS:
        side_by_side(count)
    all_clauses()
    rows = first_answer.ROWS
    print(f"\n{rows:,} rows, the first answer of a new process, imports counted: seconds")
    for tool, shortest in first_answer.race().items():
        print(f"    {tool:<10}{shortest:>6.2f}")
