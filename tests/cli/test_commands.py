import json
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest
from rich.cells import cell_len

import aipolicy
from aipolicy import Assessment, texts
from aipolicy.cli import commands
from tests.invented.orchards import TEXT, orchards
from tests.sources import source

EXAMPLE = Path(__file__).parents[2] / "examples" / "harbin_2023.yaml"
CODES = "  Exit codes: 0 done; 1 a text differs from the code; 2 bad input; 3 no answer.\n"


def test_the_steps_are_printed_when_asked(run):
    assert (
        "30% × 项目总投资 = 6,000,000.00 > 5,000,000.00" in run("assess", EXAMPLE, "--steps").output
    )


def test_json_is_the_whole_assessment(run):
    result = run("assess", EXAMPLE, "--json")
    assessment = Assessment.model_validate_json(result.output)
    assert str(assessment.total) == "5603693.57"
    assert json.loads(result.output)["awards"][1]["amount"] == "246913.57"


BAD = [
    (["show", "harbin_2022/44.1"], "ID='harbin_2022/44.1': unknown provision; did you mean harbin_2022/4.1?\n"),
    (["show", "zz"], "ID='zz': unknown provision; aipolicy clauses --all lists them all\n"),
    (["show", "harbin_2022"], "ID='harbin_2022': this is a document; aipolicy clauses --policy harbin_2022 --all lists its provisions\n"),
    (["clauses", "--policy", "harbin_2023"], "options: 1 fault\n  --policy='harbin_2023': unknown policy; did you mean harbin_2022?\n"),
    (["clauses", "--in-force-on", "June"], "options: 1 fault\n  --in-force-on='June': not a date; write it as 2023-06-01 or 2023/6/1\n"),
    (["clauses", "--policy", "zz", "--kind", "ceilng", "--in-force-on", "2023-02-29"], "options: 3 faults\n"
        "  --policy='zz': unknown policy; known: dalian_2025_draft, harbin_2022, heilongjiang_2026, langfang_2023, wuhan_2024_draft\n"
        "  --in-force-on='2023-02-29': not a date; write it as 2023-06-01 or 2023/6/1\n"
        "  --kind='ceilng': unknown choice; did you mean ceiling?\n"),
    (["clauses", "--kind", "zz"], "options: 1 fault\n  --kind='zz': unknown choice; choose one of: amount, ceiling, range, in_kind, referral, discretionary, non_monetary\n"),
    (["check-text", "harbin_2023", "copy.txt"], "policy='harbin_2023': unknown policy; did you mean harbin_2022?\n"),
    (["check-text", "harbin_2022", "none.txt"], "none.txt: 1 fault\n  file='none.txt': no such file; check its name and folder\n"),
    (["show", "哈政规[2022]22号"], "ID='哈政规[2022]22号': this is a document; aipolicy clauses --policy harbin_2022 --all lists its provisions\n"),
    (["clauses", "--policy", "哈政规[2022]23号"], "options: 1 fault\n  --policy='哈政规[2022]23号': unknown policy; did you mean harbin_2022?\n"),
    (["check-text", "哈政规[2022]22号", "none.txt"], "none.txt: 1 fault\n  file='none.txt': no such file; check its name and folder\n"),
    (["assess", "none.yaml"], "none.yaml: 1 fault\n  file='none.yaml': no such file; check its name and folder\n"),
    (["assess"], "case=(missing): an argument is missing; aipolicy assess --help shows how to call it\n"),
    (["clauses", "--kind"], "--kind=(missing): an argument is missing; aipolicy clauses --help shows how to call it\n"),
    (["--zz"], "--zz: no such option; aipolicy --help lists the options\n"),
    (["clauses", "--polcy", "a"], "--polcy: no such option; did you mean --policy?\n"),
    (["nonsense"], "'nonsense': no such command; aipolicy --help lists the commands\n"),
    (["clauss"], "'clauss': no such command; did you mean clauses?\n"),
]  # fmt: skip


@pytest.mark.parametrize(("args", "message"), BAD)
def test_bad_input_exits_2_and_says_the_cure(run, args, message):
    result = run("--language=en", *args)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", message)


@pytest.mark.parametrize(
    "name",
    [
        "哈政规〔2022〕22号",
        "哈政规 (2022) 22 号",
        "《哈尔滨市建设国家新一代人工智能创新发展试验区若干政策》",
    ],
)
def test_document_is_named_as_people_do(run, tmp_path, name):
    listed = run("clauses", "--policy", name)
    assert listed.output == run("clauses", "--policy", "harbin_2022").output
    (tmp_path / "copy.txt").write_text("给予2000万元。", encoding="utf-8")
    checked = run("check-text", name, tmp_path / "copy.txt")
    assert checked.output.startswith("harbin_2022：不一致")
    assert checked.exit_code == 1


def test_faults_are_listed_under_their_file(run, tmp_path):
    case = tmp_path / "case.yaml"
    case.write_text("claims: [{clause: harbin_2022/9.2, on: 2023-06-01, facts: {event_cost: 5}}]")
    result = run("assess", case, "--language", "en")
    assert (result.exit_code, result.stderr) == (
        2,
        "case.yaml: 1 fault\n"
        "  claims[1].facts.on_annual_list=(missing): this fact is required; write 是 or 否\n",
    )
    assert run("assess", case).stderr == (
        "case.yaml：1 处错误\n"
        "  claims[1].facts.on_annual_list（纳入年度活动清单）=（未填）：此项事实必填；请填写是或否\n"
    )


@pytest.mark.parametrize("command", ["", "assess", "clauses", "show", "check-text"])
def test_help_states_the_exit_codes(run, command):
    for option in ("-h", "--help"):
        result = run(*([command] if command else []), option, "--language", "en")
        assert result.exit_code == 0
        assert result.output.endswith(CODES)


@pytest.mark.parametrize("columns", [40, 80, 100, 300])
def test_help_fits_the_terminal(run, monkeypatch, columns):
    """No word is lost, and no line of two columns a character is wider than the terminal."""
    monkeypatch.setenv("COLUMNS", str(columns))
    for language in ("zh", "en"):
        lines = run("clauses", "--help", "--language", language).output.splitlines()
        assert all(cell_len(line) <= columns for line in lines)
        wide = "".join(lines).replace(" ", "")
        assert all(one in wide for one in ("--in-force-on", "non_monetary", "--language"))


def test_no_command_prints_the_help(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    assert run() == run("--help")
    assert (
        run("--language", "en").output
        == """\
Usage: aipolicy [Options] Commands …

  China's AI subsidy policies as exact functions.

Commands
  assess      Assess a case: what each claim comes to, and why.
  clauses     List the provisions with a computable amount; --all lists every
              one. The last line says how many are left out.
  show        Show one provision: what it gives, its facts, figures, days, open
              points, and where its words are.
  check-text  Compare a copy of the official text with its encoding.

Options
  --version   Print the version.
  --language  The language of the answer: zh or en.
  -h, --help  Show this help.

"""
        + CODES
    )


def test_prints_the_installed_version(run, monkeypatch):
    monkeypatch.setattr("importlib.metadata.version", {"aipolicy": "1.2.3"}.__getitem__)
    assert run("--version") == (0, "aipolicy 1.2.3\n", "")

    def not_installed(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr("importlib.metadata.version", not_installed)
    assert run("--version") == (0, "aipolicy\n", "")


def test_check_text_reports_differences(run, tmp_path):
    copy = tmp_path / "copy.txt"
    copy.write_text("一、支持人工智能关键技术攻关。给予2000万元。", encoding="utf-8")
    result = run("check-text", "harbin_2022", copy, "--language", "en")
    assert result.exit_code == 1
    assert result.output.startswith("harbin_2022: not ok: ")
    assert json.loads(run("check-text", "harbin_2022", copy, "--json").output)["ok"] is False
    assert run("check-text", "harbin_2023", copy).exit_code == 2
    assert run("check-text", "harbin_2022", tmp_path / "none.txt").exit_code == 2


def test_check_text_accepts_a_matching_text(run, monkeypatch, tmp_path):
    document, copy = orchards(), tmp_path / "orchards.txt"
    copy.write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(commands.registry, "policy", {"orchards": document}.__getitem__)
    result = run("check-text", "orchards", copy, "--language", "en")
    report = texts.check(document, TEXT)
    assert (result.exit_code, result.output) == (0, f"{report.text('en')}\n")
    assert run("check-text", "orchards", copy).output == f"{report.text('zh')}\n"
    assert result.output.startswith("orchards: ok: 7 unchanged, 0 changed, 0 missing")


@pytest.mark.parametrize("policy", aipolicy.policies(), ids=lambda policy: policy.id)
def test_check_text_accepts_official_texts(run, policy, tmp_path):
    copy = tmp_path / "copy.txt"
    copy.write_text(source(policy.id), encoding="utf-8")
    result = run("check-text", policy.id, copy, "--language", "en")
    assert result.exit_code == 0
    assert " 0 changed, 0 missing, 0 unaccounted, 0 contradicted" in result.output
