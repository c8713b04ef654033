from dataclasses import replace

import pytest

from aipolicy.calc.documents.rule import By, CountsBy, Effect, Rule
from aipolicy.calc.documents.stacking import RuleReading, Stacking, Together, policies_inside
from aipolicy.errors import InvalidClause

FIRST = Rule(
    name="first", article="9", zh="一", en="one", group_by=(By.SUBJECT,), effect=Effect.HIGHER
)
SECOND = Rule(
    name="second", article="9", zh="二", en="two", group_by=(By.CLAIMANT,), effect=Effect.BARRED
)
PLAN = Together("5", ("5.1", "5.2"), "一个方案", "one plan")


def reading(name, changes, **more):
    return RuleReading(name, "理解", "a reading", changes, **more)


def test_text_without_rules_is_silent():
    assert Stacking().silent
    assert Stacking(together=(PLAN,)).silent
    assert not Stacking(rules=(FIRST,)).silent


def test_reading_changes_and_drops_rules():
    stacking = Stacking(
        rules=(FIRST, SECOND),
        together=(PLAN,),
        readings=(
            reading("wide", {"first": {"group_by": (By.CLAIMANT,)}}),
            reading("without", {"second": None}),
            reading("both", {"second": {"inside": False}}, apart=("5.1",)),
        ),
    )
    assert stacking.read_as(["wide"]).rules[0].group_by == (By.CLAIMANT,)
    assert stacking.read_as(["without"]).rules == (FIRST,)
    assert stacking.read_as(["without", "both"]).rules == (FIRST,)
    assert stacking.read_as(["both"]).together == ()
    assert stacking.read_as(["wide"]).together == (PLAN,)
    assert not any(rule.top_up for rule in stacking.read_as(["no_top_up"]).rules)
    assert [stacking.read_as(names).gross_caps for names in ([], ["gross_caps"])] == [False, True]
    assert replace(stacking, gross_caps=True).read_as(["wide"]).gross_caps
    assert stacking.read_as([]).rules == stacking.rules
    assert stacking.read_as([]).readings == ()
    assert list(stacking.named_readings) == ["wide", "without", "both", "no_top_up", "gross_caps"]


def test_top_up_needs_a_higher_or_choice_rule():
    assert FIRST.allows_top_up
    assert not SECOND.allows_top_up


def test_reading_names_existing_attributes():
    with pytest.raises(InvalidClause) as refused:
        Stacking(rules=(FIRST,), readings=(reading("wide", {"frst": None}),))
    assert str(refused.value) == "wide: there is no rule frst; name a rule of the document"
    with pytest.raises(InvalidClause) as refused:
        Stacking(rules=(FIRST,), readings=(reading("wide", {"first": {"units": (), "zz": 1}}),))
    assert str(refused.value) == "wide: a rule has no units, zz; name its attributes"


RULE = Rule(
    name="one", article="9", zh="一", en="one", group_by=(By.SUBJECT,), effect=Effect.HIGHER
)
NUMBERS = ["1.1", "1.2", "2.1", "3.1"]


def counted(rule, *together):
    joint = tuple(Together("9", clauses, "一并", "together") for clauses in together)
    found = policies_inside(rule, Stacking(together=joint), NUMBERS)
    return [[n for n in NUMBERS if found[n] == one] for one in dict.fromkeys(found.values())]


def test_each_clause_is_a_policy():
    assert counted(RULE) == [["1.1"], ["1.2"], ["2.1"], ["3.1"]]


def test_each_article_is_a_policy_if_so_counted():
    by_article = replace(RULE, counts_by=CountsBy.ARTICLE)
    assert counted(by_article) == [["1.1", "1.2"], ["2.1"], ["3.1"]]


def test_joined_clauses_are_one_policy():
    assert counted(replace(RULE, counted_as_one=(("1.1", "2.1"),))) == [
        ["1.1", "2.1"],
        ["1.2"],
        ["3.1"],
    ]
    assert counted(RULE, ("1.1", "2.1")) == [["1.1", "2.1"], ["1.2"], ["3.1"]]


@pytest.mark.parametrize("groups", [(("1.1", "2.1"), ("2.1", "3.1")), (("2.1", "3.1"), ("1.1", "2.1"))])  # fmt: skip
def test_overlapping_policies_are_one(groups):
    assert counted(replace(RULE, counted_as_one=groups)) == [["1.1", "2.1", "3.1"], ["1.2"]]
    assert counted(replace(RULE, counted_as_one=groups[:1]), groups[1]) == [
        ["1.1", "2.1", "3.1"],
        ["1.2"],
    ]


def test_joined_clauses_join_their_articles():
    by_article = replace(RULE, counts_by=CountsBy.ARTICLE)
    assert counted(by_article, ("1.1", "1.2")) == [["1.1", "1.2"], ["2.1"], ["3.1"]]
    assert counted(by_article, ("1.1", "2.1")) == [["1.1", "1.2", "2.1"], ["3.1"]]
