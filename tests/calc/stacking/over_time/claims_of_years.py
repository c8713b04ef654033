"""Random payments of up to five years and a claim after them, and the awards that they are."""

from datetime import date
from typing import NamedTuple

from hypothesis import strategies as st

from aipolicy import Award, Claim, clause, wan
from tests.calc.stacking.over_time.auditor import NUMBERS, PARK, RENT, TEXTS, TIER, Item, own_sum

STARTS = {
    "langfang_2023": date(2023, 1, 4),
    "harbin_2022": date(2022, 8, 24),
    "heilongjiang_2026": date(2026, 2, 10),
    "wuhan_2024_draft": date(2024, 7, 1),
    "dalian_2025_draft": date(2025, 7, 1),
}
STEPS = {"langfang_2023/7.3": 100, RENT: 1000, "dalian_2025_draft/5.3": 20}
DETERMINED = {PARK, "wuhan_2024_draft/10.4", "dalian_2025_draft/5.3", "dalian_2025_draft/7.3"}
SUMS = {TIER: (100, 500, 1000), RENT: (60, 120, 240, 300)}
FIXED = {"prior_year_rnd_spending", "parameters", "scenarios", "total_investment"}
UNLIMITED = ("total_investment",)


class History(NamedTuple):
    """What was paid, and what is claimed now; for each of them the day and whether it is dated."""

    before: tuple[Item, ...]
    new: Item
    dated: tuple[bool, ...]


def start_of(id_):
    return STARTS[id_.partition("/")[0]]


@st.composite
def histories(draw, *, ours=(*TEXTS, RENT, TIER), facts=st.booleans(), suffix=""):
    """Payments under one clause, mostly of one unit, and one more claim."""
    id_ = draw(st.sampled_from(ours))
    reading = draw(st.sampled_from(READINGS.get(id_, [""])))
    start = start_of(id_).year
    approved = draw(st.sampled_from([10_000, 17_500, 20_000, 30_000]))
    begins = draw(st.integers(start - 1, start + 3))
    truth = draw(st.booleans())
    items = []
    for _ in range(draw(st.integers(0, 5)) + 1):
        year = draw(st.integers(start, start + 4))
        numbered = draw(st.integers(1, 4)) if not truth else min(max(year - begins + 1, 1), 4)
        whose = {
            "clause": id_,
            "year": year,
            "claimant": draw(st.sampled_from("甲甲甲乙")) + suffix,
            "subject": draw(st.sampled_from("PPPQ")) + suffix,
            "reading": reading,
        }
        if id_ == "dalian_2025_draft/5.3":
            whose["contract"] = draw(st.sampled_from([None, None, "C" + suffix]))
        items.append(draw(_item(whose, numbered, approved, facts)))
    if not any(one.facts and own_sum(one) for one in items):
        # Recorded sums are read as those computed are; by themselves they have no reading.
        recorded = {place: one for place, one in enumerate(items) if not one.facts}
        for place, one in recorded.items():
            items[place] = Item(**(vars(one) | {"reading": ""}))
    *before, new = items
    if id_ == TIER:
        before = _in_truth(before)
    dated = tuple(draw(st.booleans()) for _ in items)
    return History(tuple(before), new, dated)


READINGS = {
    "heilongjiang_2026/3.1": ["", "plus_50_points", "extra_half_only"],
    "wuhan_2024_draft/3.3": ["", "each_year"],
    TIER: ["", "sum_of_tiers", "difference_only"],
}


@st.composite
def _item(draw, whose, number, approved, facts):
    id_ = whose["clause"]
    if not draw(facts):
        cap = TEXTS[id_].cap if id_ in TEXTS else 0
        sums = st.sampled_from(SUMS[id_]) if id_ in SUMS else st.integers(1, cap)
        return Item(**whose, recorded=draw(sums))
    stated = {}
    if id_ in NUMBERS:
        stated[NUMBERS[id_]] = number
    if id_ == RENT:
        stated["area"] = 1000 * draw(st.integers(1, 5))
        stated["annual_rent_per_m2"] = draw(st.sampled_from([300, 600]))
    elif id_ == TIER:
        stated["main_revenue"] = draw(st.sampled_from([9_000, 20_000, 60_000, 110_000]))
        stated["highest_past_main_revenue"] = draw(st.sampled_from([0, 9_500, 30_000, 60_000]))
    elif id_ == "langfang_2023/7.3":
        stated["previous_main_revenue"] = 20_000
        stated["main_revenue"] = 20_000 + 100 * draw(st.integers(-5, 250))
    elif id_ == "heilongjiang_2026/9.2":
        stated |= {"approved_investment": approved, "total_investment": approved}
    elif TEXTS[id_].fact:
        text = TEXTS[id_]
        most = text.cap * 150 // text.percent
        stated[text.fact] = draw(st.integers(1, max(most // 20, 1))) * 20
    if id_ == "heilongjiang_2026/3.1":
        stated["prior_year_rnd_spending"] = draw(st.sampled_from([100, 200, 1000]))
    if id_ in {"heilongjiang_2026/3.1", "wuhan_2024_draft/3.3", "dalian_2025_draft/5.2"}:
        stated["received_to_date"] = draw(st.integers(0, 8)) * TEXTS[id_].cap // 10
    more = {}
    if id_ == "heilongjiang_2026/9.2":
        more["determined"] = draw(st.sampled_from([None, 500, 1500, 2000]))
        if approved == 30_000 and draw(st.integers(0, 3)) == 0:
            more |= {"exception": True, "determined": draw(st.sampled_from([1500, 2500, 5500]))}
    elif id_ in DETERMINED:
        more["determined"] = draw(st.integers(1, TEXTS[id_].cap + 20))
    return Item(**whose, facts=stated, **more)


def _in_truth(before):
    """Payments for tiers, each of which states the revenue of the earlier ones."""
    kept, past = [], {}
    for one in before:
        facts = dict(one.facts)
        if facts:
            highest = max(past.get(one.claimant, 0), facts["highest_past_main_revenue"])
            facts["highest_past_main_revenue"] = highest
            past[one.claimant] = max(highest, facts["main_revenue"])
        kept.append(Item(**(vars(one) | {"facts": facts})))
    return kept


def awards_of(history, *, first=0):
    """The awards of a history: what was paid, then what is claimed."""
    start = start_of(history.new.clause)
    items = (*history.before, history.new)
    latest = date(start.year + (1 if start.year == 2022 else 2), 12, 1)
    ends = date(history.new.year, 12, 1)
    unstated = history.dated[-1] and start <= ends <= latest
    last = ends if unstated else latest
    made = []
    for place, (item, dated) in enumerate(zip(items, history.dated, strict=True)):
        own = date(item.year, 9, 1)
        if place == len(items) - 1:
            on, year = last, None if unstated else item.year
        elif dated and start <= own <= last:
            on, year = own, None
        else:
            on, year = start, item.year
        made.append(award_of(item, on, year, f"{first}.{place}"))
    *before, claimed = made
    return [one for one in before if one.amount is not None], claimed


def award_of(item, on, year, content):
    claim = Claim(
        on=on,
        year=year,
        claimant=item.claimant,
        subject=item.subject,
        contract=item.contract,
        content=content,
        effective_from=start_of(item.clause) if not item.clause.startswith("harbin") else None,
        exception="专题会议纪要" if item.exception else None,
        determined=None if item.determined is None else wan(item.determined),
    )
    if item.recorded is not None:
        return Award.recorded(item.clause, wan(item.recorded), claim)
    ours = clause(item.clause)
    facts = {}
    for name, quantity in ours.facts.items():
        if name in item.facts:
            plain = name in {"area", "annual_rent_per_m2", *NUMBERS.values()}
            facts[name] = item.facts[name] if plain else wan(item.facts[name])
        else:
            assert quantity.kind == "condition", name
            facts[name] = name != "government_investment_project"
    if item.reading:
        ours = ours.read_as(item.reading)
    return ours.award(claim, **facts)
