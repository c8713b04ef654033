"""Columns of text in whatever way a frame keeps them."""

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from aipolicy import frames
from aipolicy.frames.stacking.rows.encoded_text import EncodedText, encoded
from tests.frames.stacking.one_project import ON, TWO, paid

TEXTS = ["P", None, "P", "Q"]


@pytest.mark.parametrize(
    "column",
    [
        np.array(TEXTS, object),
        np.array(["P", float("nan"), "P", "Q"], object),
        pa.array(TEXTS, pa.string()),
        pa.array(TEXTS, pa.large_string()),
        pa.array(TEXTS, pa.string_view()),
        pa.array(TEXTS, pa.string()).dictionary_encode(),
        pa.array(["x", *TEXTS], pa.string())[1:],
        pa.array(["x", *TEXTS], pa.string()).dictionary_encode()[1:],
        pc.run_end_encode(pa.array(TEXTS, pa.string())),
        np.array([np.str_("P"), pd.NA, "P", "Q"], object),
    ],
    ids=[
        "object",
        "NaN",
        "string",
        "large",
        "view",
        "dictionary",
        "sliced",
        "sliced-dictionary",
        "runs",
        "NumPy's own",
    ],
)
def test_equal_texts_share_one_code(column):
    found = encoded(column)
    assert [found.text(row) for row in range(4)] == TEXTS
    assert found.codes[0] == found.codes[2] != found.codes[3]
    assert len(found.texts()) == len(set(found.texts()))


def test_an_empty_text_is_none():
    assert [encoded(pa.array(["", "P", None])).text(row) for row in range(3)] == [None, "P", None]
    assert EncodedText.constant("", 2).missing.all()


@pytest.mark.parametrize(
    ("column", "rows"),
    [
        (np.array(["P", 7, None, 8.5], object), [1, 3]),
        (np.array(["P", "\ud800"], object), [1]),
        (np.array(["P", b"P"], object), [1]),
        (pa.array([b"P", None]), [0]),
        (pa.array([1, None, 2]), [0, 2]),
        (pa.array([1, None]).dictionary_encode(), [0]),
    ],
    ids=["mixed", "half a pair", "bytes in text", "bytes", "numbers", "numbers by code"],
)
def test_what_is_no_text_is_told_by_row(column, rows):
    assert encoded(column).tolist() == rows


@pytest.mark.parametrize(
    "column", [pa.nulls(2), pa.nulls(2, pa.int64()), np.array([None, None], object)]
)
def test_a_column_with_nothing_in_it_names_nothing(column):
    found = encoded(column)
    assert isinstance(found, EncodedText)
    assert found.missing.all()


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame(TWO).astype({"clause": "category", "subject": "string"}),
        pd.DataFrame(TWO).astype({"clause": "category"}).astype(object),
        pl.DataFrame(TWO).cast({"clause": pl.Categorical, "subject": pl.Enum(["P", "Q"])}),
        pl.concat([pl.DataFrame(TWO)[:1], pl.DataFrame(TWO)[1:]], rechunk=False),
        pa.concat_tables([pa.table(TWO)[:1], pa.table(TWO)[1:]]),
    ],
    ids=["category", "object", "categorical", "polars pieces", "arrow pieces"],
)
def test_a_frame_may_keep_its_text_as_it_likes(frame):
    assert paid(frames.stack(frame, unit="fen", on=ON)) == [0, 7]
