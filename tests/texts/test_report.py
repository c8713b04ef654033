"""The report of a check."""

import json

from aipolicy.texts.report import Contradiction, Difference, Report, Unaccounted

CLEAN = Report(
    policy="orchards",
    bodies=1,
    unchanged=("orchards/1.1",),
    changed=(),
    missing=(),
    unaccounted=(),
    contradicted=(),
    differences=(),
    added=(),
)
FAULTY = Report(
    policy="orchards",
    bodies=0,
    unchanged=(),
    changed=("orchards/1.1",),
    missing=("orchards",),
    unaccounted=(Unaccounted(text="40%", kind="rate", start=9, context="按40%给予"),),
    contradicted=(
        Contradiction(where="orchards/1.1", figure="cap", coded="500000.00", printed=("500万元",)),
        Contradiction(where="orchards/1.1", figure="rate", coded=None, printed=("30%",)),
        Contradiction(where="orchards/1.1", figure="years", coded="3", printed=()),
    ),
    differences=(
        Difference(where="orchards/1.1", part=None, start=5, instead="按40%给予"),
        Difference(where="orchards", part="validity", start=90, instead=None),
    ),
    added=("另给予补贴",),
)


def test_a_clean_report_says_so_in_one_line():
    assert CLEAN.ok
    assert str(CLEAN) == (
        "orchards: ok: 1 unchanged, 0 changed, 0 missing, 0 unaccounted, 0 contradicted"
    )


def test_a_report_names_every_finding():
    assert not FAULTY.ok
    assert str(FAULTY).splitlines() == [
        "orchards: not ok: 0 unchanged, 1 changed, 1 missing, 1 unaccounted, 3 contradicted",
        "  the first words of the document were not found: the whole text was read",
        "  changed orchards/1.1: 按40%给予",
        "  missing orchards (validity)",
        "  unaccounted 40%: …按40%给予…",
        "  contradicted orchards/1.1 cap: the code has 500000.00, the words 500万元",
        "  contradicted orchards/1.1 rate: the code has nothing, the words 30%",
        "  contradicted orchards/1.1 years: the code has 3, the words no such figure",
        "  added 另给予补贴",
    ]


def test_a_report_goes_through_json_without_loss():
    assert Report.model_validate_json(FAULTY.model_dump_json()) == FAULTY
    assert json.loads(CLEAN.model_dump_json())["ok"] is True
