"""The open points of a document's functions and those of its TOML file are the same."""

import re
from typing import Literal

import pytest

from aipolicy.calc import AMOUNT, ONCE, PROJECT, Policy, Yuan
from aipolicy.errors import InvalidDocument
from tests.invented import terraces

WRITTEN = terraces.POLICY.data.read_text(encoding="utf-8")


def _loaded(tmp_path, text, *, base=("whole_cost", "own_money")):
    """Return the document of this text, whose clause 1.1 has the points `base` and `sum_is`."""
    data = tmp_path / "terraces.toml"
    data.write_text(text, encoding="utf-8")
    policy = Policy(id="terraces", region="", province="", level="city", data=data)

    def stone_wall(
        *,
        cost: Yuan,
        base: Literal[base] = base[0],
        sum_is: Literal["fixed", "up_to"] = "fixed",
    ) -> Yuan:
        return cost

    policy.clause("1.1", grants=AMOUNT, per=PROJECT, how_often=ONCE)(stone_wall)
    return policy.document


def _faults(tmp_path, text, **points):
    with pytest.raises(InvalidDocument) as refused:
        _loaded(tmp_path, text, **points)
    return [one.text("en") for one in refused.value.faults]


def test_recorded_points_are_read(tmp_path):
    assert _loaded(tmp_path, WRITTEN).id == "terraces"
    assert terraces.POLICY.document is terraces.POLICY.document


@pytest.mark.parametrize(
    ("line", "keyword", "names"),
    [
        ('keyword_readings = ["whole_cost", "own_money"]\n', "base", '"whole_cost", "own_money"'),
        ('keyword_readings = ["fixed", "up_to"]\n', "sum_is", '"fixed", "up_to"'),
    ],
)
def test_unrecorded_point_is_refused(tmp_path, line, keyword, names):
    """The fault names the clause, the keyword and what to write."""
    assert _faults(tmp_path, WRITTEN.replace(line, "")) == [
        f"terraces/1.1.{keyword}=(missing): {keyword} is an open point of the function, and no "
        f"open point of the document records it; "
        f"write an open point with keyword_readings=[{names}]"
    ]


def test_reading_left_out_is_refused(tmp_path):
    (told,) = _faults(tmp_path, WRITTEN, base=("whole_cost", "own_money", "paid_cost"))
    assert told.startswith("terraces/1.1.base=(missing): base is an open point")
    assert told.endswith('keyword_readings=["whole_cost", "own_money", "paid_cost"]')


@pytest.mark.parametrize(
    "names",
    ['"whole_cost", "owners_money"', '"whole_cost", "up_to"', '"whole_cost", "whole_costs"'],
)
def test_names_of_no_point_are_refused(tmp_path, names):
    text = WRITTEN.replace('"whole_cost", "own_money"]\nwhy', f"{names}]\nwhy")
    told = _faults(tmp_path, text)
    wrong = f"terraces/1.1.open_points[1].keyword_readings=[{names}]".replace('"', "'")
    assert told[0].startswith(f"{wrong}: these are not readings of one keyword of the function")
    assert told[0].endswith('base=["whole_cost", "own_money"]; sum_is=["fixed", "up_to"]')
    assert len(told) == 2


def test_names_without_a_keyword_are_refused(tmp_path):
    """The other way round: the data names readings that the function does not have."""
    point = re.search(
        r"\[\[articles\.provisions\.open_points\]\]\nissue = \"Fixed.*?\n\n", WRITTEN, re.DOTALL
    )
    more = point[0].replace('"fixed", "up_to"', '"net", "gross"').replace('"fixed"', '"net"')
    more = more.replace('readings = ["net", "at most"]', 'readings = ["net", "gross"]')
    told = _faults(tmp_path, WRITTEN.replace(point[0], point[0] + more))
    assert [one.partition("=")[0] for one in told] == [
        "terraces/1.1.open_points[3].keyword_readings"
    ]


def test_chinese_fault_names_the_cure(tmp_path):
    text = WRITTEN.replace('keyword_readings = ["fixed", "up_to"]\n', "")
    with pytest.raises(InvalidDocument) as refused:
        _loaded(tmp_path, text)
    (wrong,) = refused.value.faults
    assert "sum_is 是函数的待定事项" in wrong.text("zh")
    assert 'keyword_readings=["fixed", "up_to"]' in wrong.text("zh")
