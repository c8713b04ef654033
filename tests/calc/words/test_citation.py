"""How documents are cited, and that each is cited as it counts."""

import re

import pytest

from aipolicy import policies
from aipolicy.calc.copies.normal_form import normal_form
from aipolicy.calc.values.numerals import whole_number
from aipolicy.calc.words.citation import Numerals, chinese_number, cited, full_width, titled
from tests.sources import source


def test_chinese_numbers_round_trip():
    for number in range(1, 100):
        assert whole_number(chinese_number(number)) == number
    assert (chinese_number(0), chinese_number(99), chinese_number(100)) == ("〇", "九十九", "100")


@pytest.mark.parametrize("own", policies(), ids=lambda own: own.id)
def test_citations_use_the_texts_numerals(own):
    text = normal_form(source(own.id))
    for provision in own.provisions:
        number = int(provision.article)
        mark = f"{chinese_number(number)}、" if own.numerals is Numerals.CHINESE else f"{number}."
        assert f"{mark}{normal_form(provision.heading)}" in text, provision.id


def test_articles_cited_by_number_or_name():
    assert cited("12", "zh", Numerals.CHINESE) == "第十二条"
    assert cited("12", "zh") == "第12条"
    assert cited("12", "en", Numerals.CHINESE) == "article 12"
    assert cited("附则", "en") == "supplementary provision"
    assert cited("Annex", "en") == cited("Annex", "zh") == "Annex"


def test_every_rule_article_has_english():
    for own in policies():
        for rule in own.stacking.rules:
            assert re.fullmatch(r"[ -~]+", cited(rule.article, "en")), rule.article


def test_only_chinese_gets_full_width_marks():
    assert full_width("甲,乙:(丙);") == "甲，乙：（丙）；"
    assert full_width("a, b: (c);") == "a, b: (c);"
    assert titled("办法(草案)") == "《办法（草案）》"
