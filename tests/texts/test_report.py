"""The report of a check."""

import json

import pytest
from pydantic import ValidationError

from aipolicy import language
from aipolicy.texts.figures import FigureKind
from aipolicy.texts.report import Contradiction, Difference, Report, Unaccounted

CLEAN = Report(
    policy="orchards",
    bodies=1,
    unchanged=("orchards/1.1",),
    changed=(),
    missing=(),
    moved=(),
    unaccounted=(),
    contradicted=(),
    differences=(),
    added=(),
    strays=(),
    left_out_before=0,
    left_out_behind=0,
)
FAULTY = Report(
    policy="orchards",
    bodies=0,
    unchanged=(),
    changed=("orchards/1.1",),
    missing=("orchards",),
    moved=("orchards/2.1",),
    unaccounted=(Unaccounted(text="40%", kind="rate", start=9, context="按40%给予"),),
    contradicted=(
        Contradiction(where="orchards/1.1", figure="cap", coded="500000.00", printed=("500万元",)),
        Contradiction(where="orchards/1.1", figure="rate", coded=None, printed=("30%",)),
        Contradiction(where="orchards/1.1", figure="years", coded="3", printed=()),
    ),
    differences=(
        Difference(where="orchards/1.1", role=None, start=5, instead="按40%给予"),
        Difference(where="orchards", role="validity", start=90, instead=None),
    ),
    added=("另给予补贴",),
    strays=("广告",),
    left_out_before=21,
    left_out_behind=7,
)


def test_a_clean_report_says_so_in_one_line():
    assert CLEAN.ok
    assert CLEAN.text("en") == (
        "orchards: ok: 1 unchanged, 0 changed, 0 missing, 0 unaccounted, 0 contradicted, "
        "0 moved, 0 added"
    )


@pytest.mark.parametrize(
    ("finding", "ok"),
    [
        ({"changed": ("orchards",)}, False),
        ({"missing": ("orchards",)}, False),
        ({"unaccounted": FAULTY.unaccounted}, False),
        ({"contradicted": FAULTY.contradicted}, False),
        ({"moved": ("orchards",)}, False),
        ({"added": ("不",)}, False),
        ({"strays": ("广告",)}, True),
        ({"left_out_before": 1, "left_out_behind": 1}, True),
    ],
)
def test_any_finding_but_a_stray_is_not_ok(finding, ok):
    """Characters outside the body do no harm either."""
    assert CLEAN.model_copy(update=finding).ok is ok


@pytest.mark.parametrize(("before", "behind"), [(1, 0), (0, 1)])
def test_clean_report_counts_unread_text(before, behind):
    report = CLEAN.model_copy(update={"left_out_before": before, "left_out_behind": behind})
    assert report.text("en").splitlines()[1:] == [
        f"  not read: {before} characters before the body, {behind} after it"
    ]


def test_a_report_names_every_finding():
    assert not FAULTY.ok
    assert FAULTY.text("en").splitlines() == [
        "orchards: not ok: 0 unchanged, 1 changed, 1 missing, 1 unaccounted, 3 contradicted, "
        "1 moved, 1 added",
        "  the first words of the document were not found: the whole text was read",
        "  not read: 21 characters before the body, 7 after it",
        "  changed orchards/1.1: 按40%给予",
        "  missing orchards (validity)",
        "  unaccounted 40%: …按40%给予…",
        "  contradicted orchards/1.1 cap: the code has 500000.00, the words 500万元",
        "  contradicted orchards/1.1 rate: the code has nothing, the words 30%",
        "  contradicted orchards/1.1 years: the code has 3, the words no such figure",
        "  moved orchards/2.1",
        "  added 另给予补贴",
        "  stray 广告",
    ]


def test_report_round_trips_through_json():
    assert Report.model_validate_json(FAULTY.model_dump_json()) == FAULTY
    assert json.loads(CLEAN.model_dump_json())["ok"] is True


def test_unaccounted_figure_has_known_kind():
    assert FAULTY.unaccounted[0].kind is FigureKind.RATE
    with pytest.raises(ValidationError, match="Input should be 'amount', 'rate', 'ratio'"):
        Unaccounted(text="40%", kind="share", start=9, context="")


def test_findings_are_read_in_either_language():
    """Printing a finding follows the language of displays; both name the same figures."""
    (unaccounted,) = FAULTY.unaccounted
    changed, missing = FAULTY.differences
    wrong, none_coded, none_printed = FAULTY.contradicted
    with language("en"):
        assert str(unaccounted) == "unaccounted 40%: …按40%给予…"
        assert str(changed) == "changed orchards/1.1: 按40%给予"
        assert str(missing) == "missing orchards (validity)"
        assert str(wrong) == (
            "contradicted orchards/1.1 cap: the code has 500000.00, the words 500万元"
        )
        assert str(none_coded).endswith("rate: the code has nothing, the words 30%")
        assert str(none_printed).endswith("years: the code has 3, the words no such figure")
        assert str(FAULTY) == FAULTY.text("en")
    with language("zh"):
        assert str(unaccounted) == "未对应数字 40%：…按40%给予…"
        assert str(wrong).startswith("数字不符 orchards/1.1 ")
        assert str(none_printed).endswith("代码为 3，条文为 无此数字")
        assert str(FAULTY) == FAULTY.text("zh")
