"""Figures of the code against the figures its words print."""

from datetime import date

from aipolicy.calc.values.money import wan
from aipolicy.texts.contradictions import contradictions
from tests.invented.orchards import DATA, orchards


def found(policy):
    return [contradiction.text("en") for contradiction in contradictions(policy)]


def changed(tmp_path, old, new):
    text = DATA.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path = tmp_path / f"orchards_{len(list(tmp_path.iterdir()))}.toml"  # a file is read once
    path.write_text(text.replace(old, new), encoding="utf-8")
    return orchards(data=path)


def test_matching_code_contradicts_nothing():
    assert found(orchards()) == []


def test_finds_an_unprinted_figure():
    assert found(orchards(most=wan(50))) == [
        "contradicted orchards/1.1 cap: the code has 500000.00, the words 500万元"
    ]


def test_finds_an_unprinted_last_day():
    assert found(orchards(last=date(2022, 12, 31))) == [
        "contradicted orchards last: the code has 2022-12-31, the words no such figure"
    ]


def test_finds_a_missing_term():
    assert found(orchards(term_years=None)) == [
        "contradicted orchards term_years: the code has nothing, the words 三年"
    ]


def test_compares_a_first_day_if_printed(tmp_path):
    assert found(changed(tmp_path, 'first = "2020年1月1日", ', "")) == []
    assert found(changed(tmp_path, "2020年1月1日", "2020年1月2日")) == [
        "contradicted orchards first: the code has 2020-01-01, the words 2020年1月2日"
    ]


def test_finds_a_figure_without_a_function(tmp_path):
    policy = changed(
        tmp_path, 'id = "orchards/3.1"', 'id = "orchards/3.1"\nprinted = { cap = "5万元" }'
    )
    assert found(policy) == ["contradicted orchards/3.1 cap: the code has nothing, the words 5万元"]


def test_finds_a_pool_with_another_sum(tmp_path):
    assert found(changed(tmp_path, "total = 20000000", "total = 2000000")) == [
        "contradicted orchards/2 total: the code has 2000000, the words 2000万元"
    ]


def test_finds_a_quota_with_another_number(tmp_path):
    assert found(changed(tmp_path, "most = 3", "most = 4")) == [
        "contradicted orchards/2 most: the code has 2-4, the words 2-3个"
    ]
    assert found(changed(tmp_path, "least = 2\n", "")) == [
        "contradicted orchards/2 most: the code has 3, the words 2-3个"
    ]
    assert found(changed(tmp_path, 'printed = "2-3个"', 'printed = "若干"')) == [
        "contradicted orchards/2 most: the code has 2-3, the words 若干"
    ]
