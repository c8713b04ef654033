"""Frames of every kind from the same rows, and what stands in them afterwards."""

from decimal import Decimal

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from aipolicy.calc.values.quantity import QuantityKind
from aipolicy.frames.columns.unit import DECIMALS

MONEY = {QuantityKind.SUM, QuantityKind.RECEIVED}


def table_of(clause, rows, unit):
    """Rows of facts in whole parts as an Arrow table, money counted in `unit`."""
    columns = {}
    for name, quantity in clause.facts.items():
        parts = [row[name] for row in rows]
        if quantity.kind is QuantityKind.CONDITION:
            columns[name] = pa.array([bool(part) for part in parts])
        elif quantity.kind is QuantityKind.AREA or (unit != "fen" and quantity.kind in MONEY):
            places = DECIMALS[unit] if quantity.kind in MONEY else 2
            values = [Decimal(part).scaleb(-places) for part in parts]
            columns[name] = pa.array(values, pa.decimal128(18, places))
        else:
            columns[name] = pa.array(parts, pa.int64())
    return pa.table(columns)


def _pandas_in_arrow(table):
    return table.to_pandas(types_mapper=pd.ArrowDtype)


def _pandas(table):
    """NumPy columns wherever there is no null that would make whole numbers floats."""
    frame = table.to_pandas()
    for field in table.schema:
        if pa.types.is_integer(field.type) and table[field.name].null_count:
            frame[field.name] = table[field.name].to_pandas(
                types_mapper={field.type: pd.Int64Dtype()}.get
            )
    return frame


EAGER = {
    "pandas": _pandas,
    "pandas-arrow": _pandas_in_arrow,
    "polars": pl.from_arrow,
    "pyarrow": lambda table: table,
}
LAZY = {
    "polars-lazy": lambda table: pl.from_arrow(table).lazy(),
    "duckdb": lambda table: duckdb.connect().from_arrow(table),
}


def listed(frame):
    """What stands in a frame: a list of Python's own values by column."""
    if isinstance(frame, pl.LazyFrame):
        frame = frame.collect()
    if isinstance(frame, pl.DataFrame):
        return frame.to_dict(as_series=False)
    if isinstance(frame, duckdb.DuckDBPyRelation):
        frame = frame.to_arrow_table()
    if hasattr(frame, "toArrow"):  # PySpark
        frame = frame.toArrow()
    if isinstance(frame, pa.Table):
        return frame.to_pydict()
    return {
        name: [None if value is pd.NA else value for value in frame[name].tolist()]
        for name in frame.columns
    }


every_engine = pytest.mark.parametrize(
    "make", [*EAGER.values(), *LAZY.values()], ids=[*EAGER, *LAZY]
)
"""Runs a test on every engine, eager and lazy."""
