"""Heilongjiang: measures in support of AI innovation and development (2026).

Evidence
    Title     黑龙江省支持人工智能创新发展若干政策措施
    Number    none in the copy read, which names neither issuer nor date
    In force  three years from the day of issue; the text does not bear that day, so the caller
              states it
    Status    presented as final
    Beside    known from outside the text: the measures date from February 2026, day unknown

All sums are in yuan. Clauses are in the order of the document; the number before the point
is the article's.
"""

from pathlib import Path
from typing import Literal

from aipolicy.calc import (
    AMOUNT,
    ANY_LEVEL,
    CEILING,
    ENTERPRISE,
    EVENT,
    NATION,
    ONCE,
    PER_EVENT,
    PLATFORM,
    PROJECT,
    PROVINCE,
    UNIT,
    YEARLY,
    ZERO,
    By,
    Effect,
    Policy,
    Rate,
    Received,
    Rule,
    RuleReading,
    Stacking,
    Together,
    Yuan,
    a_figure_of_the_event,
    a_figure_of_the_unit,
    a_figure_of_the_year,
    percent,
    wan,
    yi,
)

__all__ = [
    "POLICY",
    "benchmark_scenario",
    "compute_purchase",
    "data_voucher",
    "dataset_project",
    "launch_event",
    "model_voucher",
    "national_champion",
    "national_dataset_project",
    "national_little_giant",
    "pilot_base_match",
    "pilot_platform",
    "rnd_investment",
    "terminal_manufacturing",
]

# Closing: with other provincial policies, unless otherwise provided.
STACKING = Stacking(
    rules=(
        Rule(
            name="closing",
            article="结尾条款",
            zh="与省其他政策从高不重复，另有规定除外",
            en="of this and other provincial policies the higher, unless otherwise provided",
            group_by=(By.SUBJECT,),
            effect=Effect.HIGHER,
            inside=False,
            levels=frozenset({PROVINCE}),
        ),
    ),
    together=(
        Together("3", ("3.1",), "上浮部分与基础补助并给", "the extra half tops the base up",
            on=frozenset({PROVINCE}), reading="extra_half_only"),
        Together("13", ("13.3",), "与国家支持配套", "it is made to stand on the national support",
            on=frozenset({NATION})),
    ),
    readings=(
        RuleReading("other_fields_only", "仅限其他领域政策",
            "only policies of other fields are met", {"closing": {"same_kind": False}}),
        RuleReading("same_enterprise", "同一申报主体即为重复", "the same claimant is enough",
            {"closing": {"group_by": (By.CLAIMANT,)}}),
        RuleReading("all_levels", "国家、市县政策同样适用", "policies of every level are met",
            {"closing": {"levels": ANY_LEVEL}}),
        RuleReading("inside_too", "本文件内部同样适用", "the rule holds inside the document too",
            {"closing": {"inside": True}}),
    ),
    in_stages=("9.2",),
)  # fmt: skip

POLICY = Policy(
    id="heilongjiang_2026",
    region="黑龙江省",
    province="黑龙江省",
    level=PROVINCE,
    first=None,
    last=None,
    term_years=3,
    data=Path(__file__).with_suffix(".toml"),
    stacking=STACKING,
)


@POLICY.clause(
    "3.1",
    grants=AMOUNT,
    per=ENTERPRISE,
    how_often=YEARLY,
    falls_with=("received_to_date",),
    jumps_with=("prior_year_rnd_spending",),
    over_years=(a_figure_of_the_year("prior_year_rnd_spending", "base_subsidy"),),
)
def rnd_investment(
    *,
    prior_year_rnd_spending: Yuan,
    base_subsidy: Yuan,
    received_to_date: Received,
    qualified: bool,
    min_spending: Yuan = wan(50),
    uplift: Rate = percent(50),
    cap: Yuan = wan(1500),
    reading: Literal[
        "times_one_and_a_half", "plus_50_points", "extra_half_only"
    ] = "times_one_and_a_half",
) -> Yuan:
    """The base subsidy on last year's R&D raised by 50%, up to 15 million yuan in all (article 3).

    R&D of 500,000 yuan or more in that year qualifies. The base ratios are in another document,
    so the subsidy at those ratios is a fact. Raised by 50% is read as 1.5 times the base; or as 50
    points more on last year's R&D; or as the extra half alone, where the base is paid elsewhere
    and is then part of what was received.

    >>> rnd_investment(
    ...     prior_year_rnd_spending=wan(1000),
    ...     base_subsidy=wan(100),
    ...     received_to_date=ZERO,
    ...     qualified=True,
    ... )
    Decimal('1500000.00')
    """
    if not qualified or prior_year_rnd_spending < min_spending:
        return ZERO
    if reading == "plus_50_points":
        subsidy = base_subsidy + uplift * prior_year_rnd_spending
    elif reading == "extra_half_only":
        subsidy = uplift * base_subsidy
    else:
        subsidy = (1 + uplift) * base_subsidy
    if received_to_date >= cap:
        return ZERO
    return min(subsidy, cap - received_to_date)


@POLICY.clause(
    "4.2",
    grants=AMOUNT,
    per=PLATFORM,
    how_often=ONCE,
    over_years=(a_figure_of_the_unit("total_investment"),),
)
def pilot_platform(
    *,
    total_investment: Yuan,
    qualified: bool,
    performance_passed: bool,
    rate: Rate = percent(30),
    cap: Yuan = wan(1000),
) -> Yuan:
    """30% of a proof-of-concept or pilot platform's total investment, at most 10 million yuan.

    The result of the performance review decides whether, not how much, is paid (article 4).

    >>> pilot_platform(total_investment=wan(2000), qualified=True, performance_passed=True)
    Decimal('6000000.00')
    """
    if not (qualified and performance_passed):
        return ZERO
    return min(rate * total_investment, cap)


@POLICY.clause("5.2", grants=AMOUNT, per=UNIT, how_often=YEARLY, jumps_with=("compute_spend",))
def compute_purchase(
    *,
    compute_spend: Yuan,
    provider_qualified: bool,
    for_ai_scenario: bool,
    threshold: Yuan = wan(30),
    rate: Rate = percent(30),
    cap: Yuan = wan(400),
    reading: Literal["whole_spend", "excess_only"] = "whole_spend",
) -> Yuan:
    """30% of a unit's actual compute spend of the year, at most 4 million yuan (article 5).

    The spend must be over 300,000 yuan. The base is the whole spend; or only what is over.

    >>> compute_purchase(compute_spend=wan(100), provider_qualified=True, for_ai_scenario=True)
    Decimal('300000.00')
    """
    if not (provider_qualified and for_ai_scenario) or compute_spend <= threshold:
        return ZERO
    if reading == "excess_only":
        return min(rate * (compute_spend - threshold), cap)
    return min(rate * compute_spend, cap)


@POLICY.clause("6.3", grants=CEILING, per=PROJECT, how_often=ONCE)
def dataset_project(
    *,
    selected: bool,
    cap: Yuan = wan(200),
) -> Yuan:
    """At most 2 million yuan for a high-quality dataset chosen in the year's batch (article 6).

    The words print no rate: the authority determines the sum, and calling gives its ceiling.

    >>> dataset_project(selected=True)
    Decimal('2000000.00')
    """
    if not selected:
        return ZERO
    return cap


@POLICY.clause(
    "6.4",
    grants=AMOUNT,
    per=PROJECT,
    how_often=ONCE,
    over_years=(a_figure_of_the_unit("approved_investment"),),
)
def national_dataset_project(
    *,
    approved_investment: Yuan,
    nationally_approved: bool,
    rate: Rate = percent(10),
    cap: Yuan = wan(1000),
) -> Yuan:
    """10% of a national dataset project's approved investment, at most 10 million yuan (article 6).

    >>> national_dataset_project(approved_investment=wan(3000), nationally_approved=True)
    Decimal('3000000.00')
    """
    if not nationally_approved:
        return ZERO
    return min(rate * approved_investment, cap)


@POLICY.clause(
    "6.5",
    grants=AMOUNT,
    per=UNIT,
    how_often=YEARLY,
    over_years=(a_figure_of_the_year("trade_amount"),),
)
def data_voucher(
    *,
    trade_amount: Yuan,
    rate: Rate = percent(10),
    cap: Yuan = wan(100),
) -> Yuan:
    """10% of what a buyer paid for data products in the year, at most 1 million yuan (article 6).

    >>> data_voucher(trade_amount=wan(300))
    Decimal('300000.00')
    """
    return min(rate * trade_amount, cap)


@POLICY.clause("7.1", grants=CEILING, per=UNIT, how_often=YEARLY)
def model_voucher(
    *,
    qualified: bool,
    review_passed: bool,
    cap: Yuan = wan(100),
) -> Yuan:
    """At most 1 million yuan a year for a buyer of vertical models (article 7).

    The words print neither the rate nor its uplift for large projects in key fields: the
    authority determines the sum, and calling gives its ceiling.

    >>> model_voucher(qualified=True, review_passed=True)
    Decimal('1000000.00')
    """
    if not (qualified and review_passed):
        return ZERO
    return cap


@POLICY.clause(
    "8.2",
    grants=AMOUNT,
    per=PROJECT,
    how_often=ONCE,
    over_years=(a_figure_of_the_unit("approved_investment"),),
)
def benchmark_scenario(
    *,
    approved_investment: Yuan,
    selected: bool,
    rate: Rate = percent(20),
    cap: Yuan = wan(2000),
) -> Yuan:
    """20% of a benchmark scenario's approved investment, at most 20 million yuan (article 8).

    >>> benchmark_scenario(approved_investment=wan(5000), selected=True)
    Decimal('10000000.00')
    """
    if not selected:
        return ZERO
    return min(rate * approved_investment, cap)


@POLICY.clause(
    "9.2",
    grants=AMOUNT,
    per=PROJECT,
    how_often=ONCE,
    jumps_with=("total_investment", "approved_investment"),
    soft_cap=True,
    over_years=(a_figure_of_the_unit("approved_investment"),),
)
def terminal_manufacturing(
    *,
    total_investment: Yuan,
    approved_investment: Yuan,
    new_build: bool,
    in_listed_field: bool,
    min_investment: Yuan = wan(2000),
    rate: Rate = percent(20),
    cap: Yuan = wan(5000),
    reading: Literal["threshold_on_total", "threshold_on_approved"] = "threshold_on_total",
) -> Yuan:
    """20% of a new project's approved investment, in principle up to 50 million yuan (article 9).

    The project's investment must be 20 million yuan or more: the total as declared; or, in the
    other reading, the sum as approved. The award is paid in stages that the words leave open.

    >>> terminal_manufacturing(
    ...     total_investment=wan(3000),
    ...     approved_investment=wan(2500),
    ...     new_build=True,
    ...     in_listed_field=True,
    ... )
    Decimal('5000000.00')
    """
    if not (new_build and in_listed_field):
        return ZERO
    tested = approved_investment if reading == "threshold_on_approved" else total_investment
    if tested < min_investment:
        return ZERO
    return min(rate * approved_investment, cap)


@POLICY.clause(
    "11.3",
    grants=AMOUNT,
    per=EVENT,
    how_often=PER_EVENT,
    over_years=(a_figure_of_the_event("event_cost"),),
)
def launch_event(
    *,
    event_cost: Yuan,
    qualified: bool,
    rate: Rate = percent(30),
    cap: Yuan = wan(30),
) -> Yuan:
    """30% of a first launch, show or exhibition's cost, at most 300,000 yuan (article 11).

    >>> launch_event(event_cost=wan(60), qualified=True)
    Decimal('180000.00')
    """
    if not qualified:
        return ZERO
    return min(rate * event_cost, cap)


@POLICY.clause("12.3", grants=CEILING, per=ENTERPRISE, how_often=ONCE)
def national_champion(
    *,
    newly_recognised: bool,
    cap: Yuan = wan(200),
) -> Yuan:
    """At most 2 million yuan, once, for a new national single-product champion (article 12).

    >>> national_champion(newly_recognised=True)
    Decimal('2000000.00')
    """
    if not newly_recognised:
        return ZERO
    return cap


@POLICY.clause("12.4", grants=CEILING, per=ENTERPRISE, how_often=ONCE)
def national_little_giant(
    *,
    newly_recognised: bool,
    cap: Yuan = wan(100),
) -> Yuan:
    """At most 1 million yuan, once, for a new national "little giant" enterprise (article 12).

    >>> national_little_giant(newly_recognised=True)
    Decimal('1000000.00')
    """
    if not newly_recognised:
        return ZERO
    return cap


@POLICY.clause(
    "13.3",
    grants=CEILING,
    per=PROJECT,
    how_often=ONCE,
    over_years=(a_figure_of_the_unit("national_support"),),
)
def pilot_base_match(
    *,
    national_support: Yuan,
    nationally_approved: bool,
    rate: Rate = percent(20),
    cap: Yuan = yi(1),
) -> Yuan:
    """At most 20% of the national support for a pilot base, nor over 100 million (article 13).

    >>> pilot_base_match(national_support=wan(3000), nationally_approved=True)
    Decimal('6000000.00')
    """
    if not nationally_approved:
        return ZERO
    return min(rate * national_support, cap)
