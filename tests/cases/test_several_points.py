"""Claims of a case that read several open points: one name under `reading`, or a list."""

import json

import pytest

from aipolicy import Case, assess, registry
from aipolicy.calc.values.money import wan
from aipolicy.cli.sheet import sheet_text
from aipolicy.errors import InvalidCase
from tests.invented import terraces

CLAIM = """
申报主体: 梯田合作社
申报:
  - 条款: terraces/1.1
    适用日: 2021-06-01
    项目: 北墙
    理解方式: {readings}
    事实: {{cost: 8万元, grant: 2万元, finished: 是}}
"""


@pytest.fixture(autouse=True)
def found(monkeypatch):
    """Let the registry find the invented town beside the library's documents."""
    own = registry._found()
    monkeypatch.setattr(registry, "_found", lambda: {**own, "terraces": terraces.POLICY})


@pytest.mark.parametrize(
    ("readings", "names", "due", "most"),
    [
        ("own_money", ("own_money", "fixed"), wan("1.8"), wan("1.8")),
        ("[own_money]", ("own_money", "fixed"), wan("1.8"), wan("1.8")),
        ("[up_to, own_money]", ("own_money", "up_to"), None, wan("1.8")),
        ("[whole_cost, up_to]", ("whole_cost", "up_to"), None, wan("2.4")),
        ("", ("whole_cost", "fixed"), wan("2.4"), wan("2.4")),
        ("[]", ("whole_cost", "fixed"), wan("2.4"), wan("2.4")),
    ],
)
def test_file_names_one_reading_or_several(readings, names, due, most):
    (award,) = assess(Case.read(CLAIM.format(readings=readings))).awards
    assert (award.readings, award.amount, award.most) == (names, due, most)


def test_json_names_several_readings():
    claim = {"clause": "terraces/1.1", "on": "2021-06-01", "reading": ["up_to", "own_money"]}
    facts = {"cost": 80000, "grant": 0, "finished": True}
    assessment = assess(Case.read(json.dumps({"claims": [{**claim, "facts": facts}]})))
    assert assessment.undetermined == 1
    stored = json.loads(assessment.model_dump_json())["awards"][0]
    assert (stored["reading"], stored["readings"]) == (None, ["own_money", "up_to"])
    assert stored["departures"] == ["base=own_money", "sum_is=up_to"]
    assert "至多" not in assessment.explain("zh")
    assert "比例上限（up_to）" in assessment.explain("zh")


@pytest.mark.parametrize(
    ("readings", "fault"),
    [
        ("own_mony", "did you mean own_money?"),
        ("[fixed, zz]", "claims[1].reading='zz': the clause has no such reading"),
        ("[fixed, up_to]", "claims[1].reading='up_to': this and fixed are readings of one open"),
        ("{base: own_money}", "claims[1].reading"),
        ("[[fixed]]", "claims[1].reading"),
    ],
)
def test_file_with_wrong_readings_is_refused(readings, fault):
    with pytest.raises(InvalidCase) as refused:
        Case.read(CLAIM.format(readings=readings))
    assert any(fault in one.text("en") for one in refused.value.faults)
    assert len(refused.value.faults) == 1


def test_case_of_a_program_takes_a_tuple():
    claim = {"clause": "terraces/1.1", "on": "2021-06-01", "reading": ("up_to", "own_money")}
    facts = {"cost": 80000, "grant": 0, "finished": True}
    case = Case(claims=[{**claim, "facts": facts}])
    assert case.claims[0].reading == ("up_to", "own_money")
    assert assess(case).awards[0].readings == ("own_money", "up_to")


@pytest.mark.parametrize("reading", [5, {"base": "fixed"}, ("fixed", 5)])
def test_case_of_a_program_refuses_no_names(reading):
    with pytest.raises(ValueError, match=r"reading\.type|the name of a reading, or several"):
        Case(claims=[{"clause": "terraces/1.1", "on": "2021-06-01", "reading": reading}])


def test_sheet_marks_each_default():
    """`aipolicy show` lists the readings of every point, each point's default marked."""
    told = sheet_text(terraces.POLICY.describe("terraces/1.1", "en"))
    for line in (
        "whole_cost: the whole cost (the default)",
        "own_money: own money alone",
        "fixed: a fixed rate (the default)",
        "up_to: a rate that is a ceiling",
        "in a case file, reading: fixed | up_to",
    ):
        assert f"  {line}\n" in f"{told}\n"
