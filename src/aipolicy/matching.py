"""Which clauses could pay on facts that are known only in part: three-valued, never a silent no.

Sums, areas and counts are given by plain name and count for every clause that asks for them. What
means something else in each clause (conditions, the year of support, what was received) is given
by qualified name, such as `wuhan_2024_draft/7.3:selected`; by plain name it stays unknown. The
Chinese name of a fact stands for it, as in 项目总投资 or `harbin_2022/4.1:通过评审`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar
from unicodedata import normalize

from aipolicy._words import Words
from aipolicy.calc.clause import AnyClause
from aipolicy.calc.documents.period import required_day
from aipolicy.calc.documents.stated_days import StatedDay
from aipolicy.calc.policy import Policy
from aipolicy.calc.symbolic.knowledge import Knowledge
from aipolicy.calc.symbolic.polynomial import Polynomial
from aipolicy.calc.symbolic.tree import Above, Holds, Row
from aipolicy.calc.values.money import checked_sum
from aipolicy.calc.values.quantity import FactValue, QuantityKind
from aipolicy.calc.values.rounding import Rounding
from aipolicy.calc.words.fact_names import english_names
from aipolicy.calc.words.glossary import named
from aipolicy.errors import (
    Code,
    Fault,
    InvalidFacts,
    UnreadableValue,
    fault,
)
from aipolicy.errors.nearest import bare_name, did_you_mean
from aipolicy.registry import clauses, policies
from aipolicy.stated_days import faults_of_days, require_days_of_environment

_PLAIN = {QuantityKind.SUM, QuantityKind.AREA, QuantityKind.COUNT}


T = TypeVar("T")


class Prospect(StrEnum):
    """What is to be expected of a clause on the facts known."""

    PAYS = "pays"
    ONE_FACT_SHORT = "one_fact_short"
    OPEN = "open"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Match:
    """What one clause could pay.

    Attributes:
        clause: the clause's id.
        prospect: it pays, it wants one fact or several, or it gives nothing whatever they are.
        missing: the facts it still wants, by name, in order.
        in_force: whether its document is in force on the day; None where the text gives no
            effective date and none is stated.
        most: the most it could give, in yuan; None where the facts known set no bound.
        stated_day: the effective date that was stated, since the text gives none, and whether by
            the call, the context or a file; None where the text gives it, or none is stated.

    >>> found = match({"service_income": 3_000_000}, on=date(2023, 6, 1))
    >>> next(one.most for one in found.matches if one.clause == "harbin_2022/2.3")
    Decimal('300000.00')
    """

    clause: str
    prospect: Prospect
    missing: tuple[str, ...]
    in_force: bool | None
    most: Decimal | None
    stated_day: StatedDay | None = None


@dataclass(frozen=True, slots=True)
class Matching:
    """Every clause asked, by prospect, in the order of the documents.

    `unqualified` names the facts given that stayed unknown because their names need the clause.

    >>> from aipolicy import wan
    >>> found = match({"service_income": wan(300), "selected": True}, on=date(2023, 6, 1),
    ...     region="哈尔滨市")
    >>> [one.clause for one in found.one_fact_short if "serves_local_clients" in one.missing]
    ['harbin_2022/2.3']
    >>> found.unqualified, len(found.matches), len(found.out_of_force)
    (('selected',), 22, 0)
    """

    matches: tuple[Match, ...]
    unqualified: tuple[str, ...]

    @property
    def could_pay(self) -> tuple[Match, ...]:
        """The clauses that pay or may pay, in force or with days unknown."""
        return tuple(
            m for m in self.matches if m.in_force is not False and m.prospect != Prospect.NOTHING
        )

    @property
    def one_fact_short(self) -> tuple[Match, ...]:
        """Of these, the clauses that want just one more fact."""
        return tuple(m for m in self.could_pay if m.prospect is Prospect.ONE_FACT_SHORT)

    @property
    def out_of_force(self) -> tuple[Match, ...]:
        """The clauses whose document is not in force on the day."""
        return tuple(m for m in self.matches if m.in_force is False)


def match(
    facts: Mapping[str, object],
    *,
    on: date,
    region: str | None = None,
    effective_from: Mapping[str, date] | None = None,
) -> Matching:
    """Return what each clause could pay on these facts.

    Args:
        facts: sums, areas and counts by name; conditions, years and sums received by qualified
            name; names in English or, from the glossary, in Chinese.
        on: the day to which the clauses are applied.
        region: only documents of this region and of its province; all where it is not given.
        effective_from: by policy id, the first day of documents that give none; where none is
            given, the day is taken that `aipolicy.days` or a file of days states.

    Raises:
        InvalidFacts: a fact, the region or a policy is unknown, a fact is given twice, a value
            cannot be read, or a first day is not a date or contradicts the document's own; all at
            once.
        InvalidDay: `on` is not a date.
        InvalidDays: the file of days that `AIPOLICY_DAYS` names cannot be used.
        Overflow: a clause could give more than 1,000,000,000,000,000 yuan.

    >>> from aipolicy import wan
    >>> found = match(
    ...     {"total_investment": wan(800), "harbin_2022/4.1:review_passed": True},
    ...     on=date(2023, 6, 1), region="哈尔滨市",
    ... )
    >>> [(one.clause, one.missing) for one in found.one_fact_short if one.most == wan(240)]
    [('harbin_2022/4.1', ('government_investment_project',))]
    """
    stated, starts = _mapping("facts", facts), _stated(effective_from)
    require_days_of_environment()
    known, unqualified, faults = _known(stated)
    chosen, wrong = _chosen(region)
    wrong += faults_of_days(starts)
    on = required_day("on", on)
    if faults or wrong:
        raise InvalidFacts("match", [*faults, *wrong])
    found: list[Match] = []
    for one in chosen:
        start = starts.get(one.id)
        days = one.in_force(on, start), one.stated_day(start)
        found += (_match(clause, known[clause.id], *days) for clause in one.clauses.values())
    return Matching(tuple(found), unqualified)


def _stated(effective_from: Mapping[str, date] | None) -> Mapping[str, date]:
    return {} if effective_from is None else _mapping("effective_from", effective_from)


def _mapping(name: str, given: Mapping[str, T]) -> Mapping[str, T]:
    if not isinstance(given, Mapping):
        example = '{"total_investment": wan(800)}'
        wrong = fault(Code.VALUE_MAPPING, name, value=given, example=example)
        raise InvalidFacts("match", [wrong])
    return given


def _known(
    facts: Mapping[str, object],
) -> tuple[Mapping[str, dict[str, FactValue]], tuple[str, ...], list[Fault]]:
    """Return each clause's known facts, the names that need a clause, and what is wrong."""
    every = clauses()
    known: dict[str, dict[str, FactValue]] = {clause.id: {} for clause in every}
    unqualified: list[str] = []
    faults: list[Fault] = []
    names = {clause.id: english_names(clause.facts) for clause in every}
    in_order = sorted(facts.items(), key=lambda item: ":" in str(item[0]))  # its own name wins
    stated: set[tuple[str, str, bool]] = set()
    for given, value in in_order:
        name = str(given)
        id_, _, written = name.rpartition(":")
        asking = [
            (clause, fact)
            for clause in every
            if (fact := names[clause.id].get(written, written)) in clause.facts
            and id_ in {"", clause.id}
        ]
        if not asking:
            faults.append(_unknown(name, value, every))
            continue
        if any((clause.id, fact, bool(id_)) in stated for clause, fact in asking):
            faults.append(fault(Code.KEY_TWICE, name, value=value))
            continue
        stated.update((clause.id, fact, bool(id_)) for clause, fact in asking)
        plain = [(c, fact) for c, fact in asking if id_ or c.facts[fact].kind in _PLAIN]
        if not plain:
            unqualified.append(name)
        for clause, fact in plain:
            try:
                known[clause.id][fact] = clause.facts[fact].read(value)
            except UnreadableValue as bad:
                faults.append(bad.fault.stating(value=value).within(name))
                break
    return known, tuple(unqualified), faults


def _unknown(name: str, value: object, every: Sequence[AnyClause]) -> Fault:
    """Return the fault of a name that no clause asks for, with the nearest one in its language."""
    wrong = fault(Code.FACT_UNKNOWN_ANYWHERE, name, value=value)
    own = [clause for clause in every if clause.id == name.rpartition(":")[0]]
    in_english = bare_name(name).isascii()
    known: dict[str, str] = {}
    for clause in own or every:
        qualified = [f"{clause.id}:"] if own or "/" in name else []
        for fact in clause.facts:
            written = fact if in_english else named(fact, "zh")
            for prefix in (*qualified, *([] if own else [""])):
                known[f"{prefix}{written}"] = f"{prefix}{fact}"
    near = did_you_mean(name, known)
    if near is None:
        return wrong
    meant = known[near]
    shown = meant if in_english else Words(f"{near}（{meant}）", f"{near} ({meant})")
    return wrong.stating(nearest=shown)


def _chosen(region: str | None) -> tuple[tuple[Policy, ...], list[Fault]]:
    every = policies()
    if region is None:
        return every, []
    known = sorted({one.region for one in every} | {one.province for one in every})
    if not isinstance(region, str) or region not in known:
        normal = normalize("NFKC", region).strip() if isinstance(region, str) else ""
        if normal not in known:
            known_regions = tuple(known)
            return (), [fault(Code.REGION_UNKNOWN, "region", value=region, known=known_regions)]
        region = normal
    within = {region, *(one.province for one in every if one.region == region)}
    return tuple(one for one in every if one.region in within), []


def _match(
    clause: AnyClause,
    known: Mapping[str, FactValue],
    in_force: bool | None,
    stated: StatedDay | None,
) -> Match:
    exact = {
        name: Fraction(clause.facts[name].to_minor(value), clause.facts[name].scale)
        for name, value in known.items()
    }
    open_ = {name: quantity for name, quantity in clause.facts.items() if name not in known}
    start = Knowledge(
        {name: quantity.scale for name, quantity in open_.items()},
        {name: (quantity.least, quantity.most) for name, quantity in open_.items()},
    )
    found = [way for row in clause.table.rows if (way := _way(clause, row, exact, start))]
    bounds = [way.most for way in found]
    most = None if None in bounds else max(bound for bound in bounds if bound is not None)
    wanted = tuple(name for name in open_ if any(name in way.asks for way in found))
    if most == 0:
        return Match(clause.id, Prospect.NOTHING, (), in_force, most, stated)
    return Match(clause.id, _prospect(wanted), wanted, in_force, most, stated)


def _prospect(wanted: tuple[str, ...]) -> Prospect:
    if not wanted:
        return Prospect.PAYS
    return Prospect.ONE_FACT_SHORT if len(wanted) == 1 else Prospect.OPEN


@dataclass(frozen=True, slots=True)
class _Way:
    """A row that may still apply: the open facts it asks for, and the most it gives in yuan."""

    asks: frozenset[str]
    most: Decimal | None


def _way(
    clause: AnyClause, row: Row, exact: Mapping[str, Fraction], knowledge: Knowledge
) -> _Way | None:
    """Return what is left open of a row on the known facts, or None where it cannot apply."""
    asks = set[str]()
    for condition in row.conditions:
        if isinstance(condition, Holds):
            if condition.fact not in exact:
                asks.add(condition.fact)
            elif not condition.at(exact):
                return None
            continue
        left = Above(condition.difference.given(exact), condition.or_equal)
        decided = knowledge.decides(left)
        if decided is False:
            return None
        if decided is None:
            asks.update(left.difference.facts)
            knowledge = knowledge.learning(left)
    end = row.outcome.most.given(exact)
    asks.update(end.facts)
    return _Way(frozenset(asks), _most(clause, end, knowledge))


def _most(clause: AnyClause, end: Polynomial, knowledge: Knowledge) -> Decimal | None:
    """Return the most a sum can come to, or None where nothing known bounds it."""
    minor = (end * Polynomial.constant(Fraction(100))).in_minor_units(knowledge.scales)
    bounds = [
        (minor + other * Polynomial.constant(times)).constant_part
        for other in knowledge.not_negative
        if (times := _cancels(minor, other)) is not None
    ]
    rising = {name for monomial, c in minor.terms if c > 0 for name in monomial}
    if all(knowledge.box[name][1] < clause.facts[name].most for name in rising):
        bounds.append(minor.bounds(knowledge.box)[1])
    if not bounds:
        return None
    fen = min(bounds)
    return checked_sum(clause.id, max(0, Rounding.HALF_UP.whole(fen.numerator, fen.denominator)))


def _cancels(minor: Polynomial, other: Polynomial) -> Fraction | None:
    """Return how often what is 0 or more must be added to leave a number only."""
    moving = minor.without_constant.terms
    against = dict(other.without_constant.terms)
    if not moving or moving[0][0] not in against:
        return None
    times = -moving[0][1] / against[moving[0][0]]
    whole = (minor + other * Polynomial.constant(times)).is_constant
    return times if whole and times > 0 else None
