"""Every fault has a code and both languages, and every place that makes one fills its words."""

import re

import pytest

from aipolicy.errors import Code, Fault, Surface, fault
from aipolicy.errors.wording import wording
from tests.errors.fault_sites import FILES, GENERAL, ROOT, sites

BY_FILE = {str(path.relative_to(ROOT)): sites(path) for path in FILES}
MAKING = [name for name, found in BY_FILE.items() if found and name not in GENERAL]
SLOT = re.compile(r"\{([a-z_]+)\}")
ALWAYS = {"name"}
# Codes that are made of another error: pydantic's (by its type) and the YAML parser's.
OF_OTHERS = {
    one
    for name in ("errors/validation.py", "cases/yaml_text.py", "cases/file_words.py")
    for one in re.findall(r"Code\.([A-Z_0-9]+)", (ROOT / name).read_text(encoding="utf-8"))
}
# What a fault is given after it is made, by `stating`.
STATED = {"VALUE_MAPPING": {"example"}, "FACT_IS_FIGURE": {"label"}}


def slots(code, language):
    return {slot for text in wording(language)[code].values() for slot in SLOT.findall(text)}


def test_codes_are_names_with_a_point():
    assert all(re.fullmatch(r"[a-z_]+\.[a-z_]+", code) for code in Code)
    assert all(code.name == code.value.replace(".", "_").upper() for code in Code)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_wordings_are_of_the_codes(language):
    assert sorted(wording(language)) == sorted(Code)
    surfaces = {*map(str, Surface)} - {"python"}
    for code, said in wording(language).items():
        assert {"limit", "cure"} <= said.keys() <= {"limit", "cure", *surfaces}, code
        assert all(text == text.strip() and text and text.isprintable() for text in said.values())


def test_both_languages_have_the_same_surfaces():
    pairs = {code: (wording("zh")[code].keys(), wording("en")[code].keys()) for code in Code}
    assert {code for code, (zh, en) in pairs.items() if zh != en} == set()


@pytest.mark.parametrize("name", MAKING)
def test_every_call_states_a_code(name):
    assert [one.place for one in BY_FILE[name] if not one.codes] == []


@pytest.mark.parametrize("name", MAKING)
def test_every_call_fills_the_slots(name):
    empty = [
        (site.place, code, sorted(needed))
        for site in BY_FILE[name]
        for code in site.codes & {one.name for one in Code}
        for needed in [
            (slots(Code[code], "zh") | slots(Code[code], "en"))
            - ALWAYS
            - site.params
            - STATED.get(code, set())
        ]
        if needed and not site.open_
    ]
    assert empty == []


@pytest.mark.parametrize("name", MAKING)
def test_every_call_has_a_known_code(name):
    known = {one.name for one in Code}
    assert [(one.place, one.codes - known) for one in BY_FILE[name] if one.codes - known] == []


def test_no_code_is_unused():
    used = {code for found in BY_FILE.values() for site in found for code in site.codes}
    assert {one.name for one in Code} - used - OF_OTHERS == set()


def test_the_calls_are_seen():
    """Among them one by a variable, one by a helper and one with its params in a dict."""
    assert sum(map(len, BY_FILE.values())) > 120
    codes = {site.codes for site in BY_FILE["calc/awards/determination.py"]}
    assert frozenset({"DETERMINED_SOFT_CAP", "DETERMINED_FIXED"}) in codes
    assert frozenset({"YAML_ALIAS"}) in {site.codes for site in BY_FILE["cases/yaml_text.py"]}
    (contradicts,) = (
        one for one in BY_FILE["calc/documents/dated.py"] if "DAY_CONTRADICTS" in one.codes
    )
    assert contradicts.params == {"value", "policy", "first"}


def test_a_fault_is_a_value():
    one = fault(Code.SUM_TOO_LARGE, "claims", 0, "fee", value=7, most=5)
    assert one == Fault(Code.SUM_TOO_LARGE, ("claims", 0, "fee"), {"value": "7", "most": 5})
    assert one.address == "claims[1].fee"
    assert {one: 1}[one.on(Surface.PYTHON)] == 1
    assert one.on(Surface.FILE) != one
    assert one.within("history").path == ("history", "claims", 0, "fee")
