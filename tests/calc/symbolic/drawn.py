"""Functions of laws that exist nowhere, as tables: the shapes that sentences of real texts have."""

from fractions import Fraction
from typing import Literal

from aipolicy.calc import Area, Count, Multiple, Rate, Tiers, Year, Yuan, percent, wan, yi
from aipolicy.calc.calculations.signature import read_signature
from aipolicy.calc.symbolic.explorer import Explorer
from aipolicy.calc.symbolic.table import DecisionTable
from aipolicy.calc.symbolic.written import written_tree
from aipolicy.calc.values.money import ZERO


def table_of(law, **changed):
    """Return the table of a plain function, with some of its figures or readings changed."""
    signature = read_signature("drawn/1.1", law)
    settings = {**signature.figures, **signature.defaults, **changed}
    facts, kinds = signature.facts, signature.figure_kinds
    tree = Explorer("drawn/1.1", law, facts, settings).tree()
    again = ("drawn/1.1", law, facts, settings, kinds)
    return DecisionTable("drawn/1.1", tree, facts, lambda: written_tree(*again))


def excess(*, spend: Yuan, rate: Rate = percent(50), free: Yuan = wan(40)) -> Yuan:
    return max(rate * (spend - free), ZERO)


def excess_with_a_cap(
    *, compute_spend: Yuan, rate: Rate = percent(30), free: Yuan = wan(30), cap: Yuan = wan(400)
) -> Yuan:
    return min(rate * (compute_spend - free), cap) if compute_spend > free else ZERO


def bands(
    *,
    investment: Yuan,
    first: Rate = percent(10),
    second: Rate = percent(5),
    third: Rate = percent(2),
    low: Yuan = wan(1000),
    high: Yuan = yi(1),
) -> Yuan:
    if investment <= low:
        return first * investment
    if investment <= high:
        return first * low + second * (investment - low)
    return first * low + second * (high - low) + third * (investment - high)


def growth(
    *, main_revenue: Yuan, previous: Yuan, rate: Rate = percent(3), least: Rate = percent(10)
) -> Yuan:
    grown = main_revenue - previous
    return rate * grown if grown >= least * previous else ZERO


def rent(
    *,
    area: Area,
    months: Count,
    price: Yuan = wan("0.0008"),
    most_area: Area = wan("0.2"),
    most_months: Count = 24,
) -> Yuan:
    return price * min(area, most_area) * min(months, most_months)


def rent_above(*, price: Yuan, area: Area, floor: Yuan = wan(10)) -> Yuan:
    return price * area if price * area >= floor else ZERO


def price_of_area(*, area: Area, price: Yuan = wan("0.0008"), floor: Yuan = wan(10)) -> Yuan:
    return price * area if price * area >= floor else ZERO


def third(*, cost: Yuan, cap: Yuan = wan(300)) -> Yuan:
    return min(cost / 3, cap)


def two_thirds(*, support: Yuan, district_share: Rate = percent(50)) -> Yuan:
    return 2 * support * Fraction(1, 3) + district_share * support


def sixth_of_a_half(*, cost: Yuan, rate: Rate = percent(50)) -> Yuan:
    return rate * cost / 3


def one_and_a_half(
    *, base: Yuan, times: Multiple = wan("0.00015"), uplift: Rate = percent(50)
) -> Yuan:
    return max(times * base, (1 + uplift) * base)


def per_item(
    *,
    standards: Count,
    hectares: Area,
    each: Yuan = wan(5),
    most: Count = 3,
    share: Rate = percent(20),
) -> Yuan:
    """So much for each, three at most."""
    if hectares >= 2 * wan("0.5"):
        return each * min(standards, most)
    return share * each * standards


def milestone(
    *,
    income: Yuan,
    highest: Yuan,
    selected: bool,
    tiers: Tiers = (
        (wan(500), wan(5)),
        (wan(1000), wan(8)),
        (wan(2000), wan(20)),
        (yi(1), wan(90)),
    ),
    reading: Literal["highest", "sum", "rest"] = "highest",
) -> Yuan:
    if not selected:
        return ZERO
    before = newly = together = ZERO
    for threshold, sum_ in tiers:
        if highest >= threshold:
            before = sum_
        elif income >= threshold:
            newly = sum_
            together = together + sum_
    if reading == "sum":
        return together
    return newly if reading == "highest" else max(newly - before, ZERO)


def over_tiers(
    *, jobs: Count, year: Year, tiers: Tiers = ((wan("0.001"), wan(1)), (wan("0.005"), wan(3)))
) -> Yuan:
    """Strictly above each threshold, in one of the first two years."""
    given = ZERO
    for threshold, sum_ in tiers:
        if jobs > threshold and year <= 2:
            given = sum_
    return given


def rates_by_tier(
    *,
    tax: Yuan,
    tiers: Tiers = ((wan(100), ZERO), (wan(300), ZERO)),
    low: Rate = percent(10),
    high: Rate = percent(15),
) -> Yuan:
    if tax < tiers[0][0]:
        return ZERO
    return (low if tax < tiers[1][0] else high) * tax


def just_so(*, cost: Yuan, exact: Yuan = wan(1), grant: Yuan = wan(5)) -> Yuan:
    """A sum for one value only: what lies on both its sides is not one stretch."""
    return grant if cost == exact else ZERO


def once_more(*, cost: Yuan, low: Yuan = wan(1), high: Yuan = wan(2), grant: Yuan = wan(5)) -> Yuan:
    """The same sum below and above a stretch that gives nothing."""
    return ZERO if low <= cost < high else grant


def unlike_stairs(*, income: Yuan, paid: Yuan, low: Yuan = wan(1), high: Yuan = wan(2)) -> Yuan:
    """What is less for tiers reached before depends on the tier reached now."""
    if income < low:
        return ZERO
    if income < high:
        return wan(50) if paid < low else wan(40) if paid < high else wan(30)
    return wan(90) if paid < low else wan(60) if paid < high else wan(50)


def rising_stairs(*, income: Yuan, paid: Yuan, low: Yuan = wan(1), high: Yuan = wan(2)) -> Yuan:
    """More for who has paid more before, and less again."""
    if income < low:
        return ZERO
    if income < high:
        return wan(50) if paid < low else wan(60) if paid < high else wan(40)
    return wan(70) if paid < low else wan(80) if paid < high else wan(60)


def unlike_tiers(*, income: Yuan, selected: bool, low: Yuan = wan(1), high: Yuan = wan(2)) -> Yuan:
    """Only the first tier asks for more than its threshold."""
    if income >= high:
        return wan(9)
    return wan(5) if income >= low and selected else ZERO


def whatever_a(*, a: Yuan, b: Yuan, low: Yuan = wan(1), high: Yuan = wan(2)) -> Yuan:
    """Where the second sum is small, the first does not matter."""
    if a >= high:
        return wan(5) if b < low else wan(7)
    if a >= low:
        return wan(5) if b < low else wan(8)
    return wan(5) if b < low else wan(9)


def looked_up(*, cost: Yuan, selected: bool, rate: Rate = percent(20), cap: Yuan = wan(8)) -> Yuan:
    """A function that asks for a figure by its value, which no symbol can."""
    return {rate: min(rate * cost, cap)}[rate] if selected else ZERO


LAWS = {
    law.__name__: table_of(law)
    for law in (
        excess, excess_with_a_cap, bands, growth, rent, rent_above, price_of_area, third, two_thirds,
        sixth_of_a_half, one_and_a_half, per_item, over_tiers, rates_by_tier, looked_up, just_so, once_more,
        unlike_stairs, rising_stairs, unlike_tiers, whatever_a,
    )
}  # fmt: skip
