"""Frames of Dask: each partition is computed as a pandas frame, when Dask needs it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Protocol, Self, cast


class Partitioned(Protocol):
    """A frame of Dask, as far as it is used here."""

    def map_partitions(self, function: Callable[[object], object], /, *, meta: object) -> Self:
        """Return the frame with a function applied to each of its partitions."""
        ...


def is_partitioned(frame: object) -> bool:
    """Return whether this is a frame of Dask, without loading Dask.

    >>> is_partitioned([1, 2])
    False
    """
    dask = sys.modules.get("dask.dataframe")
    return dask is not None and isinstance(frame, cast("type", dask.DataFrame))


def in_partitions(frame: object, run: Callable[[object], object]) -> object:
    """Return the frame with a call applied to each of its partitions.

    The call runs at once on a partition without rows, so names and types are checked now; rows
    are checked when Dask computes the frame.
    """
    from dask.dataframe.dispatch import (  # noqa: PLC0415  # pyright: ignore[reportMissingTypeStubs]
        make_meta,  # pyright: ignore[reportUnknownVariableType]
    )

    without_rows = cast("Callable[[object], object]", make_meta)(frame)
    return cast("Partitioned", frame).map_partitions(run, meta=run(without_rows))
