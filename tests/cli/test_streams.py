import io
import os
import runpy
import signal
import sys
from pathlib import Path

import pytest

from aipolicy import cli
from aipolicy.cli import streams

EXAMPLE = Path(__file__).parents[2] / "examples" / "harbin_2023.yaml"


@pytest.fixture
def handlers():
    """Give back the handlers of signals that the program takes away."""
    kept = {name: signal.getsignal(name) for name in (signal.SIGINT, signal.SIGPIPE)}
    yield kept
    for name, handler in kept.items():
        signal.signal(name, handler)


@pytest.mark.parametrize("start", [cli.main, lambda: runpy.run_module("aipolicy")])
def test_runs_as_script_and_as_module(monkeypatch, capsys, handlers, start):
    monkeypatch.setattr(sys, "argv", ["anything", "show", "harbin_2022/4.1"])
    with pytest.raises(SystemExit) as ended:
        start()
    assert ended.value.code == 0
    assert {signal.getsignal(name) for name in handlers} == {signal.SIG_DFL}
    assert capsys.readouterr().out.startswith("harbin_2022/4.1  示范应用场景建设补助\n")


def test_runs_without_sigpipe(monkeypatch, capsys, handlers):
    monkeypatch.delattr(signal, "SIGPIPE")
    monkeypatch.setattr(sys, "argv", ["anything", "clauses", "--kind", "range", "--language", "en"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 0
    assert capsys.readouterr().out.endswith("1 provision\n")


def test_own_import_error_is_not_hidden(monkeypatch, capsys, handlers):
    """A broken import of the program is not reported as a missing extra."""
    monkeypatch.setitem(sys.modules, "aipolicy.cli.program", None)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 3
    assert capsys.readouterr() == (
        "",
        "aipolicy: import of aipolicy.cli.program halted; None in sys.modules\n",
    )


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gbk", "utf-8"])
def test_chinese_is_written_in_every_locale(program, encoding):
    bare = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    env = {**bare, "PYTHONIOENCODING": encoding}
    running = program("assess", EXAMPLE.with_name("langfang_2024.yaml"), env=env)
    out, err = running.communicate(timeout=60)
    assert (running.returncode, err) == (0, b"")
    text = out.decode("gbk" if encoding == "gbk" else "utf-8")
    assert "合计（资金）：3,300,000.00 元" in text


def test_unencodable_characters_are_escaped():
    written = io.BytesIO()
    stream = io.TextIOWrapper(written, encoding="gbk")
    streams.write_all_characters(stream)
    stream.write("元 \N{GRINNING FACE}")
    stream.flush()
    assert written.getvalue().decode("gbk") == r"元 \U0001f600"
    ascii_ = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    streams.write_all_characters(ascii_)
    assert (ascii_.encoding, ascii_.errors) == ("utf-8", "backslashreplace")
    text = io.StringIO()
    streams.write_all_characters(text)
    assert text.encoding is None


@pytest.mark.skipif(not hasattr(signal, "SIGPIPE"), reason="the system has no such pipes")
def test_closed_pipe_ends_silently(program):
    running = program("clauses", "--all")
    running.stdout.close()
    assert running.stderr.read() == b""
    running.stderr.close()
    assert running.wait(timeout=60) == -signal.SIGPIPE


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_interrupt_ends_silently(program, tmp_path):
    case = tmp_path / "case.yaml"
    os.mkfifo(case)
    running = program("assess", case)
    with case.open("w"):  # opened once the program reads it, and nothing comes
        running.send_signal(signal.SIGINT)
        assert running.communicate(timeout=60) == (b"", b"")
    assert running.returncode == -signal.SIGINT


@pytest.mark.parametrize("missing", ["click", "rich.console"])
def test_names_the_extra_to_install(monkeypatch, capsys, handlers, missing):
    for name in [name for name in sys.modules if name.startswith("aipolicy.cli.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 2
    assert capsys.readouterr() == (
        "",
        "aipolicy: pip install 'aipolicy[cli]'\n",
    )
