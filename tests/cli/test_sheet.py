import re
from datetime import date

import pytest

import aipolicy
from aipolicy import policies
from aipolicy.calc.sheets.sheet import Sheet
from aipolicy.cli.sheet import sheet_text
from tests.sources import source

SHOWN = """\
harbin_2022/4.1  示范应用场景建设补助
《哈尔滨市建设国家新一代人工智能创新发展试验区若干政策》哈政规〔2022〕22号
条款：第四条 推动人工智能应用场景建设
适用地区：哈尔滨市
制定机关：哈尔滨市人民政府
有效期：2022-08-24 至 2023-12-31，首尾两日均含
受益对象：项目投资主体
责任单位：市科技局、市工信局、市农业农村局、市教育局、市文广旅游局、市卫健委、市交通运输局、市国资委
给予：按比例或定额给予 · 资金 · 每个项目给予一次（条文未写明“一次性”）
Python 函数名：harbin_2022.application_scenario

申报事实
  total_investment               项目总投资    金额，元
  review_passed                  通过评审      是 或 否
  government_investment_project  政府投资项目  是 或 否

条文数字
  rate  比例  30%
  cap   上限  500万元

公式（元）
  如 通过评审 = 是 且 政府投资项目 = 否：孰低（30% × 项目总投资，500万元）；否则 0元

决策表（元）
  1. 通过评审 = 是；政府投资项目 = 是
     → 0元
  2. 通过评审 = 是；政府投资项目 = 否；30% × 项目总投资 > 500万元
     → 500万元
  3. 通过评审 = 是；政府投资项目 = 否；30% × 项目总投资 ≤ 500万元
     → 30% × 项目总投资
  4. 通过评审 = 否
     → 0元

影响金额的理解方式
  按固定比例计算（fixed）（默认）
  比例为上限，由主管部门核定（up_to）

前提（不作为申报事实）
  人工智能行业示范应用场景
  申报主体为项目投资主体

与其他奖补并存
  结尾条款：与国家、省、市其他同类政策重复的只享受一项，由申报主体选择

并存规则未明确的事项
  「重复」以什么认定：同一项目、同一费用项目（支持内容）还是同一企业
"""

SHOWN_IN_ENGLISH = """\
harbin_2022/5.3  Support for headquarters of leading companies
《哈尔滨市建设国家新一代人工智能创新发展试验区若干政策》哈政规〔2022〕22号
place: article 5 全力招引人工智能重大投资项目和头部企业
region: 哈尔滨市
issuer: 哈尔滨市人民政府
in force: 2022-08-24 to 2023-12-31, both days included
beneficiary: 人工智能头部企业
departments: 市投资服务局、市发改委、市科技局、市工信局、市商务局、各区县市政府
gives: what another document gives
no computable amount: assess does not compute it
refers to: 哈政规〔2022〕15号
other figures: 哈政规〔2022〕15号

open points
  1. Reference static or dynamic (later amendments, successors)?
     used: as amended
     readings: as at 2022 | as amended
     because: 「等相关政策」 is open
  2. 头部企业 undefined
     used: per 15号文
     readings: per 15号文 | review
     because: no definition

notes on its days
  in force from the day of issue (印发之日), taken as the day of signature; the imprint is not in the copy read
  至 names the last day, so 2023-12-31 is included
  applications filed or costs incurred on or before the last day but paid after it are not addressed

where its words are (in the body without white space, in one form of characters)
  characters 976–1064  SHA-256 04e6c907a816228428469335ab284c6512c86a5142840b66e128875ea37f0c25
  compare a copy with it: aipolicy check-text harbin_2022 FILE
"""


def test_shows_a_clause_in_chinese(run):
    result = run("show", "harbin_2022/4.1")
    assert result.exit_code == 0
    assert result.output.startswith(SHOWN)
    assert result.output.endswith(
        "  第 762–832 字  SHA-256 a9dffa46942265d1103b97dd6b94788d7fc28f457a4715086469a473f4803157\n"
        "  核对原文：aipolicy check-text harbin_2022 FILE\n"
    )


def test_shows_a_provision_in_english(run):
    """This provision has no computable amount."""
    result = run("show", "harbin_2022/5.3", "--language", "en")
    assert (result.exit_code, result.output) == (0, SHOWN_IN_ENGLISH)


@pytest.mark.parametrize(
    ("id_", "zh", "en"),
    [
        ("dalian_2025_draft/7.2", "申报文件中写作 reading: bounded_by_cost | cap_alone", "bounded_by_cost: the cost, at most the cap (the default)\n  cap_alone: the cap alone\n"),
        ("dalian_2025_draft/7.2", "征求意见稿，尚不是生效文件\n", "a draft for comment, which is not law\n"),
        ("dalian_2025_draft/7.2", "》（文本未载文号）\n", "》(no number in the text)\n"),
        ("dalian_2025_draft/7.2", "给予：只规定最高额，金额由主管部门核定 · 资金 · 每个企业给予一次（原文写明“一次性”）\n", "gives: only a ceiling; the authority determines the sum · cash · once per enterprise (printed: 一次性)\n"),
        ("langfang_2023/7.2", "tiers  档次  1亿 → 100万、5亿 → 500万、10亿 → 1000万\n", "printed 1亿 → 100万、5亿 → 500万、10亿 → 1000万\n"),
        ("langfang_2023/3.1", "min_parameters  参数量门槛  十亿\n", "min_parameters  1,000,000,000  printed 十亿\n"),
        ("langfang_2023/2.2", "  第2条：每个单位每年算力券合计不超过100万元\n  附则（三）：", "  article 2: compute vouchers of a unit and year together at most 1,000,000 yuan\n  supplementary provision (3): "),
        ("langfang_2023/2.2", "总额或名额\n  算力券：1000万元（每年）\n", "set aside for all claimants together\n  算力券: 1000万元, a year\n"),
        ("wuhan_2024_draft/8.2", "人工智能核心产业园区：2-3个（整个有效期）\n", "人工智能核心产业园区: 2-3个, over the term\n"),
        ("wuhan_2024_draft/2.1", "资金分担：市级 50%，其余由区级承担\n", "borne by: city 50%, the rest district\n"),
        ("wuhan_2024_draft/8.2", "与其他奖补并存\n  文件未作规定\n", "beside other awards\n  the text has no rule\n"),
        ("harbin_2022/4.1", "  cap   上限  500万元\n", "  cap   5,000,000.00  printed 500万元\n"),
        ("harbin_2022/4.1", "案卷中写作 readings: {harbin_2022/4.1: once | cumulative}\n", "in a case file, readings: {harbin_2022/4.1: once | cumulative}\n"),
        ("harbin_2022/6.2", "资金 · 每个平台各次合计不超过一个上限（条文未写明“一次性”，也未写明“每年”）\n", "cash · one cap per platform over all claims (the text prints neither 一次性 nor 每年)\n"),
        ("langfang_2023/7.2", "资金 · 每个企业每档给予一次（原文写明“首次”、“分别”、“一次性”）\n", "cash · once per enterprise and tier (printed: 首次, 分别, 一次性)\n"),
        ("harbin_2022/4.1", "申报事实", "in short\n  30% of a demonstration scenario's"),
    ],
)  # fmt: skip
def test_sheet_holds_what_the_library_knows(run, id_, zh, en):
    assert zh in run("show", id_).output
    assert en in run("show", id_, "--language", "en").output


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
def test_sheet_has_only_the_rules_that_apply(run, id_, beside):
    result = run("show", id_, "--language", "en")
    assert result.exit_code == 0
    blocks = result.output.split("\n\n")
    (found,) = [one for one in blocks if one.startswith("beside other awards")] or [""]
    assert [line.strip() for line in found.splitlines()[1:]] == beside


@pytest.mark.parametrize("policy", policies(), ids=lambda policy: policy.id)
@pytest.mark.parametrize(
    ("language", "heading"), [("zh", "并存规则未明确的事项"), ("en", "what that rule leaves open")]
)
def test_sheet_shows_open_stacking_questions(policy, language, heading):
    """Only a document with a stacking rule has them."""
    for clause in policy.clauses.values():
        text = sheet_text(clause.describe(language))
        told = "\n  ".join(
            [heading, *(pair[language == "en"] for pair in policy.document.unsettled)]
        )
        assert (told in text) is (heading in text) is not policy.stacking.silent


@pytest.mark.parametrize("policy", policies(), ids=lambda policy: policy.id)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_provision_has_a_full_sheet(policy, language):
    """It has all facts, figures, open points, notes, passages and departments."""
    for provision in policy.provisions:
        lines = sheet_text(policy.describe(provision.id, language)).splitlines()
        text = "\n".join(lines)
        assert lines[0] == f"{provision.id}  {provision.title(language)}"
        assert lines[2].endswith(f" {provision.heading}") or policy.draft
        assert not re.search(r"Decimal|>>>|None|\bnan\b", text)
        assert not any(line != line.rstrip() for line in lines)
        clause = policy.clauses.get(provision.id)
        said = [f"  {name}  " for name in (*clause.facts, *clause.figures)] if clause else []
        for point in provision.open_points:
            question = point.said(language)
            said += [question.issue, *question.readings, question.why, point.taken(language)]
        said += [note[language == "en"] for note in policy.document.date_notes]
        said += [passage.sha256 for passage in provision.passages]
        said += [*provision.departments, *provision.refers_to, *provision.other_figures]
        assert [one for one in said if one.strip() not in text] == []


def strings(value):
    """Yield every string of a sheet's JSON that is not the name of a choice."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in CHOICES:
                yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)
    elif isinstance(value, str):
        yield value


CHOICES = {"language", "kind", "instrument", "grants", "per", "how_often", "first", "last", "point"}


@pytest.mark.parametrize("policy", policies(), ids=lambda policy: policy.id)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_sheet_is_printed_whole(policy, language):
    """Nothing of the model is left out; English lines have no Chinese of facts and figures twice."""
    for provision in policy.provisions:
        sheet = policy.describe(provision.id, language)
        text = sheet_text(sheet)
        data = sheet.model_dump(mode="json")
        if language == "en":
            data["figures"] = [{**one, "term": ""} for one in data["figures"]]
        else:
            data["figures"] = [
                {**one, "value": "" if one["printed"] else one["value"]} for one in data["figures"]
            ]
        lost = [one for one in strings(data) if any(line not in text for line in one.splitlines())]
        assert lost == [], provision.id


def test_show_prints_the_model_as_json(run):
    result = run("show", "harbin_2022/4.1", "--json", "--on", "2023/6/1", "--language", "en")
    sheet = aipolicy.clause("harbin_2022/4.1").describe("en", on=date(2023, 6, 1))
    assert Sheet.model_validate_json(result.output) == sheet


@pytest.mark.parametrize(
    ("id_", "on", "said"),
    [
        ("harbin_2022/4.1", "2023-12-01", ("有效，距最后一日还有 30 天", "in force, 30 days left")),
        ("harbin_2022/4.1", "2023-12-30", ("有效，距最后一日还有 1 天", "in force, 1 day left")),
        ("harbin_2022/4.1", "2023-12-31", ("有效，距最后一日还有 0 天", "in force, 0 days left")),
        ("harbin_2022/5.3", "2024-01-01", ("不在有效期内", "not in force")),
        ("langfang_2023/1.1", "2024-01-01", ("是否有效未知", "unknown whether in force")),
        (
            "dalian_2025_draft/6.1",
            "2025-02-01",
            ("有效，未载明终止日期", "in force, no end stated"),
        ),
    ],
)
def test_show_says_how_long_it_is_in_force(run, tmp_path, id_, on, said):
    days = tmp_path / "days.toml"
    days.write_text("[effective_from]\ndalian_2025_draft = 2025-01-01\n", encoding="utf-8")
    asked = ("show", id_, "--on", on, "--days", days)
    assert f"\n{on}：{said[0]}\n" in run(*asked).output
    assert f"\non {on}: {said[1]}\n" in run(*asked, "--language", "en").output


@pytest.mark.parametrize("on", ["2023-W22", "x", "2023-13-01"])
def test_show_refuses_what_is_not_a_day(run, on):
    result = run("show", "harbin_2022/4.1", "--on", on, "--language", "en")
    assert (result.exit_code, result.output) == (2, "")
    assert f"--on={on!r}: not a date" in result.stderr


def test_show_prints_the_words_of_a_copy(run, tmp_path):
    """Those that the copy does not have are said to be missing."""
    copy = tmp_path / "copy.txt"
    copy.write_text("一、支持人工智能关键技术攻关。给予2000万元。", encoding="utf-8")
    said = run("show", "harbin_2022/1.1", "--text", copy)
    assert said.output.count("（所给文本中没有原句）") == 2
    english = run("show", "harbin_2022/1.1", "--text", copy, "--language", "en")
    assert english.output.count("(not in the copy as it was)") == 2
    copy.write_text(source("harbin_2022"), encoding="utf-8")
    whole = run("show", "harbin_2022/4.1", "--text", copy)
    assert "（非政府投资项目)" in whole.output.replace("(", "（")
    assert "没有原句" not in whole.output
