"""Frames of Dask: each part is a frame of pandas, worked out as such when Dask comes to it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Protocol, Self, cast


class Partitioned(Protocol):
    """A frame of Dask, as far as it is used here."""

    def map_partitions(self, function: Callable[[object], object], /, *, meta: object) -> Self:
        """Return the frame whose parts are what a function makes of each of its parts."""
        ...


def is_partitioned(frame: object) -> bool:
    """Return whether this is a frame of Dask, which is loaded already if it is.

    >>> is_partitioned([1, 2])
    False
    """
    dask = sys.modules.get("dask.dataframe")
    return dask is not None and isinstance(frame, cast("type", dask.DataFrame))


def in_partitions(frame: object, run: Callable[[object], object]) -> object:
    """Return the frame with each of its parts as a call leaves it.

    The call runs at once on a part without rows, so names and types are checked now; rows are
    looked at when Dask works the frame out.
    """
    from dask.dataframe.dispatch import (  # noqa: PLC0415  # pyright: ignore[reportMissingTypeStubs]
        make_meta,  # pyright: ignore[reportUnknownVariableType]
    )

    without_rows = cast("Callable[[object], object]", make_meta)(frame)
    return cast("Partitioned", frame).map_partitions(run, meta=run(without_rows))
