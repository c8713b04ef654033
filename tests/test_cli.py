import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import aipolicy
from aipolicy import Assessment, cli
from tests.sources import source

EXAMPLE = Path(__file__).parent.parent / "examples" / "harbin_2023.yaml"


@pytest.fixture
def run():
    runner = CliRunner()
    return lambda *args: runner.invoke(cli.app, list(map(str, args)))


def test_the_example_case_comes_to_its_awards_and_total(run):
    result = run("assess", EXAMPLE)
    assert result.exit_code == 0
    for said in ("harbin_2022/4.1", "5,000,000.00", "246,913.57", "≤ 10,000,000.00", "不给予"):
        assert said in result.output
    assert "合计(资金):5,603,693.57 元" in result.output
    assert "另有待主管部门核定(资金):最高 10,000,000.00 元,不计入合计" in result.output


def test_the_table_says_what_is_paid_and_why_not_more(run):
    example = EXAMPLE.with_name("langfang_2024.yaml")
    result = run("assess", example, "--english")
    assert result.exit_code == 0
    for said in ("paid (yuan)", "500,000.00", "displaced by langfang_2023/1.1", "附则(三)"):
        assert said in result.output
    assert "Total (cash): 3,300,000.00 yuan\nTotal (voucher): 1,000,000.00 yuan" in result.output
    whole = Assessment.model_validate_json(run("assess", example, "--json").output)
    assert whole.resolution.total == 4_300_000
    assert "给予(元)" in run("assess", example).output


def test_the_report_is_written_in_english_when_asked(run):
    result = run("assess", EXAMPLE, "--english")
    assert "Total (cash): 5,603,693.57 yuan" in result.output
    assert "sum or ceiling" in result.output


def test_the_steps_are_printed_when_asked(run):
    assert (
        "30% × 项目总投资 = 6,000,000.00 > 5,000,000.00" in run("assess", EXAMPLE, "--steps").output
    )


def test_json_holds_the_whole_assessment_and_nothing_else(run):
    result = run("assess", EXAMPLE, "--json")
    assessment = Assessment.model_validate_json(result.output)
    assert str(assessment.total) == "5603693.57"
    assert json.loads(result.output)["awards"][1]["amount"] == "246913.57"


def test_bad_input_ends_with_two_and_says_what_to_do(run, tmp_path):
    case = tmp_path / "case.yaml"
    case.write_text("claims: [{clause: harbin_2022/9.2, on: 2023-06-01, facts: {event_cost: 5}}]")
    result = run("assess", case)
    assert result.exit_code == 2
    assert result.stderr == (
        "case.yaml: 1 fault\n"
        "  claims[1].facts.on_annual_list=(missing): this fact is required; write 是 or 否\n"
    )
    assert run("assess", tmp_path / "none.yaml").exit_code == 2
    assert run("show", "harbin_2022/99").exit_code == 2
    assert run("clauses", "--policy", "zz").exit_code == 2
    assert run("clauses", "--in-force-on", "June").stderr == (
        "options: 1 fault\n  in_force_on='June': this is no day; write it as 2023-06-01\n"
    )
    assert run("clauses", "--kind", "zz").stderr == (
        "options: 1 fault\n  kind='zz': there is no such kind; kinds: formula, ceiling, range, "
        "in_kind, referral, discretionary, non_monetary\n"
    )
    assert run("nonsense").exit_code == 2


def test_the_clauses_are_listed_by_document_kind_and_day(run):
    every = run("clauses", "--policy", "harbin_2022").output
    assert len(re.findall(r"harbin_2022/\d", every)) == 9
    whole = run("clauses", "--policy", "harbin_2022", "--all").output
    assert len(re.findall(r"harbin_2022/\d", whole)) == 22
    referrals = run("clauses", "--policy", "harbin_2022", "--kind", "referral").output
    assert len(re.findall(r"harbin_2022/\d", referrals)) == 4
    assert "harbin_2022" in run("clauses", "--in-force-on", "2023-12-31").output
    after = run("clauses", "--in-force-on", "2024-01-01").output
    assert "harbin_2022" not in after
    assert "unknown on that day" in after
    assert "days not stated" in run("clauses", "--policy", "langfang_2023").output


def test_a_clause_is_shown_with_all_that_is_known_of_it(run):
    shown = run("show", "harbin_2022/4.1").output
    for said in (
        "application_scenario",
        "total_investment: sum (yuan)  项目总投资",
        "cap = 5000000.00  上限",
        "30% × total_investment ≤ 5,000,000.00",
        "validity: 2022-08-24 to 2023-12-31, both days included",
        "formula: min(30% × total_investment, 5,000,000.00)",
        "Mixed funding",
        "市科技局",
    ):
        assert said in shown
    assert "draft for comment" in run("show", "dalian_2025_draft/7.2").output
    assert "readings: bounded_by_cost, cap_alone" in run("show", "dalian_2025_draft/7.2").output
    assert "assumes:" in run("show", "harbin_2022/2.2").output


def test_a_text_is_held_against_the_code(run, tmp_path):
    copy = tmp_path / "copy.txt"
    copy.write_text("一、支持人工智能关键技术攻关。给予2000万元。", encoding="utf-8")
    result = run("check-text", "harbin_2022", copy)
    assert result.exit_code == 1
    assert result.output.startswith("harbin_2022: not ok: ")
    assert json.loads(run("check-text", "harbin_2022", copy, "--json").output)["ok"] is False
    assert run("check-text", "harbin_2023", copy).exit_code == 2
    assert run("check-text", "harbin_2022", tmp_path / "none.txt").exit_code == 2


@pytest.mark.parametrize("policy", aipolicy.policies(), ids=lambda policy: policy.id)
def test_the_official_texts_are_all_accounted_for(run, policy, tmp_path):
    copy = tmp_path / "copy.txt"
    copy.write_text(source(policy.id), encoding="utf-8")
    result = run("check-text", policy.id, copy)
    assert result.exit_code == 0
    assert " 0 changed, 0 missing, 0 unaccounted, 0 contradicted" in result.output


def test_the_program_runs_as_a_module_of_its_own(monkeypatch):
    monkeypatch.setattr(sys, "argv", ["aipolicy", "show", "harbin_2022/4.1"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 0


def test_a_wide_terminal_is_used_as_it_is(monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "97")
    assert cli._console().width == 97


def test_without_the_extra_the_command_says_what_to_install():
    code = "import sys; sys.modules['typer'] = None; import aipolicy.cli"
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert ended.stderr == (
        "The command line needs Typer and Rich; pip install 'aipolicy[cli]' brings them.\n"
    )
