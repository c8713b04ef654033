"""How often each clause of the five documents pays, each decision beside its words."""

from datetime import date
from functools import cache

import pytest

from aipolicy import Claim, clause, clauses, policy
from aipolicy.calc.calculations.step import StepKind
from aipolicy.calc.copies.body import bodies_of
from aipolicy.calc.documents.frequency import Ground
from aipolicy.calc.stacking.clause_rules import clause_rules
from aipolicy.calc.values.quantity import QuantityKind
from tests.rules.test_documents import MEASURES
from tests.sources import source
from tools.catalogue import page

# The clause | how often and to what it pays | "printed", or the other readings | the words.
DECISIONS = """
harbin_2022/1.1 | once project | cumulative yearly per_claim | 对上述情况项目通过评审的
harbin_2022/2.1 | once platform | printed | 一次性
harbin_2022/2.2 | once platform | printed | 一次性
harbin_2022/2.3 | yearly platform | once cumulative | 年度服务实际收入
harbin_2022/3.1 | once platform | cumulative yearly | 且通过评审的
harbin_2022/4.1 | once project | cumulative | 对通过评审的项目
harbin_2022/6.1 | once project | cumulative | 且符合验收条件的项目
harbin_2022/6.2 | cumulative platform | yearly per_claim once | 引进外籍专家的
harbin_2022/9.2 | per_event event | yearly once | 按照其举办活动实际支出金额的50%
heilongjiang_2026/3.1 | yearly enterprise | once | 上年度研发投入
heilongjiang_2026/4.2 | once platform | cumulative yearly | 根据绩效评价结果
heilongjiang_2026/5.2 | yearly unit | printed | 每年
heilongjiang_2026/6.3 | once project | yearly cumulative | 每年支持建设一批
heilongjiang_2026/6.4 | once project | cumulative | 对获得批复的
heilongjiang_2026/6.5 | yearly unit | printed | 年度
heilongjiang_2026/7.1 | yearly unit | printed | 年度
heilongjiang_2026/8.2 | once project | cumulative yearly | 每年遴选10个
heilongjiang_2026/9.2 | once project | printed | 分阶段
heilongjiang_2026/11.3 | per_event event | yearly once | 首发、首秀、首展活动
heilongjiang_2026/12.3 | once enterprise | printed | 一次性
heilongjiang_2026/12.4 | once enterprise | printed | 一次性
heilongjiang_2026/13.3 | once project | cumulative per_claim | 对国家批复建设的
wuhan_2024_draft/1.1 | once project | cumulative yearly | 成熟一个、启动一个
wuhan_2024_draft/1.2 | once project | cumulative yearly | 每年在市重点研发计划中
wuhan_2024_draft/2.1 | per_event platform | cumulative once | 获得省级建设运营补贴资金的
wuhan_2024_draft/3.2 | once project | cumulative yearly | 每年评选一批
wuhan_2024_draft/3.3 | yearly project | printed | 三年
wuhan_2024_draft/4.1 | once platform | yearly | 择优给予综合贡献度较高的
wuhan_2024_draft/4.2 | once platform | yearly cumulative | 择优给予中试平台
wuhan_2024_draft/6.1 | once enterprise | printed | 首次
wuhan_2024_draft/6.2 | once enterprise | printed | 首次
wuhan_2024_draft/7.3 | once project | cumulative yearly | 每年遴选一批
wuhan_2024_draft/7.4 | once project | - | 揭榜优胜单位的
wuhan_2024_draft/8.2 | yearly park | printed | 每年 连续奖励3年
wuhan_2024_draft/8.3 | once unit | printed | 一次性
wuhan_2024_draft/10.4 | once enterprise | printed | 首次公开发行 分阶段
wuhan_2024_draft/10.5 | once enterprise | printed | 一次性
wuhan_2024_draft/11.2 | per_event event | yearly once | 经事前认定备案
dalian_2025_draft/1.1 | yearly enterprise | printed | 第一年 后两年
dalian_2025_draft/2.1 | once project | cumulative yearly | 采取"揭榜挂帅"等方式给予
dalian_2025_draft/2.2 | once project | cumulative | 建立企业并形成产品
dalian_2025_draft/3.2 | once project | cumulative | 按项目实际投入金额给予
dalian_2025_draft/3.3 | once project | cumulative | 对建成国家级智能工厂
dalian_2025_draft/3.4 | once project | cumulative | 对建成省级智能工厂
dalian_2025_draft/4.3 | once platform | printed | 一次性
dalian_2025_draft/4.4 | per_event platform | once yearly | 对评估优秀的
dalian_2025_draft/5.1 | once platform | printed | 一次性
dalian_2025_draft/5.2 | yearly platform | printed | 连续3年
dalian_2025_draft/5.3 | per_event contract | printed | 单项
dalian_2025_draft/6.1 | yearly unit | cumulative per_event | 每年发放不超过2000万元
dalian_2025_draft/7.2 | once enterprise | printed | 一次性
dalian_2025_draft/7.3 | cumulative enterprise | yearly once | 开展模型服务、智能体开发应用等
dalian_2025_draft/12.3 | once talent | cumulative | 来连创新创业
dalian_2025_draft/14.1 | cumulative product | once yearly | 销售量达到一定规模的
dalian_2025_draft/14.2 | once product | cumulative | 自主知识产权后1年内
langfang_2023/1.1 | once platform | printed | 一次性
langfang_2023/1.2 | yearly platform | printed | 前三年 年度
langfang_2023/2.1 | once unit | printed | 一次性
langfang_2023/2.2 | yearly unit | printed | 每年
langfang_2023/2.3 | yearly unit | printed | 每年
langfang_2023/3.1 | once project | cumulative yearly | 算力成本50%的补助
langfang_2023/4.1 | once project | cumulative | 验收后按攻关投入的50%
langfang_2023/5.2 | cumulative project | yearly once | 按实际发生研发费用的10%
langfang_2023/5.3 | once platform | cumulative | 国家重点实验室
langfang_2023/6.1 | once enterprise | printed | 一次性
langfang_2023/6.2 | once project | printed | 一次性
langfang_2023/7.2 | per_tier enterprise | printed | 首次 分别 一次性
langfang_2023/7.3 | yearly enterprise | once cumulative | 年主营业务收入达到
langfang_2023/8.1 | once product | printed | 首台(套)
langfang_2023/8.2 | once product | yearly cumulative | 对首版次人工智能软件
langfang_2023/9.1 | once project | cumulative | 优先评定为示范应用场景
langfang_2023/10.1 | yearly unit | printed | 每年
langfang_2023/11.1 | cumulative talent | yearly once | 给予算力成本50%的奖励
langfang_2023/11.2 | once platform | cumulative | 基地建设费用10%的补助
"""


def cells():
    return [[cell.strip() for cell in row.split("|")] for row in DECISIONS.split("\n") if row]


ROWS = {
    id_: (how_often.split(), others.split(), words) for id_, how_often, others, words in cells()
}
OURS = [one for one in clauses() if one.policy in MEASURES]
every_clause = pytest.mark.parametrize("one", OURS, ids=str)
LANGUAGES = pytest.mark.parametrize("language", ["zh", "en"])


def body(id_):
    document = policy(id_).document
    return bodies_of(source(id_), document.body, len(document.articles)).texts[0]


def questions(one):
    """Return the open points that ask how often a clause pays."""
    points = policy(one.policy).provision(one.id).open_points
    return [point for point in points if point.how_often_readings]


def facts_of(one):
    """Return facts that a clause can be computed with."""
    plain = {QuantityKind.CONDITION: True, QuantityKind.YEAR: 1}
    return {name: plain.get(quantity.kind, 1) for name, quantity in one.facts.items()}


def award_of(one):
    start = None if policy(one.policy).first else date(2024, 1, 1)
    on = {"harbin_2022": date(2023, 6, 1), "heilongjiang_2026": date(2026, 6, 1)}
    claim = Claim(on=on.get(one.policy, date(2024, 6, 1)), effective_from=start)
    return one.award(claim, **facts_of(one))


def test_all_74_are_decided():
    assert set(ROWS) == {one.id for one in OURS}
    assert len(ROWS) == 74
    assert sum(others == ["printed"] for _, others, _ in ROWS.values()) == 31


@every_clause
def test_decision_and_its_ground(one):
    """A printed frequency has its words; one that is read has one open point, its default first."""
    how_often, others, words = ROWS[one.id]
    frequency = one.frequency
    assert [one.how_often, one.per] == how_often
    assert (frequency.how_often, frequency.per) == (one.how_often, one.per)
    if others == ["printed"]:
        assert frequency.ground is Ground.PRINTED
        assert frequency.words == tuple(words.split())
        return
    [point] = questions(one)
    assert frequency.ground is Ground.READ
    assert not policy(one.policy).provision(one.id).how_often_words
    assert point.how_often_readings[0] is one.how_often
    assert not point.per_readings or point.per_readings[0] is one.per
    assert list(frequency.readings) == [name for name in others if name != "-"]


@every_clause
def test_words_stand_where_they_are_said(one):
    """Printed words are at their places; words that decide a reading are in the passages."""
    text, provision = body(one.policy), policy(one.policy).provision(one.id)
    passages = [(words.start, words.end) for words in provision.passages]
    for words in provision.how_often_words:
        assert text[words.start : words.end] == words.words
        assert any(start <= words.start and words.end <= end for start, end in passages)
    if not provision.how_often_words:
        assert any(ROWS[one.id][2] in text[start:end] for start, end in passages)


@every_clause
def test_unprinted_words_are_not_printed(one):
    """一次性 and 每年 stand nowhere in the words of a clause that is said not to print them.

    In Dalian 6.1 每年 is printed of the pool of vouchers, not of the support.
    """
    if one.frequency.ground is Ground.READ:
        text = body(one.policy)
        words = policy(one.policy).provision(one.id).passages
        printed = " ".join(text[passage.start : passage.end] for passage in words)
        said = {"一次性", "每年", "每次"} & set(_quoted(one.frequency.text("zh")))
        found = {word for word in said if word in printed}
        assert found == ({"每年"} if one.id == "dalian_2025_draft/6.1" else set())


def _quoted(text):
    return [part.partition("”")[0] for part in text.split("“")[1:]]


@every_clause
def test_units_ask_their_own_unit_first(one):
    points = policy(one.policy).provision(one.id).open_points
    for point in points:
        if point.per_readings:
            assert point.per_readings[0] is one.per
            assert not point.keyword_readings


@cache
def rows_of_catalogue():
    """Return the rows of the catalogue by the clause's id."""
    rows, policy_id = {}, ""
    for line in page().splitlines():
        if line.startswith("## "):
            policy_id = line[3:]
        elif line.startswith("| "):
            rows[f"{policy_id}/{line.split()[1]}"] = line
    return rows


@every_clause
@LANGUAGES
def test_everyone_says_the_same(one, language):
    """Sheet, catalogue, award and the reason of stack use one sentence of a clause."""
    said = one.frequency.text(language)
    document = policy(one.policy)
    assert said in one.describe(language).gives.split(" · ")
    if language == "en":
        row = rows_of_catalogue()[one.id]
        assert row.split(" | ")[-2] == said
    steps = [step for step in award_of(one).steps if step.kind is StepKind.MARK]
    told = [step.zh if language == "zh" else step.en for step in steps]
    assert told.count(said) == (one.frequency.ground is Ground.READ)
    for rule in clause_rules(one, [], document.stacking):
        if rule.name.endswith((":once", ":tier")):
            assert said in (rule.zh if language == "zh" else rule.en)


def test_scenario_no_longer_prints_once():
    """Article 4 of Harbin has no 一次性; article 2 has."""
    read, printed = clause("harbin_2022/4.1").frequency, clause("harbin_2022/2.1").frequency
    assert read.text("zh") == "每个项目给予一次（条文未写明“一次性”）"
    assert read.text("en") == "once per project (the text does not print 一次性)"
    assert printed.text("zh") == "每个平台给予一次（原文写明“一次性”）"
    assert printed.text("en") == "once per platform (printed: 一次性)"
