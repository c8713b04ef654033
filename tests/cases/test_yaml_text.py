import sys

import pytest

from aipolicy.cases.yaml_text import load_yaml
from aipolicy.errors import InvalidCase, MissingExtra


def test_everything_stays_text():
    assert load_yaml("on: 2023-06-01\nsum: 0.10\nyes: [no, ~, 1e3]\nempty:\n", "case") == {
        "on": "2023-06-01",
        "sum": "0.10",
        "yes": ["no", None, "1e3"],
        "empty": None,
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\na: 2\n", "yaml='a': this key appears twice; keep one of them"),
        ("a: [1", "yaml=line 1, column 6: ] or a comma is missing; close the bracket"),
        ("a: {b: 1", "yaml=line 1, column 9: } or a comma is missing; close the bracket"),
        ("a: 1\n b: 2\n", "yaml=line 2, column 3: no colon is allowed here; indent all keys of an entry alike, and put text with a colon in quotes"),
        ("a:\n  b: 1\n c: 2\n", "yaml=line 3, column 2: this line is indented unlike those beside it; indent the lines of one entry alike"),
        ("a:\t1\n\tb: 2\n", "yaml=line 1, column 3: a tab is not allowed here; use spaces"),
        ("a: @x", "yaml=line 1, column 4: text cannot begin with @; put it in quotes"),
        ("a: 'x", "yaml=line 1, column 6: a quotation mark is not closed; close it"),
        ("a: 1\n---\nb: 2", "yaml=line 2, column 1: a second document begins here; keep one case in a file"),
        ("a: ]", "yaml=line 1, column 4: not valid YAML here; correct the file there"),
        ("a: &x [1]\nb: *x\n", "yaml=line 2, column 4: aliases are not read; write the words out"),
        ("? [a]\n: 1", "yaml=line 1, column 3: a key must be text; write a name before the colon"),
        ('a: "\\U00110000"', "yaml: an escape names no character; write the character itself"),
        ('a: "\\ud800"', "yaml=line 1, column 4: half a character is not text; write the character itself"),
        ('"\\udfff": 1', "yaml=line 1, column 1: half a character is not text; write the character itself"),
        ("[" * 5000 + "]" * 5000, "yaml=line 1, column 21: nested too deep; at most 20 levels; write fewer brackets"),
        ("\x00", "yaml: not valid YAML here; correct the file there"),
    ],
)  # fmt: skip
def test_reports_the_line_of_a_fault(text, message):
    with pytest.raises(InvalidCase) as refused:
        load_yaml(text, "case.yaml")
    assert str(refused.value) == f"case.yaml: 1 fault\n  {message}"


def test_limits_the_depth_of_nesting():
    """Twenty levels, more than a case needs, are accepted."""
    assert load_yaml("[" * 20 + "]" * 20, "case") == load_yaml("- " * 19 + "[]", "case")
    for deeper in ("[" * 21 + "]" * 21, "- " * 21 + "a", "{a: " * 21 + "}" * 21):
        with pytest.raises(InvalidCase, match="nested too deep"):
            load_yaml(deeper, "case")
    assert load_yaml("- [a]\n" * 30 + "- {a: b}\n" * 30, "case")[0] == ["a"]
    assert load_yaml("".join(f"k{n}:\n  - a\n" for n in range(30)), "case")["k29"] == ["a"]


def test_names_the_missing_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "ruamel.yaml", None)
    with pytest.raises(MissingExtra) as refused:
        load_yaml("a: 1", "case")
    assert str(refused.value) == ("ruamel.yaml is not installed; pip install 'aipolicy[cli]'")
