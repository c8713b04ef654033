"""Clauses on DuckDB's relations: written and read once for all tables of the same columns."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol, Self, cast

from aipolicy.errors import UnsupportedFrame
from aipolicy.frames.in_duckdb import Sql
from aipolicy.frames.work import Work


class Relation(Protocol):
    """A relation of DuckDB, as far as it is used here."""

    def select(self, *columns: object) -> Self:
        """Return these columns of it."""
        ...

    def aggregate(self, text: str, /) -> Self:
        """Return this over all its rows."""
        ...

    def fetchall(self) -> list[tuple[object, ...]]:
        """Return its rows."""
        ...


def with_columns(relation: Relation, work: Work[Sql]) -> Relation:
    """Return a relation with what its clauses give on every row.

    Raises:
        UnsupportedFrame: DuckDB is too old.
    """
    return relation.select(*_columns(work))


def untaken(relation: Relation, work: Work[Sql]) -> int:
    """Return how many rows some clause cannot take."""
    ((found,),) = relation.aggregate(_untaken(work)).fetchall()
    return cast("int", found)


@lru_cache(maxsize=256)
def _columns(work: Work[Sql]) -> Sequence[object]:
    """Return all columns that were there and those of the clauses, as DuckDB keeps what it read."""
    import duckdb  # noqa: PLC0415  (only where it is used already)

    try:
        read, star = duckdb.SQLExpression, duckdb.StarExpression
    except AttributeError:
        raise UnsupportedFrame(
            f"DuckDB {duckdb.__version__}: it reads no expressions before 1.3; "
            "pip install --upgrade duckdb"
        ) from None
    return [star(), *(read(str(sum_)).alias(name) for name, sum_ in work.columns())]


@lru_cache(maxsize=256)
def _untaken(work: Work[Sql]) -> str:
    return str(work.untaken())
