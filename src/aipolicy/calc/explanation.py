"""How an award is told to the person who asked for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from aipolicy.calc.glossary import Language, named
from aipolicy.calc.money import as_fraction
from aipolicy.calc.notation import money

if TYPE_CHECKING:
    from aipolicy.calc.award import Award


def explain_award(award: Award, language: Language) -> str:
    """Return an award's head, its steps with numbers, and its result."""
    return "\n".join([*_head(award, language), *_steps(award, language), result(award, language)])


def result(award: Award, language: Language) -> str:
    """Return what an award comes to, on one line."""
    chinese = language == "zh"
    head = "结果:" if chinese else "Result: "
    instrument = named(award.instrument, language, "terms")
    if award.amount == 0:
        return f"{head}不予支持" if chinese else f"{head}nothing is due"
    at_most = "最高 " if chinese else "at most "
    sum_ = f"{sum_or_ceiling(award, at_most)} {'元' if chinese else 'yuan'}"
    if award.amount is not None and award.draft:
        return (
            f"{head}按征求意见稿测算 {sum_}({instrument})"
            if chinese
            else f"{head}{sum_} under the draft ({instrument})"
        )
    if award.amount is not None:
        return (
            f"{head}应给予 {sum_}({instrument})" if chinese else f"{head}{sum_} due ({instrument})"
        )
    return (
        f"{head}{sum_}({instrument}),金额由主管部门核定"
        if chinese
        else f"{head}{sum_} ({instrument}); the authority determines the sum"
    )


def sum_or_ceiling(award: Award, at_most: str = "≤ ") -> str:
    """Return an award's sum in yuan, or its ceiling or range where the sum is not fixed yet.

    `at_most` stands before a ceiling.
    """
    least, most = (money(as_fraction(end)) for end in (award.least, award.most))
    if award.amount is not None:
        return money(as_fraction(award.amount))
    return f"{at_most}{most}" if not award.least else f"{least} – {most}"


def _head(award: Award, language: Language) -> Iterator[str]:
    claim = award.claim
    if language == "zh":
        article = f" 第{award.article}条" if award.article else ""
        yield f"《{award.title}》{article} {award.heading}".rstrip()
        labels = ("依据", "适用日", "申报主体", "申报事项")
    else:
        article = f", article {award.article}" if award.article else ""
        yield f"{award.title}{article}{f': {award.heading}' if award.heading else ''}"
        labels = ("clause", "day", "claimant", "subject")
    values = (award.clause, str(claim.on), claim.claimant, claim.subject)
    joint = ":" if language == "zh" else ": "
    yield " · ".join(f"{a}{joint}{b}" for a, b in zip(labels, values, strict=True) if b)


def _steps(award: Award, language: Language) -> Iterator[str]:
    for number, step in enumerate(award.steps, start=1):
        yield f"{number:>3}. {step.text(language)}"
