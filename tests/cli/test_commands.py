import json
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

import aipolicy
from aipolicy import Assessment, texts
from aipolicy.cli import commands
from tests.invented.orchards import TEXT, orchards
from tests.sources import source

EXAMPLE = Path(__file__).parents[2] / "examples" / "harbin_2023.yaml"
CODES = "  Exit codes: 0 done; 1 a text differs from the code; 2 bad input.\n"


def test_the_steps_are_printed_when_asked(run):
    assert (
        "30% × 项目总投资 = 6,000,000.00 > 5,000,000.00" in run("assess", EXAMPLE, "--steps").output
    )


def test_json_is_the_whole_assessment(run):
    result = run("assess", EXAMPLE, "--json")
    assessment = Assessment.model_validate_json(result.output)
    assert str(assessment.total) == "5603693.57"
    assert json.loads(result.output)["awards"][1]["amount"] == "246913.57"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["show", "harbin_2022/44.1"], "measure=harbin_2022/44.1: there is no such measure; did you mean harbin_2022/4.1?\n"),
        (["show", "zz"], "measure=zz: there is no such measure; aipolicy clauses --all lists them\n"),
        (["show", "harbin_2022"], "measure=harbin_2022: this is a document; aipolicy clauses --policy harbin_2022 --all lists its measures\n"),
        (["clauses", "--policy", "harbin_2023"], "options: 1 fault\n  --policy='harbin_2023': there is no such document; did you mean harbin_2022?\n"),
        (["clauses", "--in-force-on", "June"], "options: 1 fault\n  --in-force-on='June': this is no day; write it as 2023-06-01\n"),
        (["clauses", "--policy", "zz", "--kind", "ceilng", "--in-force-on", "2023-02-29"], "options: 3 faults\n"
            "  --policy='zz': there is no such document; choose of dalian_2025_draft, harbin_2022, heilongjiang_2026, langfang_2023, wuhan_2024_draft\n"
            "  --in-force-on='2023-02-29': this is no day; write it as 2023-06-01\n"
            "  --kind='ceilng': there is no such kind; did you mean ceiling?\n"),
        (["clauses", "--kind", "zz"], "options: 1 fault\n  --kind='zz': there is no such kind; choose of amount, ceiling, range, in_kind, referral, discretionary, non_monetary\n"),
        (["check-text", "harbin_2023", "copy.txt"], "policy=harbin_2023: there is no such policy; did you mean harbin_2022?\n"),
        (["check-text", "harbin_2022", "none.txt"], "none.txt: 1 fault\n  file='none.txt': there is no such file; check its name and its folder\n"),
        (["assess", "none.yaml"], "none.yaml: 1 fault\n  file='none.yaml': there is no such file; check its name and its folder\n"),
        (["assess"], "Usage: aipolicy assess [OPTIONS] {case}\nTry 'aipolicy assess -h' for help.\n\nError: Missing argument 'case'.\n"),
        (["--zz"], "Usage: aipolicy [OPTIONS] COMMAND [ARGS]...\nTry 'aipolicy -h' for help.\n\nError: No such option: --zz\n"),
        (["nonsense"], "Usage: aipolicy [OPTIONS] COMMAND [ARGS]...\nTry 'aipolicy -h' for help.\n\nError: No such command 'nonsense'.\n"),
    ],
)  # fmt: skip
def test_bad_input_exits_2_and_says_the_cure(run, args, message):
    result = run(*args)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", message)


def test_faults_are_listed_under_their_file(run, tmp_path):
    case = tmp_path / "case.yaml"
    case.write_text("claims: [{clause: harbin_2022/9.2, on: 2023-06-01, facts: {event_cost: 5}}]")
    result = run("assess", case)
    assert (result.exit_code, result.stderr) == (
        2,
        "case.yaml: 1 fault\n"
        "  claims[1].facts.on_annual_list=(missing): this fact is required; write 是 or 否\n",
    )


@pytest.mark.parametrize("command", ["", "assess", "clauses", "show", "check-text"])
def test_help_states_the_exit_codes(run, command):
    for option in ("-h", "--help"):
        result = run(*([command] if command else []), option)
        assert result.exit_code == 0
        assert result.output.endswith(CODES)


def test_no_command_prints_the_help(run):
    result = run()
    assert (
        result.output
        == """\
Usage: aipolicy [OPTIONS] COMMAND [ARGS]...

  China's AI subsidy policies as exact functions （人工智能扶持政策的精确计算）.

Options:
  --version   Print the version.
  -h, --help  Show this message and exit.

Commands:
  assess      Assess a case: what each of its claims comes to, and why.
  clauses     List the provisions that fix money; --all lists every one.
  show        Show one provision: what it gives, its facts, figures and days.
  check-text  Hold a copy of a document's text against the code.

"""
        + CODES
    )


def test_prints_the_installed_version(run, monkeypatch):
    monkeypatch.setattr(commands, "version", lambda name: {"aipolicy": "1.2.3"}[name])
    assert run("--version").output == "aipolicy 1.2.3\n"

    def not_installed(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr(commands, "version", not_installed)
    result = run("--version")
    assert result.output == "aipolicy, run from its source without being installed\n"
    assert result.exit_code == 0


def test_check_text_reports_differences(run, tmp_path):
    copy = tmp_path / "copy.txt"
    copy.write_text("一、支持人工智能关键技术攻关。给予2000万元。", encoding="utf-8")
    result = run("check-text", "harbin_2022", copy)
    assert result.exit_code == 1
    assert result.output.startswith("harbin_2022: not ok: ")
    assert json.loads(run("check-text", "harbin_2022", copy, "--json").output)["ok"] is False
    assert run("check-text", "harbin_2023", copy).exit_code == 2
    assert run("check-text", "harbin_2022", tmp_path / "none.txt").exit_code == 2


def test_check_text_accepts_a_matching_text(run, monkeypatch, tmp_path):
    document, copy = orchards(), tmp_path / "orchards.txt"
    copy.write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(commands.registry, "policy", {"orchards": document}.__getitem__)
    result = run("check-text", "orchards", copy)
    assert (result.exit_code, result.output) == (0, f"{texts.check(document, TEXT)}\n")
    assert result.output.startswith("orchards: ok: 7 unchanged, 0 changed, 0 missing")


@pytest.mark.parametrize("policy", aipolicy.policies(), ids=lambda policy: policy.id)
def test_check_text_accepts_official_texts(run, policy, tmp_path):
    copy = tmp_path / "copy.txt"
    copy.write_text(source(policy.id), encoding="utf-8")
    result = run("check-text", policy.id, copy)
    assert result.exit_code == 0
    assert " 0 changed, 0 missing, 0 unaccounted, 0 contradicted" in result.output
