"""A measure as data."""

import pytest
from pydantic import ValidationError

import aipolicy
from aipolicy.calc.documents.open_point import OpenPoint, OpenQuestion
from aipolicy.calc.documents.passage import Passage
from aipolicy.calc.documents.provision import Instrument, Kind, Provision

PROVISION = Provision(
    id="orchards/1.1",
    title_zh="果园种植补助",
    title_en="Planting subsidy",
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
        OpenPoint(
            issue="Is it fixed?",
            default="fixed",
            readings=["fixed", "at most"],
            why="按",
            zh=OpenQuestion(issue="是否固定", readings=["固定", "至多"], why="条文用「按」"),
        )
    ],
    reading_labels={"fixed": ("定额", "a fixed sum")},
    passages=[Passage(start=0, end=4, sha256="0" * 64)],
    printed={"cap": "500万元", "years": ["第一年", "后两年"]},
    other_figures=["2020年"],
)


def test_printed_is_one_string_or_several():
    assert dict(PROVISION.printed) == {"cap": ("500万元",), "years": ("第一年", "后两年")}


def test_provision_round_trips_through_json():
    assert Provision.model_validate_json(PROVISION.model_dump_json()) == PROVISION


def test_a_provision_cannot_be_changed():
    with pytest.raises(ValidationError):
        PROVISION.kind = Kind.CEILING
    with pytest.raises(TypeError):
        PROVISION.printed["cap"] = ("5万元",)


def test_bare_provision_has_empty_fields():
    """A provision may name no function, no beneficiary and no figure."""
    bare = Provision(
        id="orchards/3.1",
        title_zh="果农人才培训",
        title_en="Training of growers",
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


@pytest.mark.parametrize(
    ("language", "title"), [("zh", "果园种植补助"), ("en", "Planting subsidy")]
)
def test_a_provision_has_a_title(language, title):
    """In the language asked for, or in that of the context."""
    assert PROVISION.title(language) == title
    with aipolicy.language(language):
        assert PROVISION.title() == title


def test_reading_labels_are_frozen():
    """There are none unless they are given."""
    assert dict(PROVISION.reading_labels) == {"fixed": ("定额", "a fixed sum")}
    with pytest.raises(TypeError):
        PROVISION.reading_labels["fixed"] = ("", "")
    bare = PROVISION.model_validate(PROVISION.model_dump(exclude={"reading_labels"}))
    assert dict(bare.reading_labels) == {}
