"""Clauses over frames: pandas, Polars and PyArrow frames eagerly, others lazily.

Needs the extra `frames` (NumPy, Narwhals, PyArrow); the frame's own library is the caller's.
"""

from importlib.util import find_spec

from aipolicy.errors import Code, MissingExtra, fault
from aipolicy.errors.fault import Shown

_missing = [name for name in ("numpy", "narwhals", "pyarrow") if find_spec(name) is None]
if _missing:
    raise MissingExtra(  # pragma: no cover  (tested in a process without these libraries)
        fault(
            Code.EXTRA_MISSING,
            value=Shown("aipolicy.frames"),
            names=tuple(_missing),
            install="'aipolicy[frames]'",
        )
    )

from aipolicy.errors import ColumnsOverflow as Overflow  # noqa: E402
from aipolicy.errors import InvalidColumns, UnsupportedFrame  # noqa: E402
from aipolicy.frames.over import over, over_all  # noqa: E402
from aipolicy.frames.stacking.resolver import stack  # noqa: E402

__all__ = ["InvalidColumns", "Overflow", "UnsupportedFrame", "over", "over_all", "stack"]
