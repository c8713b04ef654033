"""Harbin: policies for building the national AI innovation pilot zone (2022).

Evidence
    Title     哈尔滨市建设国家新一代人工智能创新发展试验区若干政策
    Number    哈政规〔2022〕22号, signed 2022-08-24, published 2022-08-31
    In force  from 2022-08-24 (day of issue; the text carries the day of signature) to
              2023-12-31, both included
    Status    issued; expired

All sums are in yuan. Clauses are in the order of the document; the number before the point
is the article's. Where a share is printed without 最高, it is fixed; `read_as("up_to")` reads it as
the most that can be given.
"""

from datetime import date
from pathlib import Path
from typing import Literal

from aipolicy.calc import (
    AMOUNT,
    ANY_LEVEL,
    CEILING,
    CITY,
    CUMULATIVE,
    EVENT,
    NATION,
    ONCE,
    PER_EVENT,
    PLATFORM,
    PROJECT,
    PROVINCE,
    YEARLY,
    ZERO,
    By,
    Effect,
    Policy,
    Rate,
    Rule,
    RuleReading,
    Stacking,
    Yuan,
    a_figure_of_the_event,
    a_figure_of_the_unit,
    a_figure_of_the_year,
    percent,
    wan,
)

__all__ = [
    "POLICY",
    "application_scenario",
    "foreign_experts",
    "hosted_event",
    "incubation_carrier",
    "joint_innovation_centre",
    "key_technology_project",
    "platform_operation",
    "rnd_platform_equipment",
    "service_platform_construction",
]

# Closing paragraph: with national, provincial and the city's other policies of the same kind.
STACKING = Stacking(
    rules=(
        Rule(
            name="closing",
            article="结尾条款",
            zh="与国家、省、市其他同类政策重复的只享受一项，由申报主体选择",
            en="of this and other policies of the same kind (nation, province, city) only one, "
            "as the applicant chooses",
            group_by=(By.SUBJECT,),
            effect=Effect.CHOICE,
            inside=False,
            levels=frozenset({NATION, PROVINCE, CITY}),
            same_kind=True,
        ),
    ),
    readings=(
        RuleReading("same_enterprise", "同一申报主体即为重复", "the same claimant is enough",
            {"closing": {"group_by": (By.CLAIMANT,)}}),
        RuleReading("same_cost_item", "同一支持内容才为重复", "only the same item of cost meets",
            {"closing": {"group_by": (By.CONTENT,)}}),
        RuleReading("any_kind", "不限同类政策", "other policies of whatever kind are met",
            {"closing": {"same_kind": None}}),
        RuleReading("districts_too", "区县政策同样适用", "policies of districts are met too",
            {"closing": {"levels": ANY_LEVEL}}),
        RuleReading("inside_too", "本文件内部同样适用", "the rule holds inside the document too",
            {"closing": {"inside": True}}),
    ),
)  # fmt: skip

POLICY = Policy(
    id="harbin_2022",
    region="哈尔滨市",
    province="黑龙江省",
    level=CITY,
    first=date(2022, 8, 24),
    last=date(2023, 12, 31),
    data=Path(__file__).with_suffix(".toml"),
    stacking=STACKING,
)


@POLICY.clause("1.1", grants=CEILING, per=PROJECT, how_often=ONCE)
def key_technology_project(
    *,
    review_passed: bool,
    cap: Yuan = wan(1000),
) -> Yuan:
    """At most 10 million yuan for a key technology project that passed review (article 1).

    The words print no rate: the authority determines the sum, and calling gives its ceiling.

    >>> key_technology_project(review_passed=True)
    Decimal('10000000.00')
    """
    if not review_passed:
        return ZERO
    return cap


@POLICY.clause(
    "2.1",
    grants=AMOUNT,
    ceiling_as="up_to",
    per=PLATFORM,
    how_often=ONCE,
    over_years=(a_figure_of_the_unit("equipment_cost"),),
)
def rnd_platform_equipment(
    *,
    equipment_cost: Yuan,
    review_passed: bool,
    rate: Rate = percent(20),
    cap: Yuan = wan(1000),
    sum_is: Literal["fixed", "up_to"] = "fixed",
) -> Yuan:
    """20% of an R&D platform's newly bought equipment, at most 10 million yuan (article 2).

    >>> rnd_platform_equipment(equipment_cost=wan(3000), review_passed=True)
    Decimal('6000000.00')
    """
    if not review_passed:
        return ZERO
    return min(rate * equipment_cost, cap)


@POLICY.clause(
    "2.2",
    grants=AMOUNT,
    ceiling_as="up_to",
    per=PLATFORM,
    how_often=ONCE,
    over_years=(a_figure_of_the_unit("investment"),),
)
def service_platform_construction(
    *,
    investment: Yuan,
    review_passed: bool,
    rate: Rate = percent(10),
    cap: Yuan = wan(500),
    sum_is: Literal["fixed", "up_to"] = "fixed",
) -> Yuan:
    """10% of the actual investment in a service platform, at most 5 million yuan (article 2).

    >>> service_platform_construction(investment=wan(2000), review_passed=True)
    Decimal('2000000.00')
    """
    if not review_passed:
        return ZERO
    return min(rate * investment, cap)


@POLICY.clause(
    "2.3",
    grants=AMOUNT,
    ceiling_as="up_to",
    per=PLATFORM,
    how_often=YEARLY,
    over_years=(a_figure_of_the_year("service_income"),),
)
def platform_operation(
    *,
    service_income: Yuan,
    serves_local_clients: bool,
    rate: Rate = percent(10),
    cap: Yuan = wan(100),
    sum_is: Literal["fixed", "up_to"] = "fixed",
) -> Yuan:
    """10% of a platform's service income of the year, at most 1 million yuan (article 2).

    The income is that from paid services to enterprises and institutes of the city.

    >>> platform_operation(service_income=wan(300), serves_local_clients=True)
    Decimal('300000.00')
    """
    if not serves_local_clients:
        return ZERO
    return min(rate * service_income, cap)


@POLICY.clause(
    "3.1",
    grants=AMOUNT,
    ceiling_as="up_to",
    per=PLATFORM,
    how_often=ONCE,
    over_years=(a_figure_of_the_unit("investment"),),
)
def incubation_carrier(
    *,
    investment: Yuan,
    review_passed: bool,
    carrier_qualifies: bool,
    rate: Rate = percent(10),
    cap: Yuan = wan(1000),
    sum_is: Literal["fixed", "up_to"] = "fixed",
) -> Yuan:
    """10% of the actual outlay on an incubation carrier, at most 10 million yuan (article 3).

    A carrier qualifies as an integrated makerspace, incubator and accelerator, or as an applied
    research institution of the new type.

    >>> incubation_carrier(investment=wan(1000), review_passed=True, carrier_qualifies=True)
    Decimal('1000000.00')
    """
    if not (carrier_qualifies and review_passed):
        return ZERO
    return min(rate * investment, cap)


@POLICY.clause(
    "4.1",
    grants=AMOUNT,
    ceiling_as="up_to",
    per=PROJECT,
    how_often=ONCE,
    over_years=(a_figure_of_the_unit("total_investment"),),
)
def application_scenario(
    *,
    total_investment: Yuan,
    review_passed: bool,
    government_investment_project: bool,
    rate: Rate = percent(30),
    cap: Yuan = wan(500),
    sum_is: Literal["fixed", "up_to"] = "fixed",
) -> Yuan:
    """30% of a demonstration scenario's total investment, at most 5 million yuan (article 4).

    A government investment project gets nothing.

    >>> application_scenario(
    ...     total_investment=wan(800), review_passed=True, government_investment_project=False
    ... )
    Decimal('2400000.00')
    """
    if not review_passed or government_investment_project:
        return ZERO
    return min(rate * total_investment, cap)


@POLICY.clause(
    "6.1",
    grants=AMOUNT,
    ceiling_as="up_to",
    per=PROJECT,
    how_often=ONCE,
    over_years=(a_figure_of_the_unit("investment"),),
)
def joint_innovation_centre(
    *,
    investment: Yuan,
    acceptance_passed: bool,
    rate: Rate = percent(50),
    cap: Yuan = wan(100),
    sum_is: Literal["fixed", "up_to"] = "fixed",
) -> Yuan:
    """50% of the actual outlay on a joint centre, at most 1 million yuan (article 6).

    Sino-foreign joint innovation centres and international research institutions of the new type.

    >>> joint_innovation_centre(investment=wan(150), acceptance_passed=True)
    Decimal('750000.00')
    """
    if not acceptance_passed:
        return ZERO
    return min(rate * investment, cap)


@POLICY.clause("6.2", grants=AMOUNT, ceiling_as="up_to", per=PLATFORM, how_often=CUMULATIVE)
def foreign_experts(
    *,
    expert_cost: Yuan,
    joint_centre: bool,
    rate: Rate = percent(70),
    cap: Yuan = wan(100),
    sum_is: Literal["fixed", "up_to"] = "fixed",
) -> Yuan:
    """70% of the actual working costs of foreign experts, at most 1 million yuan (article 6).

    >>> foreign_experts(expert_cost=wan(100), joint_centre=True)
    Decimal('700000.00')
    """
    if not joint_centre:
        return ZERO
    return min(rate * expert_cost, cap)


@POLICY.clause(
    "9.2",
    grants=AMOUNT,
    ceiling_as="up_to",
    per=EVENT,
    how_often=PER_EVENT,
    over_years=(a_figure_of_the_event("event_cost"),),
)
def hosted_event(
    *,
    event_cost: Yuan,
    on_annual_list: bool,
    rate: Rate = percent(50),
    cap: Yuan = wan(50),
    sum_is: Literal["fixed", "up_to"] = "fixed",
) -> Yuan:
    """50% of the actual cost of a listed event, at most 500,000 yuan (article 9).

    >>> hosted_event(event_cost=wan(60), on_annual_list=True)
    Decimal('300000.00')
    """
    if not on_annual_list:
        return ZERO
    return min(rate * event_cost, cap)
