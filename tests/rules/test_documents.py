"""The data of the five documents: complete, in order, and of one mind with the functions."""

import re
import tomllib
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

import aipolicy.rules
from aipolicy import clauses, policies, policy
from aipolicy.calc.copies.normal_form import normal_form
from aipolicy.calc.documents.document import read_document
from aipolicy.calc.documents.provision import Instrument, Kind
from aipolicy.calc.documents.terms import Grants
from aipolicy.texts.agreement import agrees
from tests.sources import source

FOLDER = Path(aipolicy.rules.__file__).parent
MEASURES = {
    "harbin_2022": 22,
    "heilongjiang_2026": 47,
    "wuhan_2024_draft": 38,
    "dalian_2025_draft": 35,
    "langfang_2023": 27,
}
COMPUTABLE = {
    "harbin_2022": 9,
    "heilongjiang_2026": 13,
    "wuhan_2024_draft": 16,
    "dalian_2025_draft": 17,
    "langfang_2023": 19,
}
NAME_NO_MONEY = {
    *("harbin_2022/5.1", "harbin_2022/5.2", "harbin_2022/5.3", "harbin_2022/7.1"),
    *("wuhan_2024_draft/9.3", "langfang_2023/12.3"),
}
"""Support by another policy or case by case: the words name neither money nor another form."""
LONGEST_RUN = 24

every_document = pytest.mark.parametrize("id_", MEASURES)
every_clause = pytest.mark.parametrize("clause", clauses(), ids=lambda clause: clause.id)


def document(id_):
    return read_document(FOLDER / f"{id_}.toml")


def provision(clause):
    return policy(clause.policy).provision(clause.id)


def strings(value):
    """Yield the strings of a TOML file's data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def test_one_file_for_each_document():
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(MEASURES)
    assert {found.id for found in policies()} == set(MEASURES)


@every_document
def test_provisions_are_unique_and_in_order(id_):
    ids = [measure.id for measure in document(id_).provisions]
    assert len(ids) == len(set(ids)) == MEASURES[id_]
    order = [tuple(map(int, found.removeprefix(f"{id_}/").split("."))) for found in ids]
    assert order == sorted(order)


@every_document
def test_titles_are_short_and_all_different(id_):
    """In each language; no Chinese title has more than 20 characters, no English one 60."""
    found = document(id_).provisions
    for titles, most in (
        ([one.title_zh for one in found], 20),
        ([one.title_en for one in found], 60),
    ):
        assert len({title.casefold() for title in titles}) == len(titles)
        assert max(map(len, titles)) <= most
    assert not [one.title_en for one in found if not one.title_en.isascii()]
    assert not [one.title_zh for one in found if re.search("[A-Za-z]", one.title_zh)]


def test_74_of_169_provisions_are_computable():
    provisions = [measure for id_ in MEASURES for measure in document(id_).provisions]
    named = Counter(measure.id.split("/")[0] for measure in provisions if measure.name)
    assert len(provisions) == sum(MEASURES.values()) == 169
    assert named == COMPUTABLE
    assert named.total() == 74


@every_document
def test_named_provisions_have_functions(id_):
    named = {measure.id: measure.name for measure in document(id_).provisions if measure.name}
    assert named == {clause.id: clause.name for clause in policy(id_).clauses.values()}


@every_clause
def test_kind_matches_what_is_granted(clause):
    kinds = {
        Grants.AMOUNT: {Kind.AMOUNT, Kind.IN_KIND},
        Grants.CEILING: {Kind.CEILING},
        Grants.RANGE: {Kind.RANGE},
    }
    assert provision(clause).kind in kinds[clause.grants]


@every_document
def test_non_monetary_has_no_function(id_):
    """A provision without money gives nothing and names no function."""
    for measure in document(id_).provisions:
        no_money = measure.kind is Kind.NON_MONETARY or measure.id in NAME_NO_MONEY
        assert no_money == (measure.instrument is Instrument.NONE)
        assert measure.name is None or measure.kind not in {Kind.NON_MONETARY, Kind.REFERRAL}


@every_document
def test_a_referral_says_where_it_points(id_):
    for measure in document(id_).provisions:
        assert measure.kind is not Kind.REFERRAL or measure.refers_to, measure.id


@every_document
def test_every_provision_has_a_department(id_):
    assert all(measure.departments for measure in document(id_).provisions)


@every_clause
def test_every_figure_is_printed(clause):
    """The text prints every figure of the function, and no number near it."""
    printed = provision(clause).printed
    assert list(printed) == list(clause.figures)
    for name, figure in clause.figures.items():
        assert agrees(figure, printed[name]), name
        near = (
            [figure + 1, figure - 1, figure * 10]
            if isinstance(figure, int)
            else [figure + Decimal("0.01"), figure - Decimal("0.01"), figure * 10]
            if isinstance(figure, Decimal)
            else [figure[:-1], figure[::-1]]
        )
        assert not any(agrees(other, printed[name]) for other in near), name


@every_clause
def test_readings_come_from_open_points(clause):
    points = provision(clause).open_points
    names = dict.fromkeys(name for point in points for name in point.keyword_readings)
    assert tuple(names) == clause.readings


@every_clause
def test_readings_have_bilingual_names(clause):
    labels = provision(clause).reading_labels
    assert tuple(labels) == clause.readings
    for chinese, english in labels.values():
        assert re.search(r"[\u4e00-\u9fff]", chinese)
        assert re.fullmatch(r"[ -~]+", english)
        assert "_" not in english
    assert len({chinese for chinese, _ in labels.values()}) == len(labels)


@every_document
def test_asked_fact_belongs_to_the_function(id_):
    own = policy(id_)
    for measure in own.provisions:
        clause = own.clauses.get(measure.id)
        for point in measure.open_points:
            assert point.asked is None or (clause and point.asked in clause.facts), measure.id


def test_328_open_points_none_in_prose():
    """There are 328 open points, and none is settled by prose alone."""
    points = [
        point
        for id_ in MEASURES
        for measure in document(id_).provisions
        for point in measure.open_points
    ]
    assert len(points) == 328
    assert sum(point.asked is None for point in points) == 299
    told = {word for point in points for word in (point.taken("en"), *point.readings)}
    assert not {w for w in told if re.search("flagged|boolean|resolved|not computable", w)}


@every_document
def test_chinese_notes_hold_no_english(id_):
    """They hold neither English words nor names of the code."""
    found = document(id_)
    notes = (*found.date_notes, *found.unsettled, *found.absent)
    questions = [point.zh for measure in found.provisions for point in measure.open_points]
    said = [zh for zh, _ in notes]
    said += [words for one in questions for words in (one.issue, *one.readings, one.why)]
    assert [words for words in said if not re.search(r"[\u4e00-\u9fff]", words)] == []
    assert [words for words in said if re.search(r"[A-Za-z]{4,}|[a-z]_[a-z]", words)] == []
    beside = r"[\u4e00-\u9fff][,;:?()]|[,;:?()][\u4e00-\u9fff]"
    assert [words for words in said if re.search(beside, words)] == []


def test_19_clauses_have_readings():
    fixed = ("fixed", "up_to")
    assert {clause.id: clause.readings for clause in clauses() if clause.readings} == {
        **{f"harbin_2022/{n}": fixed for n in ("2.1", "2.2", "2.3", "3.1", "4.1")},
        **{f"harbin_2022/{n}": fixed for n in ("6.1", "6.2", "9.2")},
        **{f"wuhan_2024_draft/{n}": fixed for n in ("3.2", "7.3", "11.2")},
        "dalian_2025_draft/2.2": fixed,
        "heilongjiang_2026/3.1": (
            "times_one_and_a_half",
            "plus_50_points",
            "extra_half_only",
        ),
        "heilongjiang_2026/5.2": ("whole_spend", "excess_only"),
        "heilongjiang_2026/9.2": ("threshold_on_total", "threshold_on_approved"),
        "wuhan_2024_draft/2.1": ("match_in_total", "match_by_each_level"),
        "wuhan_2024_draft/3.3": ("cumulative", "each_year", *fixed),
        "dalian_2025_draft/7.2": ("bounded_by_cost", "cap_alone"),
        "langfang_2023/7.2": ("highest_tier", "sum_of_tiers", "difference_only"),
    }


def test_pools_match_the_texts():
    pools = {
        (id_, pool.article): (pool.of, pool.total, pool.bound, pool.per, len(pool.binds))
        for id_ in MEASURES
        for pool in document(id_).pools
    }
    assert pools == {
        ("wuhan_2024_draft", "2"): ("算力服务补贴券", 10_000_000, "at_least", "year", 1),
        ("dalian_2025_draft", "6"): ("算力券", 20_000_000, "at_most", "year", 1),
        ("langfang_2023", "2"): ("算力券", 10_000_000, "at_most", "year", 3),
    }


def test_quotas_match_the_texts():
    quotas = {
        (id_, quota.article): (quota.of, quota.least, quota.most, quota.per, quota.binds)
        for id_ in MEASURES
        for quota in document(id_).quotas
    }
    assert quotas == {
        ("heilongjiang_2026", "8"): (
            *("标杆示范场景", 0, 10, "year"),
            ("heilongjiang_2026/8.2",),
        ),
        ("wuhan_2024_draft", "8"): (
            *("人工智能核心产业园区", 2, 3, "term"),
            ("wuhan_2024_draft/8.2",),
        ),
        ("langfang_2023", "3"): ("AI大模型", 0, 3, "year", ("langfang_2023/3.1",)),
    }


@every_document
def test_headings_and_departments_match_text(id_):
    text = normal_form(source(id_))
    for measure in document(id_).provisions:
        assert normal_form(measure.heading) in text
        assert all(normal_form(name) in text for name in measure.departments), measure.id


@every_document
def test_data_keeps_no_sentence_of_the_law(id_):
    found = document(id_)
    text = normal_form(source(id_))
    data = tomllib.loads((FOLDER / f"{id_}.toml").read_text(encoding="utf-8"))
    names = sorted({found.title, *(article.heading for article in found.articles)}, key=len)
    for string in map(normal_form, strings(data)):
        rest = string
        for name in map(normal_form, reversed(names)):
            rest = rest.replace(name, "\n")
        for start in range(len(rest) - LONGEST_RUN):
            assert rest[start : start + LONGEST_RUN + 1] not in text, string
