"""A measure as data."""

import pytest
from pydantic import ValidationError

from aipolicy.calc.passage import Passage
from aipolicy.calc.provision import Instrument, Kind, OpenPoint, Provision

PROVISION = Provision(
    id="orchards/1.1",
    article="1",
    heading="扶持种植",
    kind="formula",
    name="planting",
    beneficiary="新建果园",
    instrument="cash",
    departments=["农业局"],
    refers_to=["果政规〔2020〕3号"],
    assumes=[("农户", "a farmer")],
    open_points=[OpenPoint(issue="Is it fixed?", default="fixed", readings=["fixed"], why="按")],
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


def test_an_open_point_has_a_reading_and_no_names_to_select_it_by_unless_they_are_given():
    (point,) = PROVISION.open_points
    assert point.keyword_readings == ()
    with pytest.raises(ValidationError):
        OpenPoint(issue="", default="", readings=[], why="")
