"""Stages: every column is read once, let go as soon as it may be, and counted while it is held."""

import threading
import tracemalloc

import pyarrow as pa
import pytest

from aipolicy import clauses, frames
from aipolicy.calc.values.frozen import ReadOnly
from aipolicy.calc.values.quantity import COUNT, SUM, QuantityKind
from aipolicy.frames.columns.column import NumpyColumn
from aipolicy.frames.columns.decoder import Decoder
from aipolicy.frames.in_memory.stages import bytes_a_row, stages_of
from aipolicy.frames.plan.sums import Rounded, Total
from aipolicy.frames.request.task import Source, Task

np = pytest.importorskip("numpy")

FEE, RENT, DESKS = (
    Source("fee", Decoder.of(SUM, "yuan")),
    Source("rent", Decoder.of(SUM, "fen")),
    Source("desks", Decoder.of(COUNT, "fen")),
)


KEPT = []
"""Pools of memory, which have to outlive what lies in them."""


def task(*sources, copies=1):
    """A clause that pays the first of its facts, so many times over."""
    facts = ReadOnly({source.column: source for source in sources})
    paid = Rounded(Total((((sources[0].column,), 1),), 0))
    ends = ReadOnly({f"paid {number}": paid for number in range(copies)})
    return Task("a clause", facts, ends, None, True, ())


def test_columns_live_from_first_to_last_use():
    stages = stages_of((task(FEE, RENT), task(DESKS), task(RENT, DESKS)))
    assert [stage.reads for stage in stages] == [(FEE, RENT), (DESKS,), ()]
    assert [stage.drops for stage in stages] == [(FEE,), (), (RENT, DESKS)]


def test_one_column_for_two_facts_is_read_once():
    facts = ReadOnly({"fee": FEE, "fee_before": FEE})
    (stage,) = stages_of((Task("a clause", facts, ReadOnly({}), None, True, ()),))
    assert stage.reads == stage.drops == (FEE,)


def test_a_sum_always_zero_has_no_program():
    ends = ReadOnly({"least": Rounded(Total((), 0)), "most": Rounded(Total((), 7))})
    (stage,) = stages_of((Task("a clause", ReadOnly({"fee": FEE}), ends, None, True, ()),))
    assert list(stage.programs) == ["most"]


def test_only_live_copies_count():
    whole = NumpyColumn(np.zeros(1, np.int64))
    floats = NumpyColumn(np.zeros(1))
    columns = {"fee": whole, "rent": whole, "desks": whole}
    nothing = bytes_a_row(stages_of((task(RENT),)), columns)
    assert bytes_a_row(stages_of((task(FEE),)), columns) == nothing + 9  # yuan become fen
    assert bytes_a_row(stages_of((task(RENT),)), columns | {"rent": floats}) == nothing + 9
    apart = (task(FEE), task(DESKS))
    assert bytes_a_row(stages_of(apart), columns | {"desks": floats}) == nothing + 9
    together = (task(FEE, DESKS),)
    assert bytes_a_row(stages_of(together), columns | {"desks": floats}) == nothing + 18


@pytest.mark.parametrize("on_error", ["raise", "null"])
@pytest.mark.parametrize("make", [pa.table, "pandas"])
def test_all_clauses_stay_within_64_mib(make, on_error):
    """Columns of floats are the worst case: each of them has to be copied."""
    rows = 600_000
    every = clauses()
    given = {}
    for clause in every:
        for name, quantity in clause.facts.items():
            if quantity.kind is QuantityKind.CONDITION:
                given[name] = np.arange(rows) % 3 > 0
            else:
                given[name] = (np.arange(rows) % 5 + quantity.least).astype(np.float64)
    frame = pytest.importorskip("pandas").DataFrame(given) if make == "pandas" else make(given)
    usual, pool = pa.default_memory_pool(), pa.proxy_memory_pool(pa.default_memory_pool())
    KEPT.append(pool)

    def checked_sum():
        return tracemalloc.get_traced_memory()[0] + pool.bytes_allocated()

    done, most = threading.Event(), 0

    def watch():
        nonlocal most
        while not done.wait(0.001):
            most = max(most, checked_sum())

    watcher = threading.Thread(target=watch)
    tracemalloc.start()
    try:
        pa.set_memory_pool(pool)
        watcher.start()
        found = frames.over_all(frame, every, unit="fen", on_error=on_error)
        beyond = most - checked_sum()
    finally:
        done.set()
        watcher.join()
        pa.set_memory_pool(usual)
        tracemalloc.stop()
    assert found.shape[0] == rows
    assert beyond <= 64 * 2**20
