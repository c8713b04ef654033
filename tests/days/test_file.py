"""Files of days: what is read, every mistake in them, and that a change is seen."""

import os
import sys
from datetime import date
from pathlib import Path

import pytest

import aipolicy
from aipolicy import Case, Claim, assess, clause, frames, match, policy
from aipolicy.calc.documents.days_file import MOST_BYTES, read_days
from aipolicy.errors import InvalidDays, Surface
from tests.days.ways import CLAUSE, DOORS, FACTS, ON, START

GOOD = "[effective_from]\nlangfang_2023 = 2023-01-04\n"

MISTAKES = {
    "nothing": ("", [("days.table", ("effective_from",))]),
    "not a table": ("effective_from = 5", [("days.table", ("effective_from",))]),
    "several tables": ("[[effective_from]]", [("days.table", ("effective_from",))]),
    "no table": (
        "langfang_2023 = 2023-01-04",
        [("key.unknown", ("langfang_2023",)), ("days.table", ("effective_from",))],
    ),
    "another table": (
        f"{GOOD}[effectiv_from]",
        [("key.unknown", ("effectiv_from",))],
    ),
    "unknown policies": (
        f'{GOOD}langfang_2022 = 2023-01-04\n"" = 2023-01-04',
        [
            ("policy.unknown", ("effective_from", "langfang_2022")),
            ("policy.unknown", ("effective_from", "")),
        ],
    ),
    "contradiction": (
        f"{GOOD}harbin_2022 = 2022-08-25",
        [("day.contradicts", ("effective_from", "harbin_2022"))],
    ),
    "beyond the calendar": (
        "[effective_from]\nlangfang_2023 = 9998-01-04",
        [("day.beyond", ("effective_from", "langfang_2023"))],
    ),
    "several at once": (
        "a = 1\n[effective_from]\nlangfang_2023 = 5\nx = 2023-01-04\nharbin_2022 = 2022-08-25",
        [
            ("key.unknown", ("a",)),
            ("day.text", ("effective_from", "langfang_2023")),
            ("policy.unknown", ("effective_from", "x")),
            ("day.contradicts", ("effective_from", "harbin_2022")),
        ],
    ),
    "not TOML": ("[effective_from", [("days.toml", ("AIPOLICY_DAYS",))]),
    "twice": (f"{GOOD}langfang_2023 = 2023-01-05", [("days.toml", ("AIPOLICY_DAYS",))]),
    "a long number": ("a = " + "1" * 5000, [("days.toml", ("AIPOLICY_DAYS",))]),
    "nested deep": ("a = " + "[" * 9000, [("days.toml", ("AIPOLICY_DAYS",))]),
    "too large": (GOOD + "#" * MOST_BYTES, [("file.too_large", ("AIPOLICY_DAYS",))]),
}
DAYS = ["2023-01-04T00:00:00", "00:00:00", "5", "true", "[2023-01-04]", '"2023"', '"2023-W22"']
DAYS += ['"2023-02-30"', '"2023/1"', "1.5", '""', '"1/4/2023"', '"2023年1月"']


def _named(folder, monkeypatch, text):
    path = folder / "stated.toml"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setenv("AIPOLICY_DAYS", str(path))
    return path


def _over():
    import polars as pl

    return frames.over(pl.DataFrame(), CLAUSE, unit="fen", on=ON)


OPENED = {
    "match": lambda: match({}, on=ON),
    "assess": lambda: assess({"claims": [{"clause": "harbin_2022/1.1", "on": "2023-06-01"}]}),
    "assess a case": lambda: assess(
        Case(claims=[{"clause": "harbin_2022/1.1", "on": ON, "facts": {"review_passed": True}}])
    ),
    "read": lambda: Case.read({"claims": []}),
    "over": _over,
}


@pytest.mark.parametrize("door", OPENED.values(), ids=OPENED)
@pytest.mark.parametrize(("text", "found"), MISTAKES.values(), ids=MISTAKES)
def test_every_mistake_is_a_fault(door, text, found, folder, monkeypatch):
    _named(folder, monkeypatch, text)
    with pytest.raises(InvalidDays) as refused:
        door()
    assert refused.value.where == "stated.toml"
    assert [(one.code.value, one.path) for one in refused.value.faults] == found
    assert {one.surface for one in refused.value.faults} == {Surface.FILE}
    for one in refused.value.faults:
        assert "datetime" not in one.text("zh") + one.text("en")


@pytest.mark.parametrize("day", DAYS)
def test_only_days_are_days(day, folder, monkeypatch):
    _named(folder, monkeypatch, f"[effective_from]\nlangfang_2023 = {day}")
    with pytest.raises(InvalidDays) as refused:
        clause(CLAUSE).award(Claim(on=ON), **FACTS)
    (one,) = refused.value.faults
    assert one.path == ("effective_from", "langfang_2023")
    assert "write it as 2023-06-01" in one.text("en")
    assert "请写作 2023-06-01" in one.text("zh")


@pytest.mark.parametrize(
    "text",
    ["2023-01-04", '"2023-01-04"', "'2023-01-04' # since", '"2023年1月4日"', '"２０２３/1/4"'],
)
def test_days_may_be_text(text, folder, monkeypatch):
    _named(folder, monkeypatch, f"\ufeff[effective_from]\r\nlangfang_2023 = {text}\r\n")
    assert policy("langfang_2023").period().first == START


def test_files_that_cannot_be_read(folder, monkeypatch):
    gb = folder / "gb.toml"
    gb.write_bytes("[effective_from] # 廊坊".encode("gb18030"))
    found = {}
    for path in (folder / "none.toml", folder, gb, "/dev/zero", f"{gb}/x"):
        if str(path) == "/dev/zero" and not Path(path).exists():
            continue
        monkeypatch.setenv("AIPOLICY_DAYS", str(path))
        with pytest.raises(InvalidDays) as refused:
            policy("langfang_2023").period()
        (one,) = refused.value.faults
        assert one.path == ("AIPOLICY_DAYS",)
        found[str(path).rpartition("/")[2]] = one.code.value
    assert found == {
        "none.toml": "file.missing",
        folder.name: "file.folder",
        "gb.toml": "file.encoding",
        "zero": "file.too_large",
        "x": "file.unreadable",
    }


def test_a_name_with_a_zero_byte_is_a_fault():
    _, (wrong,) = read_days("a\0b", "--days")
    assert (wrong.code.value, wrong.path) == ("file.unreadable", ("--days",))


def test_an_empty_variable_names_no_file(monkeypatch):
    monkeypatch.setenv("AIPOLICY_DAYS", "")
    assert policy("langfang_2023").stated_day() is None


def test_a_changed_file_is_read_again(folder, monkeypatch):
    path = _named(folder, monkeypatch, GOOD)
    assert policy("langfang_2023").period().first == START
    path.write_text(GOOD.replace("01-04", "02-05"), encoding="utf-8")
    os.utime(path, ns=(0, 10**18))
    assert policy("langfang_2023").period().first == date(2023, 2, 5)
    path.unlink()
    with pytest.raises(InvalidDays):
        policy("langfang_2023").period()


def test_a_relative_name_follows_the_folder(folder, monkeypatch):
    for name, day in (("a", "2023-01-04"), ("b", "2023-02-05")):
        (folder / name).mkdir()
        text = f"[effective_from]\nlangfang_2023 = {day}"
        (folder / name / "stated.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("AIPOLICY_DAYS", "stated.toml")
    for name, first in (("a", START), ("b", date(2023, 2, 5))):
        monkeypatch.chdir(folder / name)
        assert policy("langfang_2023").period().first == first


def test_documents_with_a_day_read_no_file(monkeypatch):
    monkeypatch.setenv("AIPOLICY_DAYS", "/nowhere")
    assert policy("harbin_2022").in_force(date(2023, 6, 1)) is True
    assert clause(CLAUSE)(**FACTS) > 0


def test_a_stated_day_needs_no_file(monkeypatch):
    """The nearer wins before the file is opened."""
    monkeypatch.setenv("AIPOLICY_DAYS", "/nowhere")
    assert policy("langfang_2023").period(START).first == START
    with aipolicy.days({"langfang_2023": START}):
        assert DOORS["typed"](None).in_force is True


def test_importing_reads_no_file(monkeypatch):
    import subprocess

    monkeypatch.setenv("AIPOLICY_DAYS", "/nowhere")
    code = "import aipolicy, aipolicy.stated_days, aipolicy.rules.langfang_2023"
    subprocess.run([sys.executable, "-c", code], check=True)
