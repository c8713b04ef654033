"""The five official texts against their encodings, where the texts are."""

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from aipolicy import policies, policy
from aipolicy.calc.copies.body import bodies_of
from aipolicy.calc.copies.normal_form import normal_form
from aipolicy.texts import check
from tests.sources import source
from tests.texts.numerals import NUMERALS, other, places

every_policy = pytest.mark.parametrize("id_", [policy.id for policy in policies()])


def signature(law):
    """Return the signature as a copy has it before the body: a copy without it is not whole."""
    found = law.document.signature
    return f"{law.document.issuer} {found.printed['signed'][0]}\n" if found else ""


def printed_days(law):
    """Return the days and the term that a document prints, in its body and around it."""
    words = filter(None, (law.document, law.document.signature))
    return {day for one in words for days in one.printed.values() for day in days}


@every_policy
def test_official_text_passes_the_check(id_):
    report = check(policy(id_), source(id_))
    assert report.ok, str(report)
    assert report.bodies == (2 if id_ == "dalian_2025_draft" else 1)


@every_policy
def test_passages_cover_the_official_text(id_):
    """Every word is in a passage, but for a stray advertisement."""
    report = check(policy(id_), source(id_))
    assert report.added == ()
    assert len(report.strays) == (1 if id_ == "langfang_2023" else 0)


@every_policy
@settings(max_examples=20)
@given(data=st.data())
def test_reports_swaps_in_official_texts(id_, data):
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
def test_reports_articles_behind_the_text(id_, between):
    law, text = policy(id_), source(id_).rstrip()
    for heading in ("二十一、", "第二十一条"):
        assert check(law, text + "。" + between + heading + "给予9000万元。").added
    body = bodies_of(text, law.document.body).texts[0]
    assert check(law, body + "上述各项措施停止执行。").added
    assert check(law, signature(law) + body + " 电话:12345678 阅读:3次").ok


@every_policy
@given(data=st.data())
def test_reports_numerals_of_official_texts(id_, data):
    """Changing any numeral of an official text is reported."""
    plain, found = places(policy(id_), source(id_))
    at = data.draw(st.sampled_from(found))
    assert not check(policy(id_), plain[:at] + other(plain[at]) + plain[at + 1 :]).ok


@every_policy
def test_form_of_official_text_is_ignored(id_):
    """White space, width and quotation marks do not matter."""
    marks = dict(zip(map(ord, "“”‘’"), "「」『』", strict=True))
    wide = {ord(char): ord(char) + 0xFEE0 for char in "0123456789%,.:;()"}
    text = " \n".join(source(id_)).translate(marks | wide)
    assert check(policy(id_), text).ok


@every_policy
def test_reports_every_altered_day(id_):
    """Each numeral of each day and term of a document, and each such day taken out whole."""
    law, text = policy(id_), normal_form(source(id_))
    for day in printed_days(law):
        found = [one.start() for one in re.finditer(re.escape(day), text)]
        assert found
        for at in found:
            end = at + len(day)
            assert not check(law, text[:at] + text[end:]).ok
            for place in (place for place in range(at, end) if text[place] in NUMERALS):
                altered = text[:place] + other(text[place]) + text[place + 1 :]
                assert not check(law, altered).ok, altered[at - 20 : end + 20]


@every_policy
@pytest.mark.parametrize("first", ["2022年9月1日", "公布之日", "2020年1月1日"])
def test_reports_another_first_day(id_, first):
    law, text = policy(id_), normal_form(source(id_))
    altered, times = re.subn("自(印发之日|发布之日|2024年X月X日)起", f"自{first}起", text)
    assert times == (0 if id_ == "dalian_2025_draft" else 1)
    assert check(law, altered).ok == (times == 0)


@pytest.mark.parametrize("id_", [one.id for one in policies() if one.document.signed])
@pytest.mark.parametrize("day", ["2022年8月25日", "2025年4月30日", "2021年8月24日", "2022年8月"])
def test_day_of_signature_is_compared(id_, day):
    """The first day in force of Harbin's document is that of its signature."""
    law, text = policy(id_), source(id_)
    signed = law.document.signature.printed["signed"][0]
    report = check(law, text.replace(signed, day))
    assert (report.changed, report.missing, report.ok) == ((id_,), (), False)
    assert [(one.role, one.instead) for one in report.differences] == [
        ("signature", f"{law.document.issuer}{day}")
    ]
    assert check(law, text.replace(signed, "")).missing == (id_,)


@every_policy
def test_days_in_force_are_printed(id_):
    """Whatever days a policy of the library holds, its document lists where they are printed."""
    law = policy(id_)
    words = filter(None, (law.document, law.document.signature))
    printed = {name for one in words for name in one.printed}
    held = {"first": law.first, "last": law.last, "term_years": law.term_years}
    held["signed"] = law.document.signed
    assert {name for name, day in held.items() if day is not None} == printed
