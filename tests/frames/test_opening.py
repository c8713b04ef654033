"""Which frames are taken, told by their engine and not by their shape."""

import narwhals as nw
import polars as pl
import pytest

from aipolicy import frames
from aipolicy.frames.opening import opened_frame


@pytest.mark.parametrize(
    ("frame", "engine"),
    [
        (pl.DataFrame({"x": [1]}), nw.Implementation.MODIN),
        (pl.LazyFrame({"x": [1]}), nw.Implementation.IBIS),
    ],
)
def test_an_engine_whose_results_were_never_held_to_the_fen_is_refused(frame, engine, monkeypatch):
    kind = nw.DataFrame if isinstance(frame, pl.DataFrame) else nw.LazyFrame
    monkeypatch.setattr(kind, "implementation", engine)
    with pytest.raises(frames.UnsupportedFrame, match=type(frame).__name__):
        opened_frame(frame)


def test_every_frame_that_is_taken_opens_as_itself():
    assert isinstance(opened_frame(pl.DataFrame({"x": [1]})), nw.DataFrame)
    assert isinstance(opened_frame(pl.LazyFrame({"x": [1]})), nw.LazyFrame)
