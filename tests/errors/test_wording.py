"""What faults say: Chinese in Chinese, English in English, and a cure for each surface."""

import re

import pytest

from aipolicy._words import Words
from aipolicy.errors import Code, Surface, fault
from aipolicy.errors.wording import heading, wording, written
from tests.errors.fault_sites import FILES, sites

SLOT = re.compile(r"\{[a-z_]+\}")
# Names of formats, programs and libraries, and code; ids and keys of files stand beside Chinese.
NAMES = {
    *("YAML", "TOML", "JSON", "DuckDB", "PySpark", "Polars", "Dask", "pandas", "pydantic"),
}
CODE = re.compile(
    r"""aipolicy(\s(clauses|show|\{command\}--help|--help|--all|--policy|\{policy\}))+  # a command
    | pip\sinstall\s[-\w{}]+(\sduckdb)? | PyArrow | UTF-8 | [\[]A-1,\sA-2[\]]
    | \w+(\.\w+)*\([^）]*?\)+            # a call
    | \.\w+\(\)                         # a method
    | --\w+                            # an option
    | "[^"]*"                           # a literal
    | \w+=(\{[^}]*\}|[^\s，；。]*) | \w+:(\s\S+)?  # an argument, a key
    | \w+\s>=\s\w+\s\*\s\w+ | def\sf\(.*\) | reading:\s.*
    """,
    re.VERBOSE,
)
IDS = {
    # Python's own names and those of the library
    *("Award", "Case", "Claim", "Decimal", "False", "Literal", "True", "bool"),
    *("Area", "Count", "Received", "Year", "Yuan", "if", "max", "min", "reading", "steps"),
    *("falls_with", "jumps_with"),
    # keys of files, of columns and of documents, each with its Chinese beside it where it has one
    *("POLICY", "amount", "asked", "clause", "claimant", "claims", "default", "determined"),
    *("effective_from", "exception", "facts", "level", "most", "name"),
    *("city", "district", "nation", "province", "aipolicy.stack"),
    # the file of days
    *("AIPOLICY_DAYS", "langfang_2023"),
}
QUOTED = "是否元万亿千百角分人民币"


def words_of(text):
    """Return the Latin words of a Chinese text that are neither ids, code nor names."""
    plain = SLOT.sub(" ", CODE.sub(" ", text))
    return {one for one in re.findall(r"[A-Za-z][\w.]*", plain) if one not in IDS | NAMES}


@pytest.mark.parametrize("code", list(Code))
def test_chinese_has_no_english_word(code):
    for text in wording("zh")[code].values():
        assert words_of(text) == set()
        plain = SLOT.sub("", text)
        assert re.search(r"[\u4e00-\u9fff]", plain) or not plain


@pytest.mark.parametrize("code", list(Code))
def test_english_has_no_chinese_word(code):
    """But for the samples of what people write: 是, 万元, 800万元."""
    for text in wording("en")[code].values():
        assert set(re.findall(r"[^\x00-\x7f]", text)) - set(QUOTED) == set()


def test_english_words_in_chinese_are_seen():
    assert words_of("金额 must 不小于 0") == {"must"}
    assert words_of("请写 clause（条款），如 8000000") == set()
    assert words_of("请执行 pip install {install}") == set()


PARAMS = {
    slot: Words("某项", "something")
    for language in ("zh", "en")
    for said in wording(language).values()
    for text in said.values()
    for slot in re.findall(r"\{([a-z_]+)\}", text)
} | {"known": ("a", "b"), "most": 5, "least": 1, "value": 5}


@pytest.mark.parametrize("surface", list(Surface))
@pytest.mark.parametrize("code", list(Code))
def test_every_fault_is_one_full_line(code, surface):
    one = fault(code, "claims", 0, **PARAMS).on(surface)
    zh, en = one.text("zh"), one.text("en")
    assert en.startswith("claims[1]=5: ")
    assert "; " in en
    assert zh.startswith("claims[1]=5：")
    assert "；" in zh
    assert zh.isprintable()
    assert en.isprintable()
    assert not re.search(r"(?<!\{)\{(?!base|\w+: )[a-z_]+\}", zh + en)


def test_a_fault_has_a_cure_for_its_surface():
    negative = fault(Code.SUM_NEGATIVE, "fee", value=-5)
    assert negative.text("en") == (
        "fee=-5: a sum must be 0 or more; "
        'give a sum in yuan, such as 8000000, "8000000.00" or "800万元"'
    )
    assert negative.on(Surface.FILE).text("en").endswith("; write 0 or more")
    assert 'pass on_error="null"' in negative.on(Surface.COLUMNS).text("en")
    assert negative.on(Surface.SHELL).text("zh").endswith("，如 8000000 或 800万元")


@pytest.mark.parametrize(
    ("code", "params", "python", "file"),
    [
        (Code.CAP_BASE_MISSING, {"rule": "r", "base": "tax"}, 'Claim(bases={"tax": ...})', "write bases: {tax: ...} in the claim"),
        (Code.DETERMINED_FIXED, {"amount": "5.00"}, "remove determined", "remove determined:"),
        (Code.DAY_CONTRADICTS, {"policy": "a", "first": "b"}, "remove claims", "remove claims"),
        (Code.DAY_TYPE, {}, "pass datetime.date(2023, 6, 1)", "write it as 2023-06-01"),
        (Code.KEY_MISSING, {}, "add claims=...", "write claims:"),
        (Code.AWARD_NO_CLAIMANT, {}, "name it, as in Claim(claimant=...)", "write claimant: in the claim, or once at the top of the file"),
    ],
)  # fmt: skip
def test_cures_use_the_words_of_a_file(code, params, python, file):
    one = fault(code, "claims", **params)
    assert one.text("en").endswith(python)
    assert one.on(Surface.FILE).text("en").endswith(f"; {file}")


def test_chinese_label_stands_beside_the_id():
    one = fault(Code.KEY_TWICE, "on", value=5, label=Words("适用日", "on"))
    assert one.text("zh") == "on（适用日）=5：此键重复；请只保留一个"
    assert one.text("en") == "on=5: this key appears twice; keep one of them"


def test_names_are_listed_and_cut():
    assert written(tuple(map(str, range(50))), "en").endswith("38, 39 and 10 more")
    assert written(tuple(map(str, range(50))), "zh").endswith("38、39 等，另有 10 项")
    assert (written((), "zh"), written(1234, "zh")) == ("无", "1,234")


@pytest.mark.parametrize("bad", ["P\n合计：99", "P\x1b[31m", "P\u2028", "P\x00\x7f\u202e"])
def test_a_fault_cannot_forge_a_line(bad):
    """Neither by its value, its path, a name that it lists, nor by what it is in."""
    one = fault(Code.KEY_UNKNOWN, bad, value=bad, known=(bad,), label=Words(bad, bad))
    for language in ("zh", "en"):
        assert one.text(language).isprintable()
        assert heading(bad, 2, language).isprintable()
    assert one.address.isprintable()


def test_no_text_is_made_by_patterns():
    """Every place that makes a fault names what is wrong; none writes its words."""
    made = [one for path in FILES for one in sites(path)]
    assert not {"limit", "cure"} & {param for one in made for param in one.params}


@pytest.mark.parametrize(
    ("param", "zh", "en"),
    [
        (1.5, "1.5", "1.5"),
        (None, "None", "None"),
        ((), "无", "none"),
        (1234567, "1,234,567", "1,234,567"),
    ],
)
def test_params_of_any_type_are_written(param, zh, en):
    assert (written(param, "zh"), written(param, "en")) == (zh, en)
