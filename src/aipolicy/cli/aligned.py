"""Rows of text in columns; a Chinese character is two columns wide."""

from __future__ import annotations

import io
from collections.abc import Collection, Sequence
from typing import Literal

from rich.console import Console
from rich.table import Table
from rich.text import Text

_WIDE = 100_000


def aligned(
    rows: Sequence[Sequence[str]], right: Collection[int] = (), width: int | None = None
) -> list[str]:
    """Return rows as lines with their columns aligned, two blanks apart and never cut.

    Args:
        rows: the cells of each row; all rows have the same number.
        right: the columns, counted from 0, that are aligned to the right.
        width: the widest line; the last column is wrapped to it.

    >>> aligned([("给予", "5"), ("a", "10")], right=[1])
    ['给予   5', 'a     10']
    >>> aligned([])
    []
    """
    if not rows:
        return []
    table = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
    for place in range(len(rows[0])):
        side: Literal["left", "right"] = "right" if place in right else "left"
        last = place == len(rows[0]) - 1
        table.add_column(justify=side, no_wrap=width is None or not last, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    page = io.StringIO()
    Console(file=page, width=width or _WIDE, color_system=None, force_terminal=False).print(table)
    return [line.rstrip() for line in page.getvalue().splitlines()]
