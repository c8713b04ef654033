"""Clauses on DuckDB relations: SQL is written and parsed once for all tables of one schema."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from aipolicy.errors import Code, UnsupportedFrame, fault
from aipolicy.frames.faults import SHOWN_ROWS, BadRows
from aipolicy.frames.lazy.duckdb_sql import Sql
from aipolicy.frames.lazy.query import Query

if TYPE_CHECKING:
    from duckdb import DuckDBPyRelation, Expression


def with_columns(relation: DuckDBPyRelation, query: Query[Sql]) -> DuckDBPyRelation:
    """Return a relation with the results of clauses on every row.

    Raises:
        UnsupportedFrame: DuckDB is older than 1.3.
    """
    return relation.select(*_columns(query))


def bad_row_count(relation: DuckDBPyRelation, query: Query[Sql]) -> int:
    """Return how many rows at least one clause cannot read."""
    ((found,),) = relation.aggregate(_bad_row_count(query)).fetchall()
    return cast("int", found)


def bad_rows(relation: DuckDBPyRelation, query: Query[Sql]) -> Iterator[BadRows]:
    """Yield the rows that clauses cannot read."""
    checks, dialect = query.checks(), query.dialect
    counts = ", ".join(str(dialect.count(check.met)) for check in checks)
    (found,) = relation.aggregate(counts).fetchall()
    for check, count in zip(checks, cast("tuple[int, ...]", found), strict=True):
        if count:
            columns = [str(one) for one in check.shown(dialect)]
            met = relation.filter(str(check.met))
            yield check.bad_rows(count, met.project(*columns).limit(SHOWN_ROWS).fetchall())


@lru_cache(maxsize=256)
def _columns(query: Query[Sql]) -> Sequence[Expression]:
    """Return the columns that were there and those of the clauses, as parsed by DuckDB."""
    import duckdb  # noqa: PLC0415  (only where it is used already)

    try:
        read, star = duckdb.SQLExpression, duckdb.StarExpression
    except AttributeError:
        wrong = fault(Code.FRAME_OLD_ENGINE, version=duckdb.__version__)
        raise UnsupportedFrame(wrong) from None
    return [star(), *(read(str(sum_)).alias(name) for name, sum_ in query.columns())]


@lru_cache(maxsize=256)
def _bad_row_count(query: Query[Sql]) -> str:
    return str(query.bad_row_count())
