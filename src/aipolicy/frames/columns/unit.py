"""The units in which columns of money are counted: fen, yuan and 万元 (`"wan"`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

Unit: TypeAlias = Literal["fen", "yuan", "wan"]
"""The unit of columns of money; `"wan"` is 万元, ten thousand yuan."""

DECIMALS: Final[Mapping[str, int]] = {"fen": 0, "yuan": 2, "wan": 6}
"""How many decimals a sum of whole fen has in each unit, by the name of the unit."""


_FEN: Final[Mapping[str, int]] = {"fen": 1, "yuan": 100, "wan": 1_000_000}


def is_unit(unit: object) -> bool:
    """Return whether this is the name of a unit.

    >>> is_unit("wan"), is_unit("cents"), is_unit(["fen"])
    (True, False, False)
    """
    return isinstance(unit, str) and unit in DECIMALS


def fen_per(unit: str) -> int:
    """Return how many fen are one unit.

    >>> fen_per("yuan"), fen_per("wan")
    (100, 1000000)
    """
    return _FEN[unit]
