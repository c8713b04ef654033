"""The nearest name: what differs in blanks, case, width or invisible signs is found and shown."""

import pytest

from aipolicy.errors import Code, fault
from aipolicy.errors.nearest import bare_name, did_you_mean, in_plain_sight

SPELLINGS = [
    "compute_spend ",
    " compute_spend",
    "\ufeffcompute_spend",
    "Compute_Spend",
    "COMPUTE_SPEND",
    "compute_spend\u3000",
    "compute\u200b_spend",
    "compute_spend\xa0",
    "ｃｏｍｐｕｔｅ＿ｓｐｅｎｄ",
    "compute _ spend\n",
    "\u202ecompute_spend",
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_finds_other_spellings(spelling: str) -> None:
    others = ["compute_fee", "spend", "computed_spend"]
    assert did_you_mean(spelling, [*others, "compute_spend"]) == "compute_spend"
    assert did_you_mean("compute_spend", [*others, spelling]) == spelling


@pytest.mark.parametrize("spelling", ["算力实际支出额 ", "\ufeff算力实际支出额", "算力 实际支出额"])
def test_finds_chinese_spellings(spelling: str) -> None:
    assert did_you_mean("算力实际支出额", ["算力支出", spelling]) == spelling


def test_prefers_the_closest_spelling() -> None:
    assert did_you_mean("fee ", ["FEE", "fee"]) == "fee"


def test_nothing_is_near_no_name() -> None:
    assert did_you_mean("", ["\u200b", " "]) is None
    assert did_you_mean("\ufeff", ["\u200b", "fee"]) is None


def test_different_names_stay_apart() -> None:
    assert len(set(map(bare_name, ["fee", "fees", "f-e-e", "一期", "二期"]))) == 5


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("fee", "fee"),
        ("项目总投资", "项目总投资"),
        ("two words", "two words"),
        ("fee ", "'fee '"),
        ("two  words", "'two  words'"),
        ("\ufefffee", r"'\ufefffee'"),
        ("fee\u3000", r"'fee\u3000'"),
        ("fee\xa0", r"'fee\xa0'"),
    ],
)
def test_shows_invisible_signs(name: str, shown: str) -> None:
    assert in_plain_sight(name) == shown


def test_cure_shows_invisible_signs() -> None:
    wrong = fault(Code.FACT_UNKNOWN, "fee", value=1, misspelt="fee", known=("fee\u3000", "rent"))
    assert wrong.params["nearest"] == "fee\u3000"
    assert wrong.text("en").endswith(r"did you mean 'fee\u3000'?")
    assert wrong.text("zh").endswith(r"是否应为 'fee\u3000'？")
