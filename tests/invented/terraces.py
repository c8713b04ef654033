"""An invented town whose clauses have several open points each, and whose sums may be ceilings."""

from datetime import date
from pathlib import Path
from typing import Literal

from aipolicy.calc import (
    AMOUNT,
    CITY,
    ENTERPRISE,
    PROJECT,
    YEARLY,
    ZERO,
    Policy,
    Rate,
    Received,
    Yuan,
    percent,
    wan,
)

POLICY = Policy(
    id="terraces",
    region="梯田镇",
    province="山省",
    level=CITY,
    first=date(2020, 1, 1),
    data=Path(__file__).with_suffix(".toml"),
)


@POLICY.clause(
    "1.1",
    grants=AMOUNT,
    per=PROJECT,
    how_often=YEARLY,
    falls_with=("grant",),
    ceiling_as="up_to",
)
def stone_wall(
    *,
    cost: Yuan,
    grant: Yuan,
    finished: bool,
    rate: Rate = percent(30),
    cap: Yuan = wan(3),
    base: Literal["whole_cost", "own_money"] = "whole_cost",
    sum_is: Literal["fixed", "up_to"] = "fixed",
) -> Yuan:
    """30% of a wall, at most 30,000: of its cost, or of what the owner pays of it."""
    if not finished:
        return ZERO
    if base == "own_money":
        return min(rate * max(cost - grant, ZERO), cap)
    return min(rate * cost, cap)


@POLICY.clause(
    "1.2",
    grants=AMOUNT,
    per=ENTERPRISE,
    how_often=YEARLY,
    falls_with=("received_to_date",),
    jumps_with=("income",),
    ceiling_as="at_most",
)
def spring_water(
    *,
    income: Yuan,
    received_to_date: Received,
    rate: Rate = percent(10),
    floor: Yuan = wan("0.5"),
    cap: Yuan = wan(1),
    over_years: Literal["in_all", "each_year"] = "in_all",
    tested: Literal["threshold", "no_threshold"] = "threshold",
    sum_is: Literal["due", "at_most"] = "due",
) -> Yuan:
    """A tenth of the income from 5,000 on, 10,000 in all, or in each year."""
    if tested == "threshold" and income < floor:
        return ZERO
    if over_years == "each_year":
        return min(rate * income, cap)
    if received_to_date >= cap:
        return ZERO
    return min(rate * income, cap - received_to_date)
