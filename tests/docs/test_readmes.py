"""Both READMEs say the same of the same library."""

import doctest
import re

import pytest

from aipolicy import policies, policy, texts
from tests.docs.readmes import READMES, ROOT, commands, text
from tests.sources import source

SETUP = [
    "python3 -m venv .venv && .venv/bin/pip install -e '.[cli]' "
    "&& .venv/bin/aipolicy assess examples/harbin_2023.yaml",
    "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest --cov",
]
ENGLISH, CHINESE = READMES
HASHED = re.compile(r"^```text\n(harbin_2022[:：].*)\n```$", re.MULTILINE)
LANGUAGES = {ENGLISH: "en", CHINESE: "zh"}


@pytest.mark.parametrize("readme", READMES)
@pytest.mark.parametrize("one", policies(), ids=lambda one: one.id)
def test_counts_are_current(one, readme):
    counted = f"| `{one.id}` | {one.region} | {len(one.provisions)} | {len(one.clauses)} |"
    assert counted in text(readme)


@pytest.mark.parametrize("readme", READMES)
def test_totals_are_current(readme):
    provisions = sum(len(one.provisions) for one in policies())
    clauses = sum(len(one.clauses) for one in policies())
    assert str(provisions) in text(readme)
    assert str(clauses) in text(readme)


def test_one_command_sets_up():
    assert commands(ENGLISH)[:2] == SETUP


def test_both_give_the_same_commands():
    """The English page asks for English output, and its file has an English name."""
    asked = [line.replace(" --language en", "") for line in commands(ENGLISH)]
    assert [line.replace("FILE", "原文.txt") for line in asked] == commands(CHINESE)


def test_chinese_examples_hold():
    """pytest collects the English README by itself."""
    found = doctest.testfile(
        str(ROOT / CHINESE), module_relative=False, optionflags=doctest.ELLIPSIS, encoding="utf-8"
    )
    assert found.attempted > 15
    assert found.failed == 0


@pytest.mark.parametrize("readme", READMES)
def test_check_text_prints_what_is_shown(readme):
    [shown] = HASHED.findall(text(readme))
    report = texts.check(policy("harbin_2022"), source("harbin_2022"))
    assert report.text(LANGUAGES[readme]).splitlines()[0] == shown


def test_chinese_is_one_link_away():
    assert f"({CHINESE})" in "\n".join(text(ENGLISH).splitlines()[:12])
    assert f"({ENGLISH})" in "\n".join(text(CHINESE).splitlines()[:4])
