"""The day of signature and the other days that a copy has around the body."""

from hashlib import sha256

import pytest

from aipolicy.texts import check
from tests.invented.orchards import DATA, TEXT, orchards

DAY = "2020年1月1日"
SIGNED = f"果园镇人民政府\n{DAY}\n"
LETTER = "果政规〔2020〕1号 各村:现予以印发。\n"


def town(tmp_path, first=True, printed=DAY):
    """Return the town's policy, signed; its first day is taken from the signature or the body."""
    words = "".join(SIGNED.split())
    names = f'signed = "{printed}"' + (f', first = "{printed}"' if first else "")
    data = DATA.read_text(encoding="utf-8").replace(
        'title = "果园扶持办法"',
        'title = "果园扶持办法"\nissuer = "果园镇人民政府"\nsigned = 2020-01-01',
    )
    if first:
        data = data.replace(f'first = "{DAY}", ', "")
        data = data.replace('["一项"]', f'["一项", "{DAY}"]')
    passage = f'{{ role = "signature", start = 0, end = {len(words)}, sha256 = "HASH" }}'
    passage = passage.replace("HASH", sha256(words.encode()).hexdigest())
    data += f"\n[document.signature]\nprinted = {{ {names} }}\npassages = [{passage}]\n"
    path = tmp_path / f"orchards_{len(list(tmp_path.iterdir()))}.toml"
    path.write_text(data, encoding="utf-8")
    return orchards(data=path)


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize(
    "copy",
    [
        LETTER + SIGNED + TEXT,
        TEXT + SIGNED,
        TEXT.replace("(编辑:12)", SIGNED + "(编辑:12)"),
        LETTER + SIGNED.replace("\n", "　\n\n", 1) + TEXT,
        SIGNED.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789"}) + TEXT,
        SIGNED + TEXT + TEXT + SIGNED,
    ],
)
def test_signature_is_found_anywhere(tmp_path, first, copy):
    report = check(town(tmp_path, first), copy)
    assert report.ok, str(report)


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize(
    "day",
    [
        "2020年1月2日",
        "2020年11月1日",
        "2021年1月1日",
        "2020年1月",
        "2020年X月X日",
        "二〇二〇年一月二日",
    ],
)
def test_another_signature_is_changed(tmp_path, first, day):
    report = check(town(tmp_path, first), SIGNED.replace(DAY, day) + TEXT)
    assert (report.changed, report.missing) == (("orchards",), ())
    (difference,) = report.differences
    assert difference.text("en") == f"changed orchards (signature): 果园镇人民政府{day}"
    assert difference.text("zh") == f"变动 orchards（落款）：果园镇人民政府{day}"


@pytest.mark.parametrize(
    "copy", [TEXT, LETTER + TEXT, "果园镇人民政府\n" + TEXT, DAY + "\n" + TEXT]
)
def test_absent_signature_is_missing(tmp_path, copy):
    report = check(town(tmp_path), copy)
    assert (report.changed, report.missing) == ((), ("orchards",))
    assert not report.ok


@pytest.mark.parametrize("other", ["2020年1月2日", "2019年12月31日", "2020年2月"])
def test_two_days_of_signature_are_reported(tmp_path, other):
    """One of them is the day of the policy, which does not make the other right."""
    report = check(town(tmp_path), SIGNED + TEXT + SIGNED.replace(DAY, other))
    assert (report.changed, report.ok) == (("orchards",), False)


def test_signature_of_others_is_no_concern(tmp_path):
    for words in ("果园镇农业局 2020年1月2日", "来源:果园镇人民政府 2020-01-05 09:30"):
        assert check(town(tmp_path), words + "\n" + SIGNED + TEXT).ok


@pytest.mark.parametrize(
    ("words", "figure", "printed"),
    [
        ("果园镇人民政府办公室 2020年1月3日印发", "first", "2020年1月3日"),
        ("果园镇人民政府办公室　２０２０年２月１日印发　", "first", "2020年2月1日"),
        ("果园镇人民政府办公室 2020年1月印发", "first", "2020年1月"),
        ("本办法自2020年3月1日起施行。", "first", "2020年3月1日"),
        ("现予印发,自2021年1月1日起执行。", "first", "2021年1月1日"),
        ("本办法有效期至2022年12月31日。", "last", "2022年12月31日"),
        ("本办法有效期五年。", "term_years", "五年"),
        ("有效期为2年。", "term_years", "2年"),
    ],
)
def test_letter_contradicts_the_days(tmp_path, words, figure, printed):
    report = check(town(tmp_path), f"{words}\n{SIGNED}{TEXT}")
    assert [(one.figure, one.printed) for one in report.contradicted] == [(figure, (printed,))]
    assert not report.ok


@pytest.mark.parametrize(
    "words",
    [
        "果园镇人民政府办公室 2020年1月1日印发",
        "自2020年1月1日起施行,有效期三年。",
        "有效期3年。",
        "见县政府2019年5月1日印发的通知。",
        "联系人:张三 2019年5月1日",
    ],
)
def test_letter_may_repeat_the_days(tmp_path, words):
    assert check(town(tmp_path), f"{words}\n{SIGNED}{TEXT}").ok


@pytest.mark.parametrize("printed", ["2020年1月2日", "2020年1月11日", "2019年1月1日"])
def test_code_contradicts_the_signature(tmp_path, printed):
    """The day of the policy is not the one that its data lists for the signature."""
    report = check(town(tmp_path, printed=printed), SIGNED + TEXT)
    assert {one.figure for one in report.contradicted} == {"first", "signed"}


def test_listed_day_is_in_the_signature(tmp_path):
    law = town(tmp_path)
    data = law.data.read_text(encoding="utf-8").replace(
        f'signed = "{DAY}"', f'signed = "{DAY}", last = "2022年1月1日"'
    )
    path = tmp_path / "listed.toml"
    path.write_text(data, encoding="utf-8")
    report = check(orchards(data=path), SIGNED + TEXT)
    assert ("last", "2022年1月1日") in [(one.figure, one.coded) for one in report.contradicted]
