import sys

import pytest

from aipolicy.errors import InvalidCase, MissingExtra
from aipolicy.yaml_as_text import load_yaml


def test_everything_stays_text():
    assert load_yaml("on: 2023-06-01\nsum: 0.10\nyes: [no, ~, 1e3]\nempty:\n", "case") == {
        "on": "2023-06-01",
        "sum": "0.10",
        "yes": ["no", "~", "1e3"],
        "empty": "",
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\na: 2\n", 'yaml=line 2, column 1: found duplicate key "a" with value "2" (original value: "1"); mend the file there'),
        ("a: [1", "yaml=line 1, column 6: expected ',' or ']', but got '<stream end>'; mend the file there"),
        ("a: 1\n b: 2\n", "yaml=line 2, column 3: mapping values are not allowed here; mend the file there"),
        ("a: &x [1]\nb: *x\n", "yaml=*: aliases are not read; write the words out"),
        ('a: "\\U00110000"', "yaml=the file: it cannot be read (chr() arg not in range(0x110000)); mend the file"),
        ("\x00", "yaml=the file: unacceptable character #x0000: special characters are not allowed; mend the file there"),
    ],
)  # fmt: skip
def test_a_broken_file_is_told_with_its_line(text, message):
    with pytest.raises(InvalidCase) as refused:
        load_yaml(text, "case.yaml")
    assert str(refused.value) == f"case.yaml: 1 fault\n  {message}"


def test_a_file_nested_too_deep_is_refused():
    with pytest.raises(InvalidCase, match=r"yaml=the file: it cannot be read .*; mend the file"):
        load_yaml("[" * 5000 + "]" * 5000, "case.yaml")


def test_without_the_extra_the_cure_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "ruamel.yaml", None)
    with pytest.raises(MissingExtra) as refused:
        load_yaml("a: 1", "case")
    assert str(refused.value) == (
        "ruamel.yaml is not installed; pip install 'aipolicy[cli]' brings it"
    )
