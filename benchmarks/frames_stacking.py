"""The resolver on frames: rows a second, growth, and how much is left to the exact resolver.

    python benchmarks/frames_stacking.py [ROWS ...]

The rows are of the common kind: units of four awards on one project of one claimant, of which one
is paid, and three vouchers of one claimant, two of which exclude each other, under a yearly cap.
In the mixed rows one claimant in twenty was paid something before, and one in twenty has an award
above the cap of its own clause: these are left to the exact resolver.

Ratios and times are of this one run; the best of several rounds counts. Seconds are those of the
processor, whatever else the machine does meanwhile.
"""

import gc
import resource
import sys
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from math import log
from time import process_time

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

from aipolicy import Award, Claim, frames, stack
from aipolicy.calc.values.money import yuan_of
from aipolicy.frames.stacking import exact

ON = date(2024, 6, 1)
UNIT = ("langfang_2023/1.1", "langfang_2023/1.2", "langfang_2023/4.1", "langfang_2023/9.1")
VOUCHERS = ("langfang_2023/2.1", "langfang_2023/2.2", "langfang_2023/2.3")
CLAUSES = (*UNIT, *VOUCHERS)
WAN = 1_000_000  # fen
ROUNDS = 3
ROWS = (10_000, 100_000, 1_000_000)
KINDS: dict[str, Callable[[pa.Table], object]] = {
    "pandas": lambda table: table.to_pandas(),
    "Polars": pl.from_arrow,
    "PyArrow": lambda table: table,
}


def rows_of(count: int, *, mixed: bool = False) -> pa.Table:
    """Claimants with a project of four awards and three vouchers each, in no order."""
    draw = np.random.default_rng(count)
    order = draw.permutation(count)
    claimant, which = order // len(CLAUSES), order % len(CLAUSES)
    most = np.array([300, 300, 300, 300, 50, 50, 50])[which]
    amount = draw.integers(10, most + 1) * WAN
    before = np.zeros(count, np.bool_)
    if mixed:
        before = (claimant % 20 == 0) & (which == 0)
        amount[(claimant % 20 == 1) & (which == 1)] = 400 * WAN
    number = pa.array(claimant).cast(pa.string())
    project = pc.binary_join_element_wise("项目", number, "")
    columns = {
        "clause": pa.array(CLAUSES).take(pa.array(which)),
        "claimant": pc.binary_join_element_wise("单位", number, ""),
        "subject": pc.if_else(pa.array(which < len(UNIT)), project, None),
        "amount": pa.array(amount),
    }
    if mixed:
        columns["paid_before"] = pa.array(before)
    return pa.table(columns)


def in_two_widths(table: pa.Table) -> pa.Table:
    """The same rows, in which names have brackets that are wide on every other row."""
    wide = pa.array(np.arange(len(table)) % 2 == 0)
    for place, name in enumerate(table.column_names):
        if name in {"claimant", "subject"}:
            ends = (pc.binary_join_element_wise(table[name], end, "") for end in ("（甲）", "(甲)"))
            table = table.set_column(place, name, pc.if_else(wide, *ends))
    return table


def widths(count: int = 1_000_000) -> None:
    table = rows_of(count)
    one, two = (
        seconds(lambda frame=frame: frames.stack(frame, unit="fen", on=ON))
        for frame in (table, in_two_widths(table))
    )
    print(f"\nnames in two widths: {two / one:.2f} times as long ({count:,} rows, PyArrow)")


def in_order(counts: list[int]) -> None:
    print(f"\nin order of time (PyArrow) {'rows':>16}{'together':>10}{'in order':>10}{'ratio':>7}")
    times: dict[int, float] = {}
    for count in counts:
        for mixed in (False, True):
            table = rows_of(count, mixed=mixed)
            together, times[count] = (
                seconds(
                    lambda ordered=ordered, table=table: frames.stack(
                        table, unit="fen", on=ON, in_order=ordered
                    )
                )
                for ordered in (False, True)
            )
            kind, ratio = "mixed" if mixed else "common", times[count] / together
            print(f"{kind:>26}{count:>16,}{together:>10.2f}{times[count]:>10.2f}{ratio:>7.2f}")
    few, many = min(times), max(times)
    if many > few:
        print(f"it grows with exponent {_exponent(times, few, many):.2f}")


def awards_of(table: pa.Table) -> list[Award]:
    return [
        Award.recorded(
            row["clause"],
            yuan_of(row["amount"]),
            Claim(on=ON, claimant=row["claimant"], subject=row["subject"]),
        )
        for row in table.to_pylist()
    ]


def seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    times: list[float] = []
    for _ in range(rounds):
        gc.collect()
        start = process_time()
        made = work()
        times.append(process_time() - start)
        del made
    return min(times)


def share_handed(frame: object, rows: int) -> float:
    """The share of rows that the exact resolver sees."""
    seen = 0
    resolve = exact.resolve

    def counting(entries, stackings):
        nonlocal seen
        seen += len(entries)
        return resolve(entries, stackings)

    exact.resolve = counting
    try:
        frames.stack(frame, unit="fen", on=ON)
    finally:
        exact.resolve = resolve
    return seen / rows


def table_of_speeds(counts: list[int], *, mixed: bool) -> None:
    name = "mixed" if mixed else "of the common kind"
    print(f"\nrows {name:<22}{'':<10}{'seconds':>9}{'M rows/s':>10}{'to the exact resolver':>23}")
    times: dict[str, dict[int, float]] = {kind: {} for kind in KINDS}
    for count in counts:
        table = rows_of(count, mixed=mixed)
        for kind, made in KINDS.items():
            frame = made(table)
            rounds = 1 if count > 10**6 or (mixed and count > 10**5) else ROUNDS
            time = seconds(lambda frame=frame: frames.stack(frame, unit="fen", on=ON), rounds)
            share = share_handed(frame, count) if kind == "PyArrow" else None
            told = "" if share is None else f"{share:.1%}"
            print(f"{count:>13,}{kind:>24}{time:>9.2f}{count / time / 1e6:>10.2f}{told:>23}")
            times[kind][count] = time
            del frame
    for kind, by_count in times.items() if len(counts) > 1 else ():
        ordered = sorted(by_count)
        steps = pairwise(ordered)
        grown = [f"{_exponent(by_count, *step):.2f}" for step in steps]
        whole = _exponent(by_count, ordered[0], ordered[-1])
        print(f"on {kind} time grows with exponent {whole:.2f} ({', then '.join(grown)})")


def _exponent(times: dict[int, float], few: int, many: int) -> float:
    return log(times[many] / times[few]) / log(many / few)


def beside_awards(count: int = 100_000) -> None:
    table = rows_of(count)
    awards = awards_of(table)
    start = process_time()
    resolution = stack(awards)
    alone = process_time() - start
    found = frames.stack(table, unit="fen", on=ON)
    place = {id(award): row for row, award in enumerate(awards)}
    paid = [0] * count
    for award, sum_ in resolution.granted:
        paid[place[id(award)]] = int(sum_ * 100)
    wrong = sum(one != other for one, other in zip(found["paid"].to_pylist(), paid, strict=True))
    print(f"{count:,} awards, aipolicy.stack: {alone:.2f} s")
    for kind, made in KINDS.items():
        frame = made(table)
        time = seconds(lambda frame=frame: frames.stack(frame, unit="fen", on=ON), 5)
        print(f"the same as rows of {kind}: {time:.3f} s, {alone / time:.0f} times as fast")
    print(f"rows that are paid another sum: {wrong}")


if __name__ == "__main__":
    counts = [int(one) for one in sys.argv[1:]] or [*ROWS]
    frames.stack(rows_of(7), unit="fen", on=ON)  # the library is loaded before anything is measured
    beside_awards()
    widths()
    in_order([count for count in counts if count <= 10**6] or counts[:1])
    table_of_speeds(counts, mixed=False)
    table_of_speeds([count for count in counts if count <= 10**6] or counts[:1], mixed=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"\nat most {peak:.1f} GiB of memory, the rows themselves included")
