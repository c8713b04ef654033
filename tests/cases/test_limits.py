"""Hostile files end in a fault, at once: too large, too deep, too many, endless."""

import json
from pathlib import Path

import pytest

from aipolicy import Case
from aipolicy.cases.file import MOST_BYTES, assess_file, read_text
from aipolicy.cases.reader import MOST_FAULTS
from aipolicy.cases.yaml_text import MOST_CHARACTERS, MOST_VALUES
from aipolicy.errors import Code, InvalidCase

GOOD = {
    "clause": "harbin_2022/9.2",
    "on": "2023-06-01",
    "facts": {"event_cost": 5, "on_annual_list": True},
}


def many(number, value=1):
    return {f"k{place}": value for place in range(number)}


HOSTILE = {
    "50 MB of YAML": ("x: " + "a" * 50_000_000, Code.FILE_TOO_LARGE),
    "50 MB of JSON": ('{"x": "' + "a" * 50_000_000 + '"}', Code.FILE_TOO_LARGE),
    "50 MB of bytes": (b"\xff" * 50_000_000, Code.FILE_TOO_LARGE),
    "YAML of 2 MB": ("#" * 2_000_000, Code.FILE_TOO_LARGE),
    "a thousand aliases": ("a: &x [1]\nb: [" + "*x," * 1000 + "]", Code.YAML_ALIAS),
    "a bomb": (
        "a: &a [x]\n" + "".join(f"{b}: &{b} [*{a},*{a},*{a}]\n" for a, b in zip("abcd", "bcde", strict=True)),
        Code.YAML_ALIAS,
    ),
    "a merge key": ("a: &x {b: 1}\nc:\n  <<: *x", Code.YAML_ALIAS),
    "deep brackets": ("[" * 100_000, Code.YAML_TOO_DEEP),
    "deep braces": ("{a: " * 5_000, Code.YAML_TOO_DEEP),
    "deep dashes": ("- " * 10_000, Code.YAML_TOO_DEEP),
    "deep JSON": ('{"claims": ' + "[" * 100_000, Code.YAML_TOO_DEEP),
    "JSON of 21 levels": ('{"claims": ' + "[" * 20 + "]" * 20 + "}", Code.YAML_TOO_DEEP),
    "many values": ("claims: [" + "[]," * (MOST_VALUES + 1) + "]", Code.YAML_TOO_MANY),
    "many keys": (json.dumps(many(100_000)), Code.YAML_TOO_MANY),
    "many keys of a claim": (json.dumps({"claims": [GOOD | many(1001)]}), Code.YAML_TOO_MANY),
    "many invoices": (json.dumps({"claims": [GOOD | {"invoices": [5] * 200_000}]}), Code.YAML_TOO_MANY),
    "many bases": (json.dumps({"claims": [GOOD | {"bases": many(50_000, -1)}]}), Code.YAML_TOO_MANY),
    "many facts": (json.dumps({"claims": [GOOD | {"facts": many(50_000)}]}), Code.YAML_TOO_MANY),
    "many readings": (json.dumps({"claims": [GOOD], "readings": many(50_000, "x")}), Code.YAML_TOO_MANY),
    "a key twice": ("{" + ",".join(f'"k{i}":1' for i in range(200_000)) + ',"k7":2}', Code.KEY_TWICE),
    "two documents": ("claims: []\n---\nclaims: []", Code.YAML_SECOND),
}  # fmt: skip


@pytest.mark.parametrize(("text", "code"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_is_a_fault(text, code):
    with pytest.raises(InvalidCase) as refused:
        Case.read(text)
    assert code in {one.code for one in refused.value.faults}


@pytest.mark.parametrize(
    "claims",
    [
        [GOOD | {f"k{place}": 1} for place in range(20_000)],
        [GOOD | {"clause": f"k{place}"} for place in range(20_000)],
        [GOOD | {"facts": {f"k{place}": 1}} for place in range(20_000)],
        [5] * 500_000,
    ],
    ids=["keys", "clauses", "facts", "numbers"],
)
def test_faults_are_named_up_to_a_limit(claims):
    with pytest.raises(InvalidCase) as refused:
        Case.read({"claims": claims})
    assert MOST_FAULTS < len(refused.value.faults) <= MOST_FAULTS + 5
    assert refused.value.faults[0].path[:2] == ("claims", 0)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="the system has no such file")
@pytest.mark.parametrize("read", [assess_file, read_text])
def test_an_endless_file_is_a_fault(read):
    with pytest.raises(InvalidCase) as refused:
        read(Path("/dev/zero"))
    (one,) = refused.value.faults
    assert (one.code, one.path, one.params["most"]) == (Code.FILE_TOO_LARGE, ("file",), "4 MB")


@pytest.mark.parametrize(
    ("size", "code"),
    [(MOST_BYTES + 1, Code.FILE_TOO_LARGE), (MOST_CHARACTERS + 1, Code.FILE_TOO_LARGE)],
)
def test_a_large_file_is_a_fault(tmp_path, size, code):
    path = tmp_path / "case.yaml"
    path.write_bytes(b"#" * size)
    with pytest.raises(InvalidCase) as refused:
        assess_file(path)
    assert [one.code for one in refused.value.faults] == [code]


@pytest.mark.parametrize("name", ["a\0b", "", "."])
def test_a_name_that_is_no_file_is_a_fault(name):
    with pytest.raises(InvalidCase) as refused:
        read_text(Path(name))
    assert refused.value.faults[0].code in {Code.FILE_UNREADABLE, Code.FILE_FOLDER}


def test_a_large_case_is_read():
    """3,000 claims are no hostile file."""
    claims = [GOOD | {"subject": f"论坛{place}"} for place in range(3_000)]
    case = Case.read(json.dumps({"claims": claims}))
    assert len(case.claims) == 3_000
    assert case.claims[2_999].subject == "论坛2999"
