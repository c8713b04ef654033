"""What can be paid of one more claim after years of payments, as an auditor reads the five texts.

Written from the words of the texts and not from the library, none of which it uses. Sums are whole
numbers of 10,000 yuan.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


@dataclass(frozen=True)
class Item:
    """A claim or a payment.

    It is computed on facts, or a sum is recorded without facts. `determined` is what the authority
    fixed, `reading` how an open point is read.
    """

    clause: str
    year: int
    claimant: str
    subject: str
    facts: Mapping[str, int] = field(default_factory=dict)
    recorded: int | None = None
    determined: int | None = None
    reading: str = ""
    contract: str | None = None
    exception: bool = False


class Words(NamedTuple):
    """What a text prints of a clause: a share of a fact, its cap, and how it stands over years.

    `unit` is to what the cap belongs. Of the frequencies, `year` is a cap due anew each year, `all`
    one cap for ever, `once` a single award, and `item` a cap for each contract. `figure` says that
    the fact is one figure of a year or of a unit; `years` how many are supported.
    """

    fact: str
    percent: int
    cap: int
    unit: str
    frequency: str
    figure: str = ""
    years: int = 0


TEXTS = {
    "langfang_2023/1.2": Words("operating_cost", 20, 300, "subject", "year", "year", 3),
    "langfang_2023/5.2": Words("rnd_cost", 10, 100, "subject", "all"),
    "langfang_2023/7.3": Words("growth", 3, 500, "claimant", "year", "year"),
    "langfang_2023/8.2": Words("annual_sales", 10, 100, "subject", "once"),
    "langfang_2023/10.1": Words("test_fees", 50, 50, "claimant", "year"),
    "langfang_2023/11.1": Words("compute_cost", 50, 200, "subject", "all"),
    "langfang_2023/11.2": Words("construction_cost", 10, 100, "subject", "once"),
    "harbin_2022/2.1": Words("equipment_cost", 20, 1000, "subject", "once"),
    "harbin_2022/2.3": Words("service_income", 10, 100, "subject", "year", "year"),
    "harbin_2022/4.1": Words("total_investment", 30, 500, "subject", "once"),
    "harbin_2022/6.2": Words("expert_cost", 70, 100, "subject", "all"),
    "heilongjiang_2026/3.1": Words("base_subsidy", 150, 1500, "claimant", "all", "year"),
    "heilongjiang_2026/5.2": Words("compute_spend", 30, 400, "claimant", "year"),
    "heilongjiang_2026/6.5": Words("trade_amount", 10, 100, "claimant", "year", "year"),
    "heilongjiang_2026/8.2": Words("approved_investment", 20, 2000, "subject", "once"),
    "heilongjiang_2026/9.2": Words("approved_investment", 20, 5000, "subject", "all", "unit"),
    "wuhan_2024_draft/3.3": Words("local_compute_fee", 50, 500, "subject", "all", "", 3),
    "wuhan_2024_draft/8.2": Words("", 0, 1000, "subject", "year", "", 3),
    "wuhan_2024_draft/10.4": Words("", 0, 800, "claimant", "all"),
    "dalian_2025_draft/5.2": Words("service_income", 30, 200, "subject", "all", "year", 3),
    "dalian_2025_draft/5.3": Words("transaction_amount", 15, 100, "item", "all"),
    "dalian_2025_draft/7.3": Words("model_purchase_cost", 30, 200, "claimant", "all"),
    "dalian_2025_draft/14.1": Words("sales", 10, 100, "subject", "all"),
}
"""The clauses of a share and a cap; rent and tiers of revenue have words of their own."""

RENT, TIER, PARK = "dalian_2025_draft/1.1", "langfang_2023/7.2", "wuhan_2024_draft/8.2"
NUMBERS = {
    "langfang_2023/1.2": "year_of_operation",
    "wuhan_2024_draft/3.3": "year_of_support",
    PARK: "year_of_support",
    "dalian_2025_draft/5.2": "year_since_recognition",
    RENT: "year_of_tenancy",
}
"""Which year of support a claim says it is."""

REACHED = ((10_000, 100), (50_000, 500), (100_000, 1000))
METRES = 4000
WITHOUT_END = 10**9


def unit_of(item: Item) -> tuple[str, ...]:
    """Return to whom or what the cap of a claim belongs."""
    unit = {RENT: "claimant", TIER: "claimant"}.get(item.clause) or TEXTS[item.clause].unit
    if unit == "claimant":
        return (item.claimant,)
    if unit == "item" and item.contract:
        return "contract", item.contract
    return (item.claimant, item.subject) if unit == "item" else (item.subject,)


def own_sum(item: Item, number: int = 0, received: int = 0, past: int = 0) -> int:
    """Return what a claim comes to by itself, no fact being lower than stated here."""
    if item.recorded is not None:
        return item.recorded
    if item.clause == RENT:
        return rent_of(item, max(number, item.facts["year_of_tenancy"]), METRES)
    if item.clause == TIER:
        return newly_reached(item, max(past, item.facts["highest_past_main_revenue"]))
    text = TEXTS[item.clause]
    if text.years and max(number, item.facts[NUMBERS[item.clause]]) > text.years:
        return 0
    most = min(share_of(item), WITHOUT_END if item.exception else text.cap)
    if "received_to_date" in item.facts and item.reading != "each_year":
        most = min(most, max(text.cap - max(received, item.facts["received_to_date"]), 0))
    return most if item.determined is None else min(item.determined, most)


def share_of(item: Item) -> int:
    """Return the printed share of the claim's figure, without any cap."""
    text, facts = TEXTS[item.clause], item.facts
    if item.clause == "langfang_2023/7.3":
        growth = facts["main_revenue"] - facts["previous_main_revenue"]
        enough = facts["main_revenue"] >= 10_000 and 10 * growth >= facts["previous_main_revenue"]
        return text.percent * growth // 100 if enough else 0
    if item.clause == "heilongjiang_2026/3.1" and item.reading == "extra_half_only":
        return facts["base_subsidy"] // 2
    if item.clause == "heilongjiang_2026/3.1" and item.reading == "plus_50_points":
        return facts["base_subsidy"] + facts["prior_year_rnd_spending"] // 2
    if item.clause == "heilongjiang_2026/5.2" and facts["compute_spend"] <= 30:
        return 0
    return text.percent * facts[text.fact] // 100 if text.fact else text.cap


def rent_of(item: Item, number: int, metres: int) -> int:
    """Return the rent of a year, whole in the first and half in the two after it."""
    rent = min(item.facts["area"], metres) * item.facts["annual_rent_per_m2"]
    return 0 if number > 3 else rent // 10_000 // (1 if number == 1 else 2)


def newly_reached(item: Item, past: int) -> int:
    """Return what is due for the tiers between the past and this year's revenue."""
    new = [sum_ for at, sum_ in REACHED if past < at <= item.facts["main_revenue"]]
    before = [sum_ for at, sum_ in REACHED if at <= past]
    if item.reading == "sum_of_tiers":
        return sum(new)
    if item.reading == "difference_only" and new:
        return new[-1] - (before[-1] if before else 0)
    return new[-1] if new else 0


def payable(new: Item, history: Sequence[Item]) -> int:
    """Return what can be paid of a claim, other claims of the same unit having been paid."""
    before = [
        one
        for one in history
        if one.clause == new.clause and unit_of(one) == unit_of(new) and own_sum(one)
    ]
    if new.clause == TIER:
        return tiers_left(new, before)
    number = number_shown(new, before)
    years = 3 if new.clause == RENT else TEXTS[new.clause].years
    if years and (number > years or beyond(new, before, years)):
        return 0
    if new.clause == RENT:
        return rent_left(new, before, number)
    return share_left(new, before, number)


def share_left(new: Item, before: Sequence[Item], number: int) -> int:
    """Return what is left of a share, its cap, and its figure."""
    text = TEXTS[new.clause]
    if text.frequency == "once" and before:
        return 0
    paid = sum(map(own_sum, before))
    of_year = [one for one in before if one.year == new.year]
    yearly = text.frequency == "year" or new.reading == "each_year"
    used = sum(map(own_sum, of_year)) if yearly else paid
    left = [own_sum(new, number, paid)]
    if not new.exception:
        left.append(text.cap - used)
    same = {"year": of_year, "unit": before}.get(text.figure, [])
    known = [new] if new.recorded is None else same
    shares = [share_of(one) for one in known if one.recorded is None]
    if same and shares:
        figure = max(shares) if text.figure == "unit" else min(max(shares), text.cap)
        left.append(figure - sum(map(own_sum, same)))
    return max(min(left), 0)


def number_shown(new: Item, before: Sequence[Item]) -> int:
    """Return which year of support a claim's year is at least, as what was paid shows it."""
    shown = [1 + len({one.year for one in before if one.year < new.year})]
    earliest = min((one.year for one in before if one.year <= new.year), default=new.year)
    if new.clause == PARK:
        shown.append(1 + new.year - earliest)
    for one in before:
        if one.facts and new.clause in NUMBERS and one.year <= new.year:
            passed = new.year - one.year
            step = passed if new.clause == PARK else min(passed, 1)
            shown.append(one.facts[NUMBERS[new.clause]] + step)
    return max(shown)


def beyond(new: Item, before: Sequence[Item], years: int) -> bool:
    """Return whether as many other years were paid as the text supports, or one too far away."""
    others = {one.year for one in before} - {new.year}
    apart = max((abs(new.year - year) for year in others), default=0)
    return len(others) >= years or (new.clause == PARK and apart >= years)


def tiers_left(new: Item, before: Sequence[Item]) -> int:
    """Return what is due for tiers that no payment shows as reached."""
    reached = [0]
    for one in before:
        if one.recorded is None:
            reached += [one.facts["main_revenue"], one.facts["highest_past_main_revenue"]]
        else:
            reached += [at for at, sum_ in REACHED if sum_ == one.recorded]
    if new.recorded is None:
        return own_sum(new, past=max(reached))
    passed = [sum_ for at, sum_ in REACHED if at <= max(reached)]
    return 0 if new.recorded in passed else new.recorded


def rent_left(new: Item, before: Sequence[Item], number: int) -> int:
    """Return what is due for a year's rent, 4,000 square metres being supported in all."""
    if new.recorded is not None:
        alike = [one for one in before if one.year == new.year and one.subject == new.subject]
        equal = any(one.recorded is None and own_sum(one) == new.recorded for one in alike)
        return 0 if equal else new.recorded
    number = max(number, new.facts["year_of_tenancy"])
    of_year = [one for one in before if one.year == new.year]
    premises = [one for one in of_year if one.recorded is None]
    whole = rent_of(new, number, METRES)
    same = [one for one in premises if (one.subject, rooms(one)) == (new.subject, rooms(new))]
    same += [
        one for one in of_year if one.recorded == whole and one.subject == new.subject
    ]  # a recorded sum that is this rent
    used = sum(one.facts["area"] for one in premises if one not in same)
    due = rent_of(new, number, max(METRES - used, 0))
    return max(due - sum(map(own_sum, same)), 0)


def rooms(item: Item) -> tuple[int, int]:
    return item.facts["area"], item.facts["annual_rent_per_m2"]
