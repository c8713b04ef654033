"""Years of support: which years of a unit are within them, and the number that history shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from aipolicy.calc.documents.rule import Rule
from aipolicy.calc.stacking.entry import Entry, year_of
from aipolicy.calc.stacking.over_time.worked_out import has_facts


def years_within(rule: Rule, paid: Iterable[int], claimed: Iterable[int]) -> frozenset[int]:
    """Return the years that the text supports, of those paid before and those claimed now.

    Years paid before count first; what is left goes to the earliest years claimed. Where more years
    were paid than the text supports, no year has anything left. Where the years are in a row, the
    first of all begins them and a missed year is lost.

    >>> from aipolicy.rules import langfang_2023 as langfang
    >>> from aipolicy.calc.stacking.clause_rules import clause_rules
    >>> rules = clause_rules(langfang.platform_operation, (), langfang.STACKING)
    >>> rule = next(rule for rule in rules if rule.years)
    >>> sorted(years_within(rule, [2023, 2024], [2025, 2026]))
    [2023, 2024, 2025]
    """
    before = set(paid)
    if len(before) > rule.years:
        return frozenset()
    later = sorted({*claimed} - before)
    within = before | {*later[: rule.years - len(before)]}
    if rule.in_a_row and within:
        first, last = min(before or within), max(before or {min(within)})
        within = {year for year in within if last - rule.years < year < first + rule.years}
    return frozenset(within)


def number_shown(
    rule: Rule, entry: Entry, history: Sequence[Entry], fact: str
) -> tuple[int, tuple[int, ...]]:
    """Return which year of support history shows a claim to be at least, and what shows it.

    Each earlier year that was paid is one; a year that history states by its number is that one,
    and in a row every year after it counts, paid or missed. 0 where history is silent.
    """
    year = year_of(entry.award.claim)
    earlier = [one for one in history if year_of(one.award.claim) < year]
    paid = {year_of(one.award.claim) for one in earlier}
    numbers = [1 + len(paid) if paid else 0]
    if rule.in_a_row and paid:
        numbers.append(year - min(paid) + 1)
    for one in history:
        if has_facts(one) and isinstance(number := one.award.facts.get(fact), int | Decimal):
            at = year_of(one.award.claim)
            if at <= year:
                since = year - at if rule.in_a_row else int(at < year)
                numbers.append(int(number) + since)
    return max(numbers), tuple(one.index for one in (earlier or history))
