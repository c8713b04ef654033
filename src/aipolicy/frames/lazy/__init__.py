"""Frames that an engine computes later: DuckDB, PySpark, lazy Polars and Dask."""
