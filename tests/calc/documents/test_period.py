from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy.calc.documents.period import Convention, Period, end_of_term
from aipolicy.errors import InvalidDay


def test_both_days_of_a_period_are_included():
    period = Period(date(2022, 8, 24), date(2023, 12, 31))
    assert not period.includes(date(2022, 8, 23))
    assert period.includes(date(2022, 8, 24))
    assert period.includes(date(2023, 12, 31))
    assert not period.includes(date(2024, 1, 1))


def test_a_period_without_an_end_goes_on():
    period = Period(date(2025, 6, 30), None)
    assert period.includes(date(2999, 1, 1))
    assert not period.includes(date(2025, 6, 29))
    assert str(period) == "2025-06-30 to (no end stated), both days included"


def test_refuses_an_end_before_the_start():
    with pytest.raises(InvalidDay) as refused:
        Period(date(2020, 1, 2), date(2020, 1, 1))
    assert str(refused.value) == (
        "last=2020-01-01: a period must end no earlier than it begins, on 2020-01-02; "
        "correct one of the days"
    )
    assert Period(date(2020, 1, 1), date(2020, 1, 1)).includes(date(2020, 1, 1))


def test_datetime_is_not_a_day():
    with pytest.raises(TypeError) as refused:
        Period(date(2020, 1, 1), None).includes(datetime(2020, 1, 1))
    assert str(refused.value) == (
        "day=datetime.datetime(2020, 1, 1, 0, 0): a day is a date without a time; "
        "pass the date alone, as by .date()"
    )


def test_refuses_text_as_a_day():
    with pytest.raises(InvalidDay) as refused:
        Period(date(2020, 1, 1), None).includes("2020-01-01")
    assert str(refused.value) == ("day='2020-01-01': not a date; pass datetime.date(2023, 6, 1)")


def test_convention_may_be_given_as_text():
    """Any other convention is refused."""
    assert end_of_term(date(2023, 1, 4), 3, "day_before") == date(2026, 1, 3)
    with pytest.raises(InvalidDay) as refused:
        end_of_term(date(2023, 1, 4), 3, "x")
    assert str(refused.value) == (
        "term='x': unknown choice; choose one of: corresponding_day, day_before"
    )


def test_a_term_ends_within_the_calendar():
    with pytest.raises(InvalidDay) as refused:
        end_of_term(date(9998, 1, 1), 3)
    assert str(refused.value) == (
        "first=9998-01-01: a term of 3 years from this day ends beyond the calendar; state an earlier day"
    )


@pytest.mark.parametrize(
    ("first", "corresponding", "day_before"),
    [
        (date(2023, 1, 4), date(2026, 1, 4), date(2026, 1, 3)),
        (date(2024, 3, 1), date(2027, 3, 1), date(2027, 2, 28)),
        (date(2024, 2, 29), date(2027, 2, 28), date(2027, 2, 28)),
        (date(2023, 3, 1), date(2026, 3, 1), date(2026, 2, 28)),
        (date(2024, 2, 28), date(2027, 2, 28), date(2027, 2, 27)),
    ],
)
def test_three_years_end_by_each_convention(first, corresponding, day_before):
    """They end on the corresponding day, or on the day before."""
    assert end_of_term(first, 3) == corresponding
    assert end_of_term(first, 3, Convention.DAY_BEFORE) == day_before


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(1, 10))
def test_conventions_differ_by_at_most_a_day(first, years):
    """The corresponding day is in the same month, so many years later."""
    later = end_of_term(first, years)
    earlier = end_of_term(first, years, Convention.DAY_BEFORE)
    assert later - earlier in {timedelta(0), timedelta(days=1)}
    assert (later.year, later.month) == (first.year + years, first.month)
