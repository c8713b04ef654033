"""All clauses over a Parquet file larger than the memory given: DuckDB streams, nothing is loaded.

    python examples/larger_than_memory.py [ROWS] [MEGABYTES]

A file of made-up applicants is written, then every clause is worked out on every row within a
limit of memory that DuckDB holds to, and written to a second file. Sums are whole fen.
"""

import sys
import tempfile
from pathlib import Path

import duckdb

from aipolicy import clauses, frames
from aipolicy.calc import Quantity, QuantityKind

ROWS, MEGABYTES = 400_000, 100


def drawn(name: str, quantity: Quantity) -> str:
    """Return a column of made-up values of a fact, as SQL."""
    drawn_number = f"hash(row, '{name}')"
    if quantity.kind is QuantityKind.CONDITION:
        return f"{drawn_number} % 4 > 0 as {name}"
    if quantity.kind is QuantityKind.YEAR:
        return f"cast(1 + {drawn_number} % 4 as bigint) as {name}"
    if quantity.kind is QuantityKind.AREA:
        return f"cast(1 + {drawn_number} % 9000 as bigint) as {name}"
    return f"cast({drawn_number} % 40000000000 as bigint) as {name}"


def write_applicants(connection: duckdb.DuckDBPyConnection, path: Path, rows: int) -> None:
    """Write a Parquet file with a column for every fact of every clause."""
    facts = {name: quantity for clause in clauses() for name, quantity in clause.facts.items()}
    columns = ", ".join(drawn(name, quantity) for name, quantity in facts.items())
    numbers = f"select range as row from range({rows})"
    connection.sql(f"select row, {columns} from ({numbers})").write_parquet(
        str(path), compression="uncompressed", row_group_size=10_000
    )


def main(rows: int = ROWS, megabytes: int = MEGABYTES) -> tuple[int, int, int]:
    """Return the file's size in bytes, the memory given in bytes, and the fen that clauses give."""
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        applicants, results = Path(folder, "applicants.parquet"), Path(folder, "results.parquet")
        write_applicants(connection, applicants, rows)
        size = applicants.stat().st_size
        connection.execute(f"set memory_limit = '{megabytes}MB'")
        connection.execute("set threads = 1")
        connection.execute("set preserve_insertion_order = false")
        found = frames.over_all(
            connection.read_parquet(str(applicants)), clauses(), unit="fen", on_error="null"
        )
        written = [name for name in found.columns if "/" in name]
        kept = ", ".join(f'"{name}"' for name in ("row", *written))
        found.project(kept).write_parquet(str(results), row_group_size=10_000)
        sums = [name for name in written if not name.endswith("_status")]
        total = " + ".join(f'sum("{name}")' for name in sums)
        fen = connection.read_parquet(str(results)).aggregate(total).fetchall()[0][0]
    return size, megabytes * 10**6, int(fen)


if __name__ == "__main__":
    size, memory, fen = main(*map(int, sys.argv[1:]))
    print(f"{size / 1e6:,.0f} MB read within {memory / 1e6:,.0f} MB of memory")
    print(f"{len(clauses())} clauses give {fen / 100:,.2f} yuan in all, ceilings among them")
