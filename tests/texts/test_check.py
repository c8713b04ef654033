"""Law beside code: the invented town's law always, the five official texts where they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy.calc.values.money import wan
from aipolicy.errors import AipolicyError, Code, NotComparable
from aipolicy.texts import Report, check
from tests.invented.orchards import DATA, TEXT, orchards
from tests.texts.numerals import other, places

ORCHARDS = orchards()


def altered(old, new, text=TEXT):
    assert text.count(old) == 1
    return check(ORCHARDS, text.replace(old, new))


def test_matching_text_is_clean():
    report = check(ORCHARDS, TEXT)
    assert isinstance(report, Report)
    assert report.text("en") == (
        "orchards: ok: 7 unchanged, 0 changed, 0 missing, 0 unaccounted, 0 contradicted, "
        "0 moved, 0 added\n"
        "  not read: 26 characters before the body, 7 after it"
    )
    assert report.bodies == 1
    assert report.unchanged == tuple(measure.id for measure in ORCHARDS.provisions)


def test_reports_any_changed_numeral():
    plain, found = places(ORCHARDS, TEXT)
    assert len(found) > 50
    for at in found:
        assert not check(ORCHARDS, plain[:at] + other(plain[at]) + plain[at + 1 :]).ok


def test_figures_around_the_body_are_ignored():
    assert check(ORCHARDS, TEXT.replace("12345678", "87654321").replace("67次", "68次")).ok


def test_changed_figure_names_its_provision():
    report = altered("按投资额的30%给予", "按投资额的40%给予")
    assert report.changed == ("orchards/1.1",)
    assert report.missing == ()
    assert [figure.line("en") for figure in report.unaccounted] == [
        "unaccounted 40%: …且通过评审的,按投资额的40%给予补助,最高不超过50…"
    ]
    (difference,) = report.differences
    assert difference.instead == "对新建果园且通过评审的,按投资额的40%给予补助,最高不超过500万元"


def test_removed_provision_is_missing():
    report = altered("按照果政规〔2020〕3号给予贷款支持。", "")
    assert (report.missing, report.changed) == (("orchards/2.3",), ())
    assert report.unaccounted == ()
    assert report.differences[0].text("en") == "missing orchards/2.3"


def test_removed_figure_is_not_contradicted():
    """A figure removed with its words does not contradict the code."""
    report = altered("每年评选2-3个示范果园。", "")
    assert report.missing == ("orchards/2", "orchards/2.4")
    assert report.contradicted == ()


def test_new_provision_is_added():
    """Its figure is unaccounted for."""
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
def test_added_words_fail_the_check(old, new, words):
    """The words need not hold a figure."""
    report = altered(old, new)
    assert report.added == (words,)
    assert (report.missing, report.changed, report.unaccounted) == ((), (), ())
    assert not report.ok


def test_listed_strays_are_harmless(tmp_path):
    """They are reported; any other word beside them fails the check."""
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


def test_further_article_is_added():
    """It is added with its figures."""
    report = check(ORCHARDS, TEXT + "\n四、追加。给予9000万元。")
    assert report.added == ("四、追加。给予9000万元",)
    assert [figure.text for figure in report.unaccounted] == ["9000万元"]
    assert not report.ok


def test_counts_characters_around_the_body():
    report = check(ORCHARDS, "页眉" + TEXT + "另有说明")
    assert report.ok
    assert (report.left_out_before, report.left_out_behind) == (28, 11)


@pytest.mark.parametrize(
    "printed",
    ["三分之一", "千分之二", "万分之五", "五折", "七五折", "三成", "百分之三十至五十", "3‱"],
)
def test_share_in_words_is_unaccounted_for(printed):
    report = altered("按照果政规", f"给予{printed}的补助。按照果政规")
    assert [(one.text, one.kind) for one in report.unaccounted] == [
        (printed, "ratio" if printed == "三分之一" else "rate")
    ]
    assert not report.ok


@pytest.mark.parametrize("printed", ["港币500万元", "500万元港币", "500万美元", "HK$500万元"])
def test_currency_is_unaccounted_for(printed):
    """A provision that lists 500万元 does not account for as much in another currency."""
    report = altered("最高不超过500万元", f"最高不超过{printed}")
    assert [(one.text, one.kind) for one in report.unaccounted] == [(printed, "foreign_amount")]
    assert not report.ok


def test_moved_figure_is_unaccounted_for():
    """The words to which it moved do not list it."""
    report = altered("发展果业,美化乡村", "发展果业30%,美化乡村")
    assert report.changed == ("orchards/1",)
    assert [figure.text for figure in report.unaccounted] == ["30%"]


def swapped(one, two):
    assert (TEXT.count(one), TEXT.count(two)) == (1, 1)
    return check(ORCHARDS, TEXT.replace(one, "\0").replace(two, one).replace("\0", two))


def test_swap_in_an_article_is_a_move():
    report = swapped("按照果政规〔2020〕3号给予贷款支持", "对特大果园实行“一事一议”")
    assert report.moved == ("orchards/2.3", "orchards/2.4")
    assert (report.changed, report.missing, report.unaccounted, report.added) == ((), (), (), ())
    assert report.unchanged == tuple(measure.id for measure in ORCHARDS.provisions)
    assert not report.ok


def test_swap_across_articles_is_a_move():
    """No other provision has moved."""
    report = swapped(
        "对新建果园且通过评审的,按投资额的30%给予补助,最高不超过500万元",
        "按照果政规〔2020〕3号给予贷款支持",
    )
    assert report.moved == ("orchards/1.1", "orchards/2.3")
    assert not report.ok


def test_swap_of_last_provisions_is_a_move():
    """Each of the two is the last of its article."""
    measure = "对入驻苗圃的农户,最高40平米用地第一年租金全免、后两年补贴租金的50%"
    report = swapped(measure, "对培训果农的学校给予支持")
    assert report.moved == ("orchards/1.2", "orchards/3.1")


def test_swap_leaves_departments_in_place():
    """The words on who is responsible have not moved."""
    report = swapped("每年评选2-3个示范果园", "对培训果农的学校给予支持")
    assert report.moved == ("orchards/2", "orchards/2.4", "orchards/3.1")


def test_finds_a_move_to_the_article_before():
    """The provision is now the last one of that article."""
    measure = "对培训果农的学校给予支持。"
    report = check(ORCHARDS, TEXT.replace(measure, "").replace("三、", measure + "三、"))
    assert "orchards/3.1" in report.moved


def test_swapped_headings_move_provisions():
    report = swapped("一、扶持种植", "二、扶持销售")
    assert {"orchards/1", "orchards/2", "orchards/1.1", "orchards/1.2", "orchards/2.1"} <= set(
        report.moved
    )
    assert "orchards/3.1" not in report.moved


def test_provision_above_headings_has_moved():
    measure = "对新建果园且通过评审的,按投资额的30%给予补助,最高不超过500万元。"
    report = check(ORCHARDS, TEXT.replace(measure, "").replace("一、", measure + "一、"))
    assert report.moved == ("orchards/1.1",)


def test_removed_heading_moves_nothing():
    report = altered("一、扶持种植。", "")
    assert (report.missing, report.moved) == (("orchards/1",), ())


def test_changed_heading_moves_nothing():
    """It is still the heading of its provisions."""
    assert altered("二、扶持销售。", "二、大力扶持销售。").moved == ()


def test_shifted_words_have_not_moved():
    assert altered("一、扶持种植。", "新的总则。一、扶持种植。").moved == ()
    assert check(ORCHARDS, "页眉 " * 50 + TEXT).ok


def test_repeated_words_keep_their_places():
    """The words before them may grow."""
    text = TEXT.replace("实行“一事一议”", "按照有关规定实行“一事一议”").replace(
        "商务局", "商业局", 1
    )
    report = check(ORCHARDS, text)
    assert (report.changed, report.moved) == (("orchards/2", "orchards/2.4"), ())


def test_heading_belongs_to_its_article():
    """So do the words on who is responsible."""
    assert altered("一、扶持种植。", "一、扶持栽培。").changed == ("orchards/1",)
    assert altered("(责任单位:农业局)", "(责任单位:林业局)").changed == ("orchards/1",)
    last = TEXT.rindex("商务局、农业局")
    report = check(ORCHARDS, TEXT[:last] + "商务局、林业局" + TEXT[last + 7 :])
    assert report.changed == ("orchards/3",)
    assert report.differences[0].text("en").startswith("changed orchards/3 (departments): ")


def test_the_term_belongs_to_the_document():
    report = altered("有效期三年", "有效期五年")
    assert report.changed == ("orchards",)
    assert report.differences[0].role == "validity"
    assert [figure.text for figure in report.unaccounted] == ["五年"]


def test_figure_only_in_the_code_fails():
    report = check(orchards(most=wan(50)), TEXT)
    assert not report.ok
    assert [line.text("en") for line in report.contradicted] == [
        "contradicted orchards/1.1 cap: the code has 500000.00, the words 500万元"
    ]


def test_figure_listed_but_not_printed_fails(tmp_path):
    path = tmp_path / "orchards.toml"
    data = DATA.read_text(encoding="utf-8")
    path.write_text(
        data.replace('["果政规〔2020〕3号"]\npassages', '["果政规〔2020〕3号", "5年"]\npassages'),
        encoding="utf-8",
    )
    report = check(orchards(data=path), TEXT)
    assert [line.text("en") for line in report.contradicted] == [
        "contradicted orchards/2.3 other_figures: the code has 5年, the words no such figure"
    ]


def test_long_numeral_is_one_unknown_figure():
    """Nothing accounts for it."""
    report = check(ORCHARDS, "1" * 5000)
    assert [(one.text, one.kind) for one in report.unaccounted] == [("1" * 5000, "number")]
    report = altered("(编辑:12)", "四、给予" + "九" * 5000 + "元。")
    assert [one.text for one in report.unaccounted] == ["九" * 5000]


def test_lone_surrogate_is_an_added_word():
    assert altered("给予贷款支持。", "给予贷款支持。\ud800").added == ("\ud800",)


def test_refuses_wrong_argument_types():
    no_policy = (
        "policy='harbin_2022': expected a policy, got str; "
        'pass a policy, such as aipolicy.policy("harbin_2022")'
    )
    no_text = (
        "text=b'1': expected text, got bytes; "
        'read the file and decode it, as in Path(...).read_text(encoding="utf-8")'
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


def test_repeated_body_is_reported_once():
    """Both copies are checked."""
    assert check(ORCHARDS, TEXT + TEXT).bodies == 2
    assert check(ORCHARDS, TEXT + TEXT).ok
    report = check(ORCHARDS, TEXT + TEXT.replace("30%", "40%"))
    assert report.changed == ("orchards/1.1",)
    assert report == check(ORCHARDS, (TEXT + TEXT).replace("30%", "40%"))


def test_other_text_misses_everything():
    report = check(ORCHARDS, "别的文件,给予30%。")
    assert report.bodies == 0
    assert report.unchanged == ()
    assert report.changed == ()
    assert set(report.missing) >= {measure.id for measure in ORCHARDS.provisions}
    assert [figure.line("en") for figure in report.unaccounted] == [
        "unaccounted 30%: …别的文件,给予30%。…"
    ]


@given(st.data())
def test_ignores_space_and_character_width(data):
    text = list(TEXT)
    for at in data.draw(st.lists(st.integers(0, len(text) - 1), max_size=30)):
        text[at] += data.draw(st.sampled_from(" \n\t\u3000\u200b"))
    wide = {
        ord(c): ord(c) + 0xFEE0 for c in data.draw(st.sets(st.sampled_from("0123456789%,:;()")))
    }
    assert check(ORCHARDS, "".join(text).translate(wide)).ok


@pytest.mark.parametrize("piece", ["1", "给予2000万元。", "\x00", "果园扶持办法"])
def test_refuses_a_text_of_20_mb(piece):
    """A text that is no document ends in a fault, at once."""
    with pytest.raises(NotComparable) as refused:
        check(ORCHARDS, piece * (20_000_000 // len(piece)))
    (one,) = refused.value.faults
    assert (one.code, one.path, one.params["most"]) == (Code.TEXT_TOO_LONG, ("text",), 50_000)
    assert one.text("zh").endswith("：文本最多 50,000 个字符；请只给一份文件的文本")
