"""A measure as data."""

import pytest
from pydantic import ValidationError

from aipolicy.calc.passage import Passage
from aipolicy.calc.provision import Instrument, Kind, OpenPoint, Provision

PROVISION = Provision(
    id="orchards/1.1",
    article="1",
    heading="扶持种植",
    kind="amount",
    name="planting",
    beneficiary="新建果园",
    instrument="cash",
    departments=["农业局"],
    refers_to=["果政规〔2020〕3号"],
    assumes=[("农户", "a farmer")],
    open_points=[
        OpenPoint(issue="Is it fixed?", default="fixed", readings=["fixed", "at most"], why="按")
    ],
    reading_labels={"fixed": ("定额", "a fixed sum")},
    passages=[Passage(start=0, end=4, sha256="0" * 64)],
    printed={"cap": "500万元", "years": ["第一年", "后两年"]},
    other_figures=["2020年"],
)


def test_a_printed_figure_is_one_string_or_several():
    assert dict(PROVISION.printed) == {"cap": ("500万元",), "years": ("第一年", "后两年")}


def test_a_provision_goes_through_json_without_loss():
    assert Provision.model_validate_json(PROVISION.model_dump_json()) == PROVISION


def test_a_provision_cannot_be_changed():
    with pytest.raises(ValidationError):
        PROVISION.kind = Kind.CEILING
    with pytest.raises(TypeError):
        PROVISION.printed["cap"] = ("5万元",)


def test_a_measure_that_names_nobody_and_no_figure_says_so():
    bare = Provision(
        id="orchards/3.1",
        article="3",
        heading="扶持人才",
        kind="non_monetary",
        instrument="none",
        departments=[],
        passages=PROVISION.passages,
    )
    assert (bare.name, bare.beneficiary, bare.instrument) == (None, None, Instrument.NONE)
    assert (dict(bare.printed), bare.other_figures, bare.open_points) == ({}, (), ())
    with pytest.raises(TypeError):
        bare.printed["cap"] = ("5万元",)


def test_the_labels_of_readings_cannot_be_changed_and_are_none_unless_given():
    assert dict(PROVISION.reading_labels) == {"fixed": ("定额", "a fixed sum")}
    with pytest.raises(TypeError):
        PROVISION.reading_labels["fixed"] = ("", "")
    bare = PROVISION.model_validate(PROVISION.model_dump(exclude={"reading_labels"}))
    assert dict(bare.reading_labels) == {}


def point(**changed):
    given = {"issue": "?", "readings": ["fixed", "at most"], "default": "fixed", "why": "按"}
    return OpenPoint(**(given | changed))


def complaint(**changed):
    with pytest.raises(ValidationError) as refused:
        point(**changed)
    (error,) = refused.value.errors()
    return error["msg"]


def test_an_open_point_takes_one_of_its_readings_and_names_none_to_select_it_by():
    assert (point().taken, point().keyword_readings) == ("fixed", ())


def test_an_open_point_left_to_the_caller_names_the_fact_that_settles_it():
    assert point(default=None, asked="cost").taken == "as the fact cost says"


@pytest.mark.parametrize(
    ("readings", "told"),
    [(["fixed"], "['fixed']"), (["fixed", "fixed"], "['fixed', 'fixed']")],
)
def test_an_open_point_has_two_readings_or_it_is_not_open(readings, told):
    assert complaint(readings=readings) == (
        f"readings={told}: an open point has two readings or more, each once; "
        "name what readers may hold"
    )


@pytest.mark.parametrize(
    ("default", "cure"),
    [("fixd", "did you mean 'fixed'?"), ("flagged?!", "take one of the readings")],
)
def test_the_default_is_one_of_the_readings(default, cure):
    assert complaint(default=default) == (
        f"default='{default}': the default is one of the readings; {cure}"
    )


@pytest.mark.parametrize(("default", "asked"), [(None, None), ("fixed", "cost")])
def test_an_open_point_has_a_default_or_is_asked_and_never_both(default, asked):
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
def test_the_names_that_select_readings_begin_with_that_of_the_default(changed):
    assert complaint(**changed) == (
        f"keyword_readings={changed['keyword_readings']!r}: names stand for the first readings, "
        "in order, the default first; put the default first"
    )


def test_all_that_is_wrong_with_an_open_point_is_told_at_once():
    assert complaint(readings=["fixed"], default="open").splitlines() == [
        "readings=['fixed']: an open point has two readings or more, each once; "
        "name what readers may hold",
        "default='open': the default is one of the readings; take one of the readings",
    ]
