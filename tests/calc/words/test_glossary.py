import re
from pathlib import Path

import aipolicy
from aipolicy.calc.documents.provision import Kind
from aipolicy.calc.documents.terms import (
    Applicant,
    Grants,
    HowOften,
    Instrument,
    Level,
    Origin,
    Per,
)
from aipolicy.calc.words.glossary import glossary, named


def test_every_term_has_its_chinese_beside_it_and_stands_in_order():
    for section in glossary().values():
        assert list(section) == sorted(section)
        for identifier, chinese in section.items():
            assert re.fullmatch(r"[a-z][a-z0-9_]*", identifier)
            assert re.search(r"[\u4e00-\u9fff]", chinese)


def test_no_two_facts_share_a_chinese_term():
    facts = list(glossary()["facts"].values())
    assert len(facts) == len(set(facts))


ENUMS = (Grants, Kind, Per, HowOften, Instrument, Level, Applicant, Origin)


def test_every_word_of_what_an_award_or_a_measure_says_is_a_term():
    for words in ENUMS:
        assert set(words) <= set(glossary()["terms"])


def test_every_other_term_is_looked_up_where_texts_are_written():
    looked_up = {
        word
        for path in Path(aipolicy.__file__).parent.rglob("*.py")
        for word in re.findall(r"""["']([a-z_]+)["']""", path.read_text(encoding="utf-8"))
        if "named(" in path.read_text(encoding="utf-8")
    }
    words = {str(word) for words in ENUMS for word in words}
    assert set(glossary()["terms"]) - words <= looked_up


def test_one_term_stands_for_the_applicant_and_one_for_what_is_applied_for():
    terms = glossary()["terms"]
    assert (terms["claimant"], terms["subject"]) == ("申报主体", "申报事项")
    for path in Path(aipolicy.__file__).parent.rglob("*"):
        if path.suffix in {".py", ".toml"}:
            assert not re.search("申报单位|标的|申报者|申请人", path.read_text(encoding="utf-8")), (
                path
            )


def test_an_unknown_name_stands_as_it_is():
    assert named("my_fact", "zh") == "my_fact"
    assert named("review_passed", "zh") == "通过评审"
    assert named("cash", "zh", "terms") == "资金"
