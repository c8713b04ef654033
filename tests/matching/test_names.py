"""What people call a region or a fact: `match` takes it, or says which it may be."""

from datetime import date

import pytest

from aipolicy import clauses, match, wan
from aipolicy.calc.words.glossary import named
from aipolicy.errors import InvalidFacts
from aipolicy.errors.wording import cure

DAY = date(2023, 6, 1)


def suggested(facts, language="en", **options):
    """Return the cures of a call that is refused."""
    with pytest.raises(InvalidFacts) as refused:
        match(facts, on=DAY, **options)
    return [cure(one, language) for one in refused.value.faults]


@pytest.mark.parametrize(
    ("region", "meant"),
    [
        ("哈尔滨", "哈尔滨市"),
        ("黑龙江", "黑龙江省"),
        ("大连", "大连市"),
        ("武汉", "武汉市"),
        ("廊坊", "廊坊市"),
        ("哈尔滨 ", "哈尔滨市"),
        ("哈 尔 滨 市", "哈尔滨市"),
        ("\ufeff哈尔滨市", "哈尔滨市"),
    ],
)
def test_a_region_by_its_short_name(region, meant):
    assert suggested({}, region=region) == [f"did you mean {meant}?"]
    assert suggested({}, "zh", region=region) == [f"是否应为 {meant}？"]


@pytest.mark.parametrize("region", ["哈尔滨市 ", " 哈尔滨市", "\u3000哈尔滨市\n", "哈尔滨市\xa0"])
def test_a_region_with_blanks_around_it(region):
    assert match({}, on=DAY, region=region) == match({}, on=DAY, region="哈尔滨市")


@pytest.mark.parametrize("region", ["\u2f24连市", "大连市\u3000", " \u2f24连市 "])
def test_a_region_in_another_form_of_characters(region):
    """As a radical copied from a PDF that NFKC writes as the character."""
    assert match({}, on=DAY, region=region) == match({}, on=DAY, region="大连市")


@pytest.mark.parametrize("region", [5, "", " ", "東京", str])
def test_an_unknown_region_is_a_fault(region):
    assert suggested({}, region=region)[0].startswith("known regions: ")


def test_chinese_names_are_facts():
    chinese = {"项目总投资": wan(800), "harbin_2022/4.1:通过评审": True, "服务收入": wan(300)}
    english = {
        "total_investment": wan(800),
        "harbin_2022/4.1:review_passed": True,
        "service_income": wan(300),
    }
    assert match(chinese, on=DAY) == match(english, on=DAY)


@pytest.mark.parametrize("clause", clauses(), ids=[one.id for one in clauses()])
def test_every_fact_has_a_chinese_name(clause):
    """Under its clause each Chinese name is the fact that the clause asks for."""
    values = {fact: one.kind == "condition" or 1 for fact, one in clause.facts.items()}
    chinese = {f"{clause.id}:{named(fact, 'zh')}": value for fact, value in values.items()}
    english = {f"{clause.id}:{fact}": value for fact, value in values.items()}
    assert len(chinese) == len(english)
    assert match(chinese, on=DAY) == match(english, on=DAY)


def test_plain_names_that_need_a_clause_are_listed():
    assert match({"通过评审": True, "迄今累计已获金额": 5}, on=DAY).unqualified == (
        "通过评审",
        "迄今累计已获金额",
    )


def test_qualified_names_win():
    facts = {"harbin_2022/4.1:项目总投资": wan(8), "total_investment": wan(800)}
    one = next(m for m in match(facts, on=DAY).matches if m.clause == "harbin_2022/4.1")
    assert one.most == wan("2.4")


@pytest.mark.parametrize(
    "facts",
    [
        {"项目总投资": 1, "total_investment": 2},
        {"total_investment": 1, "项目总投资": 1},
        {"harbin_2022/4.1:通过评审": True, "harbin_2022/4.1:review_passed": True},
        {"通过评审": True, "review_passed": False},
    ],
)
def test_a_fact_given_twice_is_a_fault(facts):
    with pytest.raises(InvalidFacts) as refused:
        match(facts, on=DAY)
    (one,) = refused.value.faults
    assert (one.code.value, one.path) == ("key.twice", (list(facts)[1],))


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("total_investment ", "total_investment"),
        ("\ufefftotal_investment", "total_investment"),
        ("Total_Investment", "total_investment"),
        ("TOTAL_INVESTMENT", "total_investment"),
        ("ｔｏｔａｌ_investment", "total_investment"),
        ("total\u200b_investment", "total_investment"),
        ("项目总投资 ", "项目总投资 (total_investment)"),
        ("\u3000项目总投资", "项目总投资 (total_investment)"),
        ("项目总投资额", "项目总投资 (total_investment)"),
        ("harbin_2022/4.1:review_pased", "harbin_2022/4.1:review_passed"),
        ("harbin_2022/4.11:review_passed", "harbin_2022/4.1:review_passed"),
        ("harbin_2022/4.1: review_passed", "harbin_2022/4.1:review_passed"),
        (
            "harbin_2022/4.1：通过评审",
            "harbin_2022/4.1:通过评审 (harbin_2022/4.1:review_passed)",
        ),
        (
            "harbin_2022/4.1:通过评",
            "harbin_2022/4.1:通过评审 (harbin_2022/4.1:review_passed)",
        ),
    ],
)
def test_misspelt_facts_are_suggested(name, meant):
    assert suggested({name: 1}) == [f"did you mean {meant}?"]


@pytest.mark.parametrize("name", ["qqqq", "毫不相干的说法", "", "x/1.1:", 5])
def test_nothing_near_is_not_suggested(name):
    assert suggested({name: 1}) == ["aipolicy show lists the facts of each clause"]
