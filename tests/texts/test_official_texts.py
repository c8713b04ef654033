"""The five official texts against their encodings, where the texts are."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from aipolicy import policies, policy
from aipolicy.texts import check
from aipolicy.texts.body import bodies_of
from aipolicy.texts.normal_form import normal_form
from tests.sources import source
from tests.texts.numerals import other, places

every_policy = pytest.mark.parametrize("id_", [policy.id for policy in policies()])


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
    assert check(law, body + " 电话:12345678 阅读:3次").ok


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
