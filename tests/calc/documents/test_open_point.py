"""A question that the words of a measure leave open."""

import pytest
from pydantic import ValidationError

from aipolicy.calc.documents.open_point import OpenPoint, OpenQuestion
from aipolicy.errors import faults

CHINESE = OpenQuestion(issue="是否固定", readings=["固定", "至多"], why="条文用「按」")


def point(**changed):
    given = {"issue": "?", "readings": ["fixed", "at most"], "default": "fixed", "why": "按"}
    return OpenPoint(**(given | {"zh": CHINESE} | changed))


def complaint(**changed):
    with pytest.raises(ValidationError) as refused:
        point(**changed)
    return "\n".join(map(str, faults(refused.value)))


def test_default_reading_needs_no_keyword():
    """An open point has a default reading, and keywords only where they are given."""
    assert (point().taken("en"), point().keyword_readings) == ("fixed", ())


@pytest.mark.parametrize(("default", "chinese"), [("fixed", "固定"), ("at most", "至多")])
def test_default_matches_in_both_languages(default, chinese):
    assert point(default=default).taken("zh") == chinese
    assert point(default=default).taken("en") == default


def test_question_is_in_both_languages():
    assert point().said("zh") == CHINESE
    assert (point().said("en").issue, point().said("en").why) == ("?", "按")


def test_asked_point_names_its_fact():
    """An open point left to the caller names the fact that settles it."""
    asked = point(default=None, asked="total_investment")
    assert asked.taken("en") == "as the fact total_investment says"
    assert asked.taken("zh") == "以申报事实「项目总投资」为准"


@pytest.mark.parametrize(
    ("readings", "told"),
    [(["fixed"], "['fixed']"), (["fixed", "fixed"], "['fixed', 'fixed']")],
)
def test_needs_two_distinct_readings(readings, told):
    chinese = OpenQuestion(issue="", readings=["固定", "至多"][: len(readings)], why="")
    assert complaint(readings=readings, zh=chinese) == (
        f"readings={told}: an open point has two readings or more, each once; "
        "name what readers may hold"
    )


@pytest.mark.parametrize("chinese", [["固定"], ["固定", "固定"], ["固定", "至多", "另议"]])
def test_each_reading_needs_its_chinese(chinese):
    assert complaint(zh={"issue": "是否固定", "readings": chinese, "why": "按"}) == (
        f"zh.readings={chinese!r}: each reading is given in Chinese, each once; "
        "write them in the same order"
    )


@pytest.mark.parametrize(
    ("default", "cure"),
    [("fixd", "did you mean fixed?"), ("flagged?!", "choose one of the readings")],
)
def test_the_default_is_one_of_the_readings(default, cure):
    assert complaint(default=default) == (
        f"default='{default}': the default is one of the readings; {cure}"
    )


@pytest.mark.parametrize(("default", "asked"), [(None, None), ("fixed", "cost")])
def test_has_a_default_or_asks_but_not_both(default, asked):
    assert complaint(default=default, asked=asked) == (
        f"default={default!r}: an open point has a default or is asked; "
        "give default or asked, one of the two"
    )


@pytest.mark.parametrize(
    "changed",
    [
        {"keyword_readings": ["a", "b", "c"]},
        {"keyword_readings": ["a", "b"], "default": "at most"},
        {"keyword_readings": ["a", "b"], "default": None, "asked": "cost"},
    ],
)
def test_keywords_begin_with_the_default(changed):
    assert complaint(**changed) == (
        f"keyword_readings={changed['keyword_readings']!r}: names are for the first readings, "
        "in order, the default first; put the default first"
    )


def test_reports_all_faults_at_once():
    assert complaint(readings=["fixed"], default="open").splitlines() == [
        "readings=['fixed']: an open point has two readings or more, each once; "
        "name what readers may hold",
        "zh.readings=['固定', '至多']: each reading is given in Chinese, each once; "
        "write them in the same order",
        "default='open': the default is one of the readings; choose one of the readings",
    ]
