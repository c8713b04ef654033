"""The examples that run over frames do what they say."""

import importlib.util
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from aipolicy import clauses, frames

EXAMPLES = Path(__file__).parents[2] / "examples"


def example(name):
    spec = importlib.util.spec_from_file_location(name, EXAMPLES / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_runs_on_files_beyond_memory():
    size, memory, fen = example("larger_than_memory").main(260_000, 80)
    assert size > memory
    assert fen > 0


def test_streaming_agrees_with_memory(tmp_path):
    larger = example("larger_than_memory")
    larger.write_applicants(duckdb.connect(), tmp_path / "few.parquet", 3_000)
    table = pq.read_table(tmp_path / "few.parquet")
    found = frames.over_all(table, clauses(), unit="fen", on_error="null")
    lazy = frames.over_all(
        duckdb.connect().from_arrow(table), clauses(), unit="fen", on_error="null"
    ).to_arrow_table()
    total = 0
    for name in lazy.column_names[table.num_columns :]:
        assert found[name].to_pylist() == lazy[name].to_pylist()
        if not name.endswith("_status"):
            total += sum(fen or 0 for fen in found[name].to_pylist())
    assert larger.main(3_000)[2] == total
