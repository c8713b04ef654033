"""Rows in order of time are what `stack` says of the same awards, row by row."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.calc.stacking.in_order.one_by_one import PAID_ON
from tests.calc.stacking.portfolios import AGAINST_AN_ORACLE, READINGS
from tests.calc.stacking.test_broken_rules import cities, claimed, in_force
from tests.frames.stacking.portfolios_as_frames import expected, stacked, table_of, varied

DAYS = st.sampled_from([date(2024, 6, 1), date(2024, 6, 2), date(2024, 7, 1), date(2025, 1, 1)])


@st.composite
def ledgers(draw, *, most=14):
    """Awards on any days, some paid before, in any order."""
    awards = []
    for award in draw(varied(most=most)):
        when = {"on": draw(DAYS), "paid_on": draw(PAID_ON)}
        awards.append(award.model_copy(update={"claim": award.claim.model_copy(update=when)}))
    before = [one for one in awards if one.amount is not None and not draw(st.integers(0, 4))]
    new = [one for one in awards if not any(one is other for other in before)]
    last = max((one.claim.on for one in new), default=None)
    return new, [one for one in before if last and one.claim.on <= last]


def same(awards, history, readings=None):
    rows = stacked(table_of(awards, history), readings=readings or {}, in_order=True)
    said = expected(awards, history, readings, in_order=True)
    return rows == {name: said[name] for name in rows}


@AGAINST_AN_ORACLE
@given(ledgers(), READINGS)
def test_rows_equal_awards(ledger, readings):
    assert same(*ledger, readings)


@AGAINST_AN_ORACLE
@given(cities(), claimed(most=8, month=6), claimed(most=3, month=5))
def test_rows_of_invented_cities_equal_awards(stacking, awards, history):
    plain = [
        [one.model_copy(update={"claim": one.claim.model_copy(update={"bases": {}, "invoices": ()})})
         for one in some]
        for some in (awards, history)
    ]  # fmt: skip
    if any(rule.cap and rule.cap.of for rule in stacking.rules):
        return
    with in_force(stacking):
        assert same(*plain)
