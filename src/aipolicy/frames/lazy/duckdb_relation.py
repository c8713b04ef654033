"""Clauses on DuckDB's relations: written and read once for all tables of the same columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Protocol, Self, cast

from aipolicy.errors import UnsupportedFrame
from aipolicy.frames.faults import SHOWN_ROWS, BadRows
from aipolicy.frames.lazy.duckdb_sql import Sql
from aipolicy.frames.lazy.query import Query


class Relation(Protocol):
    """A relation of DuckDB, as far as it is used here."""

    def select(self, *columns: object) -> Self:
        """Return these columns of it."""
        ...

    def aggregate(self, text: str, /) -> Self:
        """Return this over all its rows."""
        ...

    def filter(self, text: str, /) -> Self:
        """Return the rows of which this is true."""
        ...

    def project(self, *texts: str) -> Self:
        """Return these columns of it, as written in text."""
        ...

    def limit(self, rows: int, /) -> Self:
        """Return the first rows of it."""
        ...

    def fetchall(self) -> list[tuple[object, ...]]:
        """Return its rows."""
        ...


def with_columns(relation: Relation, query: Query[Sql]) -> Relation:
    """Return a relation with what its clauses give on every row.

    Raises:
        UnsupportedFrame: DuckDB is too old.
    """
    return relation.select(*_columns(query))


def bad_row_count(relation: Relation, query: Query[Sql]) -> int:
    """Return how many rows some clause cannot take."""
    ((found,),) = relation.aggregate(_bad_row_count(query)).fetchall()
    return cast("int", found)


def bad_rows(relation: Relation, query: Query[Sql]) -> Iterator[BadRows]:
    """Yield the rows that clauses cannot take."""
    checks, dialect = query.checks(), query.dialect
    counts = ", ".join(str(dialect.count(check.met)) for check in checks)
    (found,) = relation.aggregate(counts).fetchall()
    for check, count in zip(checks, cast("tuple[int, ...]", found), strict=True):
        if count:
            columns = [str(dialect.column(column)) for column in check.columns]
            met = relation.filter(str(check.met))
            yield check.bad_rows(count, met.project(*columns).limit(SHOWN_ROWS).fetchall())


@lru_cache(maxsize=256)
def _columns(query: Query[Sql]) -> Sequence[object]:
    """Return all columns that were there and those of the clauses, as DuckDB keeps what it read."""
    import duckdb  # noqa: PLC0415  (only where it is used already)

    try:
        read, star = duckdb.SQLExpression, duckdb.StarExpression
    except AttributeError:
        raise UnsupportedFrame(
            f"DuckDB {duckdb.__version__}: it reads no expressions before 1.3; "
            "pip install --upgrade duckdb"
        ) from None
    return [star(), *(read(str(sum_)).alias(name) for name, sum_ in query.columns())]


@lru_cache(maxsize=256)
def _bad_row_count(query: Query[Sql]) -> str:
    return str(query.bad_row_count())
