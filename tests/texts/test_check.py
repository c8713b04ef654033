"""Law beside code: the invented town's law always, the five official texts where they are."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy import policies, policy
from aipolicy.calc.money import wan
from aipolicy.texts import Report, check
from aipolicy.texts.body import bodies_of
from aipolicy.texts.normal_form import normal_form
from tests.invented.orchards import DATA, TEXT, orchards
from tests.sources import source

ORCHARDS = orchards()
NUMERALS = "0123456789零一二两三四五六七八九十百千万亿"

every_policy = pytest.mark.parametrize("id_", [policy.id for policy in policies()])


def altered(old, new, text=TEXT):
    assert text.count(old) == 1
    return check(ORCHARDS, text.replace(old, new))


def places(policy, text):
    """Return the text in normal form and the offsets of every numeral in its bodies."""
    plain = normal_form(text)
    found, at = [], 0
    for body in bodies_of(text, policy.document.body).texts:
        at = plain.index(body, at)
        found += [at + i for i, char in enumerate(body) if char in NUMERALS]
        at += len(body)
    return plain, found


def other(char):
    return str((int(char) + 1) % 10) if char.isascii() else "二" if char != "二" else "三"


def test_a_text_that_is_the_law_encoded_is_clean():
    report = check(ORCHARDS, TEXT)
    assert isinstance(report, Report)
    assert str(report) == (
        "orchards: ok: 7 unchanged, 0 changed, 0 missing, 0 unaccounted, 0 contradicted"
    )
    assert report.bodies == 1
    assert report.unchanged == tuple(measure.id for measure in ORCHARDS.provisions)


def test_changing_any_numeral_of_the_body_is_reported():
    plain, found = places(ORCHARDS, TEXT)
    assert len(found) > 50
    for at in found:
        assert not check(ORCHARDS, plain[:at] + other(plain[at]) + plain[at + 1 :]).ok


def test_figures_of_the_page_around_the_body_do_not_count():
    assert check(ORCHARDS, TEXT.replace("12345678", "87654321").replace("67次", "68次")).ok


def test_a_figure_that_changed_is_reported_with_its_measure():
    report = altered("按投资额的30%给予", "按投资额的40%给予")
    assert report.changed == ("orchards/1.1",)
    assert report.missing == ()
    assert [str(figure) for figure in report.unaccounted] == [
        "unaccounted 40%: …且通过评审的,按投资额的40%给予补助,最高不超过50…"
    ]
    (difference,) = report.differences
    assert difference.instead == "对新建果园且通过评审的,按投资额的40%给予补助,最高不超过500万元"


def test_a_measure_that_is_gone_is_missing():
    report = altered("按照果政规〔2020〕3号给予贷款支持。", "")
    assert (report.missing, report.changed) == (("orchards/2.3",), ())
    assert report.unaccounted == ()
    assert str(report.differences[0]) == "missing orchards/2.3"


def test_a_figure_gone_with_its_words_is_no_contradiction_of_the_code():
    report = altered("每年评选2-3个示范果园。", "")
    assert report.missing == ("orchards/2", "orchards/2.4")
    assert report.contradicted == ()


def test_a_new_measure_is_added_and_its_figure_is_unaccounted_for():
    report = altered("给予贷款支持。", "给予贷款支持。另给予3万元。")
    assert report.added == ("另给予3万元",)
    assert [figure.text for figure in report.unaccounted] == ["3万元"]
    assert (report.missing, report.changed) == ((), ())


def test_words_without_a_figure_in_between_are_added_and_do_no_harm():
    report = altered("给予贷款支持。", "给予贷款支持。\n广告广告\n")
    assert report.ok
    assert report.added == ("广告广告",)


def test_a_figure_that_moved_to_words_that_do_not_list_it_is_unaccounted_for():
    report = altered("发展果业,美化乡村", "发展果业30%,美化乡村")
    assert report.changed == ("orchards/1",)
    assert [figure.text for figure in report.unaccounted] == ["30%"]


def test_measures_that_changed_places_are_unchanged():
    one = "按照果政规〔2020〕3号给予贷款支持。"
    two = "对特大果园实行“一事一议”。"
    assert check(ORCHARDS, TEXT.replace(one + two, two + one)).ok


def test_a_heading_and_who_is_responsible_belong_to_the_article():
    assert altered("一、扶持种植。", "一、扶持栽培。").changed == ("orchards/1",)
    assert altered("(责任单位:农业局)", "(责任单位:林业局)").changed == ("orchards/1",)
    last = TEXT.rindex("商务局、农业局")
    report = check(ORCHARDS, TEXT[:last] + "商务局、林业局" + TEXT[last + 7 :])
    assert report.changed == ("orchards/3",)
    assert str(report.differences[0]).startswith("changed orchards/3 (departments): ")


def test_the_term_belongs_to_the_document():
    report = altered("有效期三年", "有效期五年")
    assert report.changed == ("orchards",)
    assert report.differences[0].part == "validity"
    assert [figure.text for figure in report.unaccounted] == ["五年"]


def test_a_figure_of_the_code_that_is_not_in_the_words_fails_the_check():
    report = check(orchards(most=wan(50)), TEXT)
    assert not report.ok
    assert [str(line) for line in report.contradicted] == [
        "contradicted orchards/1.1 cap: the code has 500000.00, the words 500万元"
    ]


def test_a_figure_that_is_listed_and_not_printed_fails_the_check(tmp_path):
    path = tmp_path / "orchards.toml"
    data = DATA.read_text(encoding="utf-8")
    path.write_text(
        data.replace('["果政规〔2020〕3号"]\npassages', '["果政规〔2020〕3号", "5年"]\npassages'),
        encoding="utf-8",
    )
    report = check(orchards(data=path), TEXT)
    assert [str(line) for line in report.contradicted] == [
        "contradicted orchards/2.3 other_figures: the code has 5年, the words no such figure"
    ]


def test_a_body_that_stands_twice_is_checked_twice_and_reported_once():
    assert check(ORCHARDS, TEXT + TEXT).bodies == 2
    assert check(ORCHARDS, TEXT + TEXT).ok
    report = check(ORCHARDS, TEXT + TEXT.replace("30%", "40%"))
    assert report.changed == ("orchards/1.1",)
    assert report == check(ORCHARDS, (TEXT + TEXT).replace("30%", "40%"))


def test_another_text_altogether_is_missing_everything():
    report = check(ORCHARDS, "别的文件,给予30%。")
    assert report.bodies == 0
    assert report.unchanged == ()
    assert report.changed == ()
    assert set(report.missing) >= {measure.id for measure in ORCHARDS.provisions}
    assert [str(figure) for figure in report.unaccounted] == [
        "unaccounted 30%: …别的文件,给予30%。…"
    ]


@given(st.data())
def test_white_space_and_full_width_characters_do_not_matter(data):
    text = list(TEXT)
    for at in data.draw(st.lists(st.integers(0, len(text) - 1), max_size=30)):
        text[at] += data.draw(st.sampled_from(" \n\t\u3000\u200b"))
    wide = {
        ord(c): ord(c) + 0xFEE0 for c in data.draw(st.sets(st.sampled_from("0123456789%,:;()")))
    }
    assert check(ORCHARDS, "".join(text).translate(wide)).ok


@every_policy
def test_on_the_official_text_nothing_is_missing_changed_unaccounted_or_contradicted(id_):
    report = check(policy(id_), source(id_))
    assert report.ok, str(report)
    assert report.bodies == (2 if id_ == "dalian_2025_draft" else 1)


@every_policy
def test_every_word_of_the_official_text_is_some_passage_but_for_a_stray_advertisement(id_):
    report = check(policy(id_), source(id_))
    assert len(report.added) == (1 if id_ == "langfang_2023" else 0)
    assert not any(re.search(r"\d", words) for words in report.added)


@every_policy
@given(data=st.data())
def test_changing_any_numeral_of_an_official_text_is_reported(id_, data):
    plain, found = places(policy(id_), source(id_))
    at = data.draw(st.sampled_from(found))
    assert not check(policy(id_), plain[:at] + other(plain[at]) + plain[at + 1 :]).ok


@every_policy
def test_white_space_width_and_quotation_marks_in_an_official_text_do_not_matter(id_):
    marks = dict(zip(map(ord, "“”‘’"), "「」『』", strict=True))
    wide = {ord(char): ord(char) + 0xFEE0 for char in "0123456789%,.:;()"}
    text = " \n".join(source(id_)).translate(marks | wide)
    assert check(policy(id_), text).ok
