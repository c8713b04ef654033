"""An award in words, for the person who asked for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from aipolicy._words import Language
from aipolicy.calc.documents.terms import Origin
from aipolicy.calc.symbolic.notation import money
from aipolicy.calc.values.money import as_fraction
from aipolicy.calc.words.citation import cited, full_width, printable
from aipolicy.calc.words.glossary import named

if TYPE_CHECKING:
    from aipolicy.calc.awards.award import Award

_EXTERNAL, _RECORDED = Origin.EXTERNAL, Origin.RECORDED
_STATED = {_EXTERNAL: "as given under that policy", _RECORDED: "as recorded"}


def explain_award(award: Award, language: Language) -> str:
    """Return an award's head, its steps with numbers, and its result."""
    return "\n".join([*_head(award, language), *_steps(award, language), result(award, language)])


def result(award: Award, language: Language) -> str:
    """Return what an award comes to, on one line.

    A recorded sum, or one of a policy outside the library, is called that and never due.
    """
    told = _result_in_chinese(award) if language == "zh" else _result_in_english(award)
    return f"{'结果：' if language == 'zh' else 'Result: '}{told}"


def _result_in_chinese(award: Award) -> str:
    sum_ = f"{sum_or_ceiling(award, '最高 ')} 元"
    if award.origin in _STATED:
        return f"{named(award.origin, 'zh', 'terms')}金额 {sum_}"
    if award.amount == 0:
        return "不予支持"
    sum_ = f"{sum_}（{named(award.instrument, 'zh', 'terms')}）"
    if award.amount is None:
        return f"{sum_}，金额由主管部门核定"
    return f"按{named('draft', 'zh', 'terms')}测算 {sum_}" if award.draft else f"应给予 {sum_}"


def _result_in_english(award: Award) -> str:
    sum_ = f"{sum_or_ceiling(award, 'at most ')} yuan"
    if award.origin in _STATED:
        return f"{sum_}, {_STATED[award.origin]}"
    if award.amount == 0:
        return "nothing is due"
    if award.amount is None:
        return f"{sum_} ({award.instrument}); the authority determines the sum"
    due = "under the draft" if award.draft else "due"
    return f"{sum_} {due} ({award.instrument})"


def sum_or_ceiling(award: Award, at_most: str = "≤ ") -> str:
    """Return an award's sum in yuan, or its ceiling or range where the sum is not fixed yet.

    `at_most` is written before a ceiling.
    """
    least, most = (money(as_fraction(end)) for end in (award.least, award.most))
    if award.amount is not None:
        return money(as_fraction(award.amount))
    return f"{at_most}{most}" if not award.least else f"{least} – {most}"


def _head(award: Award, language: Language) -> Iterator[str]:
    claim = award.claim
    if language == "zh":
        yield _cited_in_chinese(award)
        day, claimant, subject = (
            f"{named(term, 'zh', 'terms')}：" for term in ("day", "claimant", "subject")
        )
        parts = [(day, str(claim.on))]
    else:
        yield _cited_in_english(award)
        claimant, subject = "claimant: ", "subject: "
        parts = [("day: ", str(claim.on))]
        if award.origin not in _STATED:
            parts.insert(0, ("clause: ", award.clause))
    parts += [
        (claimant, claim.claimant or ""),
        (subject, claim.subject or ""),
    ]
    yield " · ".join(f"{label}{printable(value)}" for label, value in parts if value)


def _cited_in_chinese(award: Award) -> str:
    """Return where an award comes from, with the clause's id in brackets."""
    origin = named(award.origin, "zh", "terms")
    if award.origin is _EXTERNAL:
        return f"{printable(award.clause)}（{origin}，{named(award.level or '', 'zh', 'terms')}）"
    if award.origin is _RECORDED:
        return f"{origin}（{award.clause}）"
    return f"{award.citation} {called(award, 'zh')}（{award.clause}）"


def _cited_in_english(award: Award) -> str:
    if award.origin is _EXTERNAL:
        return f"{printable(award.clause)}: a policy outside the library ({award.level})"
    if award.origin is _RECORDED:
        return f"{award.clause}: a recorded award"
    number = f" ({award.number})" if award.number else ""
    return f"{award.title}{number}, {cited(award.article, 'en')}: {called(award, 'en')}"


def called(award: Award, language: Language) -> str:
    """Return what an award is given under: the article's heading, the provision's title.

    An award that was stored before provisions had titles has the heading alone.
    """
    heading = full_width(award.heading) if language == "zh" else award.heading
    title = award.provision_title.text(language) if award.provision_title else ""
    return " · ".join(part for part in (heading, title) if part)


def _steps(award: Award, language: Language) -> Iterator[str]:
    for number, step in enumerate(award.steps, start=1):
        yield f"{number:>3}. {step.text(language)}"
