"""Exit codes: 0 done, 1 a text differs, 2 bad input, 3 no answer; a crash is never a difference."""

import os
import subprocess
from io import StringIO
from pathlib import Path

import pytest

from aipolicy import registry
from aipolicy.cli import program

EXAMPLE = Path(__file__).parents[2] / "examples" / "harbin_2023.yaml"
FULL = Path("/dev/full")
COMMANDS = [
    ["clauses"],
    ["show", "harbin_2022/4.1"],
    ["assess", EXAMPLE],
    ["assess", EXAMPLE, "--json"],
    ["--help"],
    ["--version"],
]


def end_of(running):
    _, err = running.communicate(timeout=60)
    return running.returncode, (err or b"").decode()


@pytest.mark.skipif(not FULL.exists(), reason="the system has no such device")
@pytest.mark.parametrize("args", COMMANDS)
def test_a_full_disk_exits_3(program, args):
    with FULL.open("wb") as full:
        code, err = end_of(program(*args, stdout=full))
    assert (code, err) == (3, "output：输出无法写入；请指明可写入的位置\n")


@pytest.mark.skipif(not FULL.exists(), reason="the system has no such device")
def test_errors_that_cannot_be_written_exit_3(program):
    with FULL.open("wb") as full:
        assert end_of(program("show", "zz", stderr=full))[0] == 3
        assert end_of(program("clauses", stdout=full, stderr=full))[0] == 3


@pytest.mark.skipif(os.name != "posix", reason="a shell closes the output")
@pytest.mark.parametrize(
    ("args", "closed", "code"),
    [
        (["show", "harbin_2022/4.1"], ">&-", 3),
        (["assess", str(EXAMPLE)], ">&-", 3),
        (["--version"], ">&- 2>&-", 3),
        (["show", "zz"], ">&-", 2),
        (["show", "zz"], "2>&-", 2),
    ],
)
def test_a_closed_output_exits_3(program, args, closed, code):
    """Where nothing is to be printed on it, it does no harm."""
    running = program(*args)
    running.communicate(timeout=60)
    shell = f'exec "$@" {closed}'
    done = subprocess.run(
        ["/bin/sh", "-c", shell, "sh", *running.args],
        env=environment(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == code


def environment():
    import aipolicy

    return {**os.environ, "PYTHONPATH": str(Path(aipolicy.__file__).parents[1])}


class Broken(BaseException):
    pass


@pytest.mark.parametrize(
    "error", [SystemExit(0), SystemExit(1), SystemExit("x"), KeyError("a"), MemoryError(), Broken("b\nc"), RecursionError(), OSError(2, "no such file", "islands.toml")]
)  # fmt: skip
@pytest.mark.parametrize("args", [["clauses"], ["show", "harbin_2022/4.1"], ["assess", EXAMPLE]])
def test_a_broken_plug_in_exits_3(run, monkeypatch, args, error):
    def policies():
        raise error

    monkeypatch.setattr(registry, "policies", policies)
    monkeypatch.setattr(registry, "clause", lambda id_: policies())
    result = run(*args)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith(f"发生意外错误：{type(error).__name__}")
    assert result.stderr.count("\n") == 1
    english = run(*args, "--language", "en")
    assert english.stderr.endswith("; please report it with the command that was run\n")


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["clauses"], 0),
        ([], 0),
        (["-h"], 0),
        (["assess", EXAMPLE], 0),
        (["check-text", "harbin_2022", EXAMPLE], 1),
        (["check-text", "harbin_2022", "none.txt"], 2),
        (["assess", "none.yaml"], 2),
        (["zz"], 2),
    ],
)
def test_a_code_says_how_it_ended(run, args, code):
    assert run(*args).exit_code == code


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="the system has no such file")
@pytest.mark.parametrize(
    "args", [["assess", "/dev/zero"], ["check-text", "harbin_2022", "/dev/zero"]]
)
def test_an_endless_file_exits_2(run, args):
    result = run(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert (
        result.stderr == "zero：1 处错误\n  file='/dev/zero'：文件最大 4 MB；请拆分，或核对文件\n"
    )


@pytest.mark.parametrize(
    "name", ["P）\\n合计（资金）：99,000,000.00 元\\e[31m", "\\x1b[2J", "a\\u202eb"]
)
def test_a_name_cannot_forge_a_report(run, tmp_path, name):
    case = tmp_path / "case.yaml"
    case.write_text(
        f'claims: [{{clause: harbin_2022/9.2, on: 2023-06-01, subject: "{name}", '
        "facts: {event_cost: 60万元, on_annual_list: 是}}]",
        encoding="utf-8",
    )
    result = run("assess", case)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 2
    assert all(line.isprintable() for line in result.stderr.splitlines())
    assert "名称中不得有控制字符" in result.stderr


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["clauses", "--policy"], "--policy"),
        (["clauses", "--in-force-on", "yesterday"], "yesterday"),
        (["show"], "provision"),
        (["show", "a", "b"], "show"),
        (["clauses", "--all=5"], "--all"),
    ],
)
def test_misuse_exits_2_and_names_the_argument(run, args, said):
    ended = run(*args)
    assert ended.exit_code == 2
    assert said in ended.stderr
    assert ended.stdout == ""


class Full(StringIO):
    """An output on a full disk."""

    def flush(self):
        raise OSError


@pytest.mark.parametrize("output", [None, Full()])
def test_an_output_that_is_gone_exits_3(monkeypatch, capsys, output):
    monkeypatch.setattr("sys.stdout", output)
    assert program.run(["clauses", "--policy", "harbin_2022"]) == 3
    assert capsys.readouterr().err == "output：输出无法写入；请指明可写入的位置\n"


def test_errors_that_are_gone_exit_3(monkeypatch):
    monkeypatch.setattr("sys.stderr", Full())
    assert program.run(["show", "zz"]) == 3
