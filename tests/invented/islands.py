"""An invented country, the test bed of the kernel: every kind of clause, no real law."""

from datetime import date
from pathlib import Path
from typing import Literal

from aipolicy.calc import (
    AMOUNT,
    CEILING,
    CITY,
    ENTERPRISE,
    NOTHING,
    ONCE,
    PER_TIER,
    PROJECT,
    RANGE,
    YEARLY,
    ZERO,
    Area,
    Count,
    Policy,
    Range,
    Rate,
    Received,
    Split,
    Tiers,
    Year,
    Yuan,
    percent,
    wan,
    yi,
)

POLICY = Policy(
    id="islands",
    region="海岛",
    province="海岛",
    level=CITY,
    first=date(2020, 2, 29),
    term_years=3,
    data=Path(__file__).with_suffix(".toml"),
)


@POLICY.clause("1.1", grants=AMOUNT, per=PROJECT, how_often=ONCE)
def ferry(*, cost: Yuan, registered: bool, rate: Rate = percent(30), cap: Yuan = wan(3)) -> Yuan:
    """30% of a ferry, at most 30,000."""
    if not registered:
        return ZERO
    return min(rate * cost, cap)


@POLICY.clause("1.2", grants=CEILING, per=PROJECT, how_often=ONCE, soft_cap=True)
def lighthouse(*, cost: Yuan, rate: Rate = percent(50), cap: Yuan = wan(10)) -> Yuan:
    """Up to half of a lighthouse, in principle at most 100,000."""
    return min(rate * cost, cap)


@POLICY.clause("1.3", grants=RANGE, per=PROJECT, how_often=ONCE)
def harbour(*, selected: bool, floor: Yuan = wan(5), cap: Yuan = wan(8)) -> Range:
    """Between 50,000 and 80,000 for a selected harbour."""
    if not selected:
        return NOTHING
    return Range(floor, cap)


@POLICY.clause("1.4", grants=AMOUNT, per=PROJECT, how_often=ONCE, soft_cap=True)
def jetty(*, cost: Yuan, rate: Rate = percent(20), cap: Yuan = wan(2)) -> Yuan:
    """A fifth of a jetty, in principle at most 20,000."""
    return min(rate * cost, cap)


@POLICY.clause(
    "2.1", grants=AMOUNT, per=ENTERPRISE, how_often=YEARLY, falls_with=("received_to_date",)
)
def nets(
    *,
    income: Yuan,
    received_to_date: Received,
    year_of_support: Year,
    rate: Rate = percent(10),
    cap: Yuan = wan(1),
    years: Count = 3,
) -> Yuan:
    """A tenth of the income for three years, 10,000 in all."""
    if year_of_support > years or received_to_date >= cap:
        return ZERO
    return min(rate * income, cap - received_to_date)


@POLICY.clause("2.2", grants=AMOUNT, per=ENTERPRISE, how_often=YEARLY)
def sheds(
    *, area: Area, rent: Yuan, rate: Rate = percent(50), max_area: Area = wan("0.01")
) -> Yuan:
    """Half the rent of at most 100 square metres."""
    return rate * min(area, max_area) * rent


@POLICY.clause(
    "2.3", grants=AMOUNT, per=ENTERPRISE, how_often=PER_TIER, jumps_with=("catch", "boats")
)
def record_catch(
    *,
    catch: Yuan,
    boats: Count,
    min_boats: Count = 2,
    tiers: Tiers = ((yi(1), wan(1)), (yi(2), wan(3))),
    reading: Literal["highest_tier", "sum_of_tiers"] = "highest_tier",
) -> Yuan:
    """10,000 for a catch of 100 million, 30,000 for one of 200 million, from two boats on."""
    if boats < min_boats:
        return ZERO
    reached = [sum_ for threshold, sum_ in tiers if catch >= threshold]
    if reading == "sum_of_tiers":
        return sum(reached, ZERO)
    return max(reached, default=ZERO)


@POLICY.clause(
    "2.4",
    grants=AMOUNT,
    per=ENTERPRISE,
    how_often=ONCE,
    funding=Split(city="city_share", rest="district"),
)
def pier(*, matched: Yuan, rate: Rate = percent(100), city_share: Rate = percent(50)) -> Yuan:
    """As much again as was matched, half of it from the city."""
    return rate * matched
