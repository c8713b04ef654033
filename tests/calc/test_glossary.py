import re

from aipolicy.calc.glossary import glossary, named
from aipolicy.calc.terms import Grants, HowOften, Level, Per


def test_every_term_has_its_chinese_beside_it_and_stands_in_order():
    for section in glossary().values():
        assert list(section) == sorted(section)
        for identifier, chinese in section.items():
            assert re.fullmatch(r"[a-z][a-z0-9_]*", identifier)
            assert re.search(r"[\u4e00-\u9fff]", chinese)


def test_no_two_facts_share_a_chinese_term():
    facts = list(glossary()["facts"].values())
    assert len(facts) == len(set(facts))


def test_the_words_of_grants_and_frequencies_and_levels_are_terms():
    for words in (Grants, Per, HowOften, Level):
        assert set(words) <= set(glossary()["terms"])


def test_an_unknown_name_stands_as_it_is():
    assert named("my_fact", "zh") == "my_fact"
    assert named("review_passed", "zh") == "通过评审"
    assert named("cash", "zh", "terms") == "资金"
