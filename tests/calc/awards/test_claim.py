import pickle
from datetime import date

import pytest
from pydantic import ValidationError

from aipolicy import Claim, wan

FULL = Claim(
    on=date(2024, 6, 1),
    claimant="甲",
    subject="P",
    effective_from=date(2023, 6, 1),
    determined=wan(3),
    exception="批复",
    term="day_before",
    applicant="enterprise",
    year=2023,
    contract="C",
    content="检测",
    invoices=("1", "2"),
    bases={"cost": wan(60)},
)


@pytest.mark.parametrize("claim", [FULL, Claim(on=date(2024, 6, 1))])
def test_claim_round_trips(claim):
    """A claim comes back the same from JSON, from a dict and from pickle."""
    assert Claim.model_validate_json(claim.model_dump_json()) == claim
    assert Claim.model_validate(claim.model_dump()) == claim
    assert pickle.loads(pickle.dumps(claim)) == claim


def test_a_day_is_a_date_or_its_text():
    assert Claim(on="2024-06-01") == Claim(on=date(2024, 6, 1))


@pytest.mark.parametrize(
    ("bad", "shown"),
    [
        ("2024-06-01 00:00", "'2024-06-01 00:00'"),
        ("June", "'June'"),
        ("2023-02-29", "'2023-02-29'"),
        (20240601, "20240601"),
        (None, "None"),
    ],
)
def test_refuses_what_is_not_a_day(bad, shown):
    """The message shows how to write a day."""
    with pytest.raises(ValidationError) as refused:
        Claim(on=bad)
    (error,) = refused.value.errors()
    assert (error["loc"], error["type"]) == (("on",), "day.text")
    assert error["msg"] == (
        f'on={shown}: not a date; pass datetime.date(2023, 6, 1) or the text "2023-06-01"'
    )


@pytest.mark.parametrize(
    ("year", "is_taken"), [(1948, False), (1949, True), (2200, True), (2201, False), (True, False)]
)
def test_year_is_between_1949_and_2200(year, is_taken):
    if is_taken:
        assert Claim(on=date(2024, 6, 1), year=year).year == year
    else:
        with pytest.raises(ValidationError):
            Claim(on=date(2024, 6, 1), year=year)


def test_a_misspelt_field_is_refused():
    with pytest.raises(ValidationError, match="claiment"):
        Claim(on=date(2024, 6, 1), claiment="甲")


def test_claims_are_frozen_and_hashable():
    again = Claim.model_validate(FULL.model_dump())
    assert {FULL: 1}[again] == 1
    with pytest.raises(ValidationError, match="frozen"):
        FULL.claimant = "乙"
    with pytest.raises(TypeError):
        FULL.bases["cost"] = 1
