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


def test_terms_have_chinese_and_are_sorted():
    for section in glossary().values():
        assert list(section) == sorted(section)
        for identifier, chinese in section.items():
            assert re.fullmatch(r"[a-z][a-z0-9_]*", identifier)
            assert re.search(r"[\u4e00-\u9fff]", chinese)


def test_no_two_facts_share_a_chinese_term():
    facts = list(glossary()["facts"].values())
    assert len(facts) == len(set(facts))


ENUMS = (Grants, Kind, Per, HowOften, Instrument, Level, Applicant, Origin)


def test_every_enum_member_is_a_term():
    """An award and a provision describe themselves in terms of the glossary."""
    for words in ENUMS:
        assert set(words) <= set(glossary()["terms"])


def test_every_other_term_is_used():
    looked_up = {
        word
        for path in Path(aipolicy.__file__).parent.rglob("*.py")
        for word in re.findall(r"""["']([a-z_]+)["']""", path.read_text(encoding="utf-8"))
        if "named(" in path.read_text(encoding="utf-8")
    }
    words = {str(word) for words in ENUMS for word in words}
    assert set(glossary()["terms"]) - words <= looked_up


def test_claimant_and_subject_have_one_term():
    """The library uses no synonym for either of them."""
    terms = glossary()["terms"]
    assert (terms["claimant"], terms["subject"]) == ("申报主体", "申报事项")
    for path in Path(aipolicy.__file__).parent.rglob("*"):
        if path.suffix in {".py", ".toml"}:
            assert not re.search("申报单位|标的|申报者|申请人", path.read_text(encoding="utf-8")), (
                path
            )


def test_unknown_name_is_left_as_it_is():
    assert named("my_fact", "zh") == "my_fact"
    assert named("review_passed", "zh") == "通过评审"
    assert named("cash", "zh", "terms") == "资金"
