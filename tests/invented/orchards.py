"""An invented town's law with its text beside it: the test bed of law beside code."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from aipolicy.calc import (
    AMOUNT,
    CITY,
    ENTERPRISE,
    ONCE,
    PER_TIER,
    PROJECT,
    YEARLY,
    ZERO,
    Area,
    Count,
    Policy,
    Rate,
    Tiers,
    Year,
    Yuan,
    percent,
    wan,
    yi,
)

DATA = Path(__file__).with_suffix(".toml")
TEXT = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8")


def orchards(
    *,
    most: Decimal = wan(500),
    last: date | None = None,
    term_years: int | None = 3,
    data: Path = DATA,
) -> Policy:
    """Return the town's policy; the arguments make its code differ from its words."""
    policy = Policy(
        id="orchards",
        region="果园镇",
        province="果园镇",
        level=CITY,
        first=date(2020, 1, 1),
        last=last,
        term_years=term_years,
        data=data,
    )

    @policy.clause("1.1", grants=AMOUNT, per=PROJECT, how_often=ONCE)
    def planting(
        *, investment: Yuan, review_passed: bool, rate: Rate = percent(30), cap: Yuan = most
    ) -> Yuan:
        """30% of a new orchard."""
        return min(rate * investment, cap) if review_passed else ZERO

    @policy.clause("1.2", grants=AMOUNT, per=ENTERPRISE, how_often=YEARLY)
    def nursery(
        *,
        area: Area,
        rent: Yuan,
        year: Year,
        max_area: Area = Decimal(40),
        first_year_rate: Rate = percent(100),
        later_rate: Rate = percent(50),
        years: Count = 3,
    ) -> Yuan:
        """A nursery free of rent for a year, at half the rent for two."""
        if year > years:
            return ZERO
        return (first_year_rate if year == 1 else later_rate) * min(area, max_area) * rent

    @policy.clause("2.1", grants=AMOUNT, per=ENTERPRISE, how_often=PER_TIER)
    def sales(*, revenue: Yuan, tiers: Tiers = ((yi(1), wan(100)), (yi(5), wan(500)))) -> Yuan:
        """A reward at 1 and at 5 hundred million."""
        reward = ZERO
        for threshold, sum_ in tiers:
            if revenue >= threshold:
                reward = sum_
        return reward

    @policy.clause("2.2", grants=AMOUNT, per=PROJECT, how_often=YEARLY)
    def match(
        *,
        county_subsidy: Yuan,
        year: Year,
        rate: Rate = percent(100),
        town_share: Rate = percent(50),
        years: Count = 3,
    ) -> Yuan:
        """As much as the county gives, the town bearing half of it."""
        return rate * town_share * county_subsidy if year <= years else ZERO

    return policy
