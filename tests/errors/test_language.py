"""The language of answers: of a context, of the environment, of an argument."""

import threading

import pytest

import aipolicy
from aipolicy import language
from aipolicy.errors import Code, InvalidCase, UnreadableValue, fault
from aipolicy.rules import harbin_2022

WRONG = fault(Code.SUM_NEGATIVE, "fee", value=-1)
CLAUSE = harbin_2022.platform_operation


def displayed():
    return "zh" if "孰低" in CLAUSE.table.formula() else "en"


def said():
    return "zh" if "不得" in str(WRONG) else "en"


@pytest.fixture(autouse=True)
def no_variable(monkeypatch):
    monkeypatch.delenv("AIPOLICY_LANGUAGE", raising=False)


def test_displays_are_chinese_and_errors_english():
    assert (displayed(), said()) == ("zh", "en")
    assert str(InvalidCase("case", [WRONG])).startswith("case: 1 fault\n  fee=-1: a sum must")


@pytest.mark.parametrize("code", ["zh", "en"])
def test_a_context_sets_both(code):
    with language(code):
        assert (displayed(), said()) == (code, code)
        with language("en" if code == "zh" else "zh"):
            assert displayed() != code
        assert displayed() == code
    assert (displayed(), said()) == ("zh", "en")


def test_it_is_restored_after_an_error():
    with pytest.raises(KeyError), language("en"):
        raise KeyError
    assert displayed() == "zh"


def test_a_call_holds_until_the_context_ends():
    seen = []

    def work():
        language("en")
        seen.extend([displayed(), said()])

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert (seen, displayed()) == (["en", "en"], "zh")


@pytest.mark.parametrize(
    ("variable", "both"),
    [("en", ("en", "en")), ("zh", ("zh", "zh")), ("fr", ("zh", "en")), ("", ("zh", "en"))],
)
def test_the_environment_is_a_default(monkeypatch, variable, both):
    monkeypatch.setenv("AIPOLICY_LANGUAGE", variable)
    assert (displayed(), said()) == both
    with language("en"):
        assert (displayed(), said()) == ("en", "en")


def test_an_argument_wins():
    with language("zh"):
        assert CLAUSE.table.formula("en").startswith("min(10%")
        assert WRONG.text("en").startswith("fee=-1: a sum must")
    assert WRONG.text("zh").startswith("fee=-1：金额不得小于 0；")


@pytest.mark.parametrize("bad", ["fr", "", "ZH", None, 5, "zh "])
def test_refuses_another_language(bad):
    with pytest.raises(UnreadableValue) as refused:
        language(bad)
    assert refused.value.fault.code is Code.VALUE_CHOICE
    assert refused.value.fault.params["known"] == ("zh", "en")
    assert displayed() == "zh"


def test_a_raised_error_speaks_the_context():
    with language("zh"):
        assert str(InvalidCase("case", [WRONG])).startswith("申报：1 处错误\n  fee=-1：金额")
        with pytest.raises(aipolicy.AipolicyError, match="未知的条款"):
            aipolicy.clause("zz")
