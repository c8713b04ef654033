"""A result is stored and read back, with every list in its JSON."""

import json
from datetime import date

import pytest
from pydantic import ValidationError

from aipolicy import match, policy, wan, yi
from aipolicy.calc.documents.stated_days import StatedBy
from aipolicy.matching import Matching
from tests.matching.test_lists import DAYS, DRAFTS, EVERY_FACT

STARTS = {**DAYS, **DRAFTS}
RESULTS = [
    match({}, on=date(2020, 1, 1)),
    match(EVERY_FACT, on=date(2023, 6, 1)),
    match({"area": "12.5", "main_revenue": yi("1.1"), "scenarios": 7}, on=date(2023, 6, 1)),
    match({"通过评审": True, "服务收入": wan(3)}, on=date(2025, 8, 1), effective_from=STARTS),
    match({}, on=date(2025, 8, 1), effective_from=STARTS, drafts=True, region="大连市"),
]


@pytest.mark.parametrize("found", RESULTS)
def test_a_result_comes_back_from_json(found):
    back = Matching.model_validate_json(found.model_dump_json())
    assert back == found
    assert back.model_dump_json() == found.model_dump_json()
    assert Matching.model_validate(found.model_dump()) == found
    assert hash(back) == hash(found)


@pytest.mark.parametrize("found", RESULTS)
def test_every_list_is_in_the_json(found):
    written = json.loads(found.model_dump_json())
    assert list(written) == [
        *("on", "region", "could_pay", "one_fact_short", "not_in_force"),
        *("days_unknown", "drafts", "pays_nothing", "unqualified"),
    ]
    for name, entries in written.items():
        if name not in {"on", "region", "unqualified"}:
            assert [one["clause"] for one in entries] == [
                one.clause for one in getattr(found, name)
            ]


def test_an_entry_in_json():
    found = match({"total_investment": wan(800)}, on=date(2023, 6, 1), region="哈尔滨市")
    entries = json.loads(found.model_dump_json())["could_pay"]
    (one,) = [one for one in entries if one["clause"] == "harbin_2022/4.1"]
    provision = policy("harbin_2022").provision("harbin_2022/4.1")
    assert one == {
        "clause": "harbin_2022/4.1",
        "policy": "harbin_2022",
        "title": "哈尔滨市建设国家新一代人工智能创新发展试验区若干政策",
        "heading": "推动人工智能应用场景建设",
        "provision_title": ["示范应用场景建设补助", "Demonstration scenario subsidy"],
        "departments": list(provision.departments),
        "grants": "amount",
        "draft": False,
        "prospect": "open",
        "missing": ["review_passed", "government_investment_project"],
        "least": "0.00",
        "most": "2400000.00",
        "ranges": {
            "total_investment": {"least": "8000000.00", "most": "8000000.00"},
            "review_passed": {"least": False, "most": True},
            "government_investment_project": {"least": False, "most": True},
        },
        "in_force": True,
        "days_left": 213,
        "stated_day": None,
        "superseded_by": None,
    }


def test_a_stated_day_is_in_the_json():
    found = match({}, on=date(2024, 6, 1), effective_from=DAYS, region="廊坊市")
    one = json.loads(found.model_dump_json())["could_pay"][0]
    assert one["stated_day"] == {"day": "2023-01-04", "by": "call"}
    back = Matching.model_validate_json(found.model_dump_json()).could_pay[0]
    assert back.stated_day.by is StatedBy.CALL


def test_a_result_is_read_only():
    found = match({}, on=date(2023, 6, 1))
    one = found.could_pay[0]
    for changed, name in ((found, "could_pay"), (one, "most")):
        with pytest.raises(ValidationError):
            setattr(changed, name, ())
    with pytest.raises(TypeError):
        one.ranges["review_passed"] = 5


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("could_pay", 0, "most"), "-1"),
        (("could_pay", 0, "least"), "0.001"),
        (("could_pay", 0, "prospect"), "perhaps"),
        (("could_pay", 0, "zz"), 5),
        (("could_pay", 0, "ranges", "review_passed", "zz"), 5),
        (("on",), "2023-06-31"),
        (("zz",), []),
    ],
)
def test_another_form_is_refused(place, value):
    written = json.loads(RESULTS[1].model_dump_json())
    *path, key = place
    inner = written
    for step in path:
        inner = inner[step]
    inner[key] = value
    with pytest.raises(ValidationError):
        Matching.model_validate(written)


@pytest.mark.parametrize("key", ["most", "least", "ranges", "in_force", "draft", "clause"])
def test_an_entry_without_a_field_is_refused(key):
    written = json.loads(RESULTS[1].model_dump_json())
    del written["could_pay"][0][key]
    with pytest.raises(ValidationError) as refused:
        Matching.model_validate(written)
    assert [one["loc"] for one in refused.value.errors()] == [("could_pay", 0, key)]


def test_the_schema_names_every_list():
    schema = Matching.model_json_schema()
    assert set(schema["required"]) == set(Matching.model_fields)
    assert {"Match", "FactRange"} <= set(schema["$defs"])
