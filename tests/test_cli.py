import io
import json
import os
import re
import runpy
import signal
import subprocess
import sys
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest
from typer.testing import CliRunner

import aipolicy
from aipolicy import Assessment, cli, policies
from aipolicy.calc.quantity import Measure
from aipolicy.cli import commands, streams
from aipolicy.cli.sheet import sheet
from aipolicy.cli.wording import unit
from tests.sources import source

EXAMPLE = Path(__file__).parent.parent / "examples" / "harbin_2023.yaml"
CODES = "  Exit codes: 0 done; 1 a text differs from the code; 2 bad input.\n"


@pytest.fixture
def run():
    runner = CliRunner()
    return lambda *args: runner.invoke(commands.app, list(map(str, args)), prog_name="aipolicy")


@pytest.fixture
def program():
    """Run the program as a process of its own."""

    def started(*args, env=None, **options):
        path = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        return subprocess.Popen(
            [sys.executable, "-m", "aipolicy", *map(str, args)],
            env={**os.environ, **path, **(env or {})},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            **options,
        )

    return started


def test_the_example_case_comes_to_its_awards_and_total(run):
    result = run("assess", EXAMPLE)
    assert result.exit_code == 0
    assert (
        result.output
        == """\
冰城智造科技有限公司
条款             金额或最高额（元）       给予（元）
harbin_2022/4.1        5,000,000.00     5,000,000.00
  推动人工智能应用场景建设 · 寒地智慧供热示范场景
  上限 = 5,000,000.00
harbin_2022/2.1          246,913.57       246,913.57
  支持人工智能创新平台建设运营 · 工业视觉共性技术研发平台
  20% × 新购置研发设备总价 = 246,913.57
harbin_2022/2.3          356,780.00       356,780.00
  支持人工智能创新平台建设运营 · 工业视觉共性技术研发平台
  10% × 服务收入 = 356,780.00
harbin_2022/9.2                0.00             0.00
  支持人工智能生态体系建设 · 寒地人工智能论坛
  不给予：纳入年度活动清单 = 否
harbin_2022/1.1     ≤ 10,000,000.00  ≤ 10,000,000.00
  支持人工智能关键技术攻关 · 低温传感器关键技术攻关
  最高 10,000,000.00，金额由主管部门核定

合计（资金）：5,603,693.57 元
另有待主管部门核定（资金）：最高 10,000,000.00 元，不计入合计
结果为暂定：1 项金额待主管部门核定
"""
    )


def test_the_list_says_what_is_paid_and_why_not_more(run):
    example = EXAMPLE.with_name("langfang_2024.yaml")
    result = run("assess", example, "--english")
    assert result.exit_code == 0
    for said in (
        "paid (yuan)",
        "500,000.00",
        "displaced by langfang_2023/1.1",
        "supplementary provision (3)",
    ):
        assert said in result.output
    assert "Total (cash): 3,300,000.00 yuan\nTotal (voucher): 1,000,000.00 yuan" in result.output
    whole = Assessment.model_validate_json(run("assess", example, "--json").output)
    assert whole.resolution.total == 4_300_000


def test_sums_stand_below_each_other_and_are_never_cut(run):
    output = run("assess", EXAMPLE.with_name("langfang_2024.yaml")).output
    rows = [line for line in output.splitlines() if line.startswith("langfang_2023/")]
    assert [row.split()[1:] for row in rows] == [
        ["3,000,000.00", "3,000,000.00"],
        ["2,000,000.00", "0.00"],
        ["500,000.00", "500,000.00"],
        ["600,000.00", "0.00"],
        ["750,000.00", "500,000.00"],
        ["800,000.00", "300,000.00"],
    ]
    assert len({len(row) for row in rows}) == 1
    assert max(map(len, rows)) < 80


def test_a_case_without_a_claimant_begins_with_its_heads(run, tmp_path):
    case = tmp_path / "case.yaml"
    case.write_text(
        "claims: [{clause: harbin_2022/9.2, on: 2023-06-01, subject: '[/b]:smile:', "
        "facts: {event_cost: 60万元, on_annual_list: 是}}]",
        encoding="utf-8",
    )
    assert (
        run("assess", case, "--english").output
        == """\
clause           sum or ceiling (yuan)  paid (yuan)
harbin_2022/9.2             300,000.00   300,000.00
  支持人工智能生态体系建设 · [/b]:smile:
  50% × event_cost = 300,000.00

Total (cash): 300,000.00 yuan
"""
    )


def test_the_steps_are_printed_when_asked(run):
    assert (
        "30% × 项目总投资 = 6,000,000.00 > 5,000,000.00" in run("assess", EXAMPLE, "--steps").output
    )


def test_json_holds_the_whole_assessment_and_nothing_else(run):
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
def test_bad_input_ends_with_two_and_says_what_to_do(run, args, message):
    result = run(*args)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", message)


def test_the_faults_of_a_case_are_told_under_the_name_of_its_file(run, tmp_path):
    case = tmp_path / "case.yaml"
    case.write_text("claims: [{clause: harbin_2022/9.2, on: 2023-06-01, facts: {event_cost: 5}}]")
    result = run("assess", case)
    assert (result.exit_code, result.stderr) == (
        2,
        "case.yaml: 1 fault\n"
        "  claims[1].facts.on_annual_list=(missing): this fact is required; write 是 or 否\n",
    )


@pytest.mark.parametrize("command", ["", "assess", "clauses", "show", "check-text"])
def test_the_help_of_every_command_states_the_exit_codes(run, command):
    for option in ("-h", "--help"):
        result = run(*([command] if command else []), option)
        assert result.exit_code == 0
        assert result.output.endswith(CODES)


def test_without_a_command_the_help_is_printed(run):
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
  clauses     List the measures that fix money; --all lists every one.
  show        Show one measure: what it gives, its facts, figures and days.
  check-text  Hold a copy of a document's text against the code.

"""
        + CODES
    )


def test_the_version_is_that_of_the_installed_package(run, monkeypatch):
    monkeypatch.setattr(commands, "version", lambda name: {"aipolicy": "1.2.3"}[name])
    assert run("--version").output == "aipolicy 1.2.3\n"

    def not_installed(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr(commands, "version", not_installed)
    result = run("--version")
    assert result.output == "aipolicy, run from its source without being installed\n"
    assert result.exit_code == 0


def test_the_clauses_are_listed_by_document_kind_and_day(run):
    every = run("clauses", "--policy", "harbin_2022").output
    assert len(re.findall(r"harbin_2022/\d", every)) == 9
    whole = run("clauses", "--policy", "harbin_2022", "--all").output
    assert len(re.findall(r"harbin_2022/\d", whole)) == 22
    assert (
        run("clauses", "--policy", "harbin_2022", "--kind", "referral").output
        == """\
harbin_2022  《哈尔滨市建设国家新一代人工智能创新发展试验区若干政策》哈政规〔2022〕22号
有效期：2022-08-24 至 2023-12-31，首尾两日均含
  harbin_2022/5.1  按其他政策  全力招引人工智能重大投资项目和头部企业
  harbin_2022/5.3  按其他政策  全力招引人工智能重大投资项目和头部企业
  harbin_2022/7.1  按其他政策  支持培育引进人工智能高端人才
  harbin_2022/9.1  按其他政策  支持人工智能生态体系建设

共 4 项
"""
    )
    assert "harbin_2022" in run("clauses", "--in-force-on", "2023-12-31").output
    after = run("clauses", "--in-force-on", "2024-01-01").output
    assert "harbin_2022" not in after
    assert "有效期：文本未载明施行日期，有效期 3 年；2024-01-01 是否有效未知\n" in after
    english = run("clauses", "--in-force-on", "2024-01-01", "--english").output
    assert (
        "in force: the text bears no day on which it takes effect; the term is 3 years; "
        "unknown whether in force on 2024-01-01\n"
    ) in english


@pytest.mark.parametrize(
    ("args", "last"),
    [
        ([], "共 74 项；另有 95 项不确定金额，加 --all 一并列出"),
        (["--english"], "74 measures; 95 more fix no money: --all lists them too"),
        (["--all"], "共 169 项"),
        (["--all", "--english"], "169 measures"),
        (["--kind", "range", "--english"], "1 measure"),
        (["--policy", "langfang_2023"], "共 19 项；另有 8 项不确定金额，加 --all 一并列出"),
        (["--policy", "harbin_2022", "--in-force-on", "2024-01-01"], "没有事项"),
    ],
)
def test_the_last_line_says_how_many_are_listed_and_how_many_left_out(run, args, last):
    assert run("clauses", *args).output.splitlines()[-1] == last


def test_columns_align_whatever_the_width_of_their_characters(run):
    lines = [line for line in run("clauses").output.splitlines() if line.startswith("  ")]
    # 非现金支持 is ten columns wide, 最高额 six; ids are filled up to the longest.
    assert "  dalian_2025_draft/1.1   非现金支持  提供低成本高品质产业空间" in lines
    assert "  dalian_2025_draft/14.1  确定金额    推广人工智能软硬件产品" in lines
    assert "  dalian_2025_draft/2.1   最高额      加强关键领域技术突破" in lines


SHOWN = """\
harbin_2022/4.1  推动人工智能应用场景建设
《哈尔滨市建设国家新一代人工智能创新发展试验区若干政策》哈政规〔2022〕22号
条款：第四条
适用地区：哈尔滨市
制定机关：哈尔滨市人民政府
有效期：2022-08-24 至 2023-12-31，首尾两日均含
受益对象：项目投资主体
责任单位：市科技局、市工信局、市农业农村局、市教育局、市文广旅游局、市卫健委、市交通运输局、市国资委
给予：按比例或定额给予 · 资金 · 每个项目 · 一次性
Python 函数名：harbin_2022.application_scenario

申报事实
  total_investment               项目总投资    金额，元
  review_passed                  通过评审      是 或 否
  government_investment_project  政府投资项目  是 或 否

条文数字
  rate  比例  30%
  cap   上限  500万元

公式（元）
  如 通过评审 = 是 且 政府投资项目 = 否：孰低（30% × 项目总投资，5,000,000.00）；否则 0.00

决策表（元）
  1. 通过评审 = 是；政府投资项目 = 是
     → 0.00
  2. 通过评审 = 是；政府投资项目 = 否；30% × 项目总投资 > 5,000,000.00
     → 5,000,000.00
  3. 通过评审 = 是；政府投资项目 = 否；30% × 项目总投资 ≤ 5,000,000.00
     → 30% × 项目总投资
  4. 通过评审 = 否
     → 0.00

前提（不作为申报事实）
  人工智能行业示范应用场景
  申报主体为项目投资主体

与其他奖补并存
  结尾条款：与国家、省、市其他同类政策重复的只享受一项，由申报主体选择

待定事项（以英文记录）
"""

SHOWN_IN_ENGLISH = """\
harbin_2022/5.3  全力招引人工智能重大投资项目和头部企业
《哈尔滨市建设国家新一代人工智能创新发展试验区若干政策》哈政规〔2022〕22号
place: article 5
region: 哈尔滨市
issuer: 哈尔滨市人民政府
in force: 2022-08-24 to 2023-12-31, both days included
beneficiary: 人工智能头部企业
departments: 市投资服务局、市发改委、市科技局、市工信局、市商务局、各区县市政府
gives: whatever another document gives · cash
it fixes no sum that could be computed: assess does not take it
refers to: 哈政规〔2022〕15号
other figures: 哈政规〔2022〕15号

open points
  1. Reference static or dynamic (later amendments, successors)?
     taken: as amended
     readings: as at 2022 | as amended
     because: 「等相关政策」 is open
  2. 头部企业 undefined
     taken: per 15号文
     readings: per 15号文 | review
     because: no definition

notes on its days
  in force from the day of issue (印发之日), taken as the day of signature; the imprint is not in the copy read
  至 names the last day, so 2023-12-31 is included
  applications filed or costs incurred before the last day but paid after it are not addressed

where its words stand (in the body without white space, in one form of characters)
  characters 976–1064  SHA-256 04e6c907a816228428469335ab284c6512c86a5142840b66e128875ea37f0c25
  hold a copy against it: aipolicy check-text harbin_2022 FILE
"""


def test_a_clause_is_shown_in_chinese_as_its_readers_need_it(run):
    result = run("show", "harbin_2022/4.1")
    assert result.exit_code == 0
    assert result.output.startswith(SHOWN)
    assert result.output.endswith(
        "  第 762–832 字  SHA-256 a9dffa46942265d1103b97dd6b94788d7fc28f457a4715086469a473f4803157\n"
        "  核对原文：aipolicy check-text harbin_2022 FILE\n"
    )


def test_a_measure_that_fixes_no_money_is_shown_in_english_when_asked(run):
    result = run("show", "harbin_2022/5.3", "--english")
    assert (result.exit_code, result.output) == (0, SHOWN_IN_ENGLISH)


@pytest.mark.parametrize(
    ("id_", "zh", "en"),
    [
        ("dalian_2025_draft/7.2", "申报文件中写作 reading: bounded_by_cost | cap_alone", "bounded_by_cost: the cost, at most the cap (the default)\n  cap_alone: the cap alone\n"),
        ("dalian_2025_draft/7.2", "征求意见稿，尚不是生效文件\n", "a draft for comment, which is not law\n"),
        ("dalian_2025_draft/7.2", "》（文本未载文号）\n", "》(no number in the text)\n"),
        ("dalian_2025_draft/7.2", "给予：只规定最高额，金额由主管部门核定 · 资金 · 每个企业 · 一次性\n", "gives: only a ceiling; the authority determines the sum · cash · per enterprise · once\n"),
        ("langfang_2023/7.2", "tiers  档次  1亿 → 100万、5亿 → 500万、10亿 → 1000万\n", "printed 1亿 → 100万、5亿 → 500万、10亿 → 1000万\n"),
        ("langfang_2023/3.1", "min_parameters  参数量门槛  十亿\n", "min_parameters  1,000,000,000  printed 十亿\n"),
        ("langfang_2023/2.2", "  第2条：每个单位每年算力券合计不超过100万元\n  附则（三）：", "  article 2: compute vouchers of a unit and year together at most 1,000,000 yuan\n  supplementary provision (3): "),
        ("langfang_2023/2.2", "总额或名额\n  算力券：1000万元（每年）\n", "set aside for all claimants together\n  算力券: 1000万元, a year\n"),
        ("wuhan_2024_draft/8.2", "人工智能核心产业园区：2-3个（整个有效期）\n", "人工智能核心产业园区: 2-3个, over the term\n"),
        ("wuhan_2024_draft/2.1", "资金分担：市级 50%，其余由区级承担\n", "borne by: city 50%, the rest district\n"),
        ("wuhan_2024_draft/8.2", "与其他奖补并存\n  文件未作规定\n", "beside other awards\n  the text has no rule\n"),
        ("harbin_2022/4.1", "  cap   上限  500万元\n", "  cap   5,000,000.00  printed 500万元\n"),
        ("harbin_2022/4.1", "申报事实", "in short\n  30% of a demonstration scenario's"),
    ],
)  # fmt: skip
def test_what_the_library_holds_of_a_measure_is_on_its_sheet(run, id_, zh, en):
    assert zh in run("show", id_).output
    assert en in run("show", id_, "--english").output


@pytest.mark.parametrize(
    ("id_", "beside"),
    [
        ("langfang_2023/1.1", [
            "supplementary provision (3): for one enterprise and project one only, the higher",
            "supplementary provision (4): with other policies no doubling; the enterprise chooses",
        ]),
        ("langfang_2023/2.1", [
            "article 2: compute vouchers of a unit and year together at most 1,000,000 yuan",
            "supplementary provision (3): for one enterprise and project one only, the higher",
            "supplementary provision (4): with other policies no doubling; the enterprise chooses",
        ]),
        ("wuhan_2024_draft/2.1", [
            "article 2: it is made to stand on the provincial subsidy",
            "the text has no rule",
        ]),
        ("wuhan_2024_draft/3.2", [
            "article 3: the two are given together",
            "the text has no rule",
        ]),
        ("wuhan_2024_draft/8.2", ["the text has no rule"]),
        ("harbin_2022/5.3", []),
    ],
)  # fmt: skip
def test_a_sheet_has_just_the_rules_that_reach_the_measure(run, id_, beside):
    result = run("show", id_, "--english")
    assert result.exit_code == 0
    blocks = result.output.split("\n\n")
    (found,) = [one for one in blocks if one.startswith("beside other awards")] or [""]
    assert [line.strip() for line in found.splitlines()[1:]] == beside


@pytest.mark.parametrize("policy", policies(), ids=lambda policy: policy.id)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_measure_has_a_sheet_with_all_its_facts_figures_and_open_points(policy, language):
    for provision in policy.provisions:
        lines = sheet(policy, provision, language).splitlines()
        text = "\n".join(lines)
        assert lines[0] == f"{provision.id}  {provision.heading}"
        assert not re.search(r"Decimal|>>>|None|\bnan\b", text)
        assert not any(line != line.rstrip() for line in lines)
        clause = policy.clauses.get(provision.id)
        said = [f"  {name}  " for name in (*clause.facts, *clause.figures)] if clause else []
        said += [point.issue for point in provision.open_points]
        said += [passage.sha256 for passage in provision.passages]
        said += [*provision.departments, *provision.refers_to, *provision.other_figures]
        assert [one for one in said if one.strip() not in text] == []


def test_every_kind_of_fact_has_a_unit_in_both_languages():
    for measure in Measure:
        assert unit(measure, "zh") != unit(measure, "en")


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


@pytest.fixture
def handlers():
    """Give back the handlers of signals that the program takes away."""
    kept = {name: signal.getsignal(name) for name in (signal.SIGINT, signal.SIGPIPE)}
    yield kept
    for name, handler in kept.items():
        signal.signal(name, handler)


@pytest.mark.parametrize("start", [cli.main, lambda: runpy.run_module("aipolicy")])
def test_the_program_runs_from_its_entry_point_and_as_a_module(
    monkeypatch, capsys, handlers, start
):
    monkeypatch.setattr(sys, "argv", ["anything", "show", "harbin_2022/4.1"])
    with pytest.raises(SystemExit) as ended:
        start()
    assert ended.value.code == 0
    assert {signal.getsignal(name) for name in handlers} == {signal.SIG_DFL}
    assert capsys.readouterr().out.startswith(SHOWN)


def test_the_program_runs_where_pipes_send_no_signal(monkeypatch, capsys, handlers):
    monkeypatch.delattr(signal, "SIGPIPE")
    monkeypatch.setattr(sys, "argv", ["anything", "clauses", "--kind", "range", "--english"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 0
    assert capsys.readouterr().out.endswith("1 measure\n")


def test_a_fault_of_the_program_is_not_taken_for_a_missing_extra(monkeypatch, handlers):
    monkeypatch.setitem(sys.modules, "aipolicy.cli.commands", None)
    with pytest.raises(ModuleNotFoundError, match=r"aipolicy\.cli\.commands"):
        cli.main()


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gbk", "utf-8"])
def test_chinese_is_written_in_every_locale(program, encoding):
    bare = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    env = {**bare, "PYTHONIOENCODING": encoding}
    running = program("assess", EXAMPLE.with_name("langfang_2024.yaml"), env=env)
    out, err = running.communicate(timeout=60)
    assert (running.returncode, err) == (0, b"")
    text = out.decode("gbk" if encoding == "gbk" else "utf-8")
    assert "合计（资金）：3,300,000.00 元" in text


def test_a_character_that_an_encoding_lacks_is_written_as_its_escape():
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
def test_a_closed_pipe_ends_the_program_in_silence(program):
    running = program("clauses", "--all")
    running.stdout.close()
    assert running.stderr.read() == b""
    running.stderr.close()
    assert running.wait(timeout=60) == -signal.SIGPIPE


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_an_interrupt_ends_the_program_in_silence(program, tmp_path):
    case = tmp_path / "case.yaml"
    os.mkfifo(case)
    running = program("assess", case)
    with case.open("w"):  # opened once the program reads it, and nothing comes
        running.send_signal(signal.SIGINT)
        assert running.communicate(timeout=60) == (b"", b"")
    assert running.returncode == -signal.SIGINT


@pytest.mark.parametrize("missing", ["typer", "rich.cells"])
def test_without_the_extra_the_command_says_what_to_install(monkeypatch, capsys, handlers, missing):
    for name in [name for name in sys.modules if name.startswith("aipolicy.cli.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 2
    assert capsys.readouterr() == (
        "",
        "The command line needs Typer and Rich; pip install 'aipolicy[cli]' brings them.\n",
    )
