"""How a provision's terms, units, figures and days are worded for readers, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import get_args, get_type_hints

from aipolicy._words import Language, Words
from aipolicy.calc.calculations.calculation import AnyCalculation
from aipolicy.calc.documents.provision import Kind, Provision
from aipolicy.calc.documents.terms import Grants, Instrument
from aipolicy.calc.sheets.publisher import Publisher
from aipolicy.calc.symbolic.notation import money, percentage
from aipolicy.calc.values.figures import FigureValue, written_figure
from aipolicy.calc.values.money import as_fraction
from aipolicy.calc.values.quantity import RATE, QuantityKind
from aipolicy.calc.words.glossary import named

_UNITS: Mapping[QuantityKind, Words] = {
    QuantityKind.SUM: Words("金额，元", "a sum in yuan"),
    QuantityKind.RECEIVED: Words("已获累计金额，元", "the sum received to date, in yuan"),
    QuantityKind.RATE: Words("比例", "a share"),
    QuantityKind.AREA: Words("面积，平方米", "an area in square metres"),
    QuantityKind.COUNT: Words("整数", "a whole number"),
    QuantityKind.YEAR: Words("第几年，首年为 1", "the number of the year, 1 for the first"),
    QuantityKind.MULTIPLE: Words("倍数", "a multiple"),
    QuantityKind.CONDITION: Words("是 或 否", "yes or no"),
}

_KINDS: Mapping[Kind, Words] = {
    Kind.AMOUNT: Words("按比例或定额给予", "an amount that the text fixes"),
    Kind.CEILING: Words(
        "只规定最高额，金额由主管部门核定",
        "only a ceiling; the authority determines the sum",
    ),
    Kind.RANGE: Words("规定区间，金额由主管部门核定", "a range; the authority determines the sum"),
    Kind.IN_KIND: Words("非现金支持", "something other than money"),
    Kind.REFERRAL: Words("按其他文件执行，本条未定金额", "what another document gives"),
    Kind.DISCRETIONARY: Words("给予支持，未定金额", "support without a figure"),
    Kind.NON_MONETARY: Words("不涉及资金", "no money"),
}

_GRANTS: Mapping[Grants, Kind] = {
    Grants.AMOUNT: Kind.AMOUNT,
    Grants.CEILING: Kind.CEILING,
    Grants.RANGE: Kind.RANGE,
}


def days(policy: Publisher, language: Language) -> str:
    """Return the days in which a document is in force, or that its text gives none.

    Where the effective date is stated for the context or by a file, the days say so.

    >>> from aipolicy.registry import policy
    >>> days(policy("harbin_2022"), "zh"), days(policy("dalian_2025_draft"), "en")
    ('2022-08-24 至 2023-12-31，首尾两日均含', 'the text gives no effective date')
    """
    if policy.first is not None:
        return policy.period().words.text(language)
    stated = policy.stated_day(None)
    if stated is not None:
        period = policy.period(stated.day).words.text(language)
        said = stated.words.text(language)
        return f"{period}（{said}）" if language == "zh" else f"{period} ({said})"
    if language == "zh":
        term = f"，有效期 {policy.term_years} 年" if policy.term_years else ""
        return f"文本未载明施行日期{term}"
    term = f"; the term is {policy.term_years} years" if policy.term_years else ""
    return f"the text gives no effective date{term}"


def unit(kind: QuantityKind, language: Language) -> str:
    """Return what a fact is stated in.

    >>> unit(QuantityKind.AREA, "zh"), unit(QuantityKind.AREA, "en")
    ('面积，平方米', 'an area in square metres')
    """
    return _UNITS[kind].text(language)


def gives(provision: Provision, clause: AnyCalculation | None, language: Language) -> str:
    """Return what a provision gives: what its words fix, in what form, to what, how often.

    >>> from aipolicy.registry import clause, policy
    >>> gives(policy("harbin_2022").provision("harbin_2022/4.1"), clause("harbin_2022/4.1"), "en")
    'an amount that the text fixes · cash · once per project (the text does not print 一次性)'
    """
    kind = provision.kind if clause is None else _GRANTS[clause.grants]
    parts = [_KINDS[kind].text(language)]
    if provision.instrument is not Instrument.NONE:
        parts.append(named(provision.instrument, language, "terms"))
    if clause is not None:
        parts.append(provision.frequency(clause.how_often, clause.per).text(language))
        if clause.soft_cap:
            parts.append("上限为原则性规定" if language == "zh" else "the cap holds in principle")
    return " · ".join(parts)


def printed(provision: Provision, clause: AnyCalculation, name: str) -> str:
    """Return a figure of the law as the text prints it; empty where it prints none.

    >>> from aipolicy.registry import clause, policy
    >>> own = policy("harbin_2022").provision("harbin_2022/4.1")
    >>> printed(own, clause("harbin_2022/4.1"), "cap")
    '500万元'
    """
    return _as_printed(provision.printed.get(name, ()), clause.figures[name])


def _as_printed(printed: tuple[str, ...], value: FigureValue) -> str:
    """Return a figure as the text prints it; a table of tiers as threshold → sum."""
    if isinstance(value, tuple) and len(printed) == 2 * len(value):
        pairs = zip(printed[: len(value)], printed[len(value) :], strict=True)
        return "、".join(f"{threshold} → {sum_}" for threshold, sum_ in pairs)
    return "、".join(printed)


def figure(clause: AnyCalculation, name: str) -> str:
    """Return a figure in use as the library writes it.

    >>> from aipolicy.registry import clause
    >>> figure(clause("harbin_2022/4.1"), "rate"), figure(clause("harbin_2022/4.1"), "cap")
    ('30%', '5,000,000.00')
    """
    value = clause.figures[name]
    if isinstance(value, Decimal):
        rate = RATE in get_args(get_type_hints(clause.law, include_extras=True)[name])
        return percentage(as_fraction(value)) if rate else money(as_fraction(value))
    return f"{value:,}" if isinstance(value, int) else written_figure(value)


def funding(clause: AnyCalculation, language: Language) -> str:
    """Return who pays the sum; empty where the words do not divide it."""
    if clause.funding is None:
        return ""
    shares = [
        f"{named(bearer, language, 'terms')} {figure(clause, share)}"
        for bearer, share in clause.funding.shares.items()
    ]
    rest = named(clause.funding.rest, language, "terms")
    return (
        f"{'、'.join(shares)}，其余由{rest}承担"
        if language == "zh"
        else f"{', '.join(shares)}, the rest {rest}"
    )
