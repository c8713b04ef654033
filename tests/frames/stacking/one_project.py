"""Two awards of one project, and what is read from frames of them."""

from datetime import date

import polars as pl

from tests.frames.engines import listed

ON = date(2024, 6, 1)

TWO = {
    "clause": ["langfang_2023/1.1", "langfang_2023/1.2"],
    "subject": ["P", "P"],
    "amount": [5, 7],
}


def two(**more):
    """Two awards of one project as a Polars frame, with other columns or without some."""
    columns = {**TWO, **more}
    return pl.DataFrame({name: column for name, column in columns.items() if column is not None})


def read(error):
    """The heading of an error, then its faults: each as its code and its English text."""
    heading, *lines = str(error).splitlines()
    assert lines == [f"  {one}" for one in error.faults]
    return [heading, *(f"{one.code} {one.text('en')}" for one in error.faults)]


def paid(frame):
    return listed(frame)["paid"]
