"""Dalian: measures in support of the AI industry, draft for comment (2025).

Evidence
    Title     大连市支持人工智能产业发展的若干政策措施(征求意见稿)
    Number    none; a draft by 大连市科学技术局, signed 2025-04-29, published 2025-04-30
    In force  the text gives no effective date and no term: state the first day, as
              in Claim(effective_from=...)
    Status    a draft for comment, not law; comments were asked for before 2025-05-06. Known from
              outside the text: a final text, which may differ, was announced on 2025-06-30

All sums are in yuan. Clauses are in the order of the document; the number before the point
is the article's.
"""

from decimal import Decimal
from pathlib import Path
from typing import Literal

from aipolicy.calc import (
    AMOUNT,
    ANY_LEVEL,
    ANY_PER,
    CEILING,
    CITY,
    CONTRACT,
    CUMULATIVE,
    ENTERPRISE,
    NO_LEVEL,
    ONCE,
    PER_EVENT,
    PLATFORM,
    PRODUCT,
    PROJECT,
    TALENT,
    UNIT,
    YEARLY,
    ZERO,
    Area,
    By,
    Count,
    CountsBy,
    Effect,
    HeldInAll,
    Policy,
    Rate,
    Received,
    Rule,
    RuleReading,
    Stacking,
    Together,
    Year,
    YearsOfSupport,
    Yuan,
    a_figure_of_the_event,
    a_figure_of_the_unit,
    a_figure_of_the_year,
    percent,
    wan,
)

__all__ = [
    "POLICY",
    "benchmark_scenario",
    "compute_voucher",
    "filed_model_service",
    "hardware_sales",
    "key_technology_project",
    "model_filing",
    "municipal_platform",
    "national_platform",
    "national_smart_factory",
    "pilot_base_construction",
    "pilot_base_operation",
    "provincial_smart_factory",
    "rent_support",
    "research_then_equity",
    "software_sales",
    "talent_team",
    "technology_transfer",
]

# Closing: the same project, platform or talent under several policies.
STACKING = Stacking(
    rules=(
        Rule(
            name="closing",
            article="结尾条款",
            zh="同一项目、平台、人才就高不重复",
            en="for one project, platform or talent the higher",
            group_by=(By.SUBJECT,),
            effect=Effect.HIGHER,
            per=frozenset({PROJECT, PLATFORM, TALENT}),
            levels=ANY_LEVEL,
            any_place=True,
        ),
    ),
    together=(
        Together("5", ("5.1", "5.2"), "同一方案的建设与运行支持", "one plan: to build and to run"),
    ),
    readings=(
        RuleReading("literal", "5.1与5.2两项也只取较高的一项",
            "of 5.1 and 5.2 too only the higher", {}, apart=("5.1", "5.2")),
        RuleReading("per_applicant", "按同一申报主体", "only awards of one claimant meet",
            {"closing": {"group_by": (By.CLAIMANT, By.SUBJECT)}}),
        RuleReading("by_article", "同一条为一项政策", "the supports of one article are one policy",
            {"closing": {"counts_by": CountsBy.ARTICLE}}),
        RuleReading("inside_only", "仅限本文件内部", "only this document's own awards meet",
            {"closing": {"levels": NO_LEVEL}}),
        RuleReading("outside_only", "仅限与其他政策之间", "only awards of other policies are met",
            {"closing": {"inside": False}}),
        RuleReading("every_subject", "不限项目、平台、人才", "products, events and the like too",
            {"closing": {"per": ANY_PER}}),
    ),
)  # fmt: skip

POLICY = Policy(
    id="dalian_2025_draft",
    region="大连市",
    province="辽宁省",
    level=CITY,
    draft=True,
    first=None,
    last=None,
    term_years=None,
    data=Path(__file__).with_suffix(".toml"),
    stacking=STACKING,
)


@POLICY.clause(
    "1.1",
    grants=AMOUNT,
    per=ENTERPRISE,
    how_often=YEARLY,
    over_years=(
        YearsOfSupport("year_of_tenancy", "第一年、后两年", "the first year and the two after it"),
        a_figure_of_the_event("area", "annual_rent_per_m2"),
        HeldInAll("area", "max_area", "最高4000平米", "4,000 square metres in all"),
    ),
)
def rent_support(
    *,
    area: Area,
    annual_rent_per_m2: Yuan,
    year_of_tenancy: Year,
    robotics_enterprise: bool,
    designated_carrier: bool,
    max_area: Area = Decimal(4000),
    first_year_rate: Rate = percent(100),
    later_rate: Rate = percent(50),
    years: Count = 3,
) -> Yuan:
    """The whole rent of the first year and half that of the two later years (article 1).

    At most 4,000 square metres are supported; for what lies beyond, the tenant bears the rent. A
    robotics enterprise makes core components or integrates systems, and moves into a designated
    carrier. The rent is that of a square metre and a year.

    >>> rent_support(
    ...     area=5000, annual_rent_per_m2=600, year_of_tenancy=2,
    ...     robotics_enterprise=True, designated_carrier=True,
    ... )
    Decimal('1200000.00')
    """
    if not (robotics_enterprise and designated_carrier) or year_of_tenancy > years:
        return ZERO
    rent = annual_rent_per_m2 * min(area, max_area)
    if year_of_tenancy == 1:
        return first_year_rate * rent
    return later_rate * rent


@POLICY.clause("2.1", grants=CEILING, per=PROJECT, how_often=ONCE)
def key_technology_project(
    *,
    selected: bool,
    cap: Yuan = wan(1000),
) -> Yuan:
    """At most 10 million yuan for a key technology project that was selected (article 2).

    Selected by open call (揭榜挂帅) or in a like way. The words print no rate: the authority
    determines the sum, and calling gives its ceiling.

    >>> key_technology_project(selected=True)
    Decimal('10000000.00')
    """
    if not selected:
        return ZERO
    return cap


@POLICY.clause("2.2", grants=AMOUNT, ceiling_as="up_to", per=PROJECT, how_often=ONCE)
def research_then_equity(
    *,
    in_listed_field: bool,
    company_founded: bool,
    product_formed: bool,
    sum: Yuan = wan(500),
    sum_is: Literal["fixed", "up_to"] = "fixed",
) -> Yuan:
    """5 million yuan for a company founded on a research result, with its product (article 2).

    It is R&D money that may turn into equity (先研后股), not a plain grant.

    >>> research_then_equity(in_listed_field=True, company_founded=True, product_formed=True)
    Decimal('5000000.00')
    """
    if not (in_listed_field and company_founded and product_formed):
        return ZERO
    return sum


@POLICY.clause(
    "3.2",
    grants=CEILING,
    per=PROJECT,
    how_often=ONCE,
    over_years=(a_figure_of_the_unit("investment"),),
)
def benchmark_scenario(
    *,
    investment: Yuan,
    benchmark: bool,
    opens_scenario: bool,
    rate: Rate = percent(30),
    cap: Yuan = wan(500),
) -> Yuan:
    """At most 30% of the investment in a benchmark scenario, nor over 5 million (article 3).

    It goes to the unit that opens the scenario, on the actual investment of the whole project.

    >>> benchmark_scenario(investment=wan(800), benchmark=True, opens_scenario=True)
    Decimal('2400000.00')
    """
    if not (benchmark and opens_scenario):
        return ZERO
    return min(rate * investment, cap)


@POLICY.clause("3.3", grants=CEILING, per=PROJECT, how_often=ONCE)
def national_smart_factory(
    *,
    factory_excellence_or_above: bool,
    excellent_scenario: bool,
    cap: Yuan = wan(200),
) -> Yuan:
    """At most 2 million yuan for a national smart factory or excellent scenario (article 3).

    The factory is of the grade of excellence (卓越级) or above. An excellent scenario is read as a
    national one, as the factory is; the two are separate items, and a call is for one project.

    >>> national_smart_factory(factory_excellence_or_above=True, excellent_scenario=False)
    Decimal('2000000.00')
    """
    if not (factory_excellence_or_above or excellent_scenario):
        return ZERO
    return cap


@POLICY.clause("3.4", grants=CEILING, per=PROJECT, how_often=ONCE)
def provincial_smart_factory(
    *,
    provincial_advanced: bool,
    cap: Yuan = wan(100),
) -> Yuan:
    """At most 1 million yuan for a provincial smart factory of the advanced grade (article 3).

    >>> provincial_smart_factory(provincial_advanced=True)
    Decimal('1000000.00')
    """
    if not provincial_advanced:
        return ZERO
    return cap


@POLICY.clause("4.3", grants=AMOUNT, per=PLATFORM, how_often=ONCE)
def national_platform(
    *,
    newly_approved: bool,
    in_listed_category: bool,
    sum: Yuan = wan(500),
) -> Yuan:
    """5 million yuan for a newly approved national AI platform of a listed kind (article 4).

    The words count fourteen kinds and name three.

    >>> national_platform(newly_approved=True, in_listed_category=True)
    Decimal('5000000.00')
    """
    if not (newly_approved and in_listed_category):
        return ZERO
    return sum


@POLICY.clause(
    "4.4",
    grants=AMOUNT,
    per=PLATFORM,
    how_often=PER_EVENT,
    over_years=(a_figure_of_the_event("rated_excellent"),),
)
def municipal_platform(
    *,
    rated_excellent: bool,
    municipal: bool,
    sum: Yuan = wan(50),
) -> Yuan:
    """500,000 yuan for a municipal AI platform rated excellent, each time it is (article 4).

    >>> municipal_platform(rated_excellent=True, municipal=True)
    Decimal('500000.00')
    """
    if not (rated_excellent and municipal):
        return ZERO
    return sum


@POLICY.clause(
    "5.1",
    grants=AMOUNT,
    per=PLATFORM,
    how_often=ONCE,
    over_years=(a_figure_of_the_unit("new_facility_cost"),),
)
def pilot_base_construction(
    *,
    new_facility_cost: Yuan,
    municipally_filed: bool,
    rate: Rate = percent(50),
    cap: Yuan = wan(500),
) -> Yuan:
    """50% of a centre's or pilot base's new research facilities, at most 5 million (article 5).

    Municipal proof-of-concept centres and pilot bases. Only the cost after filing counts.

    >>> pilot_base_construction(new_facility_cost=wan(600), municipally_filed=True)
    Decimal('3000000.00')
    """
    if not municipally_filed:
        return ZERO
    return min(rate * new_facility_cost, cap)


@POLICY.clause(
    "5.2",
    grants=AMOUNT,
    per=PLATFORM,
    how_often=YEARLY,
    falls_with=("received_to_date",),
    over_years=(
        YearsOfSupport("year_since_recognition", "连续3年", "three years in a row"),
        a_figure_of_the_year("service_income"),
    ),
)
def pilot_base_operation(
    *,
    service_income: Yuan,
    received_to_date: Received,
    year_since_recognition: Year,
    rate: Rate = percent(30),
    cap: Yuan = wan(200),
    years: Count = 3,
) -> Yuan:
    """30% of the year's service income for three years, 2 million yuan in all (article 5).

    The year after that of the recognition is the first, and its income counts. The operator gets
    it, and the cap holds for the three years together.

    >>> pilot_base_operation(
    ...     service_income=wan(400), received_to_date=wan(120), year_since_recognition=2
    ... )
    Decimal('800000.00')
    """
    if year_since_recognition > years or received_to_date >= cap:
        return ZERO
    return min(rate * service_income, cap - received_to_date)


@POLICY.clause(
    "5.3",
    grants=CEILING,
    per=CONTRACT,
    how_often=PER_EVENT,
)
def technology_transfer(
    *,
    transaction_amount: Yuan,
    contract_signed: bool,
    university_ai_result: bool,
    rate: Rate = percent(15),
    cap: Yuan = wan(100),
) -> Yuan:
    """At most 15% of a technology contract's actual amount, nor over 1 million (article 5).

    An enterprise takes over an AI result of a university or institute, by a contract on
    development, transfer, licence or investment in kind; equity counts as converted into money.

    >>> technology_transfer(
    ...     transaction_amount=wan(400), contract_signed=True, university_ai_result=True
    ... )
    Decimal('600000.00')
    """
    if not (contract_signed and university_ai_result):
        return ZERO
    return min(rate * transaction_amount, cap)


@POLICY.clause("6.1", grants=CEILING, per=UNIT, how_often=YEARLY)
def compute_voucher(
    *,
    compute_fee: Yuan,
    rate: Rate = percent(30),
    cap: Yuan = wan(200),
) -> Yuan:
    """At most 30% of the compute fees actually paid, nor over 2 million yuan (article 6).

    >>> compute_voucher(compute_fee=wan(500))
    Decimal('1500000.00')
    """
    return min(rate * compute_fee, cap)


@POLICY.clause("7.2", grants=CEILING, per=ENTERPRISE, how_often=ONCE)
def model_filing(
    *,
    evaluation_cost: Yuan,
    filed: bool,
    self_developed: bool,
    cap: Yuan = wan(50),
    reading: Literal["bounded_by_cost", "cap_alone"] = "bounded_by_cost",
) -> Yuan:
    """At most 500,000 yuan for an enterprise's own model that is nationally filed (article 7).

    The award is based on the cost of evaluating the model. By default that cost bounds it;
    `cap_alone` reads the cap alone, whatever the cost.

    >>> model_filing(evaluation_cost=wan(35), filed=True, self_developed=True)
    Decimal('350000.00')
    """
    if not (filed and self_developed):
        return ZERO
    if reading == "cap_alone":
        return cap
    return min(evaluation_cost, cap)


@POLICY.clause("7.3", grants=CEILING, per=ENTERPRISE, how_often=CUMULATIVE)
def filed_model_service(
    *,
    model_purchase_cost: Yuan,
    filed_model: bool,
    scale_reached: bool,
    good_effect: bool,
    rate: Rate = percent(30),
    cap: Yuan = wan(200),
) -> Yuan:
    """At most 30% of the cost of buying a filed model, nor over 2 million yuan (article 7).

    For services and agents on a filed vertical model, of a certain scale and to good effect.

    >>> filed_model_service(
    ...     model_purchase_cost=wan(500), filed_model=True, scale_reached=True, good_effect=True
    ... )
    Decimal('1500000.00')
    """
    if not (filed_model and scale_reached and good_effect):
        return ZERO
    return min(rate * model_purchase_cost, cap)


@POLICY.clause("12.3", grants=CEILING, per=TALENT, how_often=ONCE)
def talent_team(
    *,
    qualified: bool,
    cap: Yuan = wan(500),
) -> Yuan:
    """At most 5 million yuan for a high-level talent team that starts up here (article 12).

    >>> talent_team(qualified=True)
    Decimal('5000000.00')
    """
    if not qualified:
        return ZERO
    return cap


@POLICY.clause("14.1", grants=AMOUNT, per=PRODUCT, how_often=CUMULATIVE)
def hardware_sales(
    *,
    sales: Yuan,
    listed_product: bool,
    scale_reached: bool,
    rate: Rate = percent(10),
    cap: Yuan = wan(100),
) -> Yuan:
    """10% of the sales of a smart hardware product, at most 1 million yuan (article 14).

    The number sold reaches a certain scale, which the words do not state.

    >>> hardware_sales(sales=wan(600), listed_product=True, scale_reached=True)
    Decimal('600000.00')
    """
    if not (listed_product and scale_reached):
        return ZERO
    return min(rate * sales, cap)


@POLICY.clause(
    "14.2",
    grants=CEILING,
    per=PRODUCT,
    how_often=ONCE,
    over_years=(a_figure_of_the_unit("first_year_receipts"),),
)
def software_sales(
    *,
    first_year_receipts: Yuan,
    owns_ip: bool,
    rate: Rate = percent(10),
    cap: Yuan = wan(100),
) -> Yuan:
    """At most 10% of AI software's first-year receipts, nor over 1 million yuan (article 14).

    What counts is the sales income received within one year of obtaining the product's own
    intellectual property.

    >>> software_sales(first_year_receipts=wan(600), owns_ip=True)
    Decimal('600000.00')
    """
    if not owns_ip:
        return ZERO
    return min(rate * first_year_receipts, cap)
