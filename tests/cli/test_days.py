"""The file of effective dates at the command line: `--days FILE` and `AIPOLICY_DAYS`."""

import json

import pytest

CASE = """
claims:
- clause: langfang_2023/7.2
  on: 2024-06-01
  facts: {main_revenue: 6亿元, highest_past_main_revenue: 0}
"""
DAYS = "[effective_from]\nlangfang_2023 = 2023-01-04\n"


@pytest.fixture(autouse=True)
def files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("AIPOLICY_DAYS", raising=False)
    (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")
    (tmp_path / "days.toml").write_text(DAYS, encoding="utf-8")
    (tmp_path / "ended.toml").write_text(DAYS.replace("2023-", "2020-"), encoding="utf-8")
    (tmp_path / "bad.toml").write_text(DAYS.replace("g_2023", "g_2022"), encoding="utf-8")


def test_assess_takes_a_file(run):
    done = run("assess", "case.yaml", "--days", "days.toml", "--json")
    (award,) = json.loads(done.stdout)["awards"]
    assert award["amount"] == "5000000.00"
    assert award["stated_day"] == {"day": "2023-01-04", "by": "file"}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", "施行日期 2023-01-04 取自施行日期文件，文本未载明"),
        ("en", "effective date 2023-01-04 stated in a file of days; the text gives none"),
    ],
)
def test_answers_say_that_a_day_is_stated(run, language, said):
    for args in (
        ["assess", "case.yaml", "--steps"],
        ["show", "langfang_2023/7.2"],
        ["show", "langfang_2023/1.2"],
        ["clauses"],
        ["clauses", "--policy", "langfang_2023", "--in-force-on", "2024-06-01"],
    ):
        done = run(*args, "--days", "days.toml", "--language", language)
        assert done.exit_code == 0
        assert said in done.stdout
        assert said not in run(*args, "--language", language).output


def test_listing_knows_stated_days(run):
    args = ["clauses", "--policy", "langfang_2023", "--language", "en"]
    unknown = run(*args, "--in-force-on", "2024-06-01").stdout
    assert "unknown whether in force on 2024-06-01" in unknown
    known = run(*args, "--in-force-on", "2024-06-01", "--days", "days.toml").stdout
    assert "unknown whether" not in known
    ended = run(*args, "--in-force-on", "2024-06-01", "--days=ended.toml").stdout
    assert ended == "no provisions\n"


def test_option_beats_the_environment(run, monkeypatch):
    monkeypatch.setenv("AIPOLICY_DAYS", "ended.toml")
    assert run("assess", "case.yaml").exit_code == 2
    assert run("assess", "case.yaml", "--days", "days.toml").exit_code == 0
    monkeypatch.setenv("AIPOLICY_DAYS", "days.toml")
    assert run("assess", "case.yaml").exit_code == 0
    assert run("assess", "case.yaml", "--days", "ended.toml").exit_code == 2


def test_environment_serves_a_process(program):
    for name, code in (("days.toml", 0), ("ended.toml", 2), ("", 2)):
        started = program("assess", "case.yaml", env={"AIPOLICY_DAYS": name})
        assert (started.communicate()[1] == b"") is (code == 0)
        assert started.returncode == code


def test_option_holds_for_one_command(run):
    assert run("assess", "case.yaml", "--days", "days.toml").exit_code == 0
    assert run("assess", "case.yaml").exit_code == 2


MISTAKES = {
    "missing": ("none.toml", "没有此文件", "no such file"),
    "folder": (".", "这是目录", "this is a folder"),
    "not TOML": (
        "case.yaml",
        "第 2 行第 7 列：不是有效的 TOML",
        "line 2, column 7: not valid TOML",
    ),
    "unknown": ("bad.toml", "是否应为 langfang_2023？", "did you mean langfang_2023?"),
}


@pytest.mark.parametrize("way", ["option", "variable"])
@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
@pytest.mark.parametrize("command", ["assess case.yaml", "clauses", "show harbin_2022/4.1"])
def test_mistakes_are_bad_input(run, monkeypatch, way, mistake, command):
    name, zh, en = mistake
    given = ["--days", name] if way == "option" else []
    if way == "variable":
        monkeypatch.setenv("AIPOLICY_DAYS", name)
    for language, said in (("zh", zh), ("en", en)):
        done = run(*command.split(), *given, "--language", language)
        assert (done.exit_code, done.stdout) == (2, "")
        assert said in done.stderr
        named = "--days" if way == "option" else "AIPOLICY_DAYS"
        assert (f"  {named}=" in done.stderr) is (name != "bad.toml")


def test_other_commands_read_no_days(run, monkeypatch):
    monkeypatch.setenv("AIPOLICY_DAYS", "none.toml")
    assert "none.toml" not in run("check-text", "harbin_2022", "nothing.txt").stderr
    assert run("--version").exit_code == 0
    assert run("assess", "--help").exit_code == 0
    assert run("check-text", "--days", "days.toml", "harbin_2022", "x").exit_code == 2


def test_help_names_both_ways(run):
    for language in ("zh", "en"):
        assert "AIPOLICY_DAYS" in run("assess", "--help", "--language", language).stdout
    assert run("assess", "case.yaml", "--days").exit_code == 2


def test_cure_names_every_way(run):
    said = run("assess", "case.yaml", "--language", "en").stderr
    assert "effective_from: 2025-06-30" in said
    assert "--days or AIPOLICY_DAYS" in said
