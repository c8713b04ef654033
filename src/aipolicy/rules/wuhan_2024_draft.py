"""Wuhan: policies for promoting the AI industry (draft for comment, 2024).

Evidence
    Title     武汉促进人工智能产业发展若干政策(征求意见稿)
    Number    none; put out for comment by 武汉市经济和信息化局 on 2024-03-27
    In force  unknown: the text prints 2024年X月X日 and a term of three years from that day
    Status    draft, not law; comments before 2024-04-26. Known from outside the text: another
              document of ten articles, 武政规〔2025〕3号, followed in February 2025

All sums are in yuan. Clauses are in the order of the document; the number before the point
is the article's. The text has no rule on combining awards. Where a share is printed without 最高,
it is fixed; `read_as("up_to")` reads it as the most that can be given.
"""

from pathlib import Path
from typing import Literal

from aipolicy.calc import (
    AMOUNT,
    CEILING,
    CITY,
    ENTERPRISE,
    EVENT,
    NOTHING,
    ONCE,
    PARK,
    PER_EVENT,
    PLATFORM,
    PROJECT,
    PROVINCE,
    RANGE,
    UNIT,
    YEARLY,
    ZERO,
    Count,
    Policy,
    Range,
    Rate,
    Received,
    Split,
    Stacking,
    Together,
    Year,
    YearsOfSupport,
    Yuan,
    a_figure_of_the_event,
    a_figure_of_the_unit,
    percent,
    wan,
)

__all__ = [
    "POLICY",
    "challenge_winner",
    "cluster_competition",
    "compute_centre_match",
    "core_park",
    "demonstration_scenario",
    "domestic_listing",
    "industry_event",
    "key_rnd_project",
    "little_giant",
    "major_science_project",
    "overseas_listing",
    "pilot_platform",
    "public_service_platform",
    "unicorn",
    "vertical_model_compute",
    "vertical_model_development",
]

# The text is silent: it has no rule on combining awards.
STACKING = Stacking(
    together=(
        Together("2", ("2.1",), "为省级建设运营补贴配套",
            "it is made to stand on the provincial subsidy", on=frozenset({PROVINCE})),
        Together("3", ("3.2", "3.3"), "两项同时给予", "the two are given together"),
    ),
    in_stages=("10.4",),
)  # fmt: skip

POLICY = Policy(
    id="wuhan_2024_draft",
    region="武汉市",
    province="湖北省",
    level=CITY,
    draft=True,
    first=None,
    last=None,
    term_years=3,
    data=Path(__file__).with_suffix(".toml"),
    stacking=STACKING,
)


@POLICY.clause("1.1", grants=CEILING, per=PROJECT, how_often=ONCE, soft_cap=True)
def major_science_project(
    *,
    selected: bool,
    cap: Yuan = wan(2000),
) -> Yuan:
    """As a rule at most 20 million yuan of city R&D funds for a major project (article 1).

    The words say 一般: a sum above the cap needs an exception.

    >>> major_science_project(selected=True)
    Decimal('20000000.00')
    """
    if not selected:
        return ZERO
    return cap


@POLICY.clause("1.2", grants=RANGE, per=PROJECT, how_often=ONCE)
def key_rnd_project(
    *,
    selected: bool,
    floor: Yuan = wan(50),
    cap: Yuan = wan(100),
) -> Range:
    """From 500,000 to 1 million yuan for an AI project of the city's key R&D plan (article 1).

    >>> key_rnd_project(selected=True)
    Range(least=Decimal('500000.00'), most=Decimal('1000000.00'))
    """
    if not selected:
        return NOTHING
    return Range(floor, cap)


@POLICY.clause(
    "2.1",
    grants=AMOUNT,
    per=PLATFORM,
    how_often=PER_EVENT,
    funding=Split(city="city_share", rest="district"),
    over_years=(a_figure_of_the_event("provincial_subsidy"),),
)
def compute_centre_match(
    *,
    provincial_subsidy: Yuan,
    exemplary: bool,
    rate: Rate = percent(100),
    city_share: Rate = percent(50),
    reading: Literal["match_in_total", "match_by_each_level"] = "match_in_total",
) -> Yuan:
    """The provincial subsidy of a computing centre matched 1:1, without a cap (article 2).

    City and district bear half each. Read as `match_by_each_level`, each of the two matches the
    subsidy in full.

    >>> compute_centre_match(provincial_subsidy=wan(800), exemplary=True)
    Decimal('8000000.00')
    """
    if not exemplary:
        return ZERO
    match = rate * provincial_subsidy
    if reading == "match_by_each_level":
        return match + match
    return match


@POLICY.clause(
    "3.2",
    grants=AMOUNT,
    ceiling_as="up_to",
    per=PROJECT,
    how_often=ONCE,
    over_years=(a_figure_of_the_unit("rnd_cost"),),
)
def vertical_model_development(
    *,
    rnd_cost: Yuan,
    selected: bool,
    lead_unit: bool,
    rate: Rate = percent(30),
    cap: Yuan = wan(500),
    sum_is: Literal["fixed", "up_to"] = "fixed",
) -> Yuan:
    """30% of a selected industry model's R&D cost, at most 5 million yuan (article 3).

    It goes to the unit that leads the development.

    >>> vertical_model_development(rnd_cost=wan(1000), selected=True, lead_unit=True)
    Decimal('3000000.00')
    """
    if not (selected and lead_unit):
        return ZERO
    return min(rate * rnd_cost, cap)


@POLICY.clause(
    "3.3",
    grants=AMOUNT,
    ceiling_as="up_to",
    per=PROJECT,
    how_often=YEARLY,
    falls_with=("received_to_date",),
    over_years=(YearsOfSupport("year_of_support", "三年", "three years"),),
)
def vertical_model_compute(
    *,
    local_compute_fee: Yuan,
    received_to_date: Received,
    year_of_support: Year,
    selected: bool,
    lead_unit: bool,
    rate: Rate = percent(50),
    cap: Yuan = wan(500),
    years: Count = 3,
    reading: Literal["cumulative", "each_year"] = "cumulative",
    sum_is: Literal["fixed", "up_to"] = "fixed",
) -> Yuan:
    """50% of a selected model's fees for local compute, 5 million yuan in three years (article 3).

    The cap holds for the three years together; read as `each_year`, for each of them. The first
    year is that of selection.

    >>> vertical_model_compute(
    ...     local_compute_fee=wan(600),
    ...     received_to_date=wan(300),
    ...     year_of_support=2,
    ...     selected=True,
    ...     lead_unit=True,
    ... )
    Decimal('2000000.00')
    """
    if not (selected and lead_unit) or year_of_support > years:
        return ZERO
    subsidy = rate * local_compute_fee
    if reading == "each_year":
        return min(subsidy, cap)
    if received_to_date >= cap:
        return ZERO
    return min(subsidy, cap - received_to_date)


@POLICY.clause("4.1", grants=CEILING, per=PLATFORM, how_often=ONCE)
def public_service_platform(
    *,
    selected: bool,
    cap: Yuan = wan(200),
) -> Yuan:
    """At most 2 million yuan for a selected AI public service platform (article 4).

    >>> public_service_platform(selected=True)
    Decimal('2000000.00')
    """
    if not selected:
        return ZERO
    return cap


@POLICY.clause("4.2", grants=CEILING, per=PLATFORM, how_often=ONCE)
def pilot_platform(
    *,
    qualified: bool,
    selected: bool,
    cap: Yuan = wan(1000),
) -> Yuan:
    """At most 10 million yuan for a qualified and selected pilot-scale platform (article 4).

    >>> pilot_platform(qualified=True, selected=True)
    Decimal('10000000.00')
    """
    if not (qualified and selected):
        return ZERO
    return cap


@POLICY.clause("6.1", grants=AMOUNT, per=ENTERPRISE, how_often=ONCE)
def little_giant(
    *,
    first_recognised: bool,
    sum: Yuan = wan(50),
) -> Yuan:
    """500,000 yuan for a national "little giant", on its first recognition (article 6).

    >>> little_giant(first_recognised=True)
    Decimal('500000.00')
    """
    if not first_recognised:
        return ZERO
    return sum


@POLICY.clause("6.2", grants=AMOUNT, per=ENTERPRISE, how_often=ONCE)
def unicorn(
    *,
    first_recognised: bool,
    sum: Yuan = wan(100),
) -> Yuan:
    """1 million yuan for a unicorn enterprise, on its first recognition (article 6).

    >>> unicorn(first_recognised=True)
    Decimal('1000000.00')
    """
    if not first_recognised:
        return ZERO
    return sum


@POLICY.clause(
    "7.3",
    grants=AMOUNT,
    ceiling_as="up_to",
    per=PROJECT,
    how_often=ONCE,
    over_years=(a_figure_of_the_unit("total_investment"),),
)
def demonstration_scenario(
    *,
    total_investment: Yuan,
    selected: bool,
    rate: Rate = percent(30),
    cap: Yuan = wan(100),
    sum_is: Literal["fixed", "up_to"] = "fixed",
) -> Yuan:
    """30% of a demonstration scenario's total investment, at most 1 million yuan (article 7).

    >>> demonstration_scenario(total_investment=wan(200), selected=True)
    Decimal('600000.00')
    """
    if not selected:
        return ZERO
    return min(rate * total_investment, cap)


@POLICY.clause("7.4", grants=AMOUNT, per=PROJECT, how_often=ONCE)
def challenge_winner(
    *,
    won: bool,
    landed_locally: bool,
    lead_unit: bool,
    sum: Yuan = wan(100),
) -> Yuan:
    """1 million yuan to the lead unit of a national AI challenge that was won (article 7).

    The project's results must have been brought into use in Wuhan.

    >>> challenge_winner(won=True, landed_locally=True, lead_unit=True)
    Decimal('1000000.00')
    """
    if not (won and landed_locally and lead_unit):
        return ZERO
    return sum


@POLICY.clause(
    "8.2",
    grants=CEILING,
    per=PARK,
    how_often=YEARLY,
    over_years=(
        YearsOfSupport("year_of_support", "连续奖励3年", "three years in a row", in_a_row=True),
    ),
)
def core_park(
    *,
    year_of_support: Year,
    selected: bool,
    cap: Yuan = wan(1000),
    years: Count = 3,
) -> Yuan:
    """At most 10 million yuan a year for a core AI park, three years in a row (article 8).

    >>> core_park(year_of_support=3, selected=True)
    Decimal('10000000.00')
    """
    if not selected or year_of_support > years:
        return ZERO
    return cap


@POLICY.clause("8.3", grants=AMOUNT, per=UNIT, how_often=ONCE)
def cluster_competition(
    *,
    won_final: bool,
    promotion_body: bool,
    sum: Yuan = wan(500),
) -> Yuan:
    """5 million yuan once to a cluster's promotion body that won the national final (article 8).

    >>> cluster_competition(won_final=True, promotion_body=True)
    Decimal('5000000.00')
    """
    if not (won_final and promotion_body):
        return ZERO
    return sum


@POLICY.clause("10.4", grants=CEILING, per=ENTERPRISE, how_often=ONCE)
def domestic_listing(
    *,
    listed_on_domestic_exchange: bool,
    cap: Yuan = wan(800),
) -> Yuan:
    """At most 8 million yuan in stages for a first listing in the mainland (article 10).

    The exchanges are those of Shanghai, Shenzhen and Beijing; the cap holds for all stages
    together, and the words do not say what the stages are.

    >>> domestic_listing(listed_on_domestic_exchange=True)
    Decimal('8000000.00')
    """
    if not listed_on_domestic_exchange:
        return ZERO
    return cap


@POLICY.clause(
    "10.5",
    grants=AMOUNT,
    per=ENTERPRISE,
    how_often=ONCE,
    falls_with=("funds_raised",),
    jumps_with=("funds_raised", "funds_invested_locally"),
)
def overseas_listing(
    *,
    listed_on_mou_exchange: bool,
    funds_raised: Yuan,
    funds_invested_locally: Yuan,
    min_local_share: Rate = percent(80),
    sum: Yuan = wan(600),
) -> Yuan:
    """6 million yuan once for a listing abroad, 80% or more of the funds placed here (article 10).

    The exchange is one of a country or region that signed a memorandum with the securities
    commission. Where nothing was raised there is no share, and nothing is given.

    >>> overseas_listing(
    ...     listed_on_mou_exchange=True, funds_raised=wan(1000), funds_invested_locally=wan(800)
    ... )
    Decimal('6000000.00')
    """
    if not listed_on_mou_exchange or funds_raised == 0:
        return ZERO
    if funds_invested_locally < min_local_share * funds_raised:
        return ZERO
    return sum


@POLICY.clause(
    "11.2",
    grants=AMOUNT,
    ceiling_as="up_to",
    per=EVENT,
    how_often=PER_EVENT,
    over_years=(a_figure_of_the_event("event_cost"),),
)
def industry_event(
    *,
    event_cost: Yuan,
    prefiled: bool,
    national_or_international: bool,
    rate: Rate = percent(50),
    cap: Yuan = wan(200),
    sum_is: Literal["fixed", "up_to"] = "fixed",
) -> Yuan:
    """50% of the cost of a major AI event recognised beforehand, at most 2 million (article 11).

    The event is national or international.

    >>> industry_event(event_cost=wan(300), prefiled=True, national_or_international=True)
    Decimal('1500000.00')
    """
    if not (prefiled and national_or_international):
        return ZERO
    return min(rate * event_cost, cap)
