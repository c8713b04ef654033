"""A resolution in words: what is paid, what is not, and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from aipolicy._words import Language
from aipolicy.calc.symbolic.notation import money
from aipolicy.calc.values.money import as_fraction
from aipolicy.calc.words.citation import cited, titled
from aipolicy.calc.words.glossary import named

if TYPE_CHECKING:
    from decimal import Decimal

    from aipolicy.calc.awards.award import Award
    from aipolicy.calc.stacking.resolution import Alternative, Displaced, Resolution


def explanation(resolution: Resolution, language: Language) -> str:
    """Return a whole resolution in words, line by line."""
    return "\n".join(_lines(resolution, language))


def reasons_in_words(resolution: Resolution, award: Award, language: Language) -> str:
    """Return why an award is not paid in full, on one line; empty where it is."""
    own = (one for one in resolution.displaced if one.award is award or one.award == award)
    reasons = (_reason(resolution, one, language) for one in own)
    return ("；" if language == "zh" else "; ").join(reasons)


def label(award: Award, beside: Award | None = None) -> str:
    """Return an award's clause with its claimant and its subject.

    The claimant is left out if the award named beside it has the same one.

    >>> from datetime import date
    >>> from aipolicy.calc.awards.award import Award
    >>> from aipolicy.calc.awards.claim import Claim
    >>> label(Award.recorded("a/1.1", 5, Claim(on=date(2024, 6, 1), subject="水下检测线")))
    'a/1.1(水下检测线)'
    """
    names = _names(award, beside)
    return f"{award.clause}({'·'.join(names)})" if names else award.clause


def totals(resolution: Resolution, language: Language) -> Iterator[str]:
    """Yield the totals by instrument, one line each: sums due, and sums not determined yet."""
    for instrument, sum_ in resolution.by_instrument.items():
        name = named(instrument, language, "terms")
        due = resolution.due_by_instrument.get(instrument)
        if due is not None:
            yield (
                f"合计（{name}）：{_yuan(due)} 元"
                if language == "zh"
                else f"Total ({name}): {_yuan(due)} yuan"
            )
        if due != sum_:
            open_ = _yuan(sum_ - (due or 0))
            yield (
                f"另有待主管部门核定（{name}）：最高 {open_} 元，不计入合计"
                if language == "zh"
                else f"Awaiting the authority's sum ({name}): at most {open_} yuan, not added"
            )
    if resolution.displaced and not resolution.by_instrument:
        yield "合计：0.00 元" if language == "zh" else "Total: 0.00 yuan"


def _lines(resolution: Resolution, language: Language) -> Iterator[str]:
    chinese = language == "zh"
    yield "应给予：" if chinese else "Paid:"
    for award, paid in resolution.granted:
        yield f"  {_named(resolution, award, language)} {_paid_in_words(award, paid, language)}"
    if not resolution.granted:
        yield "  无" if chinese else "  nothing"
    if resolution.displaced:
        yield "未全额给予：" if chinese else "Not paid in full:"
    for one in resolution.displaced:
        name = _named(resolution, one.award, language)
        yield f"  {name}{'：' if chinese else ' '}{_reason(resolution, one, language)}"
    yield from totals(resolution, language)
    if resolution.provisional:
        yield (
            "结果为暂定：尚有金额待核定"
            if chinese
            else "The result is provisional: some sums are not determined yet"
        )
    for other in resolution.alternatives:
        yield _alternative(resolution, other, language)
    for mark in resolution.marks:
        colon = "：" if chinese else ": "
        about = "" if mark.award is None else f"{_named(resolution, mark.award, language)}{colon}"
        yield f"{'注' if chinese else 'Note'}{colon}{about}{mark.text(language)}"


def _named(
    resolution: Resolution, award: Award, language: Language, beside: Award | None = None
) -> str:
    """Return an award as a decision cites it: in Chinese by its document and article."""
    if language == "en":
        return label(award, beside)
    document = resolution.documents.get(award.policy or "")
    names = "·".join(_names(award, beside))
    if document is None:
        return f"{award.clause}（{names}）" if names else award.clause
    number = award.clause.partition("/")[2].partition(".")[0]
    place = f"{titled(document.title)}{cited(number, 'zh', document.numerals)}"
    return f"{place}（{'，'.join(part for part in (award.clause, names) if part)}）"


def _names(award: Award, beside: Award | None) -> list[str]:
    """Return the claimant and the subject, without a claimant equal to that of `beside`."""
    claimant = award.claim.claimant
    same = beside is not None and beside.claim.claimant == claimant
    return [part for part in (None if same else claimant, award.claim.subject) if part]


def _paid_in_words(award: Award, paid: Decimal, language: Language) -> str:
    sum_ = f"{_yuan(paid)} {'元' if language == 'zh' else 'yuan'}"
    if award.amount is None:
        return f"最高 {sum_}" if language == "zh" else f"at most {sum_}"
    return sum_


def _reason(resolution: Resolution, displaced: Displaced, language: Language) -> str:
    rule = resolution.rules[displaced.rule]
    policy = displaced.rule.partition("/")[0]
    by = [_named(resolution, award, language, displaced.award) for award in displaced.by]
    if language == "zh":
        document = resolution.documents[policy]
        article = cited(rule.article, "zh", document.numerals)
        cause = f"因{'、'.join(by)}，" if by else ""
        return f"{cause}依据{titled(document.title)}{article}：{rule.zh}"
    cause = f"displaced by {', '.join(by)} under" if by else "under"
    return f"{cause} {policy} {cited(rule.article, 'en')}: {rule.en}"


def _alternative(resolution: Resolution, other: Alternative, language: Language) -> str:
    unit = " 元" if language == "zh" else ""
    chosen = "、".join(
        f"{_named(resolution, award, language)} {_yuan(paid)}{unit}"
        for award, paid in other.granted
    )
    total = _yuan(other.total)
    if language == "zh":
        claimant = named("claimant", "zh", "terms")
        return f"{claimant}也可选择：{chosen or '不申报'}，总计 {total} 元"
    return f"The applicant may choose instead: {chosen or 'none'}; {total} yuan in all"


def _yuan(sum_: Decimal) -> str:
    return money(as_fraction(sum_))
