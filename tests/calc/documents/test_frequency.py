"""How often a clause pays, in words, with its ground and its readings."""

import pytest
from pydantic import ValidationError

from aipolicy import policy
from aipolicy.calc.documents.frequency import (
    Frequency,
    FrequencyWords,
    Ground,
    frequency_of,
    frequency_readings,
)
from aipolicy.calc.documents.open_point import OpenPoint
from aipolicy.calc.documents.terms import HowOften, Per
from aipolicy.errors import Code, faults

SAID = {
    HowOften.ONCE: ("每个项目给予一次", "once per project"),
    HowOften.YEARLY: ("每个项目每年给予", "yearly per project"),
    HowOften.PER_EVENT: ("每个项目按次给予", "per event, to each project"),
    HowOften.PER_TIER: ("每个项目每档给予一次", "once per project and tier"),
    HowOften.CUMULATIVE: ("每个项目各次合计不超过一个上限", "one cap per project over all claims"),
    HowOften.PER_CLAIM: ("每个项目每次申报分别计算", "per claim, to each project"),
}
NOT_PRINTED = {
    HowOften.ONCE: ("条文未写明“一次性”", "the text does not print 一次性"),
    HowOften.YEARLY: ("条文未就支持写明“每年”", "the text does not print 每年 of the support"),
    HowOften.PER_EVENT: ("条文未写明“每次”", "the text does not print 每次"),
    HowOften.PER_TIER: ("条文未写明“每档”", "the text does not print 每档"),
    HowOften.CUMULATIVE: (
        "条文未写明“一次性”，也未写明“每年”",
        "the text prints neither 一次性 nor 每年",
    ),
}


def point(readings, **names):
    words = [f"answer {number}" for number in range(readings)]
    chinese = {"issue": "?", "readings": [f"答{n}" for n in range(readings)], "why": ""}
    return OpenPoint(issue="?", readings=words, default=words[0], why="", zh=chinese, **names)


@pytest.mark.parametrize("how_often", HowOften)
def test_frequency_without_a_ground(how_often):
    own = Frequency(how_often, Per.PROJECT)
    assert (own.text("zh"), own.text("en")) == SAID[how_often]
    assert not own.is_read


@pytest.mark.parametrize("how_often", NOT_PRINTED)
def test_frequency_that_is_read(how_often):
    own = Frequency(how_often, Per.PROJECT, Ground.READ)
    (zh, en), (why_zh, why_en) = SAID[how_often], NOT_PRINTED[how_often]
    assert (own.text("zh"), own.text("en")) == (f"{zh}（{why_zh}）", f"{en} ({why_en})")
    assert own.is_read


@pytest.mark.parametrize("how_often", HowOften)
def test_frequency_that_is_printed(how_often):
    own = Frequency(how_often, Per.PROJECT, Ground.PRINTED, ("首次", "分别"))
    zh, en = SAID[how_often]
    assert own.text("zh") == f"{zh}（原文写明“首次”、“分别”）"
    assert own.text("en") == f"{en} (printed: 首次, 分别)"


def test_event_is_not_given_to_an_event():
    own = Frequency(HowOften.PER_EVENT, Per.EVENT)
    assert (own.text("zh"), own.text("en")) == ("按次给予", "per event")


@pytest.mark.parametrize(("start", "end"), [(3, 5), (3, 7), (0, 2)])
def test_words_fill_their_place(start, end):
    with pytest.raises(ValidationError) as refused:
        FrequencyWords(words="一次性", start=start, end=end)
    assert [one.code for one in faults(refused.value)] == [Code.DOCUMENT_ORDER]
    assert FrequencyWords(words="一次性", start=start, end=start + 3).end == start + 3


def test_printed_words_go_before_readings():
    """A clause may print how often it pays and leave open to what."""
    words = [FrequencyWords(words="一次性", start=0, end=3)]
    both = point(2, how_often_readings=["once", "once"], per_readings=["unit", "project"])
    own = frequency_of(HowOften.ONCE, Per.UNIT, words, [both])
    assert own == Frequency(
        HowOften.ONCE, Per.UNIT, Ground.PRINTED, ("一次性",), (), (Per.PROJECT,)
    )
    assert own.choices == ("project",)


def test_other_readings_are_named_once():
    points = [
        point(3, how_often_readings=["once", "yearly", "once"], per_readings=["event", "unit", "unit"]),
        point(2, per_readings=["event", "unit"]),
    ]  # fmt: skip
    own = frequency_of(HowOften.ONCE, Per.EVENT, [], points)
    assert (own.ground, own.readings, own.per_readings) == (Ground.READ, ("yearly",), ("unit",))


def test_a_unit_alone_is_no_ground():
    own = frequency_of(HowOften.ONCE, Per.UNIT, [], [point(2, per_readings=["unit", "project"])])
    assert (own.ground, own.text("en")) == (None, "once per unit")


def test_readings_hold_their_answers():
    found = frequency_readings([
        point(4, how_often_readings=["once", "yearly"]),
        point(2, per_readings=["unit", "project"]),
    ])  # fmt: skip
    said = {name: (one.zh, one.en, one.how_often, one.per) for name, one in found.items()}
    assert said == {
        "once": ("答0", "answer 0", "once", None),
        "yearly": ("答1", "answer 1", "yearly", None),
        "unit": ("答0", "answer 0", None, "unit"),
        "project": ("答1", "answer 1", None, "project"),
    }


def test_shared_name_chooses_the_first():
    """Harbin 9.2: per activity, per organiser and year, once for the activity."""
    found = frequency_readings(policy("harbin_2022").provision("harbin_2022/9.2").open_points)
    said = {name: (one.how_often, one.per) for name, one in found.items()}
    assert said == {
        "per_event": ("per_event", "event"),
        "event": ("per_event", "event"),
        "yearly": ("yearly", "unit"),
        "unit": ("yearly", "unit"),
        "once": ("once", "event"),
    }


@pytest.mark.parametrize(
    "names",
    [
        {"how_often_readings": ["once", "once"]},
        {"per_readings": ["unit", "unit"]},
        {"how_often_readings": ["once", "yearly"], "per_readings": ["unit"]},
        {"how_often_readings": ["once", "once"], "per_readings": ["unit", "unit"]},
        {"how_often_readings": ["once", "yearly"], "keyword_readings": ["fixed", "up_to"]},
        {"per_readings": ["unit", "project"], "keyword_readings": ["fixed", "up_to"]},
    ],
)
def test_answers_that_do_not_fit_are_refused(names):
    with pytest.raises(ValidationError) as refused:
        point(2, **names)
    assert [one.code for one in faults(refused.value)] == [Code.DOCUMENT_FREQUENCY]


@pytest.mark.parametrize("key", ["how_often_readings", "per_readings"])
def test_more_names_than_answers(key):
    names = {"how_often_readings": ["once", "yearly", "cumulative"], "per_readings": [*Per][:3]}
    with pytest.raises(ValidationError) as refused:
        point(2, **{key: names[key]})
    assert [one.code for one in faults(refused.value)] == [Code.DOCUMENT_NAMES]
    assert point(3, **{key: names[key]})
