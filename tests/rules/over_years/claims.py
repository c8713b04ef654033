"""Claims of one unit over years, and what is paid of each, in units of 10,000 yuan."""

from datetime import date

from aipolicy import Award, Claim, stack, wan
from aipolicy.calc.stacking.resolution import MarkKind

IN_FORCE = {
    "harbin_2022": None,
    "heilongjiang_2026": date(2026, 2, 10),
    "wuhan_2024_draft": date(2024, 7, 1),
    "dalian_2025_draft": date(2025, 7, 1),
    "langfang_2023": date(2023, 1, 4),
}
"""The first day in force that claims state; Harbin's text prints its own."""


def claim(policy, on, *, claimant="甲", subject="P", **more):
    """A claim under a document; a day is a year's first of June unless it is a date."""
    day = on if isinstance(on, date) else date(on, 6, 1)
    return Claim(
        on=day, claimant=claimant, subject=subject, effective_from=IN_FORCE[policy], **more
    )


def recorded(id_, sum_, on, **more):
    return Award.recorded(id_, wan(sum_), claim(id_.partition("/")[0], on, **more))


def paid(*awards, history=(), readings=None):
    """What is paid of each award, in the order given."""
    resolution = stack(awards, history=history, readings=readings or {})
    sums = [resolution.paid(award) / wan(1) for award in awards]
    assert sum(sums) == resolution.total / wan(1)
    return sums


def reasons(award, history=(), language="zh"):
    """The reasons why an award is not paid in full."""
    return stack([award], history=history).why(award, language)


def rules(award, history=()):
    """The rules by which an award is not paid in full, without their document."""
    return [one.rule.partition("/")[2] for one in stack([award], history=history).displaced]


def marked(kind, *awards, history=()):
    """The marks of a kind, in English."""
    found = stack(awards, history=history).marks
    return [mark.en for mark in found if mark.kind is MarkKind(kind)]
