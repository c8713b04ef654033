"""Rows handed to the exact resolver: in shares, with progress, and with what it refuses."""

from datetime import date

import polars as pl
import pytest

from aipolicy import frames
from aipolicy.errors import AwardsTooEntangled
from aipolicy.frames.stacking import exact, resolver
from tests.frames.stacking.group_awards import award, other, same, seen  # noqa: F401
from tests.frames.stacking.one_project import ON, paid
from tests.frames.stacking.portfolios_as_frames import stacked, table_of


def topped_up(projects):
    """For each project what was paid before and a higher award."""
    days = [date(2024, month, 1) for month in range(1, projects + 1)]
    before = [award("1.1", 5, f"P{on.month}", on=on) for on in days]
    return [award("1.2", 7, f"P{on.month}", on=on) for on in days], before


def test_batches_never_divide_a_component(seen, monkeypatch):
    monkeypatch.setattr(exact, "BATCH", 3)
    new, before = topped_up(5)
    found = same(new, before)
    assert found["paid"] == [2_000_000] * 5 + [None] * 5
    assert seen == [4, 4, 2]


def test_history_may_follow_its_rivals(seen):
    before = [award("1.1", 5, on=date(2024, 5, 1))]
    found = same([award("1.2", 7, on=date(2024, 4, 1)), award("1.2", 7, "Q", on=ON)], before)
    assert found["paid"] == [2_000_000, 7_000_000, None]


def test_history_alone_stays_as_it_is():
    frame = pl.DataFrame(
        {"clause": ["langfang_2023/1.1", "langfang_2023/1.2"], "amount": [5, 7], "subject": "P"}
    )
    assert paid(frames.stack(frame, unit="fen", on=ON, paid_before=True)) == [None, None]


def test_progress_shows_the_shares(seen, monkeypatch):
    shown = []

    def watching(finished, total):
        shown.append(total)
        return finished

    monkeypatch.setattr(exact, "BATCH", 4)
    monkeypatch.setattr(resolver, "tracked", watching)
    new, before = topped_up(4)
    frame = pl.DataFrame(
        {
            "clause": [one.clause for one in [*new, *before]],
            "amount": [700] * 4 + [500] * 4,
            "subject": [one.claim.subject for one in [*new, *before]],
            "paid_before": [False] * 4 + [True] * 4,
        }
    )
    assert paid(frames.stack(frame, unit="fen", on=ON, progress=True)) == [200] * 4 + [None] * 4
    assert shown == [2]
    assert seen == [4, 4]


def test_names_rows_too_entangled(monkeypatch):
    monkeypatch.setattr("aipolicy.calc.choice.solver.solve.__kwdefaults__", {"steps": 0})
    awards = [award("1.2", 3, year=year) for year in (2022, 2023, 2024)]
    apart = [award("4.1", 5, "Q")]
    with pytest.raises(
        AwardsTooEntangled, match=r"^component=langfang_2023/1\.1\(甲·P\), "
    ) as told:
        stacked(table_of([*apart, *awards, award("1.1", 4)]))
    assert sorted(told.value.items) == [1, 2, 3, 4]


def test_batches_may_exceed_the_largest_award(seen):
    before = [award("1.1", 5, subject, on=date(2024, 5, 1)) for subject in "PQ"]
    new = [award("8.3", 10**11, subject) for subject in "PQ"]
    assert same(new, before)["paid"] == [10**17 - 5_000_000] * 2 + [None] * 2
    assert seen == [4]
