"""Cases as data: each clause just under, at and just over every number of its words."""

from decimal import Decimal
from pathlib import Path

import pytest

from aipolicy import clause, clauses, policy
from aipolicy.calc.values.range import Range
from aipolicy.cases.written import names_in, value_of
from aipolicy.cases.yaml_text import load_yaml

CASES = Path(__file__).parent / "cases"


def _files():
    return sorted(CASES.glob("*/*.yaml"))


def _cases():
    for path in _files():
        written = load_yaml(path.read_text(encoding="utf-8"), path.name)
        for case in written["cases"]:
            yield pytest.param(written, case, id=f"{written['clause']}: {case['name']}")


def _sum(written):
    return Range(*map(Decimal, written)) if isinstance(written, list) else Decimal(written)


@pytest.mark.parametrize(("written", "case"), list(_cases()))
def test_clause_gives_what_its_case_says(written, case):
    chosen = clause(written["clause"])
    if "reading" in case:
        chosen = chosen.read_as(*names_in(case["reading"]))
    facts = {name: value_of(chosen.facts[name], one) for name, one in case["facts"].items()}
    assert chosen(**facts) == _sum(case["gives"])


@pytest.mark.parametrize("path", _files(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_case_file_names_clause_and_article(path):
    written = load_yaml(path.read_text(encoding="utf-8"), path.name)
    assert written["clause"] == f"{path.parent.name}/{path.stem}"
    provision = policy(path.parent.name).provision(written["clause"])
    assert written["article"] == provision.article
    assert {"clause", "article", "cases"} == set(written)
    names = [case["name"] for case in written["cases"]]
    assert len(names) == len(set(names))


def test_every_clause_has_its_cases():
    assert {f"{p.parent.name}/{p.stem}" for p in _files()} == {c.id for c in clauses()}


@pytest.mark.parametrize("chosen", clauses(), ids=lambda c: c.id)
def test_every_reading_has_a_case(chosen):
    text = (CASES / f"{chosen.id}.yaml").read_text(encoding="utf-8")
    written = load_yaml(text, chosen.id)
    tried = set()
    for case in written["cases"]:
        read = chosen.read_as(*names_in(case["reading"])) if "reading" in case else chosen
        tried |= set(read.chosen.values())
    assert tried == set(chosen.readings)
