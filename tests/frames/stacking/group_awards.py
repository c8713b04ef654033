"""Groups of awards as rows, and what of them the exact resolver gets to see."""

import pytest

from aipolicy import Award, Claim, wan
from aipolicy.frames.stacking import exact
from tests.frames.stacking.one_project import ON
from tests.frames.stacking.portfolios_as_frames import expected, stacked, table_of


@pytest.fixture
def seen(monkeypatch):
    """How many awards the exact resolver is asked about, call by call."""
    counts = []
    resolve = exact.resolve

    def counting(entries, stackings, **more):
        counts.append(sum(1 for entry in entries if entry.fen))
        return resolve(entries, stackings, **more)

    monkeypatch.setattr(exact, "resolve", counting)
    return counts


def award(number, sum_, subject="P", *, city="langfang_2023", on=ON, **more):
    claim = Claim(on=on, claimant=more.pop("claimant", "甲"), subject=subject, **more)
    return Award.recorded(f"{city}/{number}", wan(sum_), claim)


def other(sum_, subject="P", level="province", **more):
    claim = Claim(on=ON, claimant="甲", subject=subject, **more)
    return Award.external("省策", wan(sum_), claim, level=level)


def same(awards, history=(), readings=None):
    """What becomes of the rows, which is what the exact resolver says."""
    found = stacked(table_of(awards, history), readings=readings or {})
    right = expected(awards, history, readings)
    del right["provisional"]
    assert found == right
    return found
