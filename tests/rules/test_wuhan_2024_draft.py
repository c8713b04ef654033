"""What the cases of Wuhan's draft cannot show: who bears, over years, what is determined, draft."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy import Claim, wan
from aipolicy.calc.calculations.step import StepKind
from aipolicy.calc.documents.period import Convention
from aipolicy.calc.values.money import yuan_of
from aipolicy.calc.values.quantity import QuantityKind
from aipolicy.errors import InvalidClaim, NotInForce, OutOfRange, ValidityUnknown
from aipolicy.rules import wuhan_2024_draft as wuhan

FIRST = date(2024, 6, 1)
EACH_LEVEL = wuhan.compute_centre_match.read_as("match_by_each_level")


def _claim(**stated):
    return Claim(on=date(2024, 7, 1), effective_from=FIRST, **stated)


def _facts(clause):
    """Facts with which every clause of the draft gives something."""
    usual = {QuantityKind.CONDITION: True, QuantityKind.YEAR: 1, QuantityKind.RECEIVED: 0}
    return {name: usual.get(q.kind, wan(100)) for name, q in clause.facts.items()}


every_clause = pytest.mark.parametrize(
    "clause", wuhan.POLICY.clauses.values(), ids=lambda clause: clause.id
)


# ==================== 1.1: a cap that stands only in principle


def test_major_project_has_only_a_ceiling():
    """The authority determines its sum."""
    award = wuhan.major_science_project.award(_claim(), selected=True)
    assert (award.least, award.most, award.amount) == (Decimal(0), wan(2000), None)
    assert award.soft_cap


@pytest.mark.parametrize("determined", ["0.01", "15000000.00", "19999999.99", "20000000.00"])
def test_up_to_the_cap_needs_no_exception(determined):
    award = wuhan.major_science_project.award(_claim(determined=determined), selected=True)
    assert award.amount == Decimal(determined)
    assert not [step for step in award.steps if step.kind is StepKind.EXCEPTION]


@pytest.mark.parametrize("determined", ["20000000.01", "30000000.00"])
def test_sum_above_the_soft_cap_is_cut(determined):
    """It is cut unless there is an exception."""
    award = wuhan.major_science_project.award(_claim(determined=determined), selected=True)
    assert award.amount == wan(2000)


@pytest.mark.parametrize("determined", ["20000000.01", "30000000.00"])
def test_exception_lifts_the_soft_cap(determined):
    """A step of the award names the exception."""
    claim = _claim(determined=determined, exception="市政府专题会议纪要")
    award = wuhan.major_science_project.award(claim, selected=True)
    assert award.amount == Decimal(determined)
    (step,) = [step for step in award.steps if step.kind is StepKind.EXCEPTION]
    assert "市政府专题会议纪要" in step.zh
    assert step.amount == award.amount


def test_exception_cannot_replace_selection():
    claim = _claim(determined=wan(3000), exception="市政府专题会议纪要")
    with pytest.raises(InvalidClaim, match=r"the other words give at most 0\.00 yuan"):
        wuhan.major_science_project.award(claim, selected=False)


def test_all_other_caps_are_hard():
    soft = [clause.name for clause in wuhan.POLICY.clauses.values() if clause.soft_cap]
    assert soft == ["major_science_project"]
    claim = _claim(determined=wan(300), exception="市政府专题会议纪要")
    assert wuhan.public_service_platform.award(claim, selected=True).amount == wan(200)


# ==================== 1.2: a range


def test_key_project_has_a_range():
    """The authority determines its sum."""
    award = wuhan.key_rnd_project.award(_claim(), selected=True)
    assert (award.least, award.most, award.amount) == (wan(50), wan(100), None)


@pytest.mark.parametrize("determined", ["500000.00", "500000.01", "999999.99", "1000000.00"])
def test_sum_within_the_range_is_due(determined):
    award = wuhan.key_rnd_project.award(_claim(determined=determined), selected=True)
    assert award.amount == Decimal(determined)


@pytest.mark.parametrize("exception", [None, "市政府专题会议纪要"])
@pytest.mark.parametrize("determined", ["0.00", "499999.99", "1000000.01"])
def test_sum_outside_the_range_is_refused(determined, exception):
    """It is not clipped."""
    claim = _claim(determined=determined, exception=exception)
    with pytest.raises(OutOfRange) as refused:
        wuhan.key_rnd_project.award(claim, selected=True)
    assert str(refused.value) == (
        "wuhan_2024_draft/1.2: 1 fault\n"
        f"  determined={determined}: the text gives 500,000.00 to 1,000,000.00 yuan, both "
        "included; determine a sum in that range"
    )


def test_no_minimum_outside_the_plan():
    award = wuhan.key_rnd_project.award(_claim(), selected=False)
    assert (award.least, award.most, award.amount) == (Decimal(0), Decimal(0), Decimal(0))


# ==================== 2.1: city and district


@pytest.mark.parametrize(
    ("subsidy", "city", "district"),
    [
        ("0.01", "0.01", "0.00"),
        ("0.02", "0.01", "0.01"),
        ("0.03", "0.02", "0.01"),
        ("8000000.00", "4000000.00", "4000000.00"),
        ("7999999.99", "4000000.00", "3999999.99"),
        ("8000000.01", "4000000.01", "4000000.00"),
    ],
)
def test_city_pays_half_rounded_up(subsidy, city, district):
    """The district pays the rest."""
    award = wuhan.compute_centre_match.award(_claim(), provincial_subsidy=subsidy, exemplary=True)
    assert award.amount == Decimal(subsidy)
    assert award.funding == {"city": Decimal(city), "district": Decimal(district)}
    assert list(award.funding) == ["city", "district"]


@pytest.mark.parametrize("subsidy", ["0.01", "0.02", "0.03", "7999999.99", "8000000.00"])
def test_each_level_matches_in_full(subsidy):
    """Where each level matches, each pays the whole subsidy."""
    award = EACH_LEVEL.award(_claim(), provincial_subsidy=subsidy, exemplary=True)
    assert award.amount == Decimal(subsidy) + Decimal(subsidy)
    assert award.funding == {"city": Decimal(subsidy), "district": Decimal(subsidy)}
    assert award.departures == ("reading=match_by_each_level",)


@given(fen=st.integers(1, 10**15))
def test_shares_add_up_to_the_award(fen):
    facts = {"provincial_subsidy": yuan_of(fen), "exemplary": True}
    shared = wuhan.compute_centre_match.award(_claim(), **facts)
    assert shared.funding == {"city": yuan_of((fen + 1) // 2), "district": yuan_of(fen // 2)}
    assert EACH_LEVEL.award(_claim(), **facts).funding == {
        "city": yuan_of(fen),
        "district": yuan_of(fen),
    }


@pytest.mark.parametrize("match", [wuhan.compute_centre_match, EACH_LEVEL])
def test_nothing_given_has_no_funding(match):
    award = match.award(_claim(), provincial_subsidy=wan(800), exemplary=False)
    assert (award.amount, award.funding) == (Decimal(0), {})


def test_each_share_is_a_step():
    award = wuhan.compute_centre_match.award(_claim(), provincial_subsidy="0.03", exemplary=True)
    steps = [(s.zh, s.en) for s in award.steps if s.kind is StepKind.FUNDING]
    assert steps == [
        ("市级承担 0.02", "city bears 0.02"),
        ("区级承担 0.01", "district bears 0.01"),
    ]


def test_only_compute_match_splits_funding():
    shared = [clause.name for clause in wuhan.POLICY.clauses.values() if clause.funding]
    assert shared == ["compute_centre_match"]


# ==================== 3.3: three years under one cap, or a cap for each


def _compute_years(clause, *fees):
    years = [{"local_compute_fee": fee, "selected": True, "lead_unit": True} for fee in fees]
    return [(year.received, year.most) for year in clause.schedule(years)]


def test_three_years_share_one_cap():
    assert _compute_years(wuhan.vertical_model_compute, *[wan(600)] * 4) == [
        (wan(0), wan(300)),
        (wan(300), wan(200)),
        (wan(500), wan(0)),
        (wan(500), wan(0)),
    ]


def test_unused_cap_serves_the_third_year():
    """It does not serve the fourth."""
    fees = [wan(400), wan(0), wan(1000), wan(1000)]
    assert _compute_years(wuhan.vertical_model_compute, *fees) == [
        (wan(0), wan(200)),
        (wan(200), wan(0)),
        (wan(200), wan(300)),
        (wan(500), wan(0)),
    ]
    assert _compute_years(wuhan.vertical_model_compute, *[wan(200)] * 4) == [
        (wan(0), wan(100)),
        (wan(100), wan(100)),
        (wan(200), wan(100)),
        (wan(300), wan(0)),
    ]


def test_last_fen_of_the_cap_is_paid_once():
    fees = ["9999999.98", "0.01", "0.03"]
    assert _compute_years(wuhan.vertical_model_compute, *fees) == [
        (wan(0), Decimal("4999999.99")),
        (Decimal("4999999.99"), Decimal("0.01")),
        (wan(500), wan(0)),
    ]


def test_receipts_add_up_as_rounded():
    """Each year counts as it was paid, rounded to the fen."""
    assert _compute_years(wuhan.vertical_model_compute, *["0.01"] * 3) == [
        (Decimal("0.00"), Decimal("0.01")),
        (Decimal("0.01"), Decimal("0.01")),
        (Decimal("0.02"), Decimal("0.01")),
    ]


def test_each_year_renews_the_cap():
    """The fourth year is not paid."""
    clause = wuhan.vertical_model_compute.read_as("each_year")
    assert _compute_years(clause, *[wan(1200)] * 4) == [
        (wan(0), wan(500)),
        (wan(500), wan(500)),
        (wan(1000), wan(500)),
        (wan(1500), wan(0)),
    ]


def test_fourth_year_gives_its_reason():
    years = [{"local_compute_fee": wan(100), "selected": True, "lead_unit": True}] * 4
    *_, fourth = wuhan.vertical_model_compute.schedule(years)
    assert fourth.steps[-1].zh == "不给予：支持年序 > 3"
    assert fourth.steps[-1].en == "nothing is given: year_of_support > 3"


# ==================== 8.2: three years in a row


def test_park_has_a_ceiling_for_three_years():
    years = wuhan.core_park.schedule([{"selected": True}] * 4)
    assert [year.most for year in years] == [wan(1000), wan(1000), wan(1000), wan(0)]
    assert [year.number for year in years] == [1, 2, 3, 4]
    assert years[3].steps[-1].zh == "不给予：支持年序 > 3"
    assert years[3].steps[-1].en == "nothing is given: year_of_support > 3"


def test_missed_year_of_a_park_is_lost():
    years = wuhan.core_park.schedule([{"selected": chosen} for chosen in (True, False, True, True)])
    assert [year.most for year in years] == [wan(1000), wan(0), wan(1000), wan(0)]


def test_park_gets_what_is_determined():
    facts = {"year_of_support": 3, "selected": True}
    assert wuhan.core_park.award(_claim(), **facts).amount is None
    assert wuhan.core_park.award(_claim(determined=wan(700)), **facts).amount == wan(700)


# ==================== a draft without a day


@every_clause
def test_every_award_is_marked_as_draft(clause):
    award = clause.award(_claim(), **_facts(clause))
    assert award.most > 0
    assert award.draft
    marks = [step.en for step in award.steps if step.kind is StepKind.MARK]
    assert "the document is a draft for comment and not law" in marks


@every_clause
def test_no_award_without_a_first_day(clause):
    with pytest.raises(ValidityUnknown) as unknown:
        clause.award(Claim(on=date(2024, 7, 1)), **_facts(clause))
    assert str(unknown.value) == (
        "effective_from: the text of wuhan_2024_draft gives no effective date; "
        "state it: Claim(effective_from=date(2025, 6, 30)), "
        'aipolicy.days({"wuhan_2024_draft": date(2025, 6, 30)}), or a file that AIPOLICY_DAYS names'
    )


def test_in_force_is_unknown_without_a_day():
    assert (wuhan.POLICY.first, wuhan.POLICY.last) == (None, None)
    assert wuhan.POLICY.in_force(date(2024, 7, 1)) is None


@pytest.mark.parametrize(
    ("first", "term", "last"),
    [
        (FIRST, Convention.CORRESPONDING_DAY, date(2027, 6, 1)),
        (FIRST, Convention.DAY_BEFORE, date(2027, 5, 31)),
        (date(2024, 2, 29), Convention.CORRESPONDING_DAY, date(2027, 2, 28)),
        (date(2024, 2, 29), Convention.DAY_BEFORE, date(2027, 2, 28)),
    ],
)
def test_in_force_for_three_years(first, term, last):
    """They begin on the stated first day."""
    beside = date.fromordinal(last.toordinal() + 1)
    assert wuhan.POLICY.in_force(first, first, term) is True
    assert wuhan.POLICY.in_force(last, first, term) is True
    assert wuhan.POLICY.in_force(beside, first, term) is False
    assert wuhan.POLICY.in_force(date.fromordinal(first.toordinal() - 1), first, term) is False


def test_refuses_claims_after_three_years():
    """The message gives the first and the last day."""
    late = Claim(on=date(2027, 6, 2), effective_from=FIRST)
    with pytest.raises(NotInForce) as refused:
        wuhan.little_giant.award(late, first_recognised=True)
    assert str(refused.value) == (
        "on=2027-06-02: wuhan_2024_draft is in force from 2024-06-01 to 2027-06-01, both days "
        "included; claim on a day in force, or under another policy"
    )
