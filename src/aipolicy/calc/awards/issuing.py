"""From what a clause gives to an award on a claim: its day, the authority's sum, its marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from aipolicy._words import Language, Words
from aipolicy.calc.awards.award import Award
from aipolicy.calc.awards.claim import Claim
from aipolicy.calc.awards.determination import sum_due
from aipolicy.calc.calculations.evaluation import evaluate
from aipolicy.calc.calculations.step import Step, StepKind
from aipolicy.calc.documents.terms import Grants
from aipolicy.calc.symbolic.notation import money
from aipolicy.calc.values.money import as_fraction
from aipolicy.calc.values.quantity import FactValue
from aipolicy.calc.words.citation import Numerals
from aipolicy.calc.words.departures import departure_in_words, reading_in_words
from aipolicy.calc.words.glossary import named
from aipolicy.errors import Code, InvalidClaim, fault

if TYPE_CHECKING:
    from datetime import date

    from aipolicy.calc.calculations.calculation import AnyCalculation
    from aipolicy.calc.documents.period import Convention
    from aipolicy.calc.documents.provision import Labels, Provision
    from aipolicy.calc.documents.stacking import Stacking
    from aipolicy.calc.documents.stated_days import StatedDay


class Issuer(Protocol):
    """What a clause and its awards ask of their policy."""

    id: str
    draft: bool

    @property
    def title(self) -> str:
        """The document's title."""
        ...

    @property
    def number(self) -> str | None:
        """The document's number, or None where the text gives none."""
        ...

    @property
    def numerals(self) -> Numerals:
        """In what numerals the document counts its articles."""
        ...

    @property
    def stacking(self) -> Stacking:
        """The rules on combining awards."""
        ...

    @property
    def clauses(self) -> Mapping[str, AnyCalculation]:
        """The clauses by id."""
        ...

    def provision(self, id_: str) -> Provision:
        """Return the provision of an id."""
        ...

    def stated_day(self, effective_from: date | None) -> StatedDay | None:
        """Return the effective date that is stated for the document, and where."""
        ...

    def require_in_force(self, on: date, effective_from: date | None, term: Convention) -> None:
        """Refuse a day outside the days in force."""
        ...


def award_of(
    clause: AnyCalculation, policy: Issuer, claim: Claim, values: Mapping[str, FactValue]
) -> Award:
    """Return the award on a claim; see `Clause.award`."""
    _require_claim(clause.id, claim)
    stated = policy.stated_day(claim.effective_from)
    policy.require_in_force(claim.on, stated.day if stated else claim.effective_from, claim.term)
    given = evaluate(clause, values)
    in_stages = clause.id.partition("/")[2] in policy.stacking.in_stages
    amount, fixed = sum_due(clause, claim, values, given, in_stages=in_stages)
    least = given.least if amount is None else min(given.least, amount)
    provision = policy.provision(clause.id)
    funding = _funding(clause, amount)
    return Award(
        clause=clause.id,
        policy=policy.id,
        title=policy.title,
        number=policy.number,
        article=provision.article,
        numerals=policy.numerals,
        heading=provision.heading,
        provision_title=provision.titles,
        claim=claim,
        facts=values,
        figures=clause.figures,
        reading=clause.reading,
        readings=tuple(clause.chosen.values()),
        departures=clause.departures,
        grants=clause.grants,
        per=clause.per,
        how_often=clause.how_often,
        instrument=provision.instrument,
        least=least if clause.grants is not Grants.CEILING else Decimal("0.00"),
        most=max(given.most, amount or given.most),
        amount=amount,
        steps=(
            *given.steps,
            *fixed,
            *_funded(funding),
            *_stated(stated),
            *_frequency(clause, provision),
            *_marks(clause, policy, claim, provision.reading_labels),
            *_assumed(provision.assumes),
        ),
        draft=policy.draft,
        soft_cap=clause.soft_cap,
        funding=funding,
        assumes=provision.assumes,
        stated_day=stated,
    )


def _require_claim(id_: str, claim: object) -> None:
    if not isinstance(claim, Claim):
        kind = type(claim).__name__
        raise InvalidClaim(id_, [fault(Code.CLAIM_TYPE, "claim", value=claim, type=kind)])


def _funding(clause: AnyCalculation, amount: Decimal | None) -> Mapping[str, Decimal]:
    if clause.funding is None or not amount:
        return {}
    return clause.funding.of(amount, clause.figures)


def _funded(funding: Mapping[str, Decimal]) -> Iterator[Step]:
    for bearer, part in funding.items():
        zh, en = (_borne(bearer, part, language) for language in ("zh", "en"))
        yield Step(kind=StepKind.FUNDING, zh=zh, en=en, amount=part)


def _borne(bearer: str, part: Decimal, language: Language) -> str:
    name = named(bearer, language, "terms")
    sum_ = money(as_fraction(part))
    return f"{name}承担 {sum_}" if language == "zh" else f"{name} bears {sum_}"


def _stated(stated: StatedDay | None) -> Iterator[Step]:
    if stated is not None:
        yield Step(kind=StepKind.MARK, zh=stated.words.zh, en=stated.words.en)


def _marks(clause: AnyCalculation, policy: Issuer, claim: Claim, labels: Labels) -> Iterator[Step]:
    if policy.draft:
        yield Step(
            kind=StepKind.MARK,
            zh=f"依据为{named('draft', 'zh', 'terms')}，尚不是生效文件",
            en="the document is a draft for comment and not law",
        )
    if clause.soft_cap and not claim.exception:
        yield Step(
            kind=StepKind.MARK,
            zh="上限为原则性规定，例外须另有决定",
            en="the cap stands in principle; an exception needs a decision",
        )
    for point, names in clause.points.items():
        if clause.chosen[point] == names[0]:
            zh, en = (_default_reading(names, labels, language) for language in ("zh", "en"))
            yield Step(kind=StepKind.MARK, zh=zh, en=en)
    for departure in clause.departures:
        zh, en = (departure_in_words(departure, labels, language) for language in ("zh", "en"))
        yield Step(kind=StepKind.MARK, zh=zh, en=en)


def _frequency(clause: AnyCalculation, provision: Provision) -> Iterator[Step]:
    """Yield how often the clause pays, where the text does not print it."""
    frequency = provision.frequency(clause.how_often, clause.per)
    if frequency.is_read:
        yield Step(kind=StepKind.MARK, zh=frequency.text("zh"), en=frequency.text("en"))


def _default_reading(names: Sequence[str], labels: Labels, language: Language) -> str:
    taken, *others = (reading_in_words(one, labels, language) for one in names)
    if language == "en":
        return f"open point, default reading: {taken}; also: {', '.join(others)}"
    point, reading = (named(term, "zh", "terms") for term in ("open_point", "reading"))
    return f"{point}按默认{reading}：{taken}；另可选：{'、'.join(others)}"


def _assumed(assumes: tuple[Words, ...]) -> Iterator[Step]:
    for zh, en in assumes:
        yield Step(kind=StepKind.ASSUMED, zh=f"前提：{zh}", en=f"assumed: {en}")
