from dataclasses import replace

import pytest

from aipolicy.calc.documents.stacking_rule import By, Effect, Measured, Rule, Stacking, Together
from aipolicy.calc.stacking.policies_inside import policies_inside

RULE = Rule(name="one", article="9", zh="一", en="one", unit=(By.SUBJECT,), effect=Effect.HIGHER)
NUMBERS = ["1.1", "1.2", "2.1", "3.1"]


def counted(rule, *together):
    joint = tuple(Together("9", clauses, "一并", "together") for clauses in together)
    found = policies_inside(rule, Stacking(together=joint), NUMBERS)
    return [[n for n in NUMBERS if found[n] == one] for one in dict.fromkeys(found.values())]


def test_each_clause_is_a_policy():
    assert counted(RULE) == [["1.1"], ["1.2"], ["2.1"], ["3.1"]]


def test_each_article_is_a_policy_where_the_rule_counts_by_articles():
    by_article = replace(RULE, measured=Measured.ARTICLE)
    assert counted(by_article) == [["1.1", "1.2"], ["2.1"], ["3.1"]]


def test_what_a_rule_or_the_document_joins_is_one_policy():
    assert counted(replace(RULE, groups=(("1.1", "2.1"),))) == [["1.1", "2.1"], ["1.2"], ["3.1"]]
    assert counted(RULE, ("1.1", "2.1")) == [["1.1", "2.1"], ["1.2"], ["3.1"]]


@pytest.mark.parametrize("groups", [(("1.1", "2.1"), ("2.1", "3.1")), (("2.1", "3.1"), ("1.1", "2.1"))])  # fmt: skip
def test_policies_that_share_a_clause_are_one(groups):
    assert counted(replace(RULE, groups=groups)) == [["1.1", "2.1", "3.1"], ["1.2"]]
    assert counted(replace(RULE, groups=groups[:1]), groups[1]) == [["1.1", "2.1", "3.1"], ["1.2"]]


def test_joining_clauses_joins_their_articles_where_the_rule_counts_by_articles():
    by_article = replace(RULE, measured=Measured.ARTICLE)
    assert counted(by_article, ("1.1", "1.2")) == [["1.1", "1.2"], ["2.1"], ["3.1"]]
    assert counted(by_article, ("1.1", "2.1")) == [["1.1", "1.2", "2.1"], ["3.1"]]
