"""Langfang: thirteen measures for the AI industry (2023).

Evidence
    Title     廊坊市促进人工智能产业发展十三条措施 (known from outside the text)
    Number    none in the text
    In force  three years from publication; the text gives no date (2023-01-04, known from outside)
    Status    presented as final; the copy read is reworded and names no issuer

All sums are in yuan; clauses are in the order of the document, numbered by its articles.
"""

from pathlib import Path
from typing import Literal

from aipolicy.calc import (
    AMOUNT,
    ANY_LEVEL,
    CITY,
    CUMULATIVE,
    ENTERPRISE,
    ONCE,
    PER_TIER,
    PLATFORM,
    PRODUCT,
    PROJECT,
    TALENT,
    UNIT,
    YEARLY,
    ZERO,
    Applicant,
    By,
    Count,
    CountsBy,
    Effect,
    FirstReached,
    Joint,
    Policy,
    Rate,
    Rule,
    RuleReading,
    Stacking,
    Tiers,
    Year,
    YearsOfSupport,
    Yuan,
    a_figure_of_the_unit,
    a_figure_of_the_year,
    percent,
    wan,
    yi,
)

__all__ = [
    "POLICY",
    "core_technology",
    "demonstration_scenario",
    "first_equipment",
    "first_software",
    "headquarters",
    "large_model",
    "local_compute_use",
    "major_investment",
    "major_project_compute",
    "national_innovation_task",
    "national_laboratory",
    "platform_construction",
    "platform_operation",
    "revenue_growth",
    "revenue_milestone",
    "security_test",
    "settlement_voucher",
    "talent_compute",
    "training_base",
]

_IN_YEAR, _IN_PROJECT = (By.CLAIMANT, By.YEAR), (By.CLAIMANT, By.SUBJECT)
_VOUCHERS, _BOTH = ("2.1", "2.2", "2.3"), ("supplementary_3", "supplementary_4")
STACKING = Stacking(
    rules=(
        Rule(name="article_2_higher", article="2", zh="同年两项算力券取较高的一项",
            en="of the two compute vouchers of a year the higher", group_by=_IN_YEAR,
            effect=Effect.HIGHER, clauses=("2.2", "2.3")),
        Rule(name="article_2_cap", article="2", zh="每个单位每年算力券合计不超过100万元",
            en="compute vouchers of a unit and year together at most 1,000,000 yuan",
            group_by=_IN_YEAR, effect=Effect.CAPPED, clauses=_VOUCHERS, cap=Joint(most=wan(100))),
        Rule(name="supplementary_3", article="附则(三)", zh="同一企业同一项目只享受一项，就高",
            en="for one enterprise and project one only, the higher",
            group_by=_IN_PROJECT, effect=Effect.HIGHER, counted_as_one=(_VOUCHERS,)),
        Rule(name="supplementary_4", article="附则(四)", zh="与其他政策不重复享受，自愿选择",
            en="with other policies no doubling; the enterprise chooses",
            group_by=_IN_PROJECT, effect=Effect.CHOICE, inside=False, levels=ANY_LEVEL,
            any_place=True),
    ),
    readings=(
        RuleReading("whole_enterprise", "附则（四）不限同一项目",
            "supplementary provision (4) reaches all awards of a claimant, whatever the project",
            {"supplementary_4": {"group_by": (By.CLAIMANT,)}}),
        RuleReading("enterprises_only", "仅约束企业", "only enterprises are bound",
            {name: {"applicants": frozenset({Applicant.ENTERPRISE})} for name in _BOTH}),
        RuleReading("any_applicant", "同一项目不论申报主体",
            "one project, whoever the claimants are",
            {name: {"group_by": (By.SUBJECT,)} for name in _BOTH}),
        RuleReading("by_article", "同一条为一项政策", "the supports of one article are one policy",
            {"supplementary_3": {"counts_by": CountsBy.ARTICLE}}),
        RuleReading("higher_of_all", "附则（四）同样取较高的一项",
            "under supplementary provision (4) too the higher is paid, without a choice",
            {"supplementary_4": {"effect": Effect.HIGHER}}),
        RuleReading("settlement_apart", "落户当年的算力券不计入年度上限",
            "the settlement voucher stays outside the yearly cap",
            {"article_2_cap": {"clauses": ("2.2", "2.3")}}),
    ),
)  # fmt: skip

POLICY = Policy(
    id="langfang_2023",
    region="廊坊市",
    province="河北省",
    level=CITY,
    term_years=3,
    data=Path(__file__).with_suffix(".toml"),
    stacking=STACKING,
)


@POLICY.clause(
    "1.1",
    grants=AMOUNT,
    per=PLATFORM,
    how_often=ONCE,
    over_years=(a_figure_of_the_unit("investment"),),
)
def platform_construction(
    *, investment: Yuan, rate: Rate = percent(10), cap: Yuan = wan(1000)
) -> Yuan:
    """10% of the investment in building a platform, at most 10 million yuan (article 1).

    >>> platform_construction(investment=wan(3000))
    Decimal('3000000.00')
    """
    return min(rate * investment, cap)


@POLICY.clause(
    "1.2",
    grants=AMOUNT,
    per=PLATFORM,
    how_often=YEARLY,
    over_years=(
        YearsOfSupport("year_of_operation", "前三年", "the first three years"),
        a_figure_of_the_year("operating_cost"),
    ),
)
def platform_operation(
    *,
    operating_cost: Yuan,
    year_of_operation: Year,
    rate: Rate = percent(20),
    cap: Yuan = wan(300),
    years: Count = 3,
) -> Yuan:
    """20% of a platform's actual operating outlay of the year, at most 3 million (article 1).

    In each of the first three years of operation; nothing after them.

    >>> platform_operation(operating_cost=wan(1000), year_of_operation=3)
    Decimal('2000000.00')
    >>> platform_operation(operating_cost=wan(1000), year_of_operation=4)
    Decimal('0.00')
    """
    if year_of_operation > years:
        return ZERO
    return min(rate * operating_cost, cap)


@POLICY.clause("2.1", grants=AMOUNT, per=UNIT, how_often=ONCE)
def settlement_voucher(*, settled_this_year: bool, sum: Yuan = wan(50)) -> Yuan:
    """500,000 yuan of compute vouchers, once, in the year of settling in the city (article 2).

    The yearly cap of the article on all compute vouchers of a unit holds beside this sum.

    >>> settlement_voucher(settled_this_year=True)
    Decimal('500000.00')
    """
    if not settled_this_year:
        return ZERO
    return sum


@POLICY.clause("2.2", grants=AMOUNT, per=UNIT, how_often=YEARLY)
def major_project_compute(
    *,
    compute_cost: Yuan,
    won_project: bool,
    lead_unit: bool,
    rate: Rate = percent(60),
    cap: Yuan = wan(100),
) -> Yuan:
    """60% of the compute cost of a project won, to the lead unit, at most 1 million (article 2).

    The cap is the unit's for the year, shared by all compute vouchers of the article.

    >>> major_project_compute(compute_cost=wan(100), won_project=True, lead_unit=True)
    Decimal('600000.00')
    """
    if not (won_project and lead_unit):
        return ZERO
    return min(rate * compute_cost, cap)


@POLICY.clause("2.3", grants=AMOUNT, per=UNIT, how_often=YEARLY)
def local_compute_use(
    *, compute_fee: Yuan, local_platform: bool, rate: Rate = percent(50), cap: Yuan = wan(100)
) -> Yuan:
    """50% of the fee for compute of a local platform, at most 1 million yuan (article 2).

    The cap is the unit's for the year, shared by all compute vouchers of the article.

    >>> local_compute_use(compute_fee=wan(100), local_platform=True)
    Decimal('500000.00')
    """
    if not local_platform:
        return ZERO
    return min(rate * compute_fee, cap)


@POLICY.clause(
    "3.1", grants=AMOUNT, per=PROJECT, how_often=ONCE, jumps_with=("parameters", "scenarios")
)
def large_model(
    *,
    compute_cost: Yuan,
    parameters: Count,
    scenarios: Count,
    min_parameters: Count = 1_000_000_000,
    min_scenarios: Count = 5,
    rate: Rate = percent(50),
    cap: Yuan = wan(200),
) -> Yuan:
    """50% of the compute cost of a large model, at most 2 million yuan (article 3).

    The model has 1,000,000,000 parameters and 5 typical applications, or more of each. The words
    support three models a year; the clause sees one alone.

    >>> large_model(compute_cost=wan(300), parameters=7_000_000_000, scenarios=5)
    Decimal('1500000.00')
    """
    if parameters < min_parameters or scenarios < min_scenarios:
        return ZERO
    return min(rate * compute_cost, cap)


@POLICY.clause(
    "4.1",
    grants=AMOUNT,
    per=PROJECT,
    how_often=ONCE,
    over_years=(a_figure_of_the_unit("rnd_cost"),),
)
def core_technology(
    *,
    rnd_cost: Yuan,
    in_provincial_or_higher_programme: bool,
    acceptance_passed: bool,
    rate: Rate = percent(50),
    cap: Yuan = wan(100),
) -> Yuan:
    """50% of the outlay on a core technology project, at most 1 million yuan (article 4).

    The project is listed in a provincial or higher key programme and has passed acceptance.

    >>> core_technology(
    ...     rnd_cost=wan(150), in_provincial_or_higher_programme=True, acceptance_passed=True)
    Decimal('750000.00')
    """
    if not (in_provincial_or_higher_programme and acceptance_passed):
        return ZERO
    return min(rate * rnd_cost, cap)


@POLICY.clause("5.2", grants=AMOUNT, per=PROJECT, how_often=CUMULATIVE)
def national_innovation_task(
    *, rnd_cost: Yuan, national_task: bool, rate: Rate = percent(10), cap: Yuan = wan(100)
) -> Yuan:
    """10% of the actual R&D cost of a national task, at most 1 million yuan (article 5).

    >>> national_innovation_task(rnd_cost=wan(400), national_task=True)
    Decimal('400000.00')
    """
    if not national_task:
        return ZERO
    return min(rate * rnd_cost, cap)


@POLICY.clause("5.3", grants=AMOUNT, per=PLATFORM, how_often=ONCE)
def national_laboratory(*, national_platform: bool, sum: Yuan = wan(100)) -> Yuan:
    """1 million yuan for building a national laboratory or research centre in AI (article 5).

    >>> national_laboratory(national_platform=True)
    Decimal('1000000.00')
    """
    if not national_platform:
        return ZERO
    return sum


@POLICY.clause("6.1", grants=AMOUNT, per=ENTERPRISE, how_often=ONCE)
def headquarters(
    *,
    headquarters_established: bool,
    leading_or_unicorn: bool,
    tax_paid: bool,
    sum: Yuan = wan(500),
) -> Yuan:
    """5 million yuan for the headquarters of a leading or unicorn enterprise (article 6).

    It is due in the year in which tax is first paid.

    >>> headquarters(headquarters_established=True, leading_or_unicorn=True, tax_paid=True)
    Decimal('5000000.00')
    """
    if not (headquarters_established and leading_or_unicorn and tax_paid):
        return ZERO
    return sum


@POLICY.clause(
    "6.2",
    grants=AMOUNT,
    per=PROJECT,
    how_often=ONCE,
    jumps_with=("agreed_investment",),
    over_years=(a_figure_of_the_unit("two_year_fixed_asset_investment"),),
)
def major_investment(
    *,
    agreed_investment: Yuan,
    two_year_fixed_asset_investment: Yuan,
    started_within_a_year: bool,
    min_agreed: Yuan = yi(2),
    rate: Rate = percent(3),
    cap: Yuan = wan(500),
) -> Yuan:
    """3% of the fixed asset investment of two years, at most 5 million yuan (article 6).

    For a major project agreed at 200 million yuan or more whose works began within a year of
    signing. The threshold is on what was agreed, the rate on what was actually invested.

    >>> major_investment(
    ...     agreed_investment=yi(2), two_year_fixed_asset_investment=yi(1),
    ...     started_within_a_year=True)
    Decimal('3000000.00')
    """
    if agreed_investment < min_agreed or not started_within_a_year:
        return ZERO
    return min(rate * two_year_fixed_asset_investment, cap)


@POLICY.clause(
    "7.2",
    grants=AMOUNT,
    per=ENTERPRISE,
    how_often=PER_TIER,
    falls_with=("highest_past_main_revenue",),
    jumps_with=("main_revenue", "highest_past_main_revenue"),
    over_years=(
        FirstReached("main_revenue", "highest_past_main_revenue", "首次达到", "first reached"),
    ),
)
def revenue_milestone(
    *,
    main_revenue: Yuan,
    highest_past_main_revenue: Yuan,
    tiers: Tiers = ((yi(1), wan(100)), (yi(5), wan(500)), (yi(10), wan(1000))),
    reading: Literal["highest_tier", "sum_of_tiers", "difference_only"] = "highest_tier",
) -> Yuan:
    """1, 5 or 10 million yuan when revenue first reaches 100, 500 or 1,000 million (article 7).

    A tier is newly reached when this year's main revenue reaches it and no earlier year's did;
    where none is, nothing is due, whatever the reading.

    - `highest_tier`: the sum of the highest tier newly reached, in full.
    - `sum_of_tiers`: the sums of all tiers newly reached.
    - `difference_only`: the sum of the highest tier newly reached, less that of the highest tier
      reached before, which counts as paid whether it was or not.

    >>> revenue_milestone(main_revenue=yi(6), highest_past_main_revenue=wan(8000))
    Decimal('5000000.00')
    >>> revenue_milestone.read_as("sum_of_tiers")(
    ...     main_revenue=yi(6), highest_past_main_revenue=wan(8000))
    Decimal('6000000.00')
    >>> revenue_milestone.read_as("difference_only")(
    ...     main_revenue=yi(6), highest_past_main_revenue=yi(2))
    Decimal('4000000.00')
    """
    reached_before = highest_newly = all_newly = ZERO
    for threshold, tier_sum in tiers:
        if highest_past_main_revenue >= threshold:
            reached_before = tier_sum
        elif main_revenue >= threshold:
            highest_newly = tier_sum
            all_newly = all_newly + tier_sum
    if reading == "sum_of_tiers":
        return all_newly
    if reading == "difference_only":
        return max(highest_newly - reached_before, ZERO)
    return highest_newly


@POLICY.clause(
    "7.3",
    grants=AMOUNT,
    per=ENTERPRISE,
    how_often=YEARLY,
    falls_with=("previous_main_revenue",),
    jumps_with=("main_revenue", "previous_main_revenue"),
    over_years=(a_figure_of_the_year("main_revenue", "previous_main_revenue"),),
)
def revenue_growth(
    *,
    main_revenue: Yuan,
    previous_main_revenue: Yuan,
    min_revenue: Yuan = yi(1),
    min_growth: Rate = percent(10),
    rate: Rate = percent(3),
    cap: Yuan = wan(500),
) -> Yuan:
    """3% of the growth of main revenue over last year, at most 5 million yuan (article 7).

    Revenue is 100 million yuan or more and grew by 10% or more. Without revenue last year there
    is no growth to measure, and nothing is due.

    >>> revenue_growth(main_revenue=wan(11000), previous_main_revenue=wan(10000))
    Decimal('300000.00')
    """
    if main_revenue < min_revenue or previous_main_revenue == 0:
        return ZERO
    growth = main_revenue - previous_main_revenue
    if growth < min_growth * previous_main_revenue:
        return ZERO
    return min(rate * growth, cap)


@POLICY.clause(
    "8.1",
    grants=AMOUNT,
    per=PRODUCT,
    how_often=ONCE,
    over_years=(a_figure_of_the_unit("unit_price"),),
)
def first_equipment(
    *, unit_price: Yuan, first_set: bool, rate: Rate = percent(10), cap: Yuan = wan(100)
) -> Yuan:
    """10% of the price of one unit of first-set equipment, at most 1 million yuan (article 8).

    >>> first_equipment(unit_price=wan(300), first_set=True)
    Decimal('300000.00')
    """
    if not first_set:
        return ZERO
    return min(rate * unit_price, cap)


@POLICY.clause(
    "8.2",
    grants=AMOUNT,
    per=PRODUCT,
    how_often=ONCE,
    over_years=(a_figure_of_the_year("annual_sales"),),
)
def first_software(
    *, annual_sales: Yuan, first_version: bool, rate: Rate = percent(10), cap: Yuan = wan(100)
) -> Yuan:
    """10% of the year's sales of first-version software, at most 1 million yuan (article 8).

    >>> first_software(annual_sales=wan(300), first_version=True)
    Decimal('300000.00')
    """
    if not first_version:
        return ZERO
    return min(rate * annual_sales, cap)


@POLICY.clause("9.1", grants=AMOUNT, per=PROJECT, how_often=ONCE)
def demonstration_scenario(
    *, commercial_case: bool, recognised: bool, sum: Yuan = wan(100)
) -> Yuan:
    """1 million yuan for a recognised demonstration scenario (article 9).

    A plan and a commercial case, which one fact asks together, give priority in recognition;
    the recognition itself is still needed.

    >>> demonstration_scenario(commercial_case=True, recognised=True)
    Decimal('1000000.00')
    """
    if not (commercial_case and recognised):
        return ZERO
    return sum


@POLICY.clause("10.1", grants=AMOUNT, per=UNIT, how_often=YEARLY)
def security_test(
    *, test_fees: Yuan, passed: bool, rate: Rate = percent(50), cap: Yuan = wan(50)
) -> Yuan:
    """50% of a unit's fees of the year for security tests passed, at most 500,000 (article 10).

    >>> security_test(test_fees=wan(60), passed=True)
    Decimal('300000.00')
    """
    if not passed:
        return ZERO
    return min(rate * test_fees, cap)


@POLICY.clause("11.1", grants=AMOUNT, per=TALENT, how_often=CUMULATIVE)
def talent_compute(
    *, compute_cost: Yuan, qualified_talent: bool, rate: Rate = percent(50), cap: Yuan = wan(200)
) -> Yuan:
    """50% of a qualified talent's compute cost, at most 2 million yuan (article 11).

    >>> talent_compute(compute_cost=wan(300), qualified_talent=True)
    Decimal('1500000.00')
    """
    if not qualified_talent:
        return ZERO
    return min(rate * compute_cost, cap)


@POLICY.clause(
    "11.2",
    grants=AMOUNT,
    per=PLATFORM,
    how_often=ONCE,
    over_years=(a_figure_of_the_unit("construction_cost"),),
)
def training_base(
    *, construction_cost: Yuan, co_built: bool, rate: Rate = percent(10), cap: Yuan = wan(100)
) -> Yuan:
    """10% of the building cost of a co-built training base, at most 1 million yuan (article 11).

    >>> training_base(construction_cost=wan(300), co_built=True)
    Decimal('300000.00')
    """
    if not co_built:
        return ZERO
    return min(rate * construction_cost, cap)
