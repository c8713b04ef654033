"""For random histories of five years, what is paid of a claim is what an auditor would pay."""

from hypothesis import given

from aipolicy import stack, wan
from tests.calc.stacking.over_time.auditor import payable
from tests.calc.stacking.over_time.claims_of_years import awards_of, histories
from tests.calc.stacking.portfolios import AGAINST_AN_ORACLE


@AGAINST_AN_ORACLE
@given(histories())
def test_claim_after_years_equals_the_auditor(history):
    before, claimed = awards_of(history)
    resolution = stack([claimed], history=before)
    assert resolution.total / wan(1) == payable(history.new, history.before)


@AGAINST_AN_ORACLE
@given(histories(suffix="1"), histories(suffix="2"), histories(suffix="3"))
def test_claims_of_units_equal_the_auditor(first, second, third):
    """Claims of several units and clauses together are each held to their own history."""
    several = first, second, third
    paid, claims = [], []
    for place, history in enumerate(several):
        before, claimed = awards_of(history, first=place)
        paid += before
        claims.append(claimed)
    resolution = stack(claims, history=paid)
    found = [resolution.paid(one) / wan(1) for one in claims]
    assert found == [payable(one.new, one.before) for one in several]
