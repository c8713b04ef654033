"""Dalian's draft: what single cases cannot show — years in a row, ceilings, the missing day."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from aipolicy import Claim, wan
from aipolicy.calc.calculations.step import StepKind
from aipolicy.calc.documents.terms import (
    AMOUNT,
    CEILING,
    CONTRACT,
    CUMULATIVE,
    ENTERPRISE,
    ONCE,
    PER_EVENT,
    PLATFORM,
    PRODUCT,
    PROJECT,
    TALENT,
    UNIT,
    YEARLY,
)
from aipolicy.errors import (
    InvalidClaim,
    InvalidFacts,
    InvalidFigures,
    NotInForce,
    ValidityUnknown,
)
from aipolicy.rules import dalian_2025_draft as dalian

FEN = Decimal("0.01")
STATED = date(2025, 6, 30)
CLAIM = Claim(on=date(2025, 8, 1), effective_from=STATED)

CEILINGS = {
    "2.1": ({"selected": True}, "10000000.00"),
    "3.2": ({"investment": wan(800), "benchmark": True, "opens_scenario": True}, "2400000.00"),
    "3.3": ({"factory_excellence_or_above": True, "excellent_scenario": False}, "2000000.00"),
    "3.4": ({"provincial_advanced": True}, "1000000.00"),
    "5.3": (
        {"transaction_amount": wan(400), "contract_signed": True, "university_ai_result": True},
        "600000.00",
    ),
    "6.1": ({"compute_fee": wan(800)}, "2000000.00"),
    "7.2": ({"evaluation_cost": wan(35), "filed": True, "self_developed": True}, "350000.00"),
    "7.3": (
        {
            "model_purchase_cost": wan(500),
            "filed_model": True,
            "scale_reached": True,
            "good_effect": True,
        },
        "1500000.00",
    ),
    "12.3": ({"qualified": True}, "5000000.00"),
    "14.2": ({"first_year_receipts": wan(600), "owns_ip": True}, "600000.00"),
}

AMOUNTS = {
    "1.1": (
        {
            "area": 1000,
            "annual_rent_per_m2": 600,
            "year_of_tenancy": 1,
            "robotics_enterprise": True,
            "designated_carrier": True,
        },
        "600000.00",
    ),
    "2.2": (
        {"in_listed_field": True, "company_founded": True, "product_formed": True},
        "5000000.00",
    ),
    "4.3": ({"newly_approved": True, "in_listed_category": True}, "5000000.00"),
    "4.4": ({"rated_excellent": True, "municipal": True}, "500000.00"),
    "5.1": ({"new_facility_cost": wan(600), "municipally_filed": True}, "3000000.00"),
    "5.2": (
        {"service_income": wan(100), "received_to_date": 0, "year_since_recognition": 1},
        "300000.00",
    ),
    "14.1": ({"sales": wan(600), "listed_product": True, "scale_reached": True}, "600000.00"),
}


def _each(table):
    return [
        pytest.param(dalian.POLICY.clauses[f"dalian_2025_draft/{number}"], facts, Decimal(sum_))
        for number, (facts, sum_) in table.items()
    ]


every_ceiling = pytest.mark.parametrize(("clause", "facts", "ceiling"), _each(CEILINGS))
every_amount = pytest.mark.parametrize(("clause", "facts", "sum_"), _each(AMOUNTS))
every_clause = pytest.mark.parametrize(("clause", "facts", "sum_"), _each({**AMOUNTS, **CEILINGS}))


def _determined(sum_, **more):
    return CLAIM.model_copy(update={"determined": sum_, **more})


def _said(award, kind):
    """What an award's one step of a kind says, in both languages."""
    (step,) = [step for step in award.steps if step.kind is kind]
    return step.zh, step.en


# ------------------------------------------------------------------ the document as a whole


def test_clauses_are_in_document_order():
    numbers = [clause.number for clause in dalian.POLICY.clauses.values()]
    assert numbers == sorted(
        {**AMOUNTS, **CEILINGS}, key=lambda number: [int(part) for part in number.split(".")]
    )


@every_ceiling
def test_at_most_means_a_ceiling(clause, facts, ceiling):
    """Words that say "at most" or "not over" give a ceiling."""
    assert clause.grants is CEILING
    assert clause(**facts) == ceiling


@every_amount
def test_plain_sum_or_rate_means_an_amount(clause, facts, sum_):
    assert clause.grants is AMOUNT
    assert clause(**facts) == sum_


def test_no_cap_is_soft():
    assert not any(clause.soft_cap for clause in dalian.POLICY.clauses.values())


def test_each_clause_has_its_frequency():
    """Rent, service, vouchers: yearly; ratings, contracts: each time; fees, sales: counted up."""
    expected = dict.fromkeys(["1.1", "5.2", "6.1"], YEARLY)
    expected |= dict.fromkeys(["4.4", "5.3"], PER_EVENT) | dict.fromkeys(
        ["7.3", "14.1"], CUMULATIVE
    )
    for clause in dalian.POLICY.clauses.values():
        assert clause.how_often is expected.get(clause.number, ONCE), clause.id


def test_each_clause_is_per_what_it_names():
    """It is per enterprise, project, platform or other, as its sentence says."""
    units = {
        ENTERPRISE: ["1.1", "7.2", "7.3"],
        PROJECT: ["2.1", "2.2", "3.2", "3.3", "3.4"],
        PLATFORM: ["4.3", "4.4", "5.1", "5.2"],
        CONTRACT: ["5.3"],
        UNIT: ["6.1"],
        TALENT: ["12.3"],
        PRODUCT: ["14.1", "14.2"],
    }
    clauses = dalian.POLICY.clauses.values()
    for unit, numbers in units.items():
        assert [clause.number for clause in clauses if clause.per is unit] == numbers


# ------------------------------------------------------------------ years in a row


def test_rent_support_ends_after_three_years():
    """Rent is free in the first year, half in the next two and full in the fourth."""
    tenancy = {
        "area": 5000,
        "annual_rent_per_m2": 600,
        "robotics_enterprise": True,
        "designated_carrier": True,
    }
    years = dalian.rent_support.schedule([tenancy] * 4)
    assert [year.number for year in years] == [1, 2, 3, 4]
    assert [year.facts["year_of_tenancy"] for year in years] == [1, 2, 3, 4]
    assert [year.most for year in years] == [
        Decimal("2400000.00"),
        Decimal("1200000.00"),
        Decimal("1200000.00"),
        Decimal("0.00"),
    ]
    assert all(year.least == year.most for year in years)


def test_each_year_of_tenancy_has_a_reason():
    tenancy = {
        "area": 1000,
        "annual_rent_per_m2": 600,
        "robotics_enterprise": True,
        "designated_carrier": True,
    }
    years = dalian.rent_support.schedule([tenancy] * 4)
    assert [year.steps[-1].en for year in years] == [
        "annual_rent_per_m2 × area = 600,000.00",
        "50% × annual_rent_per_m2 × area = 300,000.00",
        "50% × annual_rent_per_m2 × area = 300,000.00",
        "nothing is given: year_of_tenancy > 3",
    ]
    assert years[3].steps[-1].zh == "不给予：入驻年序 > 3"


def test_rent_support_follows_each_year():
    """Each year counts the area, the rent and the conditions of that year."""
    met = {"robotics_enterprise": True, "designated_carrier": True}
    years = dalian.rent_support.schedule(
        [
            {**met, "area": 3000, "annual_rent_per_m2": 500},
            {**met, "area": 4500, "annual_rent_per_m2": 600},
            {**met, "area": 4500, "annual_rent_per_m2": 600, "designated_carrier": False},
        ]
    )
    assert [year.most for year in years] == [
        Decimal("1500000.00"),
        Decimal("1200000.00"),
        Decimal("0.00"),
    ]


def test_running_costs_stop_at_two_million():
    years = dalian.pilot_base_operation.schedule([{"service_income": wan(400)}] * 4)
    assert [year.most for year in years] == [
        Decimal("1200000.00"),
        Decimal("800000.00"),
        Decimal("0.00"),
        Decimal("0.00"),
    ]
    assert [year.received for year in years] == [
        Decimal("0.00"),
        Decimal("1200000.00"),
        Decimal("2000000.00"),
        Decimal("2000000.00"),
    ]
    assert [year.steps[-1].en for year in years] == [
        "30% × service_income = 1,200,000.00",
        "2,000,000.00 − received_to_date = 800,000.00",
        "nothing is given: received_to_date ≥ 2,000,000.00",
        "nothing is given: year_since_recognition > 3",
    ]


def test_running_costs_stop_after_year_three():
    """They stop even where the two million are not reached."""
    incomes = [wan(100), wan(200), wan(100), wan(100)]
    years = dalian.pilot_base_operation.schedule([{"service_income": sum_} for sum_ in incomes])
    assert [year.most for year in years] == [
        Decimal("300000.00"),
        Decimal("600000.00"),
        Decimal("300000.00"),
        Decimal("0.00"),
    ]
    assert years[3].received == Decimal("1200000.00")


def test_year_without_income_counts():
    """It is one of the three years."""
    incomes = [0, wan(100), wan(100), wan(100)]
    years = dalian.pilot_base_operation.schedule([{"service_income": sum_} for sum_ in incomes])
    assert [year.most for year in years] == [
        Decimal("0.00"),
        Decimal("300000.00"),
        Decimal("300000.00"),
        Decimal("0.00"),
    ]


def test_each_year_is_rounded_by_itself():
    years = dalian.pilot_base_operation.schedule([{"service_income": "0.05"}] * 3)
    assert [year.most for year in years] == [Decimal("0.02")] * 3  # 0.015 each, 0.045 in all


def test_rounding_never_passes_two_million():
    years = dalian.pilot_base_operation.schedule([{"service_income": "2222222.25"}] * 3)
    # 666,666.675 a year rounds up to 666,666.68 twice; the third is what is left.
    assert [year.most for year in years] == [
        Decimal("666666.68"),
        Decimal("666666.68"),
        Decimal("666666.64"),
    ]


def test_earlier_operators_receipts_count():
    years = dalian.pilot_base_operation.schedule(
        [
            {"service_income": wan(100), "received_to_date": wan(190)},
            {"service_income": wan(100)},
        ]
    )
    assert [year.most for year in years] == [Decimal("100000.00"), Decimal("0.00")]
    assert [year.received for year in years] == [Decimal("1900000.00"), Decimal("2000000.00")]


def test_recognition_year_is_not_supported():
    with pytest.raises(InvalidFacts) as refused:
        dalian.pilot_base_operation(
            service_income=wan(100), received_to_date=0, year_since_recognition=0
        )
    assert str(refused.value) == (
        "dalian_2025_draft/5.2: 1 fault\n"
        "  year_since_recognition=0: the number of a year must be between 1 and 1,000; "
        "give a whole number in that range"
    )


# ------------------------------------------------------------------ ceilings and fixed sums


@every_ceiling
def test_ceiling_alone_has_no_amount(clause, facts, ceiling):
    """A ceiling gives no amount until the authority determines one."""
    award = clause.award(CLAIM, **facts)
    assert (award.amount, award.least, award.most) == (None, Decimal("0.00"), ceiling)
    assert _said(award, StepKind.CEILING) == (
        f"最高 {ceiling:,}，金额由主管部门核定",
        f"at most {ceiling:,}; the authority determines the sum",
    )


@every_ceiling
def test_sum_up_to_the_ceiling_is_due(clause, facts, ceiling):
    for determined in (Decimal("0.00"), FEN, ceiling - FEN, ceiling):
        award = clause.award(_determined(determined), **facts)
        assert (award.amount, award.most) == (determined, ceiling)
        assert _said(award, StepKind.DETERMINED) == (
            f"主管部门核定 {determined:,}",
            f"the authority determined {determined:,}",
        )


@every_ceiling
def test_sum_above_the_ceiling_is_cut(clause, facts, ceiling):
    """A step of the award says so."""
    for determined in (ceiling + FEN, ceiling + wan(10000)):
        award = clause.award(_determined(determined), **facts)
        assert (award.amount, award.most) == (ceiling, ceiling)
        assert _said(award, StepKind.DETERMINED) == (
            f"主管部门核定 {determined:,}，超过最高额，按 {ceiling:,} 给予",
            f"the authority determined {determined:,}, above the ceiling: cut to {ceiling:,}",
        )


@every_ceiling
def test_no_exception_lifts_a_ceiling(clause, facts, ceiling):
    claim = _determined(ceiling + FEN, exception="市政府专题会议")
    assert clause.award(claim, **facts).amount == ceiling


@every_ceiling
def test_unmet_condition_gives_nothing(clause, facts, ceiling):
    """The sum that the authority determined does not matter."""
    unmet = {name: False if value is True else value for name, value in facts.items()}
    if unmet == facts:
        unmet = {"compute_fee": 0}  # 6.1 asks no condition
    for claim in (CLAIM, _determined(ceiling)):
        award = clause.award(claim, **unmet)
        assert (award.amount, award.most) == (Decimal("0.00"), Decimal("0.00"))
    assert _said(award, StepKind.DETERMINED) == (
        f"主管部门核定 {ceiling:,}，超过最高额，按 0.00 给予",
        f"the authority determined {ceiling:,}, above the ceiling: cut to 0.00",
    )


@every_amount
def test_fixed_sum_is_due_at_once(clause, facts, sum_):
    award = clause.award(CLAIM, **facts)
    assert (award.amount, award.least, award.most) == (sum_, sum_, sum_)
    assert clause.award(_determined(sum_), **facts).amount == sum_


@every_amount
def test_fixed_sum_cannot_be_redetermined(clause, facts, sum_):
    for determined in (sum_ - FEN, sum_ + FEN):
        with pytest.raises(InvalidClaim) as refused:
            clause.award(_determined(determined), **facts)
        assert str(refused.value) == (
            f"{clause.id}: 1 fault\n"
            f"  determined={determined}: the text fixes this amount at {sum_:,} yuan; remove determined"
        )


def test_equity_is_marked_apart_from_grants():
    facts, _ = AMOUNTS["2.2"]
    award = dalian.research_then_equity.award(CLAIM, **facts)
    assert award.instrument == "equity"
    assert award.explain("zh").endswith("结果：按征求意见稿测算 5,000,000.00 元（先研后股）")


def test_rent_and_vouchers_are_not_cash():
    rent = dalian.rent_support.award(CLAIM, **AMOUNTS["1.1"][0])
    voucher = dalian.compute_voucher.award(CLAIM, **CEILINGS["6.1"][0])
    assert rent.explain("zh").endswith("结果：按征求意见稿测算 600,000.00 元（房租）")
    assert voucher.explain("zh").endswith("结果：最高 2,000,000.00 元（券），金额由主管部门核定")


# ------------------------------------------------------------------ the open point of 7.2


def test_cost_bounds_model_filing_by_default():
    assert dalian.model_filing.readings == ("bounded_by_cost", "cap_alone")
    award = dalian.model_filing.award(CLAIM, **CEILINGS["7.2"][0])
    assert (award.reading, award.departures, award.most) == (
        "bounded_by_cost",
        (),
        Decimal("350000.00"),
    )


def test_cap_alone_is_marked_as_a_departure():
    clause = dalian.model_filing.read_as("cap_alone")
    award = clause.award(_determined(wan(40)), **CEILINGS["7.2"][0])
    assert (award.reading, award.departures) == ("cap_alone", ("reading=cap_alone",))
    assert (award.amount, award.most) == (Decimal("400000.00"), Decimal("500000.00"))
    assert [step.en for step in award.steps if step.kind is StepKind.MARK] == [
        "effective date 2025-06-30 stated in the call; the text gives none",
        "the document is a draft for comment and not law",
        "departs from the text or its default reading: the cap alone (cap_alone)",
    ]


def test_misspelt_reading_suggests_a_name():
    with pytest.raises(InvalidFigures) as refused:
        dalian.model_filing.read_as("cap_alonne")
    assert str(refused.value) == (
        "dalian_2025_draft/7.2: 1 fault\n"
        "  reading='cap_alonne': the clause has no such reading; "
        "did you mean cap_alone?"
    )
    assert refused.value.faults[0].params["known"] == ("bounded_by_cost", "cap_alone")


# ------------------------------------------------------------------ a draft without a day


@every_clause
def test_every_award_is_marked_as_draft(clause, facts, sum_):
    award = clause.award(CLAIM, **facts)
    assert award.draft
    assert award.steps[-1 - len(award.assumes) - len(clause.readings[:1])].en == (
        "the document is a draft for comment and not law"
    )


@every_clause
def test_no_award_without_a_stated_day(clause, facts, sum_):
    with pytest.raises(ValidityUnknown) as refused:
        clause.award(Claim(on=date(2025, 8, 1)), **facts)
    assert str(refused.value) == (
        "effective_from: the text of dalian_2025_draft gives no effective date; "
        "state it: Claim(effective_from=date(2025, 6, 30)), "
        'aipolicy.days({"dalian_2025_draft": date(2025, 6, 30)}), or a file that AIPOLICY_DAYS names'
    )


def test_draft_has_no_days_and_no_term():
    policy = dalian.POLICY
    assert policy.draft
    assert (policy.first, policy.last, policy.term_years) == (None, None, None)


@pytest.mark.parametrize(
    "day",
    [
        date.min,
        date(2025, 4, 29),  # signed
        date(2025, 4, 30),  # published
        date(2025, 5, 6),  # comments
        STATED,
        date(2028, 6, 30),
        date.max,
    ],
)
def test_in_force_is_unknown_on_every_day(day):
    assert dalian.POLICY.in_force(day) is None


def test_in_force_from_the_stated_day_on():
    """There is no end."""
    in_force = dalian.POLICY.in_force
    before = STATED - timedelta(days=1)
    assert in_force(before, STATED) is False
    assert in_force(STATED, STATED) is True
    assert in_force(STATED + timedelta(days=1), STATED) is True
    assert in_force(date.max, STATED) is True
    assert dalian.POLICY.period(STATED).last is None


def test_refuses_a_day_before_the_stated_one():
    """The message gives both days."""
    claim = Claim(on=STATED - timedelta(days=1), effective_from=STATED)
    with pytest.raises(NotInForce) as refused:
        dalian.compute_voucher.award(claim, compute_fee=wan(800))
    assert str(refused.value) == (
        "on=2025-06-29: dalian_2025_draft is in force from 2025-06-30 to (no end stated), "
        "both days included; claim on a day in force, or under another policy"
    )
