"""The schema of a form: what it accepts the clause accepts, and every canonical value."""

import json
import re
import warnings
from datetime import date
from decimal import Decimal
from importlib import import_module
from pkgutil import walk_packages

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import BaseModel, TypeAdapter

import aipolicy
from aipolicy import Award, Resolution, clauses, policies
from aipolicy.calc.values.quantity import (
    AREA,
    CONDITION,
    COUNT,
    MULTIPLE,
    RECEIVED,
    SUM,
    YEAR,
    Area,
    Multiple,
    QuantityKind,
    Yuan,
)
from aipolicy.calc.words.glossary import glossary
from aipolicy.cases import Assessment
from aipolicy.rules import dalian_2025_draft, harbin_2022, langfang_2023
from tests.conftest import spread

QUANTITIES = [SUM, RECEIVED, AREA, MULTIPLE, COUNT, YEAR, CONDITION]
every_clause = pytest.mark.parametrize("clause", clauses(), ids=lambda clause: clause.id)
every_language = pytest.mark.parametrize("language", ["zh", "en"])


def by_kind():
    """Return for each kind of fact that a document has a clause and the fact's name."""
    found = {}
    for clause in clauses():
        for name, quantity in clause.facts.items():
            found.setdefault(quantity.kind, (clause, name))
    return found


KINDS = by_kind()


def accepted(schema):
    """Return a strategy of what a property of the schema accepts."""
    ways = []
    types = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
    if "integer" in types:
        ways.append(st.integers(schema["minimum"], schema["maximum"]))
    if "string" in types:
        ways.append(st.from_regex(schema["pattern"]))
    if "boolean" in types:
        ways.append(st.booleans())
    return st.one_of(ways)


@every_language
@every_clause
def test_schema_is_of_the_draft_and_complete(clause, language):
    schema = clause.json_schema(language)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == clause.title(language)
    assert schema["required"] == list(schema["properties"]) == list(clause.facts)
    assert schema["additionalProperties"] is False
    for name, one in schema["properties"].items():
        assert one["title"], name
        assert one["description"], name
        if language == "zh":
            assert one["title"] == glossary()["facts"][name]
    assert ">>>" not in json.dumps(schema)
    with aipolicy.language(language):
        assert clause.json_schema() == schema


@every_clause
def test_chinese_schema_has_chinese_words(clause):
    schema = clause.json_schema("zh")
    words = [schema["title"], schema["description"]]
    for one in schema["properties"].values():
        words += [one["title"], one["description"]]
        words += [choice["title"] for choice in one.get("oneOf", [])]
    assert all(re.search("[\u4e00-\u9fff]", one) for one in words)


@spread()
@given(st.data())
def test_clause_accepts_what_the_schema_does(data):
    """By a call, by `read` and in a case, which read it as the same."""
    clause = data.draw(st.sampled_from(clauses()))
    schema = clause.json_schema("en")
    facts = {name: data.draw(accepted(one)) for name, one in schema["properties"].items()}
    assert Draft202012Validator(schema).is_valid(facts)
    read = clause.read(facts)
    again = {name: str(one) if isinstance(one, Decimal) else one for name, one in read.items()}
    assert Draft202012Validator(schema).is_valid(again)
    assert clause.read(again) == read
    case = {"claims": [{"clause": clause.id, "on": "2023-06-01", "facts": facts}]}
    with aipolicy.days({own.id: date(2023, 1, 4) for own in policies() if own.first is None}):
        [claim] = aipolicy.Case.read(json.dumps(case)).claims
    assert clause.read(claim.facts) == read


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_every_canonical_value_is_accepted(kind, data):
    """From the least to the most, both ends drawn often."""
    clause, name = KINDS[kind]
    quantity = clause.facts[name]
    ends = st.sampled_from([quantity.least, quantity.least + 1, quantity.most - 1, quantity.most])
    minor = data.draw(st.integers(quantity.least, quantity.most) | ends)
    value = quantity.canonical(quantity.from_minor(minor))
    one = Draft202012Validator(clause.json_schema("zh")["properties"][name])
    written = str(value) if isinstance(value, Decimal) else value
    assert one.is_valid(written)
    assert quantity.read(written) == value
    if isinstance(value, Decimal) and value == int(value):
        assert one.is_valid(int(value))
        assert quantity.read(int(value)) == value


REFUSED = {
    QuantityKind.SUM: [
        *(0.001, 1e30, 0.5, -1, 10**15 + 1, True, None, [], {}),
        *("800万美元", "800万元", "0.001", "1e30", "-1", "", " ", "1,000", "１", "٣", "01", ".5"),
        *("5.", "+5", "NaN", "1000000000000000.01", "10000000000000000", "5 ", "5元"),
    ],
    QuantityKind.AREA: [0, "0", "0.0", "0.00", "0.001", "100000000.01", 10**8 + 1, "5㎡", True],
    QuantityKind.COUNT: [-1, 10**15 + 1, "5", 0.5, True, None],
    QuantityKind.YEAR: [0, 1001, "1", 1.5, False],
    QuantityKind.CONDITION: ["是", "yes", 1, 0, None, "true"],
}


@pytest.mark.parametrize("kind", REFUSED)
def test_schema_refuses_what_is_no_value(kind):
    clause, name = KINDS[kind]
    one = Draft202012Validator(clause.json_schema("zh")["properties"][name])
    assert [value for value in REFUSED[kind] if one.is_valid(value)] == []


@pytest.mark.parametrize(
    ("clause", "fact", "zh", "en"),
    [
        (harbin_2022.hosted_event, "event_cost", "金额，元", "a sum in yuan"),
        (dalian_2025_draft.rent_support, "area", "面积，平方米", "an area in square metres"),
        (langfang_2023.large_model, "parameters", "整数", "a whole number"),
        (dalian_2025_draft.rent_support, "year_of_tenancy", "第几年", "the number of the year"),
        (
            dalian_2025_draft.pilot_base_operation,
            "received_to_date",
            "已获累计",
            "received to date",
        ),
    ],
)
def test_schema_states_the_unit(clause, fact, zh, en):
    assert zh in clause.json_schema("zh")["properties"][fact]["description"]
    assert en in clause.json_schema("en")["properties"][fact]["description"]


@pytest.mark.parametrize(("language", "named"), [("zh", ["是", "否"]), ("en", ["yes", "no"])])
def test_schema_names_truth_values(language, named):
    one = harbin_2022.hosted_event.json_schema(language)["properties"]["on_annual_list"]
    assert [choice["title"] for choice in one["oneOf"]] == named
    assert [choice["const"] for choice in one["oneOf"]] == [True, False]


@pytest.mark.parametrize(
    ("clause", "fact", "issue"),
    [
        (harbin_2022.rnd_platform_equipment, "equipment_cost", "设备总价按什么口径计算"),
        (harbin_2022.service_platform_construction, "investment", "「实际投资额」按什么口径计算"),
        (harbin_2022.platform_operation, "service_income", "「年度」指哪些年度的收入"),
    ],
)
def test_schema_asks_what_the_fact_settles(clause, fact, issue):
    """An open point that the caller settles by a fact is in the description of that fact."""
    properties = clause.json_schema("zh")["properties"]
    assert [name for name, one in properties.items() if issue in one["description"]] == [fact]


def models():
    """Return every model of the library."""
    found = {}
    for module in walk_packages(aipolicy.__path__, "aipolicy."):
        if not module.name.endswith("__main__"):
            for one in vars(import_module(module.name)).values():
                if isinstance(one, type) and issubclass(one, BaseModel):
                    found[f"{one.__module__}.{one.__qualname__}"] = one
    return {name: one for name, one in found.items() if name.startswith("aipolicy.")}


MODELS = models()


@pytest.mark.parametrize("mode", ["validation", "serialization"])
@pytest.mark.parametrize("name", MODELS)
def test_no_model_warns_or_shows_a_doctest(name, mode):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        schema = MODELS[name].model_json_schema(mode=mode)
    Draft202012Validator.check_schema(schema)
    assert ">>>" not in json.dumps(schema)
    assert "Attributes:" not in json.dumps(schema)


def numbers(schema):
    """Yield what a schema types as a number with decimals, or as text or a number."""
    if isinstance(schema, dict):
        typed = schema.get("type")
        if isinstance(typed, list) or typed == "number":
            yield schema
        for inner in schema.values():
            yield from numbers(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from numbers(inner)


@pytest.mark.parametrize("model", [Award, Resolution, Assessment], ids=lambda one: one.__name__)
def test_sums_come_out_as_text(model):
    """No output is typed as a number, also inside mappings; what goes in may be an integer."""
    assert list(numbers(model.model_json_schema(mode="serialization"))) == []
    assert list(numbers(model.model_json_schema())) != []


@pytest.mark.parametrize("kind", [Yuan, Area, Multiple])
def test_a_number_comes_out_as_text(kind):
    written = TypeAdapter(kind).json_schema(mode="serialization")
    assert written["type"] == "string"
    for value in (TypeAdapter(kind).dump_python(Decimal(one), mode="json") for one in (1, "0.5")):
        assert re.fullmatch(written["pattern"], value)


def test_output_is_of_its_own_schema():
    """An award, a resolution and an assessment, as JSON."""
    facts = {"service_income": "300万元", "serves_local_clients": True}
    claim = {"clause": "harbin_2022/2.3", "on": "2023-06-01", "facts": facts}
    assessment = aipolicy.assess({"claims": [claim]})
    for one in (assessment, assessment.resolution, *assessment.awards):
        schema = type(one).model_json_schema(mode="serialization")
        assert [*Draft202012Validator(schema).iter_errors(one.model_dump(mode="json"))] == []


@every_clause
def test_model_of_facts_has_the_same_bounds(clause):
    """`clause.model` describes the values alike, in English."""
    schema = clause.model.model_json_schema()
    for name, one in clause.json_schema("en")["properties"].items():
        shared = {key: schema["properties"][name].get(key) for key in ("minimum", "pattern")}
        assert shared == {key: one.get(key) for key in ("minimum", "pattern")}
