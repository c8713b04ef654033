"""Awards in order of time are what `stack` says of one award after another."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy import Award, Claim, stack, wan
from aipolicy.calc.stacking import in_order as steps
from aipolicy.calc.stacking import resolver
from aipolicy.errors import AwardsTooEntangled, InvalidStack
from aipolicy.rules import langfang_2023 as langfang
from aipolicy.rules import wuhan_2024_draft as wuhan
from tests.calc.stacking.in_order.one_by_one import (
    computed,
    dated,
    in_order,
    marks_in_order,
    marks_of,
    one_by_one,
    without_marks,
)
from tests.calc.stacking.portfolios import AGAINST_AN_ORACLE, CAPPED, READINGS, portfolios
from tests.calc.stacking.test_broken_rules import cities, claimed, in_force

EARLY = st.dates(date(2022, 1, 1), date(2024, 6, 1))


def same_as_loop(awards, history, readings=None):
    history = [one for one in history if one.amount is not None]
    last = max((award.claim.on for award in awards), default=None)
    history = [one for one in history if last and one.claim.on <= last]
    try:
        expected = one_by_one(awards, history, readings)
    except InvalidStack:
        try:
            in_order(awards, history, readings)
        except InvalidStack:
            return True
        return False
    assert in_order(awards, history, readings) == without_marks(expected)
    assert {*marks_in_order(awards, history, readings)} == {*marks_of(expected)}
    return True


@AGAINST_AN_ORACLE
@given(dated(), portfolios(most=4, year=2024), READINGS)
def test_five_documents_equal_the_loop(awards, history, readings):
    assert same_as_loop(awards, history, readings)


@AGAINST_AN_ORACLE
@given(dated(most=8), portfolios(most=5, year=2024, ours=CAPPED), READINGS)
def test_shared_caps_equal_the_loop(awards, history, readings):
    assert same_as_loop(awards, history, readings)


@AGAINST_AN_ORACLE
@given(computed(), computed(most=4, days=EARLY), READINGS)
def test_several_years_equal_the_loop(awards, history, readings):
    assert same_as_loop(awards, history, readings)


@AGAINST_AN_ORACLE
@given(cities(), claimed(most=8, month=6), claimed(most=3, month=5))
def test_invented_cities_equal_the_loop(stacking, awards, history):
    with in_force(stacking):
        assert same_as_loop(awards, history)


def shared_compute(year, reading, subject="P"):
    claim = Claim(
        on=date(year, 6, 1), claimant="甲", subject=subject, effective_from=date(2023, 1, 1)
    )
    facts = {
        "local_compute_fee": wan(2000),
        "received_to_date": 0,
        "year_of_support": year - 2023,
        "selected": True,
        "lead_unit": True,
    }
    return wuhan.POLICY.clauses["wuhan_2024_draft/3.3"].read_as(reading).award(claim, **facts)


def test_readings_of_other_units_count_as_in_the_loop():
    """Whether a clause counts in all may depend on how all awards of it are read."""
    awards = [shared_compute(year, "each_year") for year in (2024, 2025)]
    for others in ([], ["cumulative"], ["each_year"]):
        history = [shared_compute(2024, reading, "Q") for reading in others]
        assert same_as_loop(awards, history)
    history = [shared_compute(2024, "cumulative", "Q")]
    alone, beside = stack(awards, in_order=True), stack(awards, history, in_order=True)
    assert (alone.total, beside.total) == (wan(1000), wan(500))


def test_what_was_paid_is_recorded_without_its_facts():
    def operated(number, year):
        claim = Claim(
            on=date(year, 6, 1), claimant="甲", subject="P", effective_from=date(2023, 1, 4)
        )
        facts = {"operating_cost": wan(1000), "year_of_operation": number}
        return langfang.platform_operation.award(claim, **facts)

    for declared in (1, 2, 3):
        awards = [operated(declared, 2023), operated(1, 2024)]
        assert same_as_loop(awards, [])
        found = stack(awards, in_order=True)
        assert [found.paid(award) for award in awards] == [wan(200), wan(200)]


def test_entangled_steps_name_the_awards_of_the_call(monkeypatch):
    awards = [shared_compute(year, "each_year") for year in (2025, 2024)]

    def settled(entries, stackings):
        if len(entries) > 1:
            raise AwardsTooEntangled([], ["a", "b"], (1, 0), 5)
        return resolver.settled(entries, stackings)

    monkeypatch.setattr(steps, "settled", settled)
    elsewhere = Claim(on=date(2024, 6, 1), claimant="甲", subject="Q")
    history = [Award.recorded("harbin_2022/9.2", 5, elsewhere)]
    with pytest.raises(AwardsTooEntangled) as refused:
        stack(awards, history, in_order=True)
    assert refused.value.awards == tuple(awards)
