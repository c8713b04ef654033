"""Expressions as text that DuckDB reads, written out once for all tables of the same columns.

To take expressions apart for DuckDB takes longer than DuckDB takes for half a million rows. The
text is the same for the same clauses and types, so it is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol, Self, TypeAlias

import narwhals as nw

from aipolicy.frames.work import Work

_Types: TypeAlias = tuple[tuple[str, str], ...]


class Relation(Protocol):
    """A relation of DuckDB, as far as it is used here."""

    @property
    def columns(self) -> Sequence[str]:
        """The names of its columns."""
        ...

    @property
    def types(self) -> Sequence[object]:
        """Their types, in the same order, as DuckDB writes them."""
        ...

    def project(self, text: str, /) -> Self:
        """Return these columns of it."""
        ...

    def aggregate(self, text: str, /) -> Self:
        """Return this over all its rows."""
        ...

    def fetchall(self) -> list[tuple[object, ...]]:
        """Return its rows."""
        ...


def with_columns(relation: Relation, work: Work) -> Relation:
    """Return a relation with what its clauses give on every row."""
    return relation.project(f"*, {_columns(work, _types(relation, work))}")


def all_taken(relation: Relation, work: Work) -> bool:
    """Return whether all rows can be taken."""
    ((found,),) = relation.aggregate(_untaken(work, _types(relation, work))).fetchall()
    return not found


def _types(relation: Relation, work: Work) -> _Types:
    """Return the columns that are read, each with its type."""
    reads = work.reads
    columns = zip(relation.columns, relation.types, strict=True)
    return tuple((name, str(kind)) for name, kind in columns if name in reads)


@lru_cache(maxsize=256)
def _columns(work: Work, types: _Types) -> str:
    return _text(types, work.columns())


@lru_cache(maxsize=256)
def _untaken(work: Work, types: _Types) -> str:
    return _text(types, [work.untaken().sum().alias("untaken")])


def _text(types: _Types, expressions: Sequence[nw.Expr]) -> str:
    """Return expressions over columns as DuckDB would read them."""
    import duckdb  # noqa: PLC0415  (only where it is used already)

    columns = ", ".join(f'"{name.replace(chr(34), chr(34) * 2)}" {kind}' for name, kind in types)
    with duckdb.connect() as connection:
        connection.execute(f"create table given ({columns or 'nothing boolean'})")
        selected = nw.from_native(connection.table("given")).select(*expressions)
        query = selected.to_native().sql_query()
    return query.removeprefix("SELECT ").rpartition(" FROM ")[0]
