"""The awards of a case as a list: what each comes to, what is paid of it, and why."""

from __future__ import annotations

from collections.abc import Iterator

from aipolicy._words import Language
from aipolicy.calc.awards.award import Award
from aipolicy.calc.awards.in_words import called, sum_or_ceiling
from aipolicy.calc.symbolic.notation import money
from aipolicy.calc.values.money import as_fraction
from aipolicy.calc.words.citation import printable
from aipolicy.cases.assessment import Assessment
from aipolicy.cli.aligned import aligned

_HEADS: dict[Language, tuple[str, str, str]] = {
    "zh": ("条款", "金额或最高额（元）", "给予（元）"),
    "en": ("clause", "sum or ceiling (yuan)", "paid (yuan)"),
}


def awards_list(assessment: Assessment, language: Language) -> str:
    """Return the awards of a case, sums below each other and never cut, reasons below each.

    >>> from aipolicy.cases.file import assess_text
    >>> case = "claims: [{clause: harbin_2022/1.1, on: 2023-06-01, facts: {review_passed: 是}}]"
    >>> print(awards_list(assess_text(case), "en"))
    clause           sum or ceiling (yuan)      paid (yuan)
    harbin_2022/1.1        ≤ 10,000,000.00  ≤ 10,000,000.00
      支持人工智能关键技术攻关 · Funding for key technology projects
      at most 10,000,000.00; the authority determines the sum
    """
    rows = [
        (award.clause, sum_or_ceiling(award), _paid(assessment, award))
        for award in assessment.awards
    ]
    head = _HEADS[language]
    titles, *sums = aligned([head, *rows], right=(1, 2))
    lines = [printable(assessment.claimant)] if assessment.claimant else []
    lines.append(titles)
    for line, award in zip(sums, assessment.awards, strict=True):
        lines.append(line)
        lines += (f"  {reason}" for reason in _reasons(assessment, award, language))
    return "\n".join(lines)


def _reasons(assessment: Assessment, award: Award, language: Language) -> Iterator[str]:
    subject = printable(award.claim.subject or "")
    yield " · ".join(part for part in (called(award, language), subject) if part)
    for reason in (award.reason(language), assessment.resolution.why(award, language)):
        if reason:
            yield reason


def _paid(assessment: Assessment, award: Award) -> str:
    """Return what is paid of an award; a ceiling is not money due."""
    paid = money(as_fraction(assessment.resolution.paid(award)))
    return f"≤ {paid}" if award.amount is None else paid
