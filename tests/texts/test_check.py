"""Law beside code: the invented town's law always, the five official texts where they are."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from aipolicy import policies, policy
from aipolicy.calc.values.money import wan
from aipolicy.errors import AipolicyError
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
        "orchards: ok: 7 unchanged, 0 changed, 0 missing, 0 unaccounted, 0 contradicted, "
        "0 moved, 0 added\n"
        "  not read: 26 characters before the body, 7 behind it"
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


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("按照果政规", "不按照果政规", "不"),
        (
            "给予贷款支持。",
            "给予贷款支持。上述各项措施自即日起停止执行。",
            "上述各项措施自即日起停止执行",
        ),
        ("其中一项。", "其中一项。上述各项措施停止执行。", "上述各项措施停止执行"),
        ("(编辑:12)", "四、废止。上述各项措施停止执行。", "四、废止。上述各项措施停止执行"),
    ],
)
def test_words_without_a_figure_that_are_added_fail_the_check(old, new, words):
    report = altered(old, new)
    assert report.added == (words,)
    assert (report.missing, report.changed, report.unaccounted) == ((), (), ())
    assert not report.ok


def test_stray_words_that_the_data_lists_are_told_and_do_no_harm(tmp_path):
    path = tmp_path / "orchards.toml"
    data = DATA.read_text(encoding="utf-8")
    path.write_text(
        data.replace("[document.body]", '[document.body]\nstrays = ["广告 ＡＢ"]'), encoding="utf-8"
    )
    policy = orchards(data=path)
    old, new = "给予贷款支持。", "给予贷款支持。\n广告AB\n"
    report = check(policy, TEXT.replace(old, new))
    assert (report.strays, report.added, report.ok) == (("广告AB",), (), True)
    report = check(policy, TEXT.replace(old, new + "不"))
    assert (report.strays, report.added, report.ok) == ((), ("广告AB不",), False)
    report = check(ORCHARDS, TEXT.replace(old, new))
    assert (report.strays, report.added, report.ok) == ((), ("广告AB",), False)


def test_a_further_article_behind_the_closing_words_is_added_with_its_figures():
    report = check(ORCHARDS, TEXT + "\n四、追加。给予9000万元。")
    assert report.added == ("四、追加。给予9000万元",)
    assert [figure.text for figure in report.unaccounted] == ["9000万元"]
    assert not report.ok


def test_what_stands_around_the_body_is_counted():
    report = check(ORCHARDS, "页眉" + TEXT + "另有说明")
    assert report.ok
    assert (report.left_out_before, report.left_out_behind) == (28, 11)


def test_a_figure_that_moved_to_words_that_do_not_list_it_is_unaccounted_for():
    report = altered("发展果业,美化乡村", "发展果业30%,美化乡村")
    assert report.changed == ("orchards/1",)
    assert [figure.text for figure in report.unaccounted] == ["30%"]


def swapped(one, two):
    assert (TEXT.count(one), TEXT.count(two)) == (1, 1)
    return check(ORCHARDS, TEXT.replace(one, "\0").replace(two, one).replace("\0", two))


def test_measures_that_changed_places_in_an_article_have_moved():
    report = swapped("按照果政规〔2020〕3号给予贷款支持", "对特大果园实行“一事一议”")
    assert report.moved == ("orchards/2.3", "orchards/2.4")
    assert (report.changed, report.missing, report.unaccounted, report.added) == ((), (), (), ())
    assert report.unchanged == tuple(measure.id for measure in ORCHARDS.provisions)
    assert not report.ok


def test_measures_that_changed_places_across_articles_have_moved_and_no_others():
    report = swapped(
        "对新建果园且通过评审的,按投资额的30%给予补助,最高不超过500万元",
        "按照果政规〔2020〕3号给予贷款支持",
    )
    assert report.moved == ("orchards/1.1", "orchards/2.3")
    assert not report.ok


def test_the_only_measures_of_two_articles_that_changed_places_have_moved():
    measure = "对入驻苗圃的农户,最高40平米用地第一年租金全免、后两年补贴租金的50%"
    report = swapped(measure, "对培训果农的学校给予支持")
    assert report.moved == ("orchards/1.2", "orchards/3.1")


def test_who_is_responsible_stays_where_it_is_when_the_measures_before_change_places():
    report = swapped("每年评选2-3个示范果园", "对培训果农的学校给予支持")
    assert report.moved == ("orchards/2", "orchards/2.4", "orchards/3.1")


def test_a_measure_that_stands_last_under_the_heading_before_has_moved():
    measure = "对培训果农的学校给予支持。"
    report = check(ORCHARDS, TEXT.replace(measure, "").replace("三、", measure + "三、"))
    assert "orchards/3.1" in report.moved


def test_headings_that_changed_places_move_the_measures_under_them():
    report = swapped("一、扶持种植", "二、扶持销售")
    assert {"orchards/1", "orchards/2", "orchards/1.1", "orchards/1.2", "orchards/2.1"} <= set(
        report.moved
    )
    assert "orchards/3.1" not in report.moved


def test_a_measure_above_the_first_heading_has_moved():
    measure = "对新建果园且通过评审的,按投资额的30%给予补助,最高不超过500万元。"
    report = check(ORCHARDS, TEXT.replace(measure, "").replace("一、", measure + "一、"))
    assert report.moved == ("orchards/1.1",)


def test_a_heading_that_is_gone_moves_nothing():
    report = altered("一、扶持种植。", "")
    assert (report.missing, report.moved) == (("orchards/1",), ())


def test_a_heading_that_changed_is_still_the_heading_of_its_measures():
    assert altered("二、扶持销售。", "二、大力扶持销售。").moved == ()


def test_words_that_all_stand_further_on_have_not_moved():
    assert altered("一、扶持种植。", "新的总则。一、扶持种植。").moved == ()
    assert check(ORCHARDS, "页眉 " * 50 + TEXT).ok


def test_words_that_stand_twice_keep_their_places_where_the_words_before_them_grew():
    text = TEXT.replace("实行“一事一议”", "按照有关规定实行“一事一议”").replace(
        "商务局", "商业局", 1
    )
    report = check(ORCHARDS, text)
    assert (report.changed, report.moved) == (("orchards/2", "orchards/2.4"), ())


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
    assert report.differences[0].role == "validity"
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


def test_a_long_run_of_numerals_is_one_figure_for_which_nothing_accounts():
    report = check(ORCHARDS, "1" * 5000)
    assert [(one.text, one.kind) for one in report.unaccounted] == [("1" * 5000, "number")]
    report = altered("(编辑:12)", "四、给予" + "九" * 5000 + "元。")
    assert [one.text for one in report.unaccounted] == ["九" * 5000]


def test_half_a_surrogate_pair_in_a_copy_is_a_word_that_was_added():
    assert altered("给予贷款支持。", "给予贷款支持。\ud800").added == ("\ud800",)


def test_what_is_no_policy_or_no_text_is_refused_with_a_cure():
    no_policy = (
        "policy='harbin_2022': a text is held against a policy; "
        "give a policy, such as aipolicy.policy('harbin_2022')"
    )
    no_text = (
        "text=b'1': a text is a string; "
        "read the file and decode it, as in Path(...).read_text(encoding='utf-8')"
    )
    for policy_, text, message in [
        ("harbin_2022", TEXT, no_policy),
        (ORCHARDS, b"1", no_text),
        ("harbin_2022", b"1", f"{no_policy}\n  {no_text}"),
    ]:
        with pytest.raises(TypeError) as refused:
            check(policy_, text)
        assert isinstance(refused.value, AipolicyError)
        faults = "2 faults" if "\n" in message else "1 fault"
        assert str(refused.value) == f"check: {faults}\n  {message}"


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
    assert report.added == ()
    assert len(report.strays) == (1 if id_ == "langfang_2023" else 0)


@every_policy
@settings(max_examples=20)
@given(data=st.data())
def test_measures_of_an_official_text_that_change_places_are_reported(id_, data):
    law, text = policy(id_), normal_form(source(id_))
    body = bodies_of(text, law.document.body).texts[0]
    indices = st.integers(0, len(law.provisions) - 1)
    one, two = (law.provisions[data.draw(indices)] for _ in range(2))
    first, second = sorted((one.passages[0], two.passages[0]), key=lambda words: words.start)
    assume(first.end <= second.start and first.sha256 != second.sha256)
    altered_ = (
        body[: first.start]
        + body[second.start : second.end]
        + body[first.end : second.start]
        + body[first.start : first.end]
        + body[second.end :]
    )
    report = check(law, altered_)
    assert {one.id, two.id} <= {*report.moved, *report.changed, *report.missing}
    assert not report.ok


@every_policy
@pytest.mark.parametrize("between", ["", " ", "\n"])
def test_a_further_article_behind_an_official_text_is_reported(id_, between):
    law, text = policy(id_), source(id_).rstrip()
    for heading in ("二十一、", "第二十一条"):
        assert check(law, text + "。" + between + heading + "给予9000万元。").added
    body = bodies_of(text, law.document.body).texts[0]
    assert check(law, body + "上述各项措施停止执行。").added
    assert check(law, body + " 电话:12345678 阅读:3次").ok


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
