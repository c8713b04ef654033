"""How documents are cited, and that each is cited as it counts."""

import re

import pytest

from aipolicy import policies
from aipolicy.calc.values.numerals import whole_number
from aipolicy.calc.words.citation import Numerals, chinese_number, cited, full_width, titled
from aipolicy.texts.normal_form import normal_form
from tests.sources import source


def test_a_number_in_chinese_numerals_reads_back_as_itself():
    for number in range(1, 100):
        assert whole_number(chinese_number(number)) == number
    assert (chinese_number(0), chinese_number(99), chinese_number(100)) == ("〇", "九十九", "100")


@pytest.mark.parametrize("own", policies(), ids=lambda own: own.id)
def test_a_document_is_cited_in_the_numerals_in_which_it_counts(own):
    text = normal_form(source(own.id))
    for provision in own.provisions:
        number = int(provision.article)
        mark = f"{chinese_number(number)}、" if own.numerals is Numerals.CHINESE else f"{number}."
        assert f"{mark}{normal_form(provision.heading)}" in text, provision.id


def test_articles_are_cited_by_number_or_by_the_name_the_document_gives_them():
    assert cited("12", "zh", Numerals.CHINESE) == "第十二条"
    assert cited("12", "zh") == "第12条"
    assert cited("12", "en", Numerals.CHINESE) == "article 12"
    assert cited("附则", "en") == "supplementary provision"
    assert cited("Annex", "en") == cited("Annex", "zh") == "Annex"


def test_every_place_of_a_rule_has_an_english_name():
    for own in policies():
        for rule in own.stacking.rules:
            assert re.fullmatch(r"[ -~]+", cited(rule.article, "en")), rule.article


def test_only_chinese_words_take_chinese_punctuation():
    assert full_width("甲,乙:(丙);") == "甲，乙：（丙）；"
    assert full_width("a, b: (c);") == "a, b: (c);"
    assert titled("办法(草案)") == "《办法（草案）》"
