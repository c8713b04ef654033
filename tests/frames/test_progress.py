"""Progress is shown by whichever library there is, and only where it is asked for."""

import sys
from types import ModuleType

import pyarrow as pa
import pytest

from aipolicy import frames
from aipolicy.errors import MissingExtra
from aipolicy.rules import langfang_2023

TABLE = pa.table({"investment": range(300_000)})


def work():
    return frames.over(TABLE, langfang_2023.platform_construction, unit="fen", progress=True)[
        "amount"
    ][-1].as_py()


def only(monkeypatch, *names):
    monkeypatch.setattr(
        "aipolicy.frames.progress.find_spec", lambda name: name if name in names else None
    )


def test_tqdm_shows_every_block_of_rows(monkeypatch):
    shown = []
    module = ModuleType("tqdm.auto")
    module.tqdm = lambda finished, total: shown.append(total) or finished
    monkeypatch.setitem(sys.modules, "tqdm.auto", module)
    only(monkeypatch, "tqdm", "rich")
    assert work() == 30_000
    assert shown == [2]


def test_rich_shows_it_where_there_is_no_tqdm(monkeypatch, capsys):
    only(monkeypatch, "rich")
    assert work() == 30_000
    assert "aipolicy" in capsys.readouterr().out


def test_missing_extra_says_what_to_install(monkeypatch):
    only(monkeypatch)
    with pytest.raises(MissingExtra) as missing:
        work()
    assert missing.value.fault.code == "extra.missing"
    assert str(missing.value) == "progress=True: tqdm or Rich is not installed; pip install tqdm"
    assert missing.value.fault.text("zh") == (
        "progress=True：未安装 tqdm 或 Rich；请执行 pip install tqdm"
    )


def test_a_frame_without_rows_shows_no_progress(monkeypatch):
    only(monkeypatch)
    clause = langfang_2023.platform_construction
    found = frames.over(TABLE[:0], clause, unit="fen", progress=True)
    assert found.num_rows == 0
